"""Which features the identity has the scopes for."""

from __future__ import annotations

from collections.abc import Iterator

from feishu_tui.commands.checkups.finding import Finding, State
from feishu_tui.errors import FeishuTuiError, NotSignedIn
from feishu_tui.feishu.codes import SCOPE_CODES
from feishu_tui.feishu.permissions import Feature, Permissions
from feishu_tui.language import Language

_FEATURES: dict[Feature, tuple[str, State]] = {
    "calendars": ("The list of calendars may be read.", "fault"),
    "events": ("Events may be read.", "fault"),
    "attendees": ("Attendees may be read.", "warning"),
    "free_busy": ("Free and busy times may be read.", "warning"),
}
"""What to say of each, and how bad it is to lack it."""


def scopes(permissions: Permissions, say: Language) -> Iterator[Finding]:
    """A finding for each feature; only one where the token itself is not taken."""
    refused = [problem for problem in permissions.problems.values() if isinstance(problem, NotSignedIn)]
    if refused:
        yield Finding("token", "fault", _sentence(refused[0], say), say(refused[0].hint))
        return
    person = permissions.person
    if person is not None:
        yield Finding(
            "token", "ok", say("The server accepts the token; it is {name}'s.", name=person.name or person.open_id)
        )
    for feature, problem in permissions.problems.items():
        yield _of_feature(feature, problem, say)


def _of_feature(feature: Feature, problem: FeishuTuiError | None, say: Language) -> Finding:
    sentence, lacking = _FEATURES[feature]
    if problem is None:
        return Finding(f"scope_{feature}", "ok", say(sentence))
    # What may pass, such as a limit of requests, says nothing of the scope.
    state: State = lacking if problem.code in SCOPE_CODES else "warning"
    return Finding(f"scope_{feature}", state, _sentence(problem, say), say(problem.hint))


def _sentence(problem: FeishuTuiError, say: Language) -> str:
    sentence = say(problem.sentence)
    code = say("{sentence} Error {code}.", sentence=sentence, code=problem.code) if problem.code else sentence
    return say("{sentence} Log id {log_id}.", sentence=code, log_id=problem.log_id) if problem.log_id else code

"""The profiles as lines: a mark at the open one, the name, the service, and how things stand there."""

from __future__ import annotations

from collections.abc import Sequence

from feishu_tui.language import Language
from feishu_tui.text import pad, width
from feishu_tui.ui.accounts import Profile
from feishu_tui.ui.line import Line, Piece, fitted
from feishu_tui.ui.sign_in_lines import NAMES

LONGEST_NAME = 24
"""Cells; a longer one is cut."""


def profile_lines(profiles: Sequence[Profile], cells: int, say: Language) -> list[Line]:
    """A line a profile, in ``cells`` columns."""
    names = min(max((width(profile.name) for profile in profiles), default=0), LONGEST_NAME)
    services = max((width(say(NAMES[profile.brand])) for profile in profiles), default=0)
    return [_line(profile, names, services, cells, say) for profile in profiles]


def _line(profile: Profile, names: int, services: int, cells: int, say: Language) -> Line:
    start = (
        Piece(" ● " if profile.current else "   ", "good"),
        Piece(pad(profile.name, names), "strong" if profile.current else ""),
        Piece("  "),
    )
    if profile.problem:
        return fitted((*start, Piece(say("cannot be opened"), "warning")), cells)
    parts = [say("signed in") if profile.signed_in else say("not signed in")]
    if not profile.cached:
        parts.append(say("nothing read yet"))
    service = Piece(f"{pad(say(NAMES[profile.brand]), services)}  ", "dim")
    return fitted((*start, service, Piece(" · ".join(parts), "dim")), cells)

"""Everything that can go wrong, each as one sentence a person can read.

    FeishuTuiError
    ├── UsageError              the command line, a date or an id is wrong           exit 2
    │   └── ConfigError         the configuration file is wrong                      exit 2
    ├── NotSignedIn             no token, or one the server no longer takes          exit 3
    ├── NotPermitted            signed in, but this is not allowed                   exit 3
    ├── ServerError             the server answered, and the answer is an error      exit 4
    │   ├── NotFound            the calendar or event is not there (any more)
    │   ├── RateLimited         too many requests; may be repeated later
    │   ├── QuotaExhausted      the month's calls are used up; must not be repeated
    │   ├── TokenExpired        a page token or sync token is stale: pull in full
    │   └── BadResponse         not the JSON the documentation promises
    ├── NetworkError            nothing came back                                    exit 4
    │   └── NetworkTimeout      not in time
    ├── CacheError              the cache on disk cannot be read or written          exit 4
    ├── StateError              what has to be kept, the login, cannot be written    exit 4
    └── RecurrenceError         a rule that cannot be expanded here                  exit 4
        ├── UnreadableRule      it is not a recurrence rule
        └── TooManyOccurrences  it never ends, or gives too many in the span

Foreign exceptions are translated at the border where they arise, with ``raise … from``; the cause is kept
for ``--verbose`` and the log.
"""

from __future__ import annotations

from feishu_tui.sentence import Sentence
from feishu_tui.sentence import sentence as as_sentence


class FeishuTuiError(Exception):
    """An error with a sentence for a person, a hint on what to do, and the server's log id where there is one.

    Both are in English, as the JSON documents have them; ``Language`` says them as the person wants.
    ``code`` is the server's error code (api documentation, error code tables), ``None`` where no server was involved.
    """

    kind = "error"
    """A stable word for scripts, the ``kind`` of the JSON error document."""
    exit_status = 4
    """What the process returns when this error ends it."""

    def __init__(self, sentence: str, *, hint: str = "", code: int | None = None, log_id: str = "") -> None:
        super().__init__(sentence)
        self.sentence = as_sentence(sentence)
        self.hint = as_sentence(hint)
        self.code = code
        self.log_id = log_id

    def __str__(self) -> str:
        """The sentence, the hint and the log id on one line."""
        return self.in_one_line()

    def in_one_line(self) -> Sentence:
        """The sentence, the hint and the log id on one line, to be said in any language."""
        line = self.sentence
        if self.hint:
            line = Sentence("{sentence} {hint}", sentence=line, hint=self.hint)
        return Sentence("{sentence} (log id {log_id})", sentence=line, log_id=self.log_id) if self.log_id else line


class UsageError(FeishuTuiError):
    """What the person typed cannot be understood."""

    kind = "usage"
    exit_status = 2


class ConfigError(UsageError):
    """The configuration file or the environment says something that cannot be understood."""

    kind = "config"


class NotSignedIn(FeishuTuiError):
    """There is no token, or the server no longer takes the one there is."""

    kind = "not_signed_in"
    exit_status = 3


class NotPermitted(FeishuTuiError):
    """The identity is known, but may not do this."""

    kind = "not_permitted"
    exit_status = 3


class ServerError(FeishuTuiError):
    """The server answered with an error."""

    kind = "server"


class NotFound(ServerError):
    """The calendar or event does not exist, or does not any more."""

    kind = "not_found"


class RateLimited(ServerError):
    """Too many requests; ``retry_after`` is in seconds, ``None`` where the server named no time."""

    kind = "rate_limited"

    def __init__(
        self,
        sentence: str,
        *,
        hint: str = "",
        code: int | None = None,
        log_id: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(sentence, hint=hint, code=code, log_id=log_id)
        self.retry_after = retry_after


class QuotaExhausted(ServerError):
    """The tenant's monthly calls are used up (99991403); a repeat only makes it worse."""

    kind = "quota"


class TokenExpired(ServerError):
    """A page token or sync token is stale (190008, 190009): the calendar has to be pulled in full again."""

    kind = "token_expired"


class BadResponse(ServerError):
    """The answer is not what the documentation promises: HTML from a proxy, a cut body, a page token that repeats."""

    kind = "bad_response"


class NetworkError(FeishuTuiError):
    """No answer: refused, reset, unreachable, no such host, TLS failure."""

    kind = "network"


class NetworkTimeout(NetworkError):
    """No answer in time."""

    kind = "timeout"


class CacheError(FeishuTuiError):
    """The cache on disk cannot be read or written."""

    kind = "cache"


class StateError(FeishuTuiError):
    """What has to be kept on disk, such as the login, cannot be written there."""

    kind = "state"


class RecurrenceError(FeishuTuiError):
    """A recurrence rule cannot be expanded here; the server's instances are the way out."""

    kind = "recurrence"


class UnreadableRule(RecurrenceError):
    """The text is not a recurrence rule of RFC 5545 §3.3.10."""


class TooManyOccurrences(RecurrenceError):
    """The rule gives more occurrences in the span than anyone could look at, or searches for ever."""

"""The marks of a page: its rows, whether more follow, and where to go on."""

from __future__ import annotations

from feishu_tui.errors import BadResponse
from feishu_tui.feishu.codes import REPORT
from feishu_tui.feishu.wire.values import DAMAGE, Data, Row, flag
from feishu_tui.lazy_dataclasses import dataclass

LONGEST_TOKEN = 8_000
"""Characters; an address as a whole may have 65 536, and many a server takes 8 192."""


@dataclass(frozen=True, slots=True)
class Marks:
    """One reply of a list endpoint; ``rows`` as they came, which may hold anything."""

    rows: list[object]
    has_more: bool | None
    page_token: str
    sync_token: str
    log_id: str = ""
    is_listed: bool = True
    """Whether the rows were given, rather than ``null`` or nothing at all."""


def marks_of(data: Row, key: str = "items", *, may_be_bare: bool = False) -> Marks:
    """The marks of ``data``, whose rows lie under ``key``; ``null`` rows are no rows.

    Raises ``BadResponse`` where something else than rows lies there, and, unless it ``may_be_bare``, where there is
    neither a place for rows nor any other mark: that is no page, and must not be taken for an empty one.
    """
    found, log_id = data.get(key), data.log_id if isinstance(data, Data) else ""
    has_more = flag(data.get("has_more"))
    page_token, sync_token = _token(data.get("page_token")), _token(data.get("sync_token"))
    bare = key not in data and has_more is None and not page_token and not sync_token
    if not (found is None or isinstance(found, list)) or (bare and not may_be_bare):
        raise BadResponse("The server's answer holds no list where one is promised.", hint=REPORT, log_id=log_id)
    return Marks(found or [], has_more, page_token, sync_token, log_id, is_listed=found is not None)


def require_end(marks: Marks) -> None:
    """Raises ``BadResponse`` for a page that has to be the last one of a list and does not say so.

    It says so by ``has_more``, or by the sync token that comes with the last page alone.
    """
    if marks.has_more is None and not marks.sync_token:
        raise BadResponse("The server's answer does not say whether more follows.", hint=REPORT, log_id=marks.log_id)


def _token(value: object) -> str:
    """A token as it came: it goes back to the server unchanged and is never shown.

    One that is damaged, or that no address can carry, is none: it could be sent in vain for ever.
    """
    if not isinstance(value, str) or len(value) > LONGEST_TOKEN or not value.isprintable() or DAMAGE in value:
        return ""
    return value

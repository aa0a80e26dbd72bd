"""``feishu-tui calendars``: the calendars the signed-in identity is subscribed to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feishu_tui.commands.documents import calendar_document
from feishu_tui.commands.output import print_json, print_text
from feishu_tui.commands.session import Session, chosen, nothing_read, tell
from feishu_tui.config import Config
from feishu_tui.errors import FeishuTuiError, NotFound
from feishu_tui.language import Language
from feishu_tui.store import CalendarState
from feishu_tui.text import pad, width
from feishu_tui.ui.calendar_lines import role_words, type_words

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace, config: Config) -> int:
    """Print the calendar list: the server's, or the cache's with a note when the server cannot be asked."""
    with Session(config) as session:
        if not arguments.offline:
            _refresh(session)
        states = session.store.calendars()
    if not states:
        raise nothing_read() if arguments.offline else NotFound("The server lists no calendar for this identity.")
    if arguments.calendar:
        states = chosen(states, arguments.calendar)
    if arguments.json:
        print_json({"calendars": [calendar_document(state.calendar) for state in states]})
    else:
        print_text("\n".join(_table(states, Language(config.lang))))
    return 0


def _refresh(session: Session) -> None:
    known = bool(session.store.calendars())
    problem: FeishuTuiError | None
    try:
        problem = session.online(lambda desk: desk.refresh(calendar_ids=()), hurried=known).error
    except FeishuTuiError as error:
        if not known:
            raise
        problem = error
    if problem is not None:
        tell(problem, "Shown as last read, since the server could not be asked")


def _table(states: Sequence[CalendarState], say: Language) -> list[str]:
    rows = [(say("NAME"), say("TYPE"), say("ROLE"), "ID")]
    for state in states:
        calendar = state.calendar
        kind, role = type_words(calendar, say) or calendar.type, role_words(calendar, say) or calendar.role
        rows.append((calendar.name, kind, role, calendar.calendar_id))
    widths = [max(width(row[column]) for row in rows) for column in range(3)]
    return ["  ".join([*(pad(cell, cells) for cell, cells in zip(row, widths, strict=False)), row[3]]) for row in rows]

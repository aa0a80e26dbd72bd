"""``feishu-tui export``: what overlaps some days, as iCalendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feishu_tui.agenda import merge_copies
from feishu_tui.commands.agenda import PARTLY_DONE, asked_range
from feishu_tui.commands.freshness import read_span
from feishu_tui.commands.output import print_document
from feishu_tui.commands.session import Session
from feishu_tui.config import Config
from feishu_tui.ical import calendar_text, gathered
from feishu_tui.language import Language
from feishu_tui.model import Event, Span
from feishu_tui.ui.agenda_lines import title_of

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace, config: Config) -> int:
    """Print the document; 5 when some calendars failed."""
    asked = asked_range(arguments, config)
    with Session(config) as session:
        reading = read_span(session, arguments, Span.of_days(asked.first, asked.last, config.zone))
        calendars = {state.calendar.calendar_id: state.calendar for state in reading.states}
        found = gathered(merge_copies(reading.listing.occurrences, calendars.values()), session.store)
    say = Language(config.lang)

    def title(event: Event) -> str:
        return title_of(event, calendars.get(event.calendar_id), say)

    (name,) = [calendar.name for calendar in calendars.values()] if len(calendars) == 1 else [""]
    print_document(calendar_text(found, title, config.clock(), name))
    return PARTLY_DONE if reading.failed else 0

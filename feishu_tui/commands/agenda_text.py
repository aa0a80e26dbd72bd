"""The agenda as plain text, for people who read it in a shell."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from feishu_tui.agenda import Day, Entry
from feishu_tui.dates import day_heading
from feishu_tui.language import Language
from feishu_tui.model import Calendar
from feishu_tui.text import pad, steady
from feishu_tui.ui.agenda_lines import time_words, title_of

TIMES_CELLS = 11


def agenda_text(days: Sequence[Day], now: datetime, calendars: Mapping[str, Calendar], say: Language) -> str:
    """Days with something on them, a heading and a line for each event; ``now`` is aware, in the display zone."""
    blocks = [_day(day, now, calendars, say) for day in days if day.entries]
    return "\n\n".join(blocks) or say("No events.")


def _day(day: Day, now: datetime, calendars: Mapping[str, Calendar], say: Language) -> str:
    assert now.tzinfo is not None
    lines = [_strong(day_heading(day.date, now.date(), say))]
    lines += [_entry(entry, now.tzinfo, calendars, say) for entry in day.entries]
    return "\n".join(lines)


def _entry(entry: Entry, zone: tzinfo, calendars: Mapping[str, Calendar], say: Language) -> str:
    occurrence, event = entry.occurrence, entry.occurrence.event
    calendar = calendars.get(occurrence.calendar_id)
    title = title_of(event, calendar, say)
    if entry.day_count > 1:
        title = say("{title} (day {day} of {days})", title=title, day=entry.day_index, days=entry.day_count)
    marks = ["↻"] if occurrence.recurring else []
    marks += ["⚠"] if entry.conflicts else []
    place = event.place.name or event.place.address
    name = calendar.name if calendar and calendar.type != "primary" else ""
    start = " ".join([pad(time_words(entry, zone, say), TIMES_CELLS), "", title, *marks])
    return steady("  " + "  · ".join(part for part in (start, place, name) if part))


def _strong(text: str) -> str:
    plain = os.environ.get("NO_COLOR") or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb"
    return text if plain else f"\x1b[1m{text}\x1b[0m"

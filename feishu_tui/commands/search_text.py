"""What a search found as a table for people."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from feishu_tui.dates import day_words, time_range
from feishu_tui.language import Language
from feishu_tui.model import Calendar, Occurrence
from feishu_tui.text import pad, steady, width
from feishu_tui.ui.agenda_lines import title_of

if TYPE_CHECKING:
    from feishu_tui.pinyin import Range
    from feishu_tui.store.hits import Hit

FOUND, PLAIN = "\x1b[1;4m", "\x1b[22;24m"
"""Bold and underlined, and neither (ECMA-48 §8.3.117)."""


def search_text(hits: Sequence[Hit], calendars: Mapping[str, Calendar], now: datetime, say: Language) -> str:
    """A line for each hit, the best first: day, time, title with the matches marked; ``now`` is in the display zone."""
    if not hits:
        return say("No events.")
    days = [day_words(_first_day(hit.occurrence, now), now.date(), say) for hit in hits]
    zone = now.tzinfo or UTC
    times = [time_range(hit.occurrence.start, hit.occurrence.end, zone, say) for hit in hits]
    day_cells, time_cells = (max(map(width, column)) for column in (days, times))
    return "\n".join(
        "  ".join((pad(day, day_cells), pad(time, time_cells), _words(hit, calendars.get(hit.event.calendar_id), say)))
        for hit, day, time in zip(hits, days, times, strict=True)
    )


def _words(hit: Hit, calendar: Calendar | None, say: Language) -> str:
    event = hit.event
    title = title_of(event, calendar, say)
    shown = _marked(title, hit.title_ranges) if title == event.summary and _is_colored() else steady(title)
    if hit.is_series:
        shown += f" ↻×{hit.times}" if hit.times else " ↻"
    place = event.place.name or event.place.address
    name = calendar.name if calendar and calendar.type != "primary" else ""
    source = say("on the server") if hit.source == "server" else ""
    return "  · ".join([shown, *(steady(part) for part in (place, name, source) if part)])


def _marked(title: str, ranges: Sequence[Range]) -> str:
    pieces, at = [], 0
    for start, end in ranges:
        pieces += [steady(title[at:start]), FOUND, steady(title[start:end]), PLAIN]
        at = end
    return "".join([*pieces, steady(title[at:])])


def _first_day(occurrence: Occurrence, now: datetime) -> date:
    zone = now.tzinfo or UTC
    return occurrence.starts_at(zone).astimezone(zone).date()


def _is_colored() -> bool:
    return not os.environ.get("NO_COLOR") and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

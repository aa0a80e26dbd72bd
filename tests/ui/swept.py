"""Every pane, list and card as lines of some width, full of awkward titles, without a program around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from typing import get_args
from zoneinfo import ZoneInfo

from feishu_tui.agenda import days
from feishu_tui.language import Language
from feishu_tui.model import Calendar, Meeting, Occurrence, Place
from feishu_tui.store.changes import Change, Snapshot
from feishu_tui.store.hits import Hit
from feishu_tui.ui.agenda_lines import AgendaLook, Spot, agenda_rows
from feishu_tui.ui.calendar_lines import calendar_rows, heading_line
from feishu_tui.ui.card_lines import Side, card_lines
from feishu_tui.ui.change_lines import ChangesLook, change_rows
from feishu_tui.ui.command_lines import command_rows
from feishu_tui.ui.detail_lines import detail_lines
from feishu_tui.ui.grid_bars import bars
from feishu_tui.ui.grid_frame import GridFrame, columns_in
from feishu_tui.ui.grid_lines import Grid, blocks_of, grid_lines
from feishu_tui.ui.keymap import COMMANDS
from feishu_tui.ui.line import Line
from feishu_tui.ui.log_lines import LogRecord, log_lines
from feishu_tui.ui.month_page import PageFrame, weeks, weeks_of
from feishu_tui.ui.month_page_lines import month_page_lines
from feishu_tui.ui.news import Visit
from feishu_tui.ui.raw_lines import raw_lines
from feishu_tui.ui.reply_lines import answer_lines, reply_rows
from feishu_tui.ui.result_lines import row_line
from feishu_tui.ui.result_rows import rows_of
from feishu_tui.ui.theme_lines import ThemeRow, theme_lines
from feishu_tui.ui.zone_choices import zone_choices, zone_lines
from tests.ui.events import BERLIN, NOW, SHANGHAI, TODAY, at, change_to, event, once, rich_event, state, subject
from tests.ui.titles import AWKWARD_TITLES

AWKWARD = Calendar("team@calendar", AWKWARD_TITLES[3] + AWKWARD_TITLES[2], type="shared", role="writer")
CALENDARS = {AWKWARD.calendar_id: AWKWARD}
_ANSWERS = ("needs_action", "tentative", "decline", "accept")
HEIGHT = 24


def _timed() -> list[Occurrence]:
    """Overlapping in pairs and threes over two days, some of them running, over or declined."""
    found = [
        once(
            event(
                event_id=f"{number}_0",
                summary=title,
                start=at(8 + number),
                end=at(9 + number, 45),
                place=Place(title),
                organizer=title,
                rsvp=_ANSWERS[number % 4],
            ),
            recurring=number % 2 == 0,
            original_time=number,
        )
        for number, title in enumerate(AWKWARD_TITLES)
    ]
    return [*found, once(event(event_id="night_0", summary=AWKWARD_TITLES[2], start=at(22), end=at(2, day=22)))]


def _bars() -> list[Occurrence]:
    return [
        once(event(event_id=f"bar{number}_0", summary=title, start=TODAY - timedelta(number), end=TODAY + timedelta(2)))
        for number, title in enumerate(AWKWARD_TITLES)
    ]


EVENTS = [*_timed(), *_bars()]
CHOSEN = Spot(TODAY, AWKWARD.calendar_id, "3_0")
HITS = [Hit(one.event, one, times=12, title_ranges=((0, 2),)) for one in EVENTS]


def _look(cells: int, say: Language, second: ZoneInfo | None) -> AgendaLook:
    return AgendaLook(cells, NOW, say, CALENDARS, news=change_to, coming="4_0", second=second)


def _agenda(cells: int, say: Language, second: ZoneInfo | None = None) -> list[Line]:
    found = days(EVENTS, TODAY, TODAY + timedelta(2), SHANGHAI)
    return [row.line for row in agenda_rows(found, None, _look(cells, say, second))]


def _grid(cells: int, say: Language, most: int, second: ZoneInfo | None = None) -> list[Line]:
    count = columns_in(cells, most, two_zones=second is not None)
    first = TODAY - timedelta(5 if count == 7 else 0)
    found, look = days(EVENTS, first, first + timedelta(count - 1), SHANGHAI), _look(cells, say, second)
    over = bars(found, HEIGHT // 4, CHOSEN)
    frame = GridFrame(cells, HEIGHT, count, over.rows, 18, second is not None)
    return grid_lines(Grid(found, [blocks_of(day, frame, CHOSEN, look) for day in found], over, frame, CHOSEN), look)


def _month(cells: int, say: Language) -> list[Line]:
    found = days(EVENTS, *weeks_of(TODAY, 0), SHANGHAI)
    frame = PageFrame(cells, HEIGHT, len(found) // 7)
    return month_page_lines(weeks(found, frame, CHOSEN), frame, TODAY, CHOSEN, _look(cells, say, None))


def _detail(cells: int, say: Language) -> list[Line]:
    strange = "".join(AWKWARD_TITLES[1:7])
    listed, detail = rich_event(strange, AWKWARD_TITLES[3])
    full = replace(listed, description=strange, place=Place(strange, strange), organizer=strange)
    return detail_lines(subject(full, detail=replace(detail, event=full), say=say), cells)


def _card(cells: int, say: Language) -> list[Line]:
    link = f"https://vc.feishu.cn/j/418203377?pwd={'0123456789' * 12}"
    listed = event(summary="".join(AWKWARD_TITLES[1:5]), meeting=Meeting("vc", link), app_link=link)
    return [line for side in get_args(Side) for line in card_lines(subject(listed, say=say), side, cells, HEIGHT)]


def _changes(cells: int, say: Language) -> list[Line]:
    found = [
        Change(number, AWKWARD.calendar_id, f"{number}_0", NOW.timestamp(), False, before, after)
        for number, title in enumerate(AWKWARD_TITLES)
        for after in [Snapshot(at(14), at(15), title, title)]
        for before in [None if number % 2 else Snapshot(at(9), at(10), title, "")]
    ]
    found.append(replace(found[1], number=99, before=found[1].after, after=None))
    rows = change_rows(found, Visit(NOW.timestamp() - 86400, 4), ChangesLook(cells, NOW, SHANGHAI, say, CALENDARS))
    return [row.line for row in rows]


def _results(cells: int, say: Language) -> list[Line]:
    return [row_line(row, cells, TODAY, SHANGHAI, CALENDARS, say) for row in rows_of(HITS, {})]


def _replies(cells: int, say: Language) -> list[Line]:
    rows = reply_rows(HITS, cells, NOW, SHANGHAI, CALENDARS, say)
    return [*(row.line for row in rows), *answer_lines(HITS[3], cells, "O", say)]


def _calendars(cells: int, say: Language) -> list[Line]:
    found = [state(Calendar("x", title, type="resource", role="reader"), error=title) for title in AWKWARD_TITLES]
    return [heading_line(found, cells, say), *chain(*(calendar_rows(one, 17, cells, say) for one in found))]


def _log(cells: int, say: Language) -> list[Line]:
    return log_lines([LogRecord(NOW.timestamp(), "INFO", title) for title in AWKWARD_TITLES], cells, SHANGHAI, say)


def _raw(cells: int, say: Language) -> list[Line]:
    return raw_lines([("The event", '{"summary": "' + "会议👨 " * 60 + '", "n": [1, {"x": null}]}')], cells, say)


LINES: Mapping[str, Callable[[int, Language], Sequence[Line]]] = {
    "agenda": _agenda,
    "agenda with two zones": lambda cells, say: _agenda(cells, say, BERLIN),
    "day": lambda cells, say: _grid(cells, say, 1),
    "week": lambda cells, say: _grid(cells, say, 7),
    "week with two zones": lambda cells, say: _grid(cells, say, 7, BERLIN),
    "month": _month,
    "detail": _detail,
    "card": _card,
    "changes": _changes,
    "results": _results,
    "replies": _replies,
    "calendars": _calendars,
    "help": lambda cells, say: [row.line for row in command_rows(COMMANDS[::5], {}, cells, say)],
    "zones": lambda cells, say: zone_lines(zone_choices("", "Asia/Kathmandu")[:9], NOW, cells, say),
    "themes": lambda cells, say: theme_lines([ThemeRow(t, t, None, t) for t in AWKWARD_TITLES], "", cells, say),
    "log": _log,
    "raw": _raw,
}
"""What fills a pane or a screen, by its name."""
FILLED = ("day", "week", "week with two zones", "month")
"""What is drawn up to the right edge."""

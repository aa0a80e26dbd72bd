"""A month over the whole pane: where each week stands, and which events have a line in which day's cell."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import date

from feishu_tui.agenda import Day, Entry
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.ui.agenda_lines import Spot, spot_of
from feishu_tui.ui.day_steps import month_end, shifted
from feishu_tui.ui.grid_bars import Bars, bars
from feishu_tui.ui.grid_blocks import is_bar, is_chosen

LEAST_TITLE = 6
"""Cells below which a title says nothing; there is a mark an event then."""
_ROOM_FOR_NAME = 18
"""Lines from which on the month's name stands above the weekdays."""


def weeks_of(day: date, week_start: int) -> tuple[date, date]:
    """The whole weeks that the month of ``day`` touches, first and last day included."""
    first = day.replace(day=1)
    last = month_end(day)
    return shifted(first, -((first.weekday() - week_start) % 7)), shifted(last, (week_start - 1 - last.weekday()) % 7)


@dataclass(frozen=True, slots=True)
class PageFrame:
    """A box of weeks, one below the other, each beginning with a line of its days' numbers."""

    width: int
    height: int
    weeks: int

    @property
    def heading(self) -> int:
        """Lines above the weeks: the month where there is room for it, and the weekdays."""
        return 2 if self.height >= _ROOM_FOR_NAME else 1

    def top(self, week: int) -> int:
        """The line a week begins at; lines that are not enough for one more each go to the weeks in the middle."""
        each, left = divmod(max(self.height - self.heading, 0), self.weeks)
        return self.heading + each * week + min(max(week - (self.weeks - left + 1) // 2, 0), left)

    def slots(self, week: int) -> int:
        """Lines below the numbers of a week."""
        return max(self.top(week + 1) - self.top(week) - 1, 0)

    def left(self, column: int) -> int:
        """The cell a day begins at, right of its rule."""
        return self.width * column // 7 + 1

    def cells(self, column: int) -> int:
        """How wide a day is."""
        return self.width * (column + 1) // 7 - self.width * column // 7 - 1

    @property
    def has_titles(self) -> bool:
        """Whether a day is wide enough for titles."""
        return self.cells(0) >= LEAST_TITLE

    def place_at(self, x: int, y: int) -> tuple[int, int, int] | None:
        """Week, column and slot (-1 on the numbers) at a cell, ``None`` above the weeks."""
        week = next((each for each in range(self.weeks) if self.top(each) <= y < self.top(each + 1)), None)
        if week is None:
            return None
        column = max((each for each in range(7) if self.left(each) - 1 <= x), default=0)
        return week, column, y - self.top(week) - 1


@dataclass(frozen=True, slots=True)
class Week:
    """A week's events on its lines."""

    days: Sequence[Day]
    bars: Bars
    cells: Sequence[dict[int, Entry]]
    """A day's events by slot, without those that are bars."""
    hidden: Sequence[int]
    """How many of a day's have no line."""

    def entry_at(self, column: int, slot: int) -> Entry | None:
        """What stands on a line of a day."""
        for bar in self.bars.drawn:
            if bar.row == slot and bar.first <= column <= bar.last:
                return bar.entry
        return self.cells[column].get(slot)


def weeks(days: Sequence[Day], frame: PageFrame, chosen: Spot) -> list[Week]:
    """Every week with what has a line in it; the ``chosen`` event has one as long as there is any."""
    return [
        _week(days[7 * number : 7 * number + 7], frame.slots(number) if frame.has_titles else 0, chosen)
        for number in range(frame.weeks)
    ]


def spot_at(page: Sequence[Week], frame: PageFrame, x: int, y: int) -> Spot | None:
    """What is drawn at a cell: an event, else the day; ``None`` above the weeks."""
    place = frame.place_at(x, y)
    if place is None or place[1] >= len(page[place[0]].days):
        return None
    week, column, slot = place
    return spot_of(page[week].days[column].date, page[week].entry_at(column, slot))


def _week(days: Sequence[Day], slots: int, chosen: Spot) -> Week:
    over = bars(days, slots, chosen)
    if slots and any(_is_crowded_out(chosen, day, over.on(column), slots) for column, day in enumerate(days)):
        over = bars(days, slots - 1, chosen)
    cells, hidden = [], []
    for column, day in enumerate(days):
        taken = over.on(column)
        free = [slot for slot in range(slots) if slot not in taken]
        timed = [entry for entry in day.entries if not is_bar(entry.occurrence)]
        shown = list(_shown(timed, len(free), chosen))
        cells.append(dict(zip(free, shown, strict=False)))
        hidden.append(len(timed) - len(shown) + over.more[column])
    return Week(days, over, cells, hidden)


def _is_crowded_out(chosen: Spot, day: Day, taken: Container[int], slots: int) -> bool:
    """Whether the chosen event is a timed one of a day on which bars take all lines."""
    return (
        day.date == chosen.day
        and all(slot in taken for slot in range(slots))
        and any(is_chosen(entry, chosen) and not is_bar(entry.occurrence) for entry in day.entries)
    )


def _shown(timed: Sequence[Entry], room: int, chosen: Spot) -> Iterator[Entry]:
    """The first events of a day, and the chosen one instead of the last where it is not one of them."""
    left_out = [entry for entry in timed[room:] if is_chosen(entry, chosen)]
    yield from timed[: max(room - len(left_out), 0)]
    if room:
        yield from left_out

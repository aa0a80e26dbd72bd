"""The agenda: events day by day, without an end in either direction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.timer import Timer

from feishu_tui.agenda import Day, Entry
from feishu_tui.ui.agenda_lines import SPACIOUS_FROM, AgendaLook, Spot, agenda_rows
from feishu_tui.ui.agenda_places import first_of, nearest, top_around, top_near, upcoming
from feishu_tui.ui.agenda_row import Row
from feishu_tui.ui.agenda_window import AFTER, AgendaWindow
from feishu_tui.ui.day_steps import month_after, shifted
from feishu_tui.ui.keymap import bindings
from feishu_tui.ui.made_rows import MadeRows
from feishu_tui.ui.widgets.line_view import LineView
from feishu_tui.ui.widgets.lines_of import LinesOf
from feishu_tui.ui.widgets.view import View

REST_SECONDS = 0.4
"""How long the cursor has to rest before days that are not to be seen yet are read."""
_BREATH_SECONDS = 0.05
"""Between two readings of some days, for keys to come in."""


class AgendaView(View):
    """Shows the days that ``load(first, last)`` gives; the cursor rests on events and on days kept without any.

    ``look(width, spacious)`` tells what days look like at the moment: the clock, the language, the calendars.
    """

    KEYS = "agenda"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("agenda")]

    def __init__(
        self,
        load: Callable[[date, date], Sequence[Day]],
        look: Callable[[int, bool], AgendaLook],
        day: date,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._window = AgendaWindow(load)
        self._look_now = look
        self._rows: list[Row] = []
        self._start = self._anchor = day
        self._unplaced: Spot | None = Spot(day)
        self._pinned: date | None = None
        self._folded: set[date] = set()
        self._made = MadeRows()
        self._reading_on: Timer | None = None

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor is not None and self._rows else None

    @property
    def entry(self) -> Entry | None:
        """The event under the cursor."""
        row = self.row
        return row.entry if row else None

    @property
    def day(self) -> date:
        """The day the cursor is on."""
        row = self.row
        return row.day if row else self._start

    @property
    def held(self) -> tuple[date, date] | None:
        """The first and the last day held, or about to be, both included; ``None`` before there is anything to show."""
        return self._window.reach(self._anchor) if self._window.days else None

    @property
    def rows(self) -> Sequence[Row]:
        """Every row held, shown or not."""
        return self._rows

    def reload(self) -> None:
        """Read the days anew; the cursor stays on its event, also where that moved to another day."""
        self._made.forget()
        if not self._window.days:
            return
        spot, before = self._spot(), self.entry
        self._window.reload(spot.day)
        now = self._window.day(spot.day)
        if before is None and now is not None and now.entries and spot.day not in self._folded:
            self.go_to(spot.day)
        else:
            self._draw_around(spot, self._distance())

    def forget(self) -> None:
        """Let go of the days held."""
        self._made.forget()
        self._start, self._pinned = self.day, None
        self._window.forget()
        self._rows = []

    def tick(self) -> None:
        """Draw again what depends on the time."""
        self._made.forget()
        if self._window.days:
            self._draw_around(self._spot(), self._distance())

    def go_to(self, day: date, instance_id: str = "", calendar_id: str = "") -> None:
        """Put ``day`` at the top and the cursor on an event of it: the one named, else the first (today the next)."""
        self._unplaced = None if self.content_size.height else Spot(day, calendar_id, instance_id)
        if not self._window.days:
            self._window.open_at(day)
        elif not self._window.holds(shifted(day, 7)) or not self._window.holds(shifted(day, -1)):
            self._window.move_to(day)
        if not self._window.holds(day):
            return
        self._pinned = self._anchor = day
        if self._unplaced is None:
            self._read_on_soon()
        if instance_id:
            self._folded.discard(day)
        self._build(day)
        heading = next(index for index, row in enumerate(self._rows) if row.day == day and row.kind == "heading")
        target = self._find(Spot(day, calendar_id, instance_id)) if instance_id else None
        if target is None:
            target = first_of(self._rows, day, self._look())
        self._place(target, heading)
        self._tell()

    def action_cursor_down(self) -> None:
        """To the next event, across days."""
        self._step(1)

    def action_cursor_up(self) -> None:
        """To the previous event, across days."""
        self._step(-1)

    def action_page_down(self) -> None:
        """A page on."""
        self._leap(self.page - 1)

    def action_page_up(self) -> None:
        """A page back."""
        self._leap(1 - self.page)

    def action_half_page_down(self) -> None:
        """Half a page on."""
        self._leap(max(self.page // 2, 1))

    def action_half_page_up(self) -> None:
        """Half a page back."""
        self._leap(-max(self.page // 2, 1))

    def action_first(self) -> None:
        """To the first event held."""
        self._read_all()
        self._rest(range(len(self._rows)))

    def action_last(self) -> None:
        """To the last event held."""
        self._read_all()
        self._rest(range(len(self._rows) - 1, -1, -1))

    def action_next_day(self) -> None:
        """To the first event of the next day that has some."""
        self._to_day(1)

    def action_previous_day(self) -> None:
        """To the first event of the previous day that has some."""
        self._to_day(-1)

    def action_weeks(self, number: int) -> None:
        """To the same weekday some weeks on or back."""
        self.go_to(shifted(self.day, 7 * number))

    def action_months(self, number: int) -> None:
        """To the same day some months on or back."""
        self.go_to(month_after(self.day, number))

    def action_today(self) -> None:
        """To today."""
        self.go_to(self._look().today)

    def action_fold(self) -> None:
        """Show only the heading of the day under the cursor, or all of it again."""
        row = self.row
        day = self._window.day(row.day) if row else None
        if day is None or not day.entries:
            return
        spot, distance = self._spot(), self._distance()
        if day.date in self._folded:
            self._folded.remove(day.date)
            first = day.entries[0].occurrence
            spot = Spot(day.date, first.calendar_id, first.instance_id)
            distance += 1
        else:
            self._folded.add(day.date)
            heading = next(index for index, each in enumerate(self._rows) if each.day == day.date)
            distance = max(heading - self.top, 0)
            spot = Spot(day.date)
        self._draw_around(spot, distance)

    def action_now(self) -> None:
        """To the event that runs now, or the next one to come."""
        look = self._look()
        self._folded.clear()
        self._window.move_to(look.today)
        self._build()
        while True:
            index = upcoming(self._rows, look)
            if index is not None or not self._window.grow_later():
                break
            self._build()
        if index is None:
            self.action_today()
            return
        self._pinned = None
        row = self._rows[index]
        spot = row.spot or Spot(row.day)
        self.go_to(row.day, spot.instance_id, spot.calendar_id)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the days out for the new width; what was gone to out of sight is placed only now."""
        if not event.size.width or not event.size.height:
            return
        if self._unplaced:
            self.go_to(self._unplaced.day, self._unplaced.instance_id, self._unplaced.calendar_id)
        else:
            self._draw_around(self._spot(), self._distance())

    def on_line_view_pressed(self, event: LineView.Pressed) -> None:
        """A click puts the cursor there; a click on the event under the cursor opens it."""
        if event.line >= len(self._rows) or self._rows[event.line].spot is None:
            return
        if event.line == self.cursor:
            self.action_open()
        else:
            self._put(event.line)

    def scroll_lines(self, by: int) -> None:
        """Scroll by the wheel; the cursor goes along at the edge, on the nearest event."""
        self._leap(by)

    def _look(self) -> AgendaLook:
        width, height = self.content_size
        return self._look_now(width, height >= SPACIOUS_FROM)

    def _build(self, first: date = date.min) -> None:
        """Make the rows of the days held, and hold more until from ``first`` on they fill half as much again."""
        look = self._look()
        self._rows = self._rows_held(look)
        before = (self._window.first, self._window.last)
        while (there := sum(row.day >= first for row in self._rows)) < 3 * self.page // 2:
            # So many that once is enough, if nearly as much is on them as on those held.
            days = -(-(2 * self.page - there) * len(self._window.days) // max(len(self._rows), 1))
            if not self._window.grow_later(min(days, AFTER), drop=False):
                break
            self._rows = self._rows_held(look)
        if before != (self._window.first, self._window.last):
            self.post_message(self.Grown())

    def _rows_held(self, look: AgendaLook) -> list[Row]:
        return agenda_rows(self._window.days, self._pinned, look, self._folded, self._made.rows)

    def _spot(self) -> Spot:
        row = self.row
        return row.spot if row and row.spot else Spot(self._start)

    def _distance(self) -> int:
        """How many lines the cursor is below the upper edge."""
        return (self.cursor or 0) - self.top

    def _draw_around(self, spot: Spot, distance: int) -> None:
        """Build the rows anew with the cursor on the same event, as far below the upper edge as it was.

        A heading of its day that stands at the edge stays there, also where there is more below it than before.
        """
        known, at_top = self.row, self._rows[self.top] if self._rows else None
        self._build()
        index = self._find(spot)
        if index is None:
            index = nearest(self._rows, spot.day)
        top = index - distance
        if at_top is not None and at_top.kind == "heading" and at_top.day == self._rows[index].day:
            top = next(place for place, row in enumerate(self._rows) if row.day == at_top.day and row.kind == "heading")
        self._place(index, top)
        if self.row != known:
            self._tell()

    def _place(self, cursor: int, top: int) -> None:
        self.show(LinesOf(self._rows), cursor=cursor, top=top)

    def _find(self, spot: Spot) -> int | None:
        """The row of ``spot``; of the same event on another day when it moved; ``None`` when it is gone."""
        elsewhere: int | None = None
        for index, row in enumerate(self._rows):
            if row.spot == spot:
                return index
            same = row.spot and spot.instance_id and row.spot.instance_id == spot.instance_id
            if same and (elsewhere is None or row.day <= spot.day):
                elsewhere = index
        return elsewhere

    def _step(self, way: int) -> None:
        """To the next place to rest in one direction, holding more days when there is none."""
        while self.cursor is not None and self._rows:
            ahead = range(self.cursor + way, len(self._rows) if way > 0 else -1, way)
            if self._rest(ahead) or not self._grow(way):
                return

    def _leap(self, lines: int) -> None:
        """Move the cursor by lines, and the view with it, so that a page turns as a page."""
        if self.cursor is None or not self._rows:
            return
        way = 1 if lines > 0 else -1
        while not 0 <= self.cursor + lines < len(self._rows) and self._grow(way):
            continue
        target = min(max(self.cursor + lines, 0), len(self._rows) - 1)
        onward = [*range(target, len(self._rows) if way > 0 else -1, way)]
        places = [index for index in [*onward, *range(target, self.cursor, -way)] if self._rows[index].spot]
        if places and places[0] != self.cursor:
            self._place(places[0], self.top + lines)
            self._tell()

    def _to_day(self, way: int) -> None:
        while True:
            here = self.day
            days = [row.day for row in self._rows if row.entry and (row.day > here if way > 0 else row.day < here)]
            if days:
                target = min(days) if way > 0 else max(days)
                break
            if not self._grow(way):
                return
        index = next(index for index, row in enumerate(self._rows) if row.day == target and row.entry)
        self._put(index, top_around(self._rows, index, self.page))

    def _grow(self, way: int) -> bool:
        """Hold more days in one direction; the cursor and what is visible stay."""
        spot, distance = self._spot(), self._distance()
        grown = self._window.grow_later() if way > 0 else self._window.grow_earlier()
        if grown:
            self._show_grown(spot, distance)
            self.post_message(self.Grown())
        return grown

    def _show_grown(self, spot: Spot, distance: int) -> None:
        """Make the rows of the days held now; the cursor and what is visible stay."""
        self._rows = self._rows_held(self._look())
        index = self._find(spot)
        if index is None:
            index = nearest(self._rows, spot.day)
        self._place(index, index - distance)

    def _read_on_soon(self, seconds: float = REST_SECONDS) -> None:
        if self._reading_on is not None:
            self._reading_on.stop()
        self._reading_on = self.set_timer(seconds, self._read_on)

    def _read_on(self) -> None:
        """Hold more of the days that are worth it, some at a time, while nobody waits."""
        if self._rows and self._window.read_on(self._anchor):
            self._show_grown(self._spot(), self._distance())
            self._read_on_soon(_BREATH_SECONDS)

    def _read_all(self) -> None:
        """Hold all of the days that are worth it, now."""
        held = len(self._window.days)
        while self._rows and self._window.read_on(self._anchor):
            continue
        if len(self._window.days) > held:
            self._show_grown(self._spot(), self._distance())

    def _rest(self, indices: Sequence[int]) -> bool:
        """Put the cursor on the first of ``indices`` where it can rest; whether there is one."""
        index = next((index for index in indices if self._rows[index].spot), None)
        if index is not None:
            self._put(index)
        return index is not None

    def _put(self, index: int, turned: int | None = None) -> None:
        """Put the cursor on a row; from out of sight ``turned`` comes to the upper edge, else nearly a page turns."""
        if index == self.cursor:
            return
        top = turned
        if top is None or self.top <= index < self.top + self.page:
            top = top_near(self._rows, index, self.top, self.page)
        self._place(index, top)
        self._tell()

    def _tell(self) -> None:
        if self.row:
            self.tell_moved()

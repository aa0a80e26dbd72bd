"""A view that shows a stretch of days at a time, with one of its events, or a day, selected."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from textual import events

from feishu_tui.agenda import Day, Entry
from feishu_tui.ui.agenda_lines import AgendaLook, Spot, spot_of
from feishu_tui.ui.agenda_places import awaited
from feishu_tui.ui.day_steps import month_after, shifted
from feishu_tui.ui.grid_blocks import is_bar, minutes_of
from feishu_tui.ui.widgets.view import View

_FAR, _FARTHEST = 31, 366
"""Days read at once beyond those shown, and as far as they are read, for the next event."""


class DaysView(View):
    """Holds the days it shows and knows what is selected; what they look like is for others to say.

    ``load(first, last)`` reads days, both included; ``look(width, spacious)`` tells what they look like at the moment.
    """

    def __init__(
        self,
        load: Callable[[date, date], Sequence[Day]],
        look: Callable[[int, bool], AgendaLook],
        day: date,
        week_start: int,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.week_start = week_start
        self.chosen = Spot(day)
        self._load = load
        self._look_now = look
        self._days: Mapping[date, Day] = {}
        self._minute: int | None = None
        self._arrived = False

    @property
    def entry(self) -> Entry | None:
        """The selected event."""
        day = self._days.get(self.chosen.day)
        return next((each for each in day.entries if spot_of(day.date, each) == self.chosen), None) if day else None

    @property
    def day(self) -> date:
        """The selected day."""
        return self.chosen.day

    @property
    def held(self) -> tuple[date, date] | None:
        """The first and the last day held, both included."""
        return (min(self._days), max(self._days)) if self._days else None

    @property
    def days(self) -> Sequence[Day]:
        """The days held, in order."""
        return list(self._days.values())

    def look(self) -> AgendaLook:
        """What days look like at the moment."""
        return self._look_now(self.content_size.width, False)

    @abstractmethod
    def stretch(self, day: date) -> tuple[date, date]:
        """The first and the last day to show so that ``day`` is among them; those shown now where it is."""

    @abstractmethod
    def draw(self) -> None:
        """Draw the days held; the view is on screen, and they are those of ``stretch``."""

    def go_to(self, day: date, instance_id: str = "", calendar_id: str = "") -> None:
        """Show ``day`` and select an event of it: the one named, else the first (today the next)."""
        self._hold(day)
        named = [
            each
            for each in self._days[day].entries
            if instance_id
            and each.occurrence.instance_id == instance_id
            and calendar_id in ("", each.occurrence.calendar_id)
        ]
        self.select(day, named[0] if named else self._first_of(self._days[day]))

    def select(self, day: date, entry: Entry | None) -> None:
        """Select an event, or a day held that has none to select."""
        self.chosen = spot_of(day, entry)
        self._minute = self._minute_of(entry)
        self._redraw()
        self._tell()

    def to_day(self, day: date) -> None:
        """Go to a day, and there to the event that is nearest to the time of day one comes from."""
        same, minute = self.chosen, self._minute
        self._hold(day)
        entries = self._days[day].entries
        entry = next((each for each in entries if spot_of(same.day, each) == same), None) or self._near(entries, minute)
        self.select(day, entry)
        self._minute = minute

    def reload(self) -> None:
        """Read the days anew; the selection stays on its event, also where that moved to another day."""
        if not self._days:
            return
        before, spot, minute = self.entry, self.chosen, self._minute
        self._days = {}
        self._hold(spot.day)
        if self.entry is None:
            day, entry = self._refound(spot) if before else (spot.day, None)
            self._hold(day)
            self.chosen = spot_of(day, entry or self._near(self._days[day].entries, minute))
        self._redraw()
        if self.entry != before or self.chosen != spot:
            self._tell()

    def forget(self) -> None:
        """Let go of the days held."""
        self._days = {}

    def tick(self) -> None:
        """Draw again what depends on the time."""
        self._redraw()

    def action_today(self) -> None:
        """To today."""
        self.go_to(self.look().today)

    def action_now(self) -> None:
        """To the event that runs now, or the next one to come."""
        look = self.look()
        found = awaited((((day, entry), entry) for day, entry in self._onward(look.today, 1)), look)
        if found is None:
            self.action_today()
        else:
            day, entry = found
            self.go_to(day, entry.occurrence.instance_id, entry.occurrence.calendar_id)

    def action_weeks(self, number: int) -> None:
        """To the same weekday and time of day some weeks on or back."""
        self.to_day(shifted(self.day, 7 * number))

    def action_months(self, number: int) -> None:
        """To the same day and time of day some months on or back."""
        self.to_day(month_after(self.day, number))

    def action_days(self, number: int) -> None:
        """Some days on or back."""
        self.to_day(shifted(self.day, number))

    def action_next_event(self, way: int) -> None:
        """To the next event or the previous one, on whichever day it is."""
        entries = self._days[self.day].entries if self._days else ()
        at = next((index for index, each in enumerate(entries) if each == self.entry), -1 if way > 0 else 0)
        if 0 <= at + way < len(entries):
            self.select(self.day, entries[at + way])
            return
        for day, entry in self._onward(shifted(self.day, way), way):
            if day != self.day:
                self._hold(day)
                self.select(day, entry)
                return

    def action_first(self) -> None:
        """To the first event of the day."""
        if self._days and self._days[self.day].entries:
            self.select(self.day, self._days[self.day].entries[0])

    def action_last(self) -> None:
        """To the last event of the day."""
        if self._days and self._days[self.day].entries:
            self.select(self.day, self._days[self.day].entries[-1])

    def on_resize(self, event: events.Resize) -> None:
        """Show as many days as fit; what is selected stays."""
        if event.size.width and event.size.height:
            self._hold(self.day)
            if self._arrived:
                self._redraw()
            else:
                self._arrived = True
                self.go_to(self.day, self.chosen.instance_id, self.chosen.calendar_id)

    def _hold(self, day: date) -> None:
        """Hold the days to show with ``day``; only others than before are read."""
        first, last = self.stretch(day)
        if self.held != (first, last):
            self._days = {each.date: each for each in self._load(first, last)}
            self.post_message(self.Grown())

    def _redraw(self) -> None:
        if self._days and self.content_size.height:
            self.draw()

    def _tell(self) -> None:
        self.tell_moved()

    def _first_of(self, day: Day) -> Entry | None:
        look = self.look()
        if day.date == look.today:
            coming = awaited(((entry, entry) for entry in day.entries), look)
            if coming is not None:
                return coming
        return day.entries[0] if day.entries else None

    def _near(self, entries: Sequence[Entry], minute: int | None) -> Entry | None:
        """The event nearest to a minute of the day; with ``None`` the first, as whole days stand above the hours."""
        timed = [each for each in entries if not is_bar(each.occurrence)]
        if minute is None or not timed:
            return entries[0] if entries else None
        zone = self.look().zone
        return min(timed, key=lambda each: abs(minutes_of(each, zone)[0] - minute))

    def _minute_of(self, entry: Entry | None) -> int | None:
        if entry is None or is_bar(entry.occurrence):
            return None
        return minutes_of(entry, self.look().zone)[0]

    def _refound(self, spot: Spot) -> tuple[date, Entry | None]:
        """Where an event has moved to, the nearest day it is on; its old day where it is nowhere near."""
        found = [
            (day.date, each)
            for day in self._load(shifted(spot.day, -_FAR), shifted(spot.day, _FAR))
            for each in day.entries
            if (each.occurrence.instance_id, each.occurrence.calendar_id) == (spot.instance_id, spot.calendar_id)
        ]
        return min(found, key=lambda one: abs((one[0] - spot.day).days), default=(spot.day, None))

    def _onward(self, start: date, way: int) -> Sequence[tuple[date, Entry]]:
        """The events from ``start`` on, or back, of the first stretch that has some, in the order one meets them."""
        near = start
        while abs((near - start).days) < _FARTHEST:
            far = shifted(near, way * _FAR)
            days = self._load(min(near, far), max(near, far))
            found = [(day.date, each) for day in days for each in day.entries]
            if found or far == near:
                return found[::way]
            near = shifted(far, way)
        return []

"""The panes side by side, as many as fit, one of them in use."""

from __future__ import annotations

from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from feishu_tui.ui.agenda_window import FIRST
from feishu_tui.ui.day_steps import shifted
from feishu_tui.ui.known_days import KnownDays
from feishu_tui.ui.pane_layout import PICKER_WIDTH, Pane, ViewName, detail_width, visible
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.widgets.agenda_view import AgendaView
from feishu_tui.ui.widgets.detail_view import DetailView
from feishu_tui.ui.widgets.ground import Ground
from feishu_tui.ui.widgets.picker import Picker
from feishu_tui.ui.widgets.result_list import ResultList
from feishu_tui.ui.widgets.view import View


class Panes(Ground, Horizontal):
    """Calendars, a view of the days (or what a search found) and detail; the pane in use is always on screen.

    Of the views one is in use; whichever it is, one selection goes with it.
    The detail tells everything only while it is in use; ``hint`` says there how to see the rest.
    """

    def __init__(self, reader: Reader, start: date, week_start: int, view: ViewName, hint: str) -> None:
        super().__init__(id="panes")
        self._hint = hint
        self.picker = Picker(reader.say, start, week_start, reader.days_off, id="picker")
        self.known = KnownDays(reader)
        self.picker.month.recall = self.known.marks_at_hand
        self.agenda = AgendaView(self.known.days, reader.look, start, id="agenda")
        self._reader, self._start, self._week_start = reader, start, week_start
        self.views: dict[ViewName, View] = {"agenda": self.agenda}
        """Those that have been in use."""
        self._view_name: ViewName = view
        self._have_view()
        self.results = ResultList(reader, id="results")
        self.detail = DetailView(reader.say, id="detail")
        self.detail.abridge(hint)
        self.pane: Pane = "agenda"
        self._part_of_picker: Widget = self.picker.month
        self._picker_on = True
        self._width = 0
        self._searching = False

    @property
    def view(self) -> View:
        """The view in use."""
        return self.views[self._view_name]

    @property
    def searching(self) -> bool:
        """Whether what a search found lies over the view."""
        return self._searching

    @property
    def stop(self) -> Widget:
        """What has the keys, or had them until the bar took them."""
        stops: dict[Pane, Widget] = {"picker": self._part_of_picker, "agenda": self.view, "detail": self.detail}
        return stops[self.pane]

    def compose(self) -> ComposeResult:
        """From left to right."""
        yield self.picker
        yield from self.views.values()
        yield self.results
        yield self.detail

    def lay_out(self, width: int, *, searching: bool) -> None:
        """Show what fits into ``width`` columns; while searching the results lie over the agenda."""
        self._width, self._searching = width, searching
        shown = visible(width, self.pane, self._picker_on, self._view_name)
        self.picker.display = "picker" in shown
        for view in self.views.values():
            view.display = "agenda" in shown and not searching and view is self.view
        self.results.display = "agenda" in shown and searching
        self.detail.display = "detail" in shown
        room = width - (PICKER_WIDTH if "picker" in shown else 0)
        self.detail.styles.width = detail_width(room) if "agenda" in shown else "1fr"
        before = self.classes
        self.set_class("picker" in shown, "-picker", update=False)
        self.set_class("agenda" in shown, "-agenda", update=False)
        if self.classes != before:  # for both at once: all styles are looked up anew
            self.update_node_styles()

    def use_view(self, name: ViewName) -> None:
        """Look at the days in another way, with the same event selected; the view gets the focus."""
        before, self._view_name = self.view, name
        if self._have_view():
            self.mount(self.view, before=self.results)
        self.use("agenda")
        if self.view is not before:
            one = before.entry.occurrence if before.entry else None
            self.view.go_to(before.day, *((one.instance_id, one.calendar_id) if one else ("", "")))

    def _have_view(self) -> bool:
        """Make the view in use where there is none yet; whether it was made."""
        name = self._view_name
        if name in self.views:
            return False
        load, look = self._reader.days, self._reader.look
        if name == "month":
            from feishu_tui.ui.widgets.month_view import MonthView

            self.views[name] = MonthView(load, look, self._start, self._week_start, id=name)
        else:
            from feishu_tui.ui.widgets.time_grid import TimeGrid

            days = 1 if name == "day" else 7
            self.views[name] = TimeGrid(load, look, self._start, self._week_start, days, id=name)
        return True

    def read_first(self) -> None:
        """Read the days that are shown first."""
        if self.view is self.agenda:
            self.known.days(self._start, shifted(self._start, FIRST - 1))

    def reload(self) -> None:
        """Read the days anew; what is selected stays selected."""
        for view in self.views.values():
            if view is not self.view:
                view.forget()
        self.view.reload()

    def use(self, pane: Pane, stop: Widget | None = None) -> None:
        """Bring a pane on screen and give it, or the part ``stop`` of it, the focus."""
        self._put_to_use(pane)
        self._picker_on |= pane == "picker"
        self.lay_out(self._width, searching=self._searching)
        self._give_keys(stop)

    def _give_keys(self, stop: Widget | None = None) -> None:
        """Give the focus to the pane in use."""
        stops: dict[Pane, Widget] = {"picker": self.picker.month, "agenda": self.view, "detail": self.detail}
        # At once: Widget.focus() would take the keys from a search bar that is opened next.
        self.screen.set_focus(stop or stops[self.pane])

    def stop_after(self, way: int) -> tuple[Pane, Widget]:
        """The next place to be, or the previous one: month, calendars, the view in use, detail."""
        stops: list[tuple[Pane, Widget]] = [
            ("picker", self.picker.month),
            ("picker", self.picker.calendars),
            ("agenda", self.view),
            ("detail", self.detail),
        ]
        at = next((index for index, (_, stop) in enumerate(stops) if stop.has_focus), 2)
        return stops[(at + way) % len(stops)]

    def toggle_picker(self) -> None:
        """Show or hide the calendars; where one pane fills the screen, go to them and back."""
        if self.picker.display:
            self._picker_on = False
            self.use("agenda" if self.pane == "picker" else self.pane)
        else:
            self._picker_on = True
            self.use(self.pane)
            if not self.picker.display:
                self.use("picker")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The focus came to a pane, perhaps by a click: that one is in use.

        Where the first click of two has put another in its place, the focus is that one's.
        """
        if event.widget in (self.picker.month, self.picker.calendars):
            self._part_of_picker = event.widget
        panes: dict[Pane, Widget] = {"picker": self.picker, "agenda": self.view, "detail": self.detail}
        for pane, widget in panes.items():
            if widget not in event.widget.ancestors_with_self:
                continue
            if widget.display:
                self._put_to_use(pane)
            elif self.screen.focused is event.widget:
                self._give_keys()

    def _put_to_use(self, pane: Pane) -> None:
        self.pane = pane
        self.detail.abridge("" if pane == "detail" else self._hint)

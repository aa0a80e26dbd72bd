"""The main screen: calendars, agenda and detail side by side, as many as fit."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget

from feishu_tui.dates import EXAMPLES, parse_date
from feishu_tui.errors import UsageError
from feishu_tui.ui.desk import Desk
from feishu_tui.ui.error_words import error_words
from feishu_tui.ui.keymap import IDS, Command, bindings, keys_of, offered
from feishu_tui.ui.line import Piece, fitted
from feishu_tui.ui.messages import RepaintWanted
from feishu_tui.ui.pane_layout import LEAST_HEIGHT, LEAST_WIDTH, Pane
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.screens.changing import ChangingScreen
from feishu_tui.ui.screens.going import GoingScreen
from feishu_tui.ui.screens.logging import LoggingScreen
from feishu_tui.ui.screens.narrowing import NarrowingScreen
from feishu_tui.ui.screens.replying import ReplyingScreen
from feishu_tui.ui.screens.rezoning import RezoningScreen
from feishu_tui.ui.screens.saving import SavingScreen
from feishu_tui.ui.screens.sharing import SharingScreen
from feishu_tui.ui.screens.ticking import TickingScreen
from feishu_tui.ui.screens.unfolding import UnfoldingScreen
from feishu_tui.ui.screens.viewing import ViewingScreen
from feishu_tui.ui.settings import Settings
from feishu_tui.ui.widgets.calendar_list import CalendarList
from feishu_tui.ui.widgets.mini_month import MiniMonth
from feishu_tui.ui.widgets.prompt import Prompt
from feishu_tui.ui.widgets.status_line import OneLine
from feishu_tui.ui.widgets.view import View


class MainScreen(
    ChangingScreen,
    ReplyingScreen,
    UnfoldingScreen,
    GoingScreen,
    SavingScreen,
    ViewingScreen,
    SharingScreen,
    NarrowingScreen,
    RezoningScreen,
    TickingScreen,
    LoggingScreen,
):
    """Joins the panes: reads from the cache through ``reader`` and lets the desk, where there is one, fill it."""

    AUTO_FOCUS = "View"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("everywhere")]

    def __init__(self, reader: Reader, settings: Settings, desk: Desk | None) -> None:
        super().__init__(reader, settings, desk)
        self._say = reader.say
        self._marked: tuple[date, date] | None = None
        self.picker = self.panes.picker
        self.too_small = OneLine(id="too-small")

    def compose(self) -> ComposeResult:
        """Three panes over one line."""
        yield self.panes
        yield self.prompt
        yield self.status
        yield self.too_small

    def _compositor_refresh(self) -> None:
        """Draw, unless the first frame still stands: what would be drawn in pieces until then nobody would see."""
        if self._is_held_back:
            self._dirty_widgets.clear()
        else:
            super()._compositor_refresh()

    @property
    def _is_held_back(self) -> bool:
        """Whether the first frame still stands; it is not drawn over before all has its place."""
        return getattr(self.app, "holds_back", False)

    def on_mount(self) -> None:
        """Show the cache; only then ask the server."""
        self.lay_out()
        if not self.prompt.is_open:  # a key that was typed before may have opened it
            self.view.focus()
        self.picker.calendars.show_calendars(self.reader.states)
        self._offer_keys(self.view)
        self.panes.read_first()  # among which the status line finds what is next
        self.status.read()
        self._tell_problems()
        self.look_at_the_clock()
        self.keep_in_sync()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Back on top; at the start everything on it has just been styled."""
        event.refresh_styles &= not self._is_held_back

    def _tell_problems(self) -> None:
        """Say what is wrong with how it was started: the first of it, and where the rest is listed."""
        problems = self.settings.problems
        if not problems:
            return
        first = problems[0]
        if len(problems) > 1:
            key = keys_of(IDS["show-log"], self.settings.keys)[0]
            first = self.reader.say(
                "{count} problems, {key} lists them: {first}", count=len(problems), key=key, first=first
            )
        self.status.notice(first, alarming=True)

    # Panes

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The keys that matter are those of what is in use."""
        self._offer_keys(event.widget)

    def _offer_keys(self, used: Widget) -> None:
        panes: dict[Widget, str] = {
            self.picker.month: "month",
            self.picker.calendars: "calendars",
            self.detail: "detail",
        }
        self.status.offer_keys(offered(panes.get(used, self.view.KEYS), self.settings.keys, self._say))

    def on_resize(self, event: events.Resize) -> None:
        """Show the panes that fit; the one in use stays."""
        self.lay_out()
        if self.prompt.is_open:
            self.prompt.take_keys()

    def lay_out(self) -> None:
        """Lay out the panes, the bar and the status line; in a very small terminal say so instead."""
        width, height = self.size
        small = width < LEAST_WIDTH or height < LEAST_HEIGHT
        asking = bool(self.prompt.purpose)
        self.panes.lay_out(width, searching=self.prompt.purpose == "search")
        self.panes.display = not small
        self.prompt.display = asking and not small
        self.status.display = not asking and not small
        self.too_small.display = small
        if small:
            words = self._say("{width}×{height} is too small; 40×12 is enough.", width=width, height=height)
            self.too_small.say(fitted((Piece(words, "warning"),), width))

    def action_focus_pane(self, pane: Pane) -> None:
        """Go to a pane."""
        self.use(pane)

    def action_next_pane(self, way: int) -> None:
        """Go to the next place to be."""
        self.use(*self.panes.stop_after(way))

    def action_toggle_picker(self) -> None:
        """Show or hide the calendars."""
        self.panes.toggle_picker()

    def action_detail_down(self) -> None:
        """Read on in the detail."""
        self.detail.action_half_page_down()

    def action_detail_up(self) -> None:
        """Read back in the detail."""
        self.detail.action_half_page_up()

    def action_back(self) -> None:
        """One step back: a question, a pane, a filter, a sync, a notice; never out of the program."""
        if self.withdraw_question():
            return
        if self.prompt.is_open:  # a click has taken the keys from it
            self.end_prompt()
        elif self.panes.pane != "agenda":
            self.use("agenda")
        elif not self.forget_matches() and not self.drop_filters() and not self.stop_syncing():
            self.status.notice("")

    def action_close(self) -> None:
        """Close what lies over the agenda, else quit."""
        if self.view.display:
            self.app.exit()
        elif self.prompt.is_open:
            self.end_prompt()
        else:
            self.use("agenda")

    # Days and events

    @on(MiniMonth.DaySelected)
    def _go_to_selected(self, event: MiniMonth.DaySelected) -> None:
        self.view.go_to(event.day)

    @on(MiniMonth.MonthShown)
    def _mark_month(self, event: MiniMonth.MonthShown) -> None:
        self._marked = (event.first, event.last)
        if not self._is_held_back:
            self.mark_month()

    def mark_month(self) -> None:
        """Mark the days to be seen in the month on which something happens."""
        if self._marked:
            self.picker.month.mark(self.panes.known.marks(*self._marked))

    @on(View.Moved)
    def catch_up(self) -> None:
        """Let the month and the detail follow the cursor, once there is anything to be seen of them."""
        if self.view.has_moved and not self._is_held_back:
            self.view.has_moved = False
            self.picker.month.show_days(self.view.day, self.reader.today)
            self.follow()

    @on(View.Opened)
    def _open_detail(self) -> None:
        self.use("detail")

    # Calendars

    @on(CalendarList.Toggled)
    def _toggle_calendar(self, event: CalendarList.Toggled) -> None:
        self.reader.show(event.calendar_id, event.shown)
        self._show_calendars()

    @on(CalendarList.Only)
    def _show_only(self, event: CalendarList.Only) -> None:
        self.reader.show_only({event.calendar_id})
        self._show_calendars()

    def action_show_all(self) -> None:
        """Show every calendar."""
        self.reader.show_only(set(self.reader.calendars))
        self._show_calendars()

    def _show_calendars(self) -> None:
        """Draw those that are shown now; of some the busy times are asked for only while they are."""
        self.draw_again()
        self.fetch_lacking()

    def draw_again(self) -> None:
        """Draw everything that comes from the cache."""
        self.reader.refresh()
        self.picker.calendars.show_calendars(self.reader.states)
        self.is_behind = self.panes.searching
        if not self.is_behind:
            self.panes.reload()
            self.mark_month()
        self.follow()
        self.status.read()

    # Prompts

    def action_go_to_date(self) -> None:
        """Ask for a date."""
        self.ask("date", self._say("Go to"), self._say(EXAMPLES))

    @on(Prompt.Changed)
    def _leave_date_for_top(self, event: Prompt.Changed) -> None:
        """A lone g where a date is asked for goes to the top, as gg does in vi."""
        typed = event.text.strip()
        if event.purpose == "date" and typed in ("g", "ｇ"):
            self.end_prompt()
            stop = self.panes.stop
            if stop is self.picker.calendars or stop is self.detail:
                stop.action_first()
            else:
                self.use("agenda")
                self.view.action_first()

    @on(Prompt.Submitted)
    def _take_date(self, event: Prompt.Submitted) -> None:
        if event.purpose != "date":
            return
        text = event.text.strip()
        self.end_prompt()
        try:
            day = parse_date(text, self.reader.today, self.settings.week_start)
        except UsageError as error:
            self.status.notice(error_words(error, self._say), alarming=True)
        else:
            self.use("agenda")
            self.view.go_to(day)

    # Help

    def action_help(self) -> None:
        """List the keys of the pane in use."""
        panes = {"picker": ("month", "calendars", "everywhere"), "agenda": (self.view.KEYS, "everywhere")}
        typing = self.prompt.purpose
        chosen = ("bar",) if typing else panes.get(self.panes.pane, ("detail", "everywhere"))
        self._choose_command(chosen, as_help=True)

    def action_palette(self) -> None:
        """List the commands to choose from by name."""
        self._choose_command((self.view.KEYS, "everywhere", "detail", "calendars", "month"), as_help=False)

    def _choose_command(self, panes: tuple[str, ...], *, as_help: bool) -> None:
        idle = self._idle_commands() if as_help else ()
        from feishu_tui.ui.screens.commands import CommandsScreen

        screen = CommandsScreen(panes, self.settings.keys, self._say, as_help=as_help, idle=idle)
        self.app.push_screen(screen, self._run_command)

    def _idle_commands(self) -> set[str]:
        """Those that would do nothing but say why."""
        from feishu_tui.ui.command_lines import commands_of

        idle = set() if self.has_matches else {"next-match", "previous-match"}
        if self.prompt.purpose != "search":  # then there is nothing to move in below what is typed
            idle |= {command.id for command in commands_of(["bar"], listed=False)} - {"bar.open", "bar.close"}
        if self.background is None:
            idle |= {"sync", "sync-full"}
        if self.occurrence is None:
            idle |= {"inspect", "copy", "copy-link", "join", "open-in-feishu", "save"}
        return idle

    async def _run_command(self, command: Command | None) -> None:
        if command is None:
            return
        nodes: dict[str, Widget] = {
            self.view.KEYS: self.view,
            "month": self.picker.month,
            "calendars": self.picker.calendars,
            "detail": self.detail,
        }
        if command.pane == "bar":
            nodes["bar"] = self.prompt.at_end()
        await self.app.run_action(command.action, nodes.get(command.pane, self))

    def hint_at_quitting(self) -> None:
        """Say how to quit, for who expects it of another key."""
        quit_now = keys_of(IDS["quit-now"], self.settings.keys)[0]
        self.status.notice(self._say("{key} quits.", key=quit_now))

    def action_redraw(self) -> None:
        """Paint the whole screen again."""
        self.post_message(RepaintWanted())

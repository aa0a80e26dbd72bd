"""The program on the terminal."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from rich.console import RenderableType
from textual import events, on
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import ModalScreen, Screen
from textual.widgets import Input
from textual.worker import WorkerFailed

from feishu_tui.config import Config
from feishu_tui.config.themes import ThemeColors, theme_files
from feishu_tui.config.unchosen_theme import BACKGROUND, DARK, LIGHT
from feishu_tui.errors import ConfigError
from feishu_tui.garbage import look_from_now_on
from feishu_tui.language import Language
from feishu_tui.store import Store
from feishu_tui.terminal_kind import FRAMES_FAR_AWAY, TerminalKind, is_far
from feishu_tui.ui import keymap
from feishu_tui.ui.accounts import Accounts, Onward
from feishu_tui.ui.caught_up import LONGEST_TO_CATCH_UP, caught_up
from feishu_tui.ui.clipboard import osc52
from feishu_tui.ui.desk import Desk
from feishu_tui.ui.early_keys import EarlyKeys
from feishu_tui.ui.early_terminal import EarlyTerminal
from feishu_tui.ui.error_words import error_words
from feishu_tui.ui.frugal import Frugal, FrugalUpdate
from feishu_tui.ui.glyphs import Glyphs
from feishu_tui.ui.messages import BackgroundTold, FarAway, MouseWanted, RepaintWanted
from feishu_tui.ui.reader import reader_for
from feishu_tui.ui.screens.main import MainScreen
from feishu_tui.ui.settings import Settings
from feishu_tui.ui.theme import begin_with, textual_theme
from feishu_tui.ui.worn_colors import chosen_theme

if TYPE_CHECKING:
    from feishu_tui.ui.log_lines import LogRecord
    from feishu_tui.ui.theme_lines import ThemeRow

SETTLING_SECONDS = 0.3
"""So long what was typed before the screen was there has the processor for itself."""
_SUSPEND = keymap.IDS["suspend"]


class FeishuApp(App[Onward]):
    """Browses the calendars in ``store``; ``desk``, where there is one, keeps them up to date.

    ``clock`` gives aware moments; nothing here asks the box for the time or its zone. ``start`` is the day to open,
    today when ``None``. Without ``accounts`` there is nothing to sign in to, nor another profile. ``words`` are said
    first. ``kind`` is what the terminal can do: everything, where it is not told; ``early`` has the first frame on it.
    ``heard`` gives the log so far. Ends with where to go on, ``None`` when it was quit.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/main.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(_SUSPEND.keys, _SUSPEND.action, id=_SUSPEND.id, show=False, priority=True)
    ]

    def __init__(
        self,
        config: Config,
        store: Store,
        desk: Desk | None,
        clock: Callable[[], datetime],
        say: Language,
        start: date | None = None,
        accounts: Accounts | None = None,
        words: str = "",
        kind: TerminalKind | None = None,
        heard: Callable[[], Sequence[LogRecord]] = tuple,
        early: EarlyTerminal | None = None,
    ) -> None:
        super().__init__()
        self._disable_notifications = self._disable_tooltips = True  # there are none, so nothing need be made for them
        self._say = say
        self._accounts = accounts
        self._words = words
        self.kind = kind = kind or TerminalKind()
        self.mouse_on = config.mouse
        self.far = is_far(config.slow, os.environ)
        """Whether what is sent has a long way to go."""
        self.measures_distance = config.slow is None and not self.far
        """Whether the terminal's answers tell how far it is."""
        ascii = kind.ascii if config.ascii is None else config.ascii
        self._frugal = Frugal(kind, Glyphs(ascii=ascii, ambiguous=config.ambiguous, encoding=kind.encoding))
        self.whole_cells = ascii or config.ambiguous == 2
        """Whether there are no glyphs for halves of a cell, or wide ones."""
        self.early = early
        self.holds_back = early is not None
        """Whether nothing is drawn yet: the first frame stands until there is more to show than that."""
        if early is not None:
            self._frugal.know(early.frame.rows)
        self.early_keys = EarlyKeys()
        self.animation_level = "none"
        self._config = config
        self._store = store
        self.asks_background = config.theme_is_unsaid and kind.colors > 16 and not os.environ.get("COLORFGBG")
        """Whether the terminal is asked for its background, and the theme is to fit it."""
        self._colors, problem = chosen_theme(config.theme, config.config_dir, say)
        begin_with(self, textual_theme(self._colors, kind.colors))
        self.set_keymap(keymap.remapped(config.keys))
        problems = [say(store.notice), *config.problems, problem, *keymap.problems(config.keys, say, config.origins)]
        self._asks_zone = config.zone_is_unsaid and accounts is not None
        read_before = early.reader if early is not None else None
        self._reader = read_before or reader_for(config, store, clock, say)
        settings = Settings(
            start,
            config.week_start,
            config.view,
            config.keys,
            tuple(one for one in problems if one),
            config.zone_guess,
            config.zone_said_by,
            None if accounts is None else self._keep_setting,
            heard,
        )
        self._main = MainScreen(self._reader, settings, desk)
        self._main.status.accounts = accounts

    def _keep_setting(self, key: str, value: str) -> None:
        """Write a setting into the configuration file. Raises ConfigError."""
        from feishu_tui.config.keeping import keep_setting

        keep_setting(self._config.file, self._config.profile, key, value, self._say)

    def wear(self, colors: ThemeColors) -> None:
        """Show everything in these colours, or in what the terminal has for them."""
        theme = textual_theme(colors, self.kind.colors)
        self.register_theme(theme)
        self.theme = theme.name

    @on(BackgroundTold)
    def _fit(self, event: BackgroundTold) -> None:
        """Wear the theme for this background, and remember it for the next start."""
        told, theme = ("light", LIGHT) if event.is_light else ("dark", DARK)
        if self._store.meta(BACKGROUND) != told:
            self._store.set_meta(BACKGROUND, told)
        is_choosing = isinstance(self.screen, ModalScreen)
        if self.asks_background and not is_choosing and theme != self._colors.name:
            self._colors, _ = chosen_theme(theme, self._config.config_dir, self._say)
            self.wear(self._colors)

    @on(FarAway)
    def _spare(self) -> None:
        """Draw fewer frames, and have no moves of the mouse reported, as over SSH."""
        self.far = True
        if "TEXTUAL_FPS" not in os.environ:
            self._main.frame_seconds = 1 / FRAMES_FAR_AWAY
        be_far = getattr(self._driver, "be_far", None)
        if be_far is not None:
            be_far()

    def get_driver_class(self) -> type[Driver]:
        """Ours where Textual's for a Unix terminal would do; another asked for by TEXTUAL_DRIVER stays."""
        found = super().get_driver_class()
        if sys.platform == "win32":
            return found
        from textual.drivers.linux_driver import LinuxDriver

        from feishu_tui.ui.driver import TerminalDriver

        return TerminalDriver if found is LinuxDriver else found

    def get_default_screen(self) -> Screen[None]:
        """The main screen; there is nothing under it."""
        return self._main

    def copy_to_clipboard(self, text: str) -> None:
        """Put ``text`` on the clipboard of the terminal, also through tmux, screen and SSH."""
        self._clipboard = text
        if self._driver is not None:
            self._driver.write(osc52(text, os.environ))

    def action_help_quit(self) -> None:
        """Ctrl+C does not quit; say on the status line what does, where Textual would raise a toast."""
        self._main.hint_at_quitting()

    def on_mount(self) -> None:
        """Another program may have used the terminal while this one was stopped."""
        self.app_resume_signal.subscribe(self, lambda _: self._come_back())

    def on_ready(self) -> None:
        """With nothing to sign in with and nothing to look at, begin with how to get there."""
        state = self._main.status.state
        if self._words:
            self._main.status.notice(self._words)
        if self._accounts is not None and not state.connected and state.synced_at is None:
            self._welcome(self._accounts)
        if self._asks_zone:
            self._main.ask_zone()
        self.call_after_refresh(self.call_later, self._draw_at_last)

    async def _draw_at_last(self) -> None:
        """Everything has its place: press what was typed until now, then draw over the first frame."""
        while key := self.early_keys.take():
            await self._press(key)
        late, self.holds_back = self.holds_back, False
        if late and self.early is not None and self.early.was_resized:
            self._frugal.forget()
        self.refresh(layout=True)
        self._main.paint_soon()
        self.call_after_refresh(self._main.mark_month)  # which takes longer than to answer what was typed meanwhile
        if late:
            self.set_timer(SETTLING_SECONDS, self._main.count_replies)
        look_from_now_on()

    def _welcome(self, accounts: Accounts) -> None:
        """Offer ways to begin; sign in where somebody was signed in before, or began to set up an app."""
        sign_in = accounts.sign_in()
        if sign_in.trouble or sign_in.app_id:
            from feishu_tui.ui.screens.sign_in import SignInScreen

            self.push_screen(SignInScreen(sign_in, self._say, self._config.keys))
        else:
            from feishu_tui.ui.screens.welcome import WelcomeScreen

            self.push_screen(WelcomeScreen(accounts, self._say, self._config.keys))

    def action_themes(self) -> None:
        """List the themes to choose from."""
        from feishu_tui.ui.screens.themes import ThemesScreen
        from feishu_tui.ui.theme_lines import theme_rows

        rows = theme_rows(theme_files(self._config.config_dir), self._say)
        screen = ThemesScreen(rows, self._colors.name, self.wear, self._say, self._config.keys)
        self.push_screen(screen, self._keep_theme)

    def _keep_theme(self, chosen: ThemeRow | None) -> None:
        if chosen is None or chosen.colors is None:
            return
        self._colors = chosen.colors
        self.asks_background = False
        words, alarming = self._kept(chosen)
        self._main.status.notice(words, alarming=alarming)

    def _kept(self, chosen: ThemeRow) -> tuple[str, bool]:
        """What to say of a theme that was chosen, and whether it is alarming; writes it down where there is a file."""
        config, say = self._config, self._say
        if self._accounts is None:
            return say("Theme: {theme}, until you quit; the demo keeps nothing.", theme=chosen.label), False
        try:
            self._keep_setting("theme", chosen.name)
        except ConfigError as error:
            return error_words(error, say), True
        origin = config.origins.get("theme", "")
        if origin.startswith(("--", "FEISHU_TUI")):
            return say(
                "Theme: {theme}. At the next start {origin} goes first.",
                theme=chosen.label,
                origin=origin,
            ), True
        return say("Theme: {theme}, from now on.", theme=chosen.label), False

    def action_mouse(self) -> None:
        """Leave the mouse to the terminal, to select text with, or take it back."""
        self.mouse_on = not self.mouse_on
        self.post_message(MouseWanted(self.mouse_on))
        if self.mouse_on:
            words = self._say("The mouse works here again; the terminal selects text with Shift held.")
        else:
            words = self._say("The mouse is the terminal's: select text as anywhere else. The same key takes it back.")
        self._main.status.notice(words)

    def action_sign_in(self) -> None:
        """Sign in to the open profile."""
        if self._accounts is None:
            self._main.status.notice(self._say("This is the demo. To sign in: feishu-tui login"))
        else:
            from feishu_tui.ui.screens.sign_in import SignInScreen

            self.push_screen(SignInScreen(self._accounts.sign_in(), self._say, self._config.keys))

    def action_profiles(self) -> None:
        """List the profiles to go over to another."""
        if self._accounts is None:
            self._main.status.notice(self._say("The demo has no other profile."))
        else:
            from feishu_tui.ui.screens.profiles import ProfilesScreen

            self.push_screen(ProfilesScreen(self._accounts.profiles(), self._say, self._config.keys))

    def on_resize(self) -> None:
        """A terminal that was resized may show anything, also when it has its old size again."""
        if not self.holds_back:
            self._frugal.forget()
            self.refresh()

    @on(RepaintWanted)
    def repaint(self) -> None:
        """Paint every cell again, whatever the terminal is thought to show."""
        self._frugal.forget()
        self.refresh(layout=True)

    @on(MouseWanted)
    def _use_mouse(self, event: MouseWanted) -> None:
        use_mouse = getattr(self._driver, "use_mouse", None)  # only a Unix terminal's has it
        if use_mouse is not None:
            use_mouse(event.wanted and self.mouse_on)

    async def on_event(self, event: events.Event) -> None:
        """Let a key do what it does, at the time it is now, before the next one is looked at.

        Textual sends all that was typed at once to what has the focus now, and loses what follows a key that moves it.
        """
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif not self.early_keys.keep(event):
            await self._press(event)

    async def _press(self, key: events.Key) -> None:
        self._main.keep_time()  # the machine may have slept until now
        if not await self._does(key):
            await super().on_event(key)

    async def _does(self, key: events.Key) -> bool:
        """Whether the key was bound to something, which is done; what is text, or the first key again, is not."""
        if not self.app_focus or self._is_text(key):
            return False
        field = self.focused if isinstance(self.focused, Input) else None
        if field is not None:
            await caught_up(field)  # what was typed before is in it
        shown = self.screen
        done = await self._check_bindings(key.key, priority=True) or await self._check_bindings(key.key)
        if self.is_running and self.screen is not shown:
            await caught_up(self.screen)  # it is there, before what is typed next
        if field is not None:
            await caught_up(*field.ancestors_with_self)  # what comes of it has come, before what is typed next
            with suppress(TimeoutError):
                await asyncio.wait_for(self._main.arrived(), LONGEST_TO_CATCH_UP)
            await caught_up(*self._main.results.ancestors_with_self)
        return done

    def _is_text(self, event: events.Key) -> bool:
        return self.focused is not None and self.focused.check_consume_key(event.key, event.character)

    def _come_back(self) -> None:
        self.repaint()
        self._main.keep_time()

    def on_app_focus(self) -> None:
        """Someone came back to the terminal."""
        self._main.welcome_back()

    def _fatal_error(self) -> None:
        """Close; ``run`` raises what happened, where Textual would print it with every local variable."""
        self._close_messages_no_wait()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Write only what differs from what the terminal shows.

        The terminal's own cursor is hidden; it is put somewhere only where text is typed, for an input method to begin.
        """
        if not isinstance(renderable, CompositorUpdate) or isinstance(screen.focused, Input):
            if isinstance(renderable, CompositorUpdate):
                renderable = FrugalUpdate(renderable, self._frugal, *self.size)
            super()._display(screen, renderable)
            return
        driver = self._driver
        if self._running and not self._closed and not self.is_headless and not self._batch_count and driver is not None:
            self._begin_update()
            try:
                driver.write(self._frugal.difference(renderable, *self.size))
            finally:
                self._end_update()
            driver.flush()
        self.post_display_hook()


async def run(app: FeishuApp) -> Onward | int:
    """Show the program until it closes: where to go on, or the status to exit with.

    Raises what a handler, a worker or drawing raised, once the terminal is as it was.
    """
    onward = await app.run_async(mouse=app.mouse_on)
    mistake = app._exception
    if isinstance(mistake, WorkerFailed):
        raise mistake.error
    if mistake is not None:
        raise mistake
    return onward or app.return_code or 0

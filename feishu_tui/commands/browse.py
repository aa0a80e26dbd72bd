"""``feishu-tui`` alone: the terminal user interface."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Coroutine, MutableMapping
from contextlib import suppress
from datetime import date
from types import FrameType
from typing import TYPE_CHECKING, Any

from feishu_tui.commands.opening import fitting, keep_for_the_next_start, opened
from feishu_tui.config import Config
from feishu_tui.dates import parse_date
from feishu_tui.errors import FeishuTuiError, NotSignedIn, UsageError
from feishu_tui.garbage import clear_away
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import replace

if TYPE_CHECKING:
    from argparse import Namespace

    from feishu_tui.commands.late_desk import LateDesk
    from feishu_tui.store import Store
    from feishu_tui.ui.accounts import Onward
    from feishu_tui.ui.early_terminal import EarlyTerminal

GRACE_SECONDS = 3.0
"""How long closing the screen may take after a signal."""


def run(arguments: Namespace, config: Config) -> int:
    """Browse until the person quits."""
    start = _start(arguments.open_date, config)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("The browser needs a terminal.", hint="For text, use: feishu-tui agenda")
    painted: EarlyTerminal | None = arguments.painted
    config, store = _opened(config)
    early = painted if painted is not None and not painted.is_taken else opened(config, store, start)
    try:
        clear_away()
        from feishu_tui.commands.event_loop import run_until_done

        return run_until_done(_until_ended(_browse(config, store, early, start, is_demo=arguments.demo)))
    finally:
        if early is not None:
            early.leave()
            with suppress(FeishuTuiError):  # the next start will do without
                keep_for_the_next_start(config)


def _start(text: str | None, config: Config) -> date | None:
    if text is None:
        return None
    return parse_date(text, config.clock().astimezone(config.zone).date(), config.week_start)


async def _until_ended(work: Coroutine[Any, Any, int]) -> int:
    """Browse; a signal closes the screen like the key that quits, so that the terminal is left as it was."""
    import asyncio

    loop = asyncio.get_running_loop()
    browsing = loop.create_task(work)
    ended_by: list[int] = []
    before: dict[int, Any] = {}

    def end(number: int, _frame: FrameType | None) -> None:
        ended_by.append(number)
        _end_soon(number)
        loop.call_soon_threadsafe(browsing.cancel)

    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        # Not the loop's own handlers: those wait for the loop, which may be stuck writing to a terminal that is gone.
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup(1)
            before[number] = signal.signal(number, end)
    try:
        status = await browsing
    except asyncio.CancelledError:
        if not ended_by:
            raise
    finally:
        for number, handler in before.items():  # this loop is about to close
            signal.signal(number, handler)
    return 128 + ended_by[0] if ended_by else status


def _end_soon(number: int) -> None:
    """Make sure that a process with no terminal left ends, whatever it is waiting for."""
    if not os.isatty(1):  # it has hung up; one that is still there is given back
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (1, 2):
            os.dup2(nowhere, descriptor)
    last_resort = threading.Timer(GRACE_SECONDS, os._exit, (128 + number,))
    last_resort.daemon = True
    last_resort.start()


async def _browse(
    config: Config, store: Store, early: EarlyTerminal | None, start: date | None, *, is_demo: bool
) -> int:
    """Show one profile after another until the person quits; the status to exit with."""
    from feishu_tui.ui.accounts import Onward

    words = ""
    while isinstance(end := await _shown(config, store, early, start, words, is_demo=is_demo), Onward):
        if end.demo:
            return await _browse_demo(config)
        early = start = None
        config, store, words = _following(config, end)
    return end


async def _browse_demo(config: Config) -> int:
    from feishu_tui.commands.demo import demo

    with demo(config) as sample:
        return await _browse(*_opened(sample), None, None, is_demo=True)


def _following(config: Config, onward: Onward) -> tuple[Config, Store, str]:
    """What is shown next, its cache, and what to say first; what was shown before where the other cannot be."""
    from feishu_tui.config.switching import for_profile

    if onward.token:
        origins = {**config.origins, "access_token": Language(config.lang)("what was typed")}
        config = replace(config, access_token=onward.token, origins=origins)
        return *_opened(config), onward.words
    try:
        chosen = for_profile(config, onward.profile or config.profile, os.environ)
        return *_opened(chosen), onward.words
    except FeishuTuiError as error:
        return *_opened(config), Language(config.lang)(error.in_one_line())


def _opened(config: Config) -> tuple[Config, Store]:
    """The cache, and the configuration fitting the terminal as the cache remembers it."""
    from feishu_tui.store import Store

    store = Store.open(config.cache_file, config.clock, config.hidden_calendars)
    return fitting(config, store), store


async def _shown(
    config: Config, store: Store, early: EarlyTerminal | None, start: date | None, words: str, *, is_demo: bool
) -> Onward | int:
    """Join cache, connection and screen; without anything to sign in with, only the cache is browsed.

    Closes the cache. Where to go on, or the status to exit with.
    """
    from contextlib import nullcontext

    set_pace(config, os.environ)
    from feishu_tui.commands.accounts import KnownAccounts
    from feishu_tui.commands.log_ring import log_kept
    from feishu_tui.terminal_kind import terminal_kind
    from feishu_tui.ui.quick_classes import make_classes_quickly
    from feishu_tui.ui.sign_names import know_names_of_signs

    know_names_of_signs()
    make_classes_quickly()  # before most of Textual's are
    from feishu_tui.ui.app import FeishuApp
    from feishu_tui.ui.app import run as show

    try:
        desk, problem = _desk(config, store)
        if problem:
            config = replace(config, problems=(problem, *config.problems))
        accounts = None if is_demo else KnownAccounts(config, os.environ, desk)
        with log_kept() as log:
            async with desk or nullcontext():
                say = Language(config.lang)
                kind = terminal_kind(os.environ, sys.stdout.encoding)
                app = FeishuApp(
                    config, store, desk, config.clock, say, start, accounts, words, kind, log.records, early
                )
                return await show(app)
    finally:
        store.close()


def set_pace(config: Config, environ: MutableMapping[str, str]) -> None:
    """Have fewer frames drawn where it is far to the terminal, unless it is said how many; before Textual is there."""
    from feishu_tui.terminal_kind import FRAMES_FAR_AWAY, is_far

    if is_far(config.slow, environ):
        environ.setdefault("TEXTUAL_FPS", str(FRAMES_FAR_AWAY))


def _desk(config: Config, store: Store) -> tuple[LateDesk | None, str]:
    """The desk, where there is somebody to be; and what is wrong with the login where there is one."""
    from feishu_tui.commands.late_desk import LateDesk
    from feishu_tui.feishu.identity import identity

    try:
        identity(config)
        return LateDesk(config, store), ""
    except NotSignedIn as error:
        if not config.login_path.exists():
            return None, ""
        return None, Language(config.lang)(error.in_one_line())

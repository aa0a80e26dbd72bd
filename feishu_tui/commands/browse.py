"""``feishu-tui`` alone: the terminal user interface."""

from __future__ import annotations

import os
import signal
import sys
import threading
from argparse import Namespace
from datetime import date
from types import FrameType

from feishu_tui.config import Config
from feishu_tui.dates import parse_date
from feishu_tui.errors import NotSignedIn, UsageError
from feishu_tui.language import Language

GRACE_SECONDS = 3.0
"""How long closing the screen may take after a signal."""


def run(arguments: Namespace, config: Config) -> int:
    """Browse until the person quits."""
    start = _start(arguments.open_date, config)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("The browser needs a terminal.", hint="For text, use: feishu-tui agenda")
    from feishu_tui.commands.event_loop import run_until_done

    return run_until_done(_until_ended(config, start))


def _start(text: str | None, config: Config) -> date | None:
    if text is None:
        return None
    return parse_date(text, config.clock().astimezone(config.zone).date(), config.week_start, Language(config.lang))


async def _until_ended(config: Config, start: date | None) -> int:
    """Browse; a signal closes the screen like the key that quits, so that the terminal is left as it was."""
    import asyncio

    loop = asyncio.get_running_loop()
    browsing = loop.create_task(_open(config, start))
    ended_by: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        ended_by.append(number)
        _end_soon(number)
        loop.call_soon_threadsafe(browsing.cancel)

    for name in ("SIGTERM", "SIGHUP"):
        # Not the loop's own handlers: those wait for the loop, which may be stuck writing to a terminal that is gone.
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup(1)
            signal.signal(number, end)
    try:
        status = await browsing
    except asyncio.CancelledError:
        if not ended_by:
            raise
    return 128 + ended_by[0] if ended_by else status


def _end_soon(number: int) -> None:
    """Make sure that a process with no terminal left ends, whatever it is waiting for."""
    if number != signal.SIGTERM:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (1, 2):
            os.dup2(nowhere, descriptor)
    last_resort = threading.Timer(GRACE_SECONDS, os._exit, (128 + number,))
    last_resort.daemon = True
    last_resort.start()


async def _open(config: Config, start: date | None) -> int:
    """Join cache, connection and screen; without anything to sign in with, only the cache is browsed.

    The status to exit with.
    """
    from feishu_tui.feishu.connect import open as connect
    from feishu_tui.store import Store
    from feishu_tui.sync.desk import SyncDesk
    from feishu_tui.ui.app import run as browse

    store = Store.open(config.cache_path, config.clock, config.hidden_calendars)
    say = Language(config.lang)
    try:
        try:
            connection = connect(config)
        except NotSignedIn:
            connection = None
        if connection is None:
            return await browse(config, store, None, config.clock, say, start)
        async with connection as feishu:
            return await browse(config, store, SyncDesk(feishu, store, config.clock), config.clock, say, start)
    finally:
        store.close()

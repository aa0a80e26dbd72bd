"""``feishu-tui`` alone: the terminal user interface."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import date

from feishu_tui.config import Config
from feishu_tui.dates import parse_date
from feishu_tui.errors import NotSignedIn, UsageError
from feishu_tui.language import Language


def run(arguments: Namespace, config: Config) -> int:
    """Browse until the person quits."""
    start = _start(arguments.open_date, config)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("The browser needs a terminal.", hint="For text, use: feishu-tui agenda")
    from feishu_tui.commands.event_loop import run_until_done

    return run_until_done(_open(config, start))


def _start(text: str | None, config: Config) -> date | None:
    if text is None:
        return None
    return parse_date(text, config.clock().astimezone(config.zone).date(), config.week_start, Language(config.lang))


async def _open(config: Config, start: date | None) -> int:
    """Join cache, connection and screen; without anything to sign in with, only the cache is browsed."""
    from feishu_tui.feishu.connect import open as connect
    from feishu_tui.store import Store
    from feishu_tui.sync.desk import SyncDesk
    from feishu_tui.ui.app import run as browse

    store = Store.open(config.cache_path, config.clock)
    say = Language(config.lang)
    try:
        try:
            connection = connect(config)
        except NotSignedIn:
            await browse(config, store, None, config.clock, say, start)
            return 0
        async with connection as feishu:
            await browse(config, store, SyncDesk(feishu, store, config.clock), config.clock, say, start)
            return 0
    finally:
        store.close()

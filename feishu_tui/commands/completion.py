"""``feishu-tui completion``: a script for the shell, or the words one needs to complete."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from feishu_tui.commands.output import print_text
from feishu_tui.config import Config
from feishu_tui.store import Store

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace, config: Config) -> int:
    """Print the script; for ``calendars`` the names of those the cache knows, never asking the server."""
    if arguments.shell == "calendars":
        for name in _names(config):
            print_text(name)
        return 0
    # Only who asks for a script pays for what writes it.
    from feishu_tui.arguments.command_line import parser
    from feishu_tui.shell import completion

    print_text(completion(parser(), arguments.shell))
    return 0


def _names(config: Config) -> list[str]:
    if not os.path.exists(config.cache_file):
        return []
    store = Store.open(config.cache_file, config.clock, config.hidden_calendars)
    try:
        return list(dict.fromkeys(state.calendar.name for state in store.calendars()))
    finally:
        store.close()

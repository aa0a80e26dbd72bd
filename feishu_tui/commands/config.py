"""``feishu-tui config``: where the configuration is, what is in force and from where, a starter file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from feishu_tui.commands.output import note, print_text
from feishu_tui.config import Config
from feishu_tui.config.keeping import replace_whole
from feishu_tui.config.private_folder import make_private_folder
from feishu_tui.config.starter import show, starter
from feishu_tui.errors import UsageError
from feishu_tui.language import Language
from feishu_tui.sentence import Sentence
from feishu_tui.text import pad, width

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace, config: Config) -> int:
    """Print the path, the values in force, or write the starter file."""
    if arguments.action == "path":
        print_text(str(config.file))
    elif arguments.action == "show":
        print_text("\n".join(_table(config)))
    else:
        _write_starter(config)
    return 0


def _table(config: Config) -> list[str]:
    """Key, value and origin side by side; a long value pushes its origin on."""
    return [
        f"{pad(key, 16)} {value + ' ' * (40 - width(value))}  {origin}".rstrip()
        for key, value, origin in show(config, Language(config.lang))
    ]


def _write_starter(config: Config) -> None:
    path = config.file
    try:
        make_private_folder(path.parent)
    except OSError as error:
        raise UsageError(
            Sentence("Cannot make the folder {folder}: {reason}.", folder=path.parent, reason=error.strerror)
        ) from error
    if os.path.lexists(path):
        raise UsageError(Sentence("{path} exists already; it was left as it is.", path=path))
    try:
        replace_whole(path, starter(Language(config.lang)))
    except OSError as error:
        raise UsageError(Sentence("Cannot write {path}: {reason}.", path=path, reason=error.strerror)) from error
    note(Sentence("Wrote {path}", path=path))

"""``feishu-tui config``: where the configuration is, what is in force and from where, a starter file."""

from __future__ import annotations

from argparse import Namespace

from feishu_tui.commands.output import note, print_text
from feishu_tui.config import Config, show, starter
from feishu_tui.errors import UsageError
from feishu_tui.text import pad


def run(arguments: Namespace, config: Config) -> int:
    """Print the path, the values in force, or write the starter file."""
    if arguments.action == "path":
        print_text(str(config.file))
    elif arguments.action == "show":
        for key, value, origin in show(config):
            print_text(f"{pad(key, 16)} {pad(value, 40) if len(value) < 40 else value}  {origin}")
    else:
        _write_starter(config)
    return 0


def _write_starter(config: Config) -> None:
    path = config.file
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("x", encoding="utf-8") as file:
            file.write(starter())
    except FileExistsError as error:
        raise UsageError(f"{path} is there already; it was left as it is.") from error
    except OSError as error:
        raise UsageError(f"Cannot write {path}: {error.strerror}.") from error
    note(f"Wrote {path}")

"""What happens to a mistake of the program itself: one sentence, and a report to send to who can mend it."""

from __future__ import annotations

import os
import platform
import traceback
from contextlib import suppress
from pathlib import Path

from feishu_tui import __version__
from feishu_tui.config import Config
from feishu_tui.config.private_folder import make_private_folder
from feishu_tui.errors import FeishuTuiError
from feishu_tui.sentence import Sentence

REPORT = "crash-report.txt"
"""In the state folder, the last one alone; its owner alone reads it."""


class InternalError(FeishuTuiError):
    """The program did something nobody thought of."""

    kind = "internal"


def crashed(mistake: Exception, config: Config) -> InternalError:
    """The error to end with; a report of where it happened is written, without what was in the calendars."""
    sentence = Sentence("The program made a mistake and had to stop: {kind}.", kind=type(mistake).__name__)
    path = config.state_dir / REPORT
    try:
        _write(path, _report(mistake))
    except OSError:
        return InternalError(sentence, hint="Please report what it prints with --verbose added.")
    return InternalError(sentence, hint=Sentence("What is kept is safe. A report to pass on is in {file}.", file=path))


def _report(mistake: Exception) -> str:
    versions = f"feishu-tui {__version__}, Python {platform.python_version()}, {platform.platform()}"
    names = ("TERM", "COLORTERM", "TERM_PROGRAM", "TMUX", "LANG", "LC_ALL", "NO_COLOR")
    terminal = ", ".join(f"{name}={os.environ[name]}" for name in names if name in os.environ)
    # The frames alone: messages of exceptions and local variables may quote an event.
    return "\n".join([versions, terminal, *frames(mistake), ""])


def frames(mistake: BaseException) -> list[str]:
    """Where a mistake and what led to it happened, line by line, without a word of what was read."""
    cause = mistake.__cause__ or (None if mistake.__suppress_context__ else mistake.__context__)
    before = [*frames(cause), "", "Then:"] if cause is not None else []
    places = [line.rstrip() for line in traceback.format_tb(mistake.__traceback__)]
    return [*before, *places, type(mistake).__qualname__]


def _write(path: Path, text: str) -> None:
    make_private_folder(path.parent)
    with suppress(FileNotFoundError):
        path.unlink()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)

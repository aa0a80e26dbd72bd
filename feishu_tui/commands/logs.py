"""What ``--log-file`` writes and what ``--verbose`` says."""

from __future__ import annotations

import logging
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feishu_tui import __version__
from feishu_tui.commands.crash import frames
from feishu_tui.commands.log_file import LogFile
from feishu_tui.errors import FeishuTuiError, UsageError
from feishu_tui.sentence import Sentence

_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


@contextmanager
def logging_to(path: Path | None, *, aloud: bool, in_full: bool) -> Iterator[None]:
    """Log to ``path``, readable by its owner alone, and ``aloud`` to standard error, for the length of a command.

    What ends the command is logged with where it happened; only ``in_full`` with its words, which may quote what is
    in a calendar. Raises UsageError where the file cannot be written.
    """
    logger = logging.getLogger("feishu_tui")
    handlers: list[logging.Handler] = ([_to_file(path)] if path else []) + (
        [logging.StreamHandler(sys.stderr)] if aloud else []
    )
    for handler in handlers:
        handler.setFormatter(logging.Formatter(_LINE))
        logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    logger.info("feishu-tui %s, Python %s, %s", __version__, platform.python_version(), platform.system())
    try:
        yield
    except FeishuTuiError as error:
        words = str(error) if in_full else f"{error.kind}, code {error.code}, log id {error.log_id}"
        logger.info("Ended by: %s\n%s", words, "\n".join(frames(error)))
        raise
    except Exception as mistake:
        logger.error("Ended by a mistake of the program\n%s", "\n".join(frames(mistake)), exc_info=in_full)
        raise
    finally:
        for handler in handlers:
            logger.removeHandler(handler)
            handler.close()


def _to_file(path: Path) -> logging.Handler:
    try:
        return LogFile(path)
    except OSError as error:
        raise UsageError(
            Sentence("The log {path} cannot be written: {reason}.", path=path, reason=error.strerror),
            hint="See --log-file.",
        ) from error

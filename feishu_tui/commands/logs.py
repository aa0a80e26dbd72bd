"""What ``--log-file`` writes and what ``--verbose`` says."""

from __future__ import annotations

import logging
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feishu_tui import __version__
from feishu_tui.errors import FeishuTuiError, UsageError
from feishu_tui.sentence import Sentence

_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


@contextmanager
def logging_to(path: Path | None, *, aloud: bool) -> Iterator[None]:
    """Log to ``path``, readable by its owner alone, and ``aloud`` to standard error, for the length of a command.

    What ends the command is logged with its traceback. Raises UsageError where the file cannot be written.
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
        logger.info("Ended by: %s", error, exc_info=path is not None)
        raise
    except Exception:
        logger.exception("Ended by a mistake of the program")
        raise
    finally:
        for handler in handlers:
            logger.removeHandler(handler)
            handler.close()


def _to_file(path: Path) -> logging.Handler:
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
        return logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise UsageError(
            Sentence("The log {path} cannot be written: {reason}.", path=path, reason=error.strerror),
            hint="See --log-file.",
        ) from error

"""The latest messages of the log, kept in memory for the screen to show."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from feishu_tui.lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feishu_tui.ui.log_lines import LogRecord

MOST = 500
LONGEST = 500
"""Characters of a message."""


class LogRing(logging.Handler):
    """Keeps the latest messages; they name requests and failures, and hold neither titles nor tokens."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._records: deque[LogRecord] = deque(maxlen=MOST)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        from feishu_tui.ui.log_lines import LogRecord  # nothing is logged while the screen is being made

        self._records.append(LogRecord(record.created, record.levelname, record.getMessage()[:LONGEST]))

    def records(self) -> tuple[LogRecord, ...]:
        """The messages, the latest last."""
        return tuple(self._records)


@contextmanager
def log_kept() -> Iterator[LogRing]:
    """Keep what is logged within."""
    logger, ring = logging.getLogger("feishu_tui"), LogRing()
    before = logger.level
    logger.addHandler(ring)
    logger.setLevel(logging.DEBUG)
    try:
        yield ring
    finally:
        logger.removeHandler(ring)
        logger.setLevel(before)

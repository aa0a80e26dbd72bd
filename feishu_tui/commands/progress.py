"""A progress bar for commands that take a while."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from feishu_tui.text import cut

BAR_CELLS = 20
LINE_CELLS = 78

Bar = Callable[[int, int, str], None]
"""Shows how many are done, of how many, and some words after that."""


@contextmanager
def progress_bar() -> Iterator[Bar | None]:
    """A bar on standard error where that is a terminal, else ``None``; gone when the work is."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    try:
        yield _show
    finally:
        _write("\r\x1b[K")


def _show(done: int, total: int, words: str) -> None:
    filled = BAR_CELLS * done // max(total, 1)
    bar = "#" * filled + "." * (BAR_CELLS - filled)
    _write(f"\r\x1b[K{cut(f'[{bar}] {done}/{total} · {words}', LINE_CELLS)}")


def _write(text: str) -> None:
    # A terminal that is gone is no reason to stop what it was to show.
    with suppress(OSError):
        sys.stderr.write(text)
        sys.stderr.flush()

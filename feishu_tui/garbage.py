"""When Python looks for garbage: not while a program starts, since what is imported then stays."""

from __future__ import annotations

import gc
import sys

from feishu_tui.lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

OBJECTS = 10_000
"""So many new ones come between two looks: a page of events is many thousands, none of them garbage."""

MUCH = 100_000
"""So many objects more than at the last look are some ten megabytes."""


def start_without() -> None:
    """Look for none until ``look_from_now_on``."""
    gc.disable()


def clear_away() -> None:
    """Throw away what is garbage so far, while there is little to look through: ``datetime`` alone leaves much."""
    gc.collect()
    gc.freeze()


def look_from_now_on() -> None:
    """Look for it again, more seldom, and never among what there is now; nothing where it is looked for anyway."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(OBJECTS, 10, 10)
        gc.enable()


class Seldom:
    """While this lasts it is looked for hardly ever: for work that makes much and leaves nothing to be found."""

    OBJECTS = 500_000

    def __enter__(self) -> None:
        self._before = gc.get_threshold()
        gc.set_threshold(self.OBJECTS, *self._before[1:])

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        gc.set_threshold(*self._before)


def give_back() -> None:
    """Give memory that is free back to the system, where the C library would keep it: malloc_trim(3), in glibc only.

    After tens of thousands of events were read that is half of what the program then takes.
    """
    if sys.platform == "linux":
        from contextlib import suppress  # nothing else takes it this early

        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            ctypes.CDLL(None).malloc_trim(0)


def pause() -> bool:
    """Look for none while someone waits for every key; whether it was looked for before."""
    was_looked_for = gc.isenabled()
    gc.disable()
    return was_looked_for


def clear_much() -> None:
    """In a ``pause``, at a moment in which nobody waits: throw garbage away where there may be much of it."""
    if gc.get_count()[0] > MUCH:
        gc.collect()


def go_on() -> None:
    """Look for it again after a ``pause``."""
    gc.enable()

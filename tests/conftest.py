"""For all tests: signals reach what they start, and what is there before the first is not searched for garbage."""

from __future__ import annotations

import gc
import os
import signal


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: a third of the time a test waits for the program it has started."""
    return (os.cpu_count() or 1) + 1


def pytest_configure() -> None:
    """A shell that begins something in the background has it ignore Ctrl-C, and all that it starts in turn."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    for other in (signal.SIGHUP, signal.SIGQUIT):
        signal.signal(other, signal.SIG_DFL)


def pytest_collection_finish() -> None:
    """Look for cycles only among what the tests make, and not after every few hundred objects.

    Modules and collected tests are half a million objects that stay; a program on a screen makes enough new ones to
    have them all looked through several times a second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)

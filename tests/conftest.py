"""For all tests: what is there before the first of them is not searched for garbage over and over."""

from __future__ import annotations

import gc


def pytest_collection_finish() -> None:
    """Look for cycles only among what the tests make, and not after every few hundred objects.

    Modules and collected tests are half a million objects that stay; a program on a screen makes enough new ones to
    have them all looked through several times a second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)

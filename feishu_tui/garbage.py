"""When Python looks for garbage: not while a program starts, since what is imported then stays."""

from __future__ import annotations

import gc


def start_without() -> None:
    """Look for none until ``look_from_now_on``."""
    gc.disable()


def look_from_now_on() -> None:
    """Look for it again, and never among what there is now; nothing where it is looked for anyway."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()

"""How the screen reaches the terminal."""

from __future__ import annotations

import sys
from typing import Any

from textual.drivers.linux_driver import LinuxDriver


class TerminalDriver(LinuxDriver):
    """Draws on standard output; Textual's own driver would draw on standard error, which people send elsewhere."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert sys.__stdout__ is not None
        self._file = sys.__stdout__

    def use_mouse(self, wanted: bool) -> None:
        """Take the mouse from the terminal, or leave it to the terminal, which selects text with it."""
        if wanted:
            self._enable_mouse_support()
        else:
            self._disable_mouse_support()

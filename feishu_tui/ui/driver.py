"""How the screen reaches the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from feishu_tui.ui.app import FeishuApp

_ALTERNATE_SCREEN = "\x1b[?1049h"
_BEYOND_THE_OLD = ("\x1b]", "\x1b[>", "\x1b[<", "\x1b[?1004", "\x1b[?2004", "\x1b[?2048", "\x1b[?2026")
"""Clipboard, pointer shape, keyboard protocol, reports of focus, paste and size: what a bare terminal may print."""


class TerminalDriver(LinuxDriver):
    """Draws on standard output; Textual's own driver would draw on standard error, which people send elsewhere."""

    def __init__(self, app: FeishuApp, **options: Any) -> None:
        super().__init__(app, **options)
        assert sys.__stdout__ is not None
        self._file = sys.__stdout__
        self._early = app.early
        self._bare = app.kind.bare
        if self._bare:
            self._mouse = False

    def start_application_mode(self) -> None:
        """Take the terminal, over from the first frame where there is one."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual leaves it untyped
        if self._early is not None:
            self.attrs_before = self._early.attributes
            self._early.hand_over()
            self._early = None

    def write(self, data: str) -> None:
        """Send ``data``, but to a bare terminal nothing it could print instead of obeying."""
        if self._early is not None and data == _ALTERNATE_SCREEN:
            return  # it is there already; asked for again it would be cleared
        if not (self._bare and data.startswith(_BEYOND_THE_OLD)):
            super().write(data)

    def use_mouse(self, wanted: bool) -> None:
        """Take the mouse, or leave it to the terminal."""
        self._disable_mouse_support()
        self._mouse = wanted and not self._bare
        self._enable_mouse_support()

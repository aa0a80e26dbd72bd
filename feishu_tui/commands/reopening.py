"""The first frame from what the last start kept for it: before the configuration and the cache are read."""

from __future__ import annotations

import os
import sys

from feishu_tui.lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feishu_tui.ui.early_terminal import EarlyTerminal


def reopened() -> EarlyTerminal | None:
    """The terminal with the first frame on it; ``None`` where what was kept does not hold any more."""
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER") or not (os.isatty(0) and os.isatty(1)):
        return None
    from feishu_tui.ui.early_terminal import EarlyTerminal, terminal_size
    from feishu_tui.ui.first_frame import first_frame
    from feishu_tui.ui.prepared import Unprepared
    from feishu_tui.ui.prepared_file import kept

    found = kept(os.environ, sys.stdout.encoding)
    if found is None:
        return None
    try:
        frame = first_frame(found.prepared, found.prepared.today, terminal_size(), found.look)
    except Unprepared:
        return None
    return None if frame is None else EarlyTerminal(frame)

"""The first thing one sees: today's agenda from the cache, on the terminal before Textual is imported."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING

from feishu_tui.config import Config
from feishu_tui.language import Language
from feishu_tui.store import Store

if TYPE_CHECKING:
    from feishu_tui.ui.early_terminal import EarlyTerminal


def opened(config: Config, store: Store, start: date | None) -> EarlyTerminal | None:
    """The terminal with the first frame on it; ``None`` where there is nothing to show, or something else to say first.

    Opens at ``start``, today for ``None``.
    """
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    from feishu_tui.terminal_kind import terminal_kind
    from feishu_tui.ui.early_terminal import EarlyTerminal, terminal_size
    from feishu_tui.ui.first_frame import first_frame
    from feishu_tui.ui.glyphs import Glyphs
    from feishu_tui.ui.reader import reader_for
    from feishu_tui.ui.worn_colors import chosen_theme, theme_variables, worn

    say = Language(config.lang)
    kind = terminal_kind(os.environ, sys.stdout.encoding)
    colors, problem = chosen_theme(config.theme, config.config_dir, say)
    if problem or store.notice:
        return None
    reader = reader_for(config, store, config.clock, say)
    variables = theme_variables(worn(colors, kind.colors), kind.colors)
    ascii = kind.ascii if config.ascii is None else config.ascii
    glyphs = Glyphs(ascii=ascii, ambiguous=config.ambiguous, encoding=kind.encoding)
    frame = first_frame(reader, start or reader.today, terminal_size(), variables, kind, glyphs, config.keys)
    return None if frame is None else EarlyTerminal(frame, reader)

"""The first thing one sees: today's agenda from the cache, on the terminal before Textual is imported."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

from feishu_tui.config import Config
from feishu_tui.config.unchosen_theme import BACKGROUND, unconfigured_theme
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import replace
from feishu_tui.store import Store

if TYPE_CHECKING:
    from feishu_tui.ui.early_terminal import EarlyTerminal
    from feishu_tui.ui.first_frame import FrameLook
    from feishu_tui.ui.prepared import Recording

_AHEAD_DAYS = 7
"""How many days beyond today are kept for the next start; few terminals show more."""


def fitting(config: Config, store: Store) -> Config:
    """The configuration, with the theme for what the terminal told last of its background where nobody chose one."""
    if not config.theme_is_unsaid or os.environ.get("COLORFGBG"):
        return config
    return replace(config, theme=unconfigured_theme(os.environ, store.meta(BACKGROUND) or ""))


def opened(config: Config, store: Store, start: date | None) -> EarlyTerminal | None:
    """The terminal with the first frame on it; ``None`` where there is nothing to show, or something else to say first.

    Opens at ``start``, today for ``None``.
    """
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER") or config.view != "agenda":
        return None
    from feishu_tui.ui.early_terminal import EarlyTerminal, terminal_size
    from feishu_tui.ui.first_frame import first_frame
    from feishu_tui.ui.prepared import Recording
    from feishu_tui.ui.prepared_file import circumstances, keep
    from feishu_tui.ui.reader import reader_for

    look = frame_look(config, os.environ, sys.stdout.encoding)
    if look is None or store.notice:
        return None
    then = circumstances(config.cache_file, os.environ, sys.stdout.encoding)
    reader = reader_for(config, store, config.clock, Language(config.lang))
    recording = Recording(reader, config.now, store.meta(BACKGROUND) or "")
    frame = first_frame(recording, start or reader.today, terminal_size(), look)
    if frame is None:
        return None
    early = EarlyTerminal(frame, reader)
    if then is not None and _is_plain(config) and start is None:
        keep(then, recording, look)
    return early


def keep_for_the_next_start(config: Config) -> None:
    """Have the next start find what it will show, as the cache is now; nothing where it does already."""
    from feishu_tui.ui.prepared_file import await_settled, circumstances, is_kept, keep

    path = config.cache_file
    await_settled(path)
    then = circumstances(path, os.environ, sys.stdout.encoding)
    if then is None or not _is_plain(config) or is_kept(then):
        return
    with closing(Store.open(config.cache_file, config.clock, config.hidden_calendars)) as store:
        look = frame_look(fitting(config, store), os.environ, sys.stdout.encoding)
        if look is not None and not store.notice:
            keep(then, _recorded(config, store), look)


def renew_for_the_next_start(config: Config) -> None:
    """The same where the cache was changed without a screen; nothing where nothing was kept."""
    from feishu_tui.ui.prepared_file import renew

    def recorded() -> Recording:
        with closing(Store.open(config.cache_file, config.clock, config.hidden_calendars)) as store:
            return _recorded(config, store)

    renew(config.cache_file, recorded)


def _recorded(config: Config, store: Store) -> Recording:
    """What a screen shows that opens today. Raises CacheError."""
    from feishu_tui.ui.day_steps import shifted
    from feishu_tui.ui.prepared import Recording
    from feishu_tui.ui.reader import reader_for

    reader = reader_for(config, store, config.clock, Language(config.lang))
    recording = Recording(reader, config.now, store.meta(BACKGROUND) or "")
    recording.days(reader.today, shifted(reader.today, _AHEAD_DAYS))
    reader.next_up()
    return recording


def _is_plain(config: Config) -> bool:
    """Whether nothing is asked for on the command line, nor is anything wrong: so it is found by the next start."""
    return not config.flags and not config.problems and not config.verbose and config.view == "agenda"


def frame_look(config: Config, environ: Mapping[str, str], encoding: str) -> FrameLook | None:
    """How a screen looks on a terminal of that encoding; ``None`` where the theme cannot be used."""
    from feishu_tui.terminal_kind import terminal_kind
    from feishu_tui.ui.first_frame import FrameLook
    from feishu_tui.ui.glyphs import Glyphs
    from feishu_tui.ui.keymap import offered
    from feishu_tui.ui.worn_colors import chosen_theme, theme_variables, worn

    say = Language(config.lang)
    kind = terminal_kind(environ, encoding)
    colors, problem = chosen_theme(config.theme, config.config_dir, say)
    if problem:
        return None
    ascii = kind.ascii if config.ascii is None else config.ascii
    glyphs = Glyphs(ascii=ascii, ambiguous=config.ambiguous, encoding=kind.encoding)
    variables = theme_variables(worn(colors, kind.colors), kind.colors)
    return FrameLook(variables, kind, glyphs, offered("agenda", config.keys, say))

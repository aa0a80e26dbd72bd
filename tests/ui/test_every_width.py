"""At every width, in both languages, lines are whole: no glyph lost, none halved, none out of line."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from unicodedata import normalize

import pyte
import pytest
from rich.cells import cell_len

from feishu_tui.language import Language
from feishu_tui.text import steady
from feishu_tui.ui.line import text_of
from tests.ui.events import EN, ZH
from tests.ui.sample_office import Browsing, Synced, browsing
from tests.ui.swept import FILLED, LINES

WIDTHS = range(40, 161)
EMULATED = WIDTHS[::24]
"""Widths at which an emulator, which takes its time, is asked about every line, too."""
LAYOUTS = (140, 109, 79, 40)
"""Three panes side by side, two, one at a time, and as narrow as it gets."""
SCREENS = ("?", "f", "W", "#", "L", "I", "C", "o", "O", "i", "ctrl+p", "g", "enter", "1")
"""What is opened over the days, or beside them."""


VOWEL_SIGNS = dict.fromkeys(map(ord, "\u093f\u0940"))
"""Spacing marks of no width, at which the emulator stops drawing."""


def on_a_terminal(lines: list[str], width: int) -> list[str]:
    """What an emulator shows of lines written one below the other."""
    screen = pyte.Screen(width, len(lines))
    screen.reset_mode(pyte.modes.DECAWM)
    pyte.Stream(screen).feed("\r\n".join(lines))
    return [line.rstrip() for line in screen.display]


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("say", [EN, ZH], ids=["en", "zh"])
def test_lines_of_awkward_titles_are_whole(name: str, say: Language) -> None:
    for width in WIDTHS:
        lines = [steady(text_of(line)) for line in LINES[name](width, say)]
        widths = set(map(cell_len, lines))
        assert widths == {width} if name in FILLED else max(widths) <= width, width
        if width in EMULATED:
            texts = [normalize("NFC", line.rstrip().translate(VOWEL_SIGNS)) for line in lines]
            assert on_a_terminal(texts, width) == texts


async def whole(browser: Browsing, width: int) -> None:
    """Turn the window to a width and look at all of it."""
    await browser.resize(width, 24)
    while browser.app.screen.outer_size.width != width:
        await browser.pilot.pause()
    await browser.pilot.pause()
    lines = [strip.text for strip in browser.app.screen._compositor.render_strips()]
    texts = [line.rstrip() for line in lines]
    assert {cell_len(line) for line in lines} == {width}
    assert on_a_terminal(texts, width) == texts


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_all_there_is_on_the_screen_is_as_wide_as_it(tmp_path: Path, cache: Synced, lang: str) -> None:
    async with browsing(tmp_path, cache, (40, 24), signed_in=False, lang=lang) as browser:
        title = browser.title()
        for view in "adwm":
            await browser.press(view)
            for width in LAYOUTS:
                await whole(browser, width)
                assert browser.title() == title
                assert view == "m" or width < 50 or any("11:07" in line for line in browser.lines(browser.screen.view))
        for key, width in zip(SCREENS, cycle(LAYOUTS), strict=False):
            await browser.press(key)
            await whole(browser, width)
            await browser.press("escape", "2")

"""At every width, in both languages and every view, lines are whole: no glyph lost, none halved, none out of line."""

from __future__ import annotations

from pathlib import Path

import pyte
import pytest
from rich.cells import cell_len

from tests.ui.sample_office import Synced, browsing


def on_a_terminal(lines: list[str], width: int) -> list[str]:
    """What an emulator shows of lines written one below the other."""
    screen = pyte.Screen(width, len(lines))
    screen.reset_mode(pyte.modes.DECAWM)
    pyte.Stream(screen).feed("\r\n".join(lines))
    return [line.rstrip() for line in screen.display]


@pytest.mark.parametrize("view", ["a", "d", "w", "m"])
@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_lines_are_exactly_as_wide_as_the_screen(tmp_path: Path, cache: Synced, lang: str, view: str) -> None:
    async with browsing(tmp_path, cache, (40, 24), signed_in=False, lang=lang) as browser:
        await browser.press(view)
        title = browser.title()
        for width in range(40, 161, 3 if view == "a" else 7):
            await browser.pilot.resize_terminal(width, 24)
            await browser.pilot.pause()
            lines = [strip.text for strip in browser.screen._compositor.render_strips()]
            texts = [line.rstrip() for line in lines]
            assert {cell_len(line) for line in lines} == {width}
            assert on_a_terminal(texts, width) == texts
            assert browser.title() == title
            assert view == "m" or width < 50 or any("11:07" in line for line in browser.lines(browser.screen.view))

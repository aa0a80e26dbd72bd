"""At every width, in both languages, lines are whole: no glyph lost, none halved, none out of line."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.ui.sample_office import Synced, browsing


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_lines_are_exactly_as_wide_as_the_screen(tmp_path: Path, cache: Synced, lang: str) -> None:
    async with browsing(tmp_path, cache, (40, 24), signed_in=False, lang=lang) as browser:
        title = browser.title()
        for width in range(40, 161, 3):
            await browser.pilot.resize_terminal(width, 24)
            await browser.pilot.pause()
            for strip in browser.screen._compositor.render_strips():
                assert cell_len(strip.text) == width, (width, strip.text)
            assert browser.title() == title
            assert any("11:07" in line for line in browser.lines(browser.screen.agenda))

"""The search bar as tests type in it and read it."""

from __future__ import annotations

from textual.widgets import Input

from feishu_tui.ui.result_rows import Row, rows_of
from tests.ui.sample_office import Browsing


async def typed(browser: Browsing, text: str) -> list[str]:
    """What the list shows for a text, the heading first."""
    await browser.press("/")
    browser.screen.prompt.query_one(Input).value = text
    await browser.settle()
    return browser.lines(browser.screen.results)


def rows(browser: Browsing) -> list[str]:
    """The titles found."""
    return [hit.event.summary for hit in browser.screen.results.hits]


def marked(browser: Browsing, index: int = 0) -> str:
    """What stands out in a row."""
    return "".join(piece.text for piece in browser.screen.results.lines[index + 2] if piece.role == "match")


def results_rows(browser: Browsing) -> list[Row]:
    """Every row of the list."""
    return rows_of(browser.screen.results.hits, browser.screen.results.unfolded)

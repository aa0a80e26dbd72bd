"""A series among the results unfolds into its dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.widgets import Input

from tests.ui.sample_office import NOW, SHANGHAI, Browsing, Synced, browsing
from tests.ui.search_bar import results_rows, typed


async def unfolding(browser: Browsing, text: str) -> None:
    """A search whose first row is a series, unfolded."""
    await typed(browser, text)
    await browser.press("end", "right")
    await browser.settle()


async def test_a_series_unfolds_into_its_dates_and_enter_goes_to_one(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (120, 40), signed_in=False) as browser:
        results = browser.screen.results
        await typed(browser, "stand-up")
        found = len(results.hits)
        assert "▸" in browser.lines(results)[2]
        await browser.press("end", "right")
        await browser.settle()
        assert len(results.hits) == found
        assert "▾" in browser.lines(results)[2]
        below = [results.row]
        for _ in range(11):
            await browser.press("down")
            below.append(results.row)
        starts = [row.occurrence.starts_at(SHANGHAI) for row in below[1:11] if row]
        assert starts == sorted(set(starts))
        assert starts[0] >= NOW
        assert below[11]
        assert below[11].kind == "more"
        assert browser.lines(results)[13].strip() == "… more"
        await browser.press("enter")
        await browser.settle()
        assert [row.kind for row in results_rows(browser)[1:22]] == ["occurrence"] * 20 + ["more"]
        await browser.press("up", "up")
        chosen = results.occurrence
        assert chosen
        assert chosen.starts_at(SHANGHAI) == starts[8]
        while browser.screen.detail.occurrence != chosen:
            await browser.pilot.pause()
        await browser.press("enter")
        entry = browser.screen.agenda.entry
        assert entry
        assert entry.occurrence.instance_id == chosen.instance_id


async def test_the_left_arrow_folds_a_series_before_it_moves_in_the_text(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (120, 40), signed_in=False) as browser:
        await unfolding(browser, "stand-up")
        await browser.press("down", "down", "left")
        assert browser.screen.results.place == 1
        assert browser.screen.results.cursor == 2
        assert not browser.screen.results.unfolded
        assert browser.screen.prompt.query_one(Input).cursor_position == len("stand-up")
        await browser.press("left", "x")
        assert browser.screen.prompt.text == "stand-uxp"


async def test_a_click_on_its_mark_unfolds_a_series_and_folds_it(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (120, 40), signed_in=False) as browser:
        await typed(browser, "stand-up")
        results = browser.screen.results
        column = browser.lines(results)[2].index("▸")
        await browser.pilot.click("#results", offset=(column, 2))
        await browser.settle()
        assert results.unfolded
        await browser.pilot.click("#results", offset=(column, 2))
        await browser.settle()
        assert not results.unfolded
        assert results.display
        await browser.pilot.click("#results", offset=(column - 12, 2))
        assert browser.screen.agenda.display


async def test_a_series_unfolds_only_into_the_days_asked_for(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (120, 40), signed_in=False) as browser:
        await unfolding(browser, "stand-up on:2026-11-24")
        [_, row] = [row for row in results_rows(browser) if row.place == 0]
        assert row.occurrence.starts_at(SHANGHAI).date() == date(2026, 11, 24)
        await unfolding(browser, "stand-up before:11-10")
        below = [row.occurrence.starts_at(SHANGHAI) for row in results_rows(browser)[1:11]]
        assert below == sorted(below, reverse=True)
        assert below[0].date() < date(2026, 11, 10)

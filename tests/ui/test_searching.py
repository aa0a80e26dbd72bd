"""The search bar: what is typed is found behind the screen."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from textual.widgets import Input

from feishu_tui.simulator.faults import Fault
from feishu_tui.ui.asked import Asked
from feishu_tui.ui.line import text_of
from tests.ui.sample_office import SHANGHAI, TODAY, Browsing, Synced, browsing


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


@pytest.mark.parametrize(
    ("text", "found"),
    [("cppsh", "产品评审会"), ("产品ps", "产品评审"), ("ｐｒｏｄｕｃｔ　ｒｅｖｉｅｗ", "productreview")],
)
async def test_pinyin_and_full_width_forms_are_found_and_stand_out(
    tmp_path: Path, cache: Synced, text: str, found: str
) -> None:
    async with browsing(tmp_path, cache, (200, 40), signed_in=False) as browser:
        await typed(browser, text)
        assert rows(browser)[0] == "产品评审会 Weekly product review"
        assert marked(browser) == found


async def test_a_series_is_one_row_with_its_next_date_and_how_often(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (140, 40), signed_in=False) as browser:
        await typed(browser, "weekly product review")
        assert rows(browser).count("产品评审会 Weekly product review") == 1
        line = browser.screen.results.lines[2]
        assert "↻" in text_of(line)
        assert any(piece.color is not None for piece in line)


@pytest.mark.parametrize("text", ["", "with:", "-", '"', " "])
async def test_what_asks_for_nothing_yet_is_quiet(tmp_path: Path, cache: Synced, text: str) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        shown = await typed(browser, text)
        assert shown[0].strip().startswith("Search in titles, places, people and descriptions")
        assert rows(browser) == []


async def test_enter_before_the_cache_has_answered_goes_to_the_answer(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("/", *"roadmap workshop", "enter")
        await browser.settle()
        assert "Roadmap workshop" in browser.title()
        assert browser.screen.agenda.display


@pytest.mark.parametrize("text", ["%_*\\", "\"') OR 1=1 --", "((([[", "🍜" * 40, "x" * 10_000])
async def test_odd_text_is_only_text(tmp_path: Path, cache: Synced, text: str) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        shown = await typed(browser, text)
        assert shown[0].strip().startswith("Nothing found for")


@pytest.mark.parametrize(
    ("text", "finished"),
    [
        ("review with:", "review"),
        ('cal:"Product te', 'cal:"Product te"'),
        ("a -", "a"),
        ('"a b"', '"a b"'),
        ("x：", "x："),
    ],
)
def test_a_text_is_finished_before_it_is_read(text: str, finished: str) -> None:
    assert Asked(text).finished == finished


def test_a_scope_narrows_only_what_is_asked() -> None:
    assert Asked("", "past").query(TODAY, 0).is_empty
    assert Asked("a", "past").query(TODAY, 0).last == TODAY
    assert Asked("a", "upcoming").query(TODAY, 0).first == TODAY


async def test_the_server_marks_what_it_finds_too_and_nothing_moves(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 40)) as browser:
        await browser.press("/", *"review")
        results = browser.screen.results
        while not results.hits:
            await browser.pilot.pause()
        await browser.press("down", "down")
        before = [hit.key for hit in results.hits[:3]]
        await browser.settle()
        assert [hit.key for hit in results.hits[:3]] == before
        assert results.place == 3
        assert "both" in {hit.source for hit in results.hits}
        assert "✓ on the server, too" in browser.lines(results)[0]


async def test_what_only_the_server_knows_is_listed_and_marked(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 40)) as browser:
        with sqlite3.connect(tmp_path / "cache.sqlite3") as forgetful:
            forgetful.execute("DELETE FROM texts WHERE title LIKE '%roadmap%'")
            forgetful.execute("DELETE FROM events WHERE body LIKE '%Roadmap workshop%'")
        forgetful.close()
        shown = await typed(browser, "Roadmap workshop")
        assert "Roadmap workshop" in rows(browser)[0]
        assert browser.screen.results.hits[0].source == "server"
        assert "+ only on the server" in shown[0]


@pytest.mark.parametrize(
    "fault",
    [
        Fault("events/search", times=None, code=193002),
        Fault("events/search", times=None, status=404, body=b""),
    ],
)
async def test_a_refusing_server_leaves_the_cache_s_answer(tmp_path: Path, cache: Synced, fault: Fault) -> None:
    async with browsing(tmp_path, cache, (160, 40)) as browser:
        cache.simulator.faults.add(fault)
        try:
            shown = await typed(browser, "review")
        finally:
            cache.simulator.faults.clear()
        results = browser.screen.results
        assert {hit.source for hit in results.hits} == {"local"}
        count, note = shown[0].strip().split("  ", 1)
        assert count == f"{len(results.hits)} events found"
        assert note


async def test_the_detail_beside_the_list_is_of_the_row_under_the_cursor(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (120, 40), signed_in=False) as browser:
        await typed(browser, "review")
        screen = browser.screen
        assert screen.detail.display
        for _ in range(2):
            await browser.press("down")
            await browser.pilot.pause(0.2)
            assert screen.detail.occurrence == screen.results.occurrence
        await browser.press("escape")
        await browser.pilot.pause(0.2)
        assert screen.agenda.entry
        assert screen.detail.occurrence == screen.agenda.entry.occurrence


async def test_n_goes_through_the_matches_in_the_agenda_until_escape(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await typed(browser, "product review")
        await browser.press("enter")
        days = [browser.screen.agenda.day]
        for _ in range(2):
            await browser.press("n")
            assert "产品评审会" in browser.title()
            days.append(browser.screen.agenda.day)
        assert days == sorted(set(days))
        await browser.press("N")
        assert browser.screen.agenda.day == days[1]
        await browser.press("escape", "n")
        assert browser.screen.agenda.day == days[1]


async def test_an_arrow_in_an_empty_bar_brings_back_what_was_asked(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        for text in ("roadmap", "review"):
            await typed(browser, text)
            await browser.press("enter")
        await browser.press("/", "up")
        assert browser.screen.prompt.text == "review"
        await browser.settle()
        await browser.press("up")
        assert browser.screen.prompt.text == "roadmap"


async def test_tab_goes_through_upcoming_past_and_all(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 40), signed_in=False) as browser:
        await typed(browser, "review")
        everything = set(rows(browser))
        for words, ahead in (("upcoming only", True), ("past only", False)):
            await browser.press("tab")
            await browser.settle()
            assert words in browser.lines(browser.screen.results)[0]
            assert browser.screen.results.hits
            for hit in browser.screen.results.hits:
                one = hit.occurrence
                day = (one.ends_at(SHANGHAI) if ahead else one.starts_at(SHANGHAI)).astimezone(SHANGHAI).date()
                assert day >= TODAY if ahead else day <= TODAY
        await browser.press("tab")
        await browser.settle()
        assert set(rows(browser)) == everything


async def test_a_filter_is_completed_with_the_right_arrow(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 40), signed_in=False) as browser:
        shown = await typed(browser, "review is:rec")
        assert "→ is:recurring" in shown[0]
        await browser.press("end", "right")
        assert browser.screen.prompt.text == "review is:recurring "
        await browser.settle()
        assert rows(browser)
        assert all(hit.occurrence.recurring for hit in browser.screen.results.hits)

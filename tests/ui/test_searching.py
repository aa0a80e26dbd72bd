"""The search bar: what is typed is found behind the screen."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.widgets import Input

from feishu_tui.ui.asked import Asked
from feishu_tui.ui.line import text_of
from feishu_tui.ui.seeker import FIRST_HITS
from tests.ui.sample_office import SHANGHAI, TODAY, Browsing, Synced, browsing
from tests.ui.search_bar import marked, results_rows, rows, typed


async def test_pinyin_and_full_width_forms_are_found_and_stand_out(tmp_path: Path, cache: Synced) -> None:
    known = {"cppsh": "产品评审会", "产品ps": "产品评审", "ｐｒｏｄｕｃｔ　ｒｅｖｉｅｗ": "productreview"}
    async with browsing(tmp_path, cache, (200, 40), signed_in=False) as browser:
        for text, found in known.items():
            await typed(browser, text)
            assert rows(browser)[0] == "产品评审会 Weekly product review"
            assert marked(browser) == found
            assert not gc.isenabled(), "no key waits for garbage to be looked for"
            await browser.press("escape")
            assert gc.isenabled()


async def test_a_program_that_ends_with_the_bar_open_leaves_nothing_of_it(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("/", "a")
        assert not gc.isenabled()
    assert gc.isenabled()


async def test_a_series_is_one_row_with_its_next_date_and_how_often(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (140, 40), signed_in=False) as browser:
        await typed(browser, "weekly product review")
        assert rows(browser).count("产品评审会 Weekly product review") == 1
        line = browser.screen.results.lines[2]
        assert "↻" in text_of(line)
        assert any(piece.color is not None for piece in line)


async def test_what_asks_for_nothing_yet_is_quiet(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        for text in ("", "with:", '"', " "):
            shown = await typed(browser, text)
            assert shown[0].strip().startswith("Search in titles, places, people and descriptions"), text
            assert rows(browser) == []
            await browser.press("escape")


async def test_enter_before_the_cache_has_answered_goes_to_the_answer(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("/", *"roadmap workshop", "enter")
        await browser.settle()
        assert "Roadmap workshop" in browser.title()
        assert browser.screen.agenda.display
        assert gc.isenabled()


async def test_odd_text_is_only_text(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        for text in ("%_*\\", "\"') OR 1=1 --", "((([[", "🍜" * 40, "x" * 10_000):
            shown = await typed(browser, text)
            assert shown[0].strip().startswith("Nothing found for"), text[:20]
            await browser.press("escape")


@pytest.mark.parametrize(
    ("text", "finished"),
    [
        ("review with:", "review"),
        ('cal:"Product te', 'cal:"Product te"'),
        ("a -", "a"),
        ('"a b"', '"a b"'),
        ("x：", "x："),
        ("评审　ｃａｌ：", "评审"),
        ("ｗｉｔｈ：＂", ""),
    ],
)
def test_a_text_is_finished_before_it_is_read(text: str, finished: str) -> None:
    assert Asked(text).finished == finished


def test_a_scope_narrows_only_what_is_asked() -> None:
    assert Asked("", "past").query(TODAY, 0).is_empty
    assert Asked("a", "past").query(TODAY, 0).last == TODAY
    assert Asked("a", "upcoming").query(TODAY, 0).first == TODAY


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
        shown = await typed(browser, "review is:recu")
        assert shown[1] == " Tab recurring"
        await browser.press("end", "right")
        assert browser.screen.prompt.text == "review is:recurring "
        await browser.settle()
        assert rows(browser)
        assert all(hit.occurrence.recurring for hit in browser.screen.results.hits)
        assert browser.lines(browser.screen.results)[1] == ""


async def test_tab_chooses_among_the_values_of_a_filter(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (80, 24), signed_in=False) as browser:
        shown = await typed(browser, "review is:")
        assert shown[1].startswith(" Tab recurring  allday  exception")
        assert shown[1].endswith("…")
        for expected in ("recurring", "allday", "exception"):
            await browser.press("tab")
            assert browser.screen.prompt.text == f"review is:{expected}"
            await browser.settle()
            chosen = [piece.text for piece in browser.screen.results.lines[1] if piece.role == "selected"]
            assert chosen == [expected]
        await browser.press("shift+tab", "shift+tab", "shift+tab")
        await browser.settle()
        assert browser.screen.prompt.text == "review is:video"
        assert browser.lines(browser.screen.results)[1].endswith("video")
        await browser.press("right", "x")
        assert browser.screen.prompt.text == "review is:video x"
        await browser.settle()
        assert browser.lines(browser.screen.results)[1] == ""


async def test_names_of_filters_leave_tab_to_the_days(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (120, 40), signed_in=False) as browser:
        shown = await typed(browser, "i")
        assert shown[1] == " → in:  is:"
        await browser.press("tab")
        await browser.settle()
        assert browser.screen.prompt.text == "i"
        assert "upcoming only" in browser.lines(browser.screen.results)[0]
        await browser.press("shift+tab", "shift+tab")
        await browser.settle()
        assert "past only" in browser.lines(browser.screen.results)[0]


async def test_what_is_on_a_hidden_calendar_is_brought_on_screen(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (120, 40), signed_in=False) as browser:
        screen = browser.screen
        screen.reader.show_only(set())
        screen.draw_again()
        await typed(browser, "roadmap workshop")
        hit = screen.results.hits[0]
        await browser.press("enter")
        assert browser.title() == hit.event.summary
        name = screen.reader.calendars[hit.event.calendar_id].name
        assert browser.status().startswith(f"Shown again: the calendar “{name}”")
        assert [state.calendar.calendar_id for state in screen.reader.states if state.shown] == [hit.event.calendar_id]


async def test_what_is_cancelled_is_said_to_be(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (120, 40), signed_in=False) as browser:
        await typed(browser, "is:cancelled")
        assert rows(browser)
        await browser.press("enter")
        assert browser.status().startswith("It is cancelled; the days do not list it.")


async def enter(browser: Browsing, characters: str) -> None:
    """Type as a terminal does it."""
    for each in characters:
        browser.app.post_message(events.Key(_character_to_key(each), each))
    while len(browser.screen.prompt.text) < len(characters):
        await browser.pilot.pause()
    await browser.settle()


async def test_every_printable_key_is_text(tmp_path: Path, cache: Synced) -> None:
    everything = "".join(map(chr, (*range(0x20, 0x7F), *range(0xFF01, 0xFF5F)))) + "、。【】，　评审ß🎉"
    async with browsing(tmp_path, cache, (120, 40), signed_in=False) as browser:
        await browser.press("/")
        await enter(browser, everything)
        assert browser.screen.prompt.text == everything


async def test_full_width_forms_typed_key_by_key_are_a_query(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (120, 40), signed_in=False) as browser:
        await browser.press("/")
        await enter(browser, "ｉｓ：ｒｅｃｕｒｒｉｎｇ　ｐｒｏｄｕｃｔ　－ｓｔａｎｄ")
        assert rows(browser)[0] == "产品评审会 Weekly product review"
        assert all(hit.occurrence.recurring for hit in browser.screen.results.hits)


async def test_a_misspelled_word_is_found_by_a_second_look(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (120, 40), signed_in=False) as browser:
        await typed(browser, "raodmap")
        assert "Roadmap" in rows(browser)[0]


async def test_more_than_a_screenful_comes_below_the_cursor(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (120, 40), signed_in=False) as browser:
        await browser.press("/", "e")
        results = browser.screen.results
        while not results.hits:
            await browser.pilot.pause()
        assert len(results.hits) <= FIRST_HITS
        await browser.press("down", "down")
        before, row = [hit.key for hit in results.hits[:3]], results.row
        await browser.settle()
        assert len(results.hits) > FIRST_HITS
        assert [hit.key for hit in results.hits[:3]] == before
        assert row
        assert results.row
        assert results.row.hit.key == row.hit.key


async def test_a_window_made_too_small_for_a_while_leaves_the_bar_in_use(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (80, 24)) as browser:
        await browser.press("/", "a")
        await browser.resize(20, 5)
        await browser.resize(80, 24)
        await browser.press("b")
        assert browser.screen.prompt.text == "ab"
        await browser.press("escape")
        assert not browser.screen.prompt.is_open


async def test_all_a_bar_does_can_be_run_from_its_help(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        await typed(browser, "weekly product review")
        one = len(results_rows(browser))

        async def run(name: str) -> None:
            await browser.press("f1", "slash", *name, "enter")
            await browser.settle()

        await run("Unfold")
        assert len(results_rows(browser)) > one
        await run("bar.fold")
        assert len(results_rows(browser)) == one
        await run("Narrow")
        assert "upcoming only" in browser.lines(browser.screen.results)[0]
        assert browser.screen.prompt.text == "weekly product review"
        await run("bar.open")
        assert not browser.screen.prompt.is_open
        assert browser.title() == "产品评审会 Weekly product review"


async def test_what_came_while_one_searched_is_in_the_agenda_afterwards(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (120, 40), signed_in=False) as browser:
        screen = browser.screen
        await typed(browser, "review")
        shown = [row.entry.occurrence for row in screen.agenda.rows if row.entry]
        calendar_id = shown[0].calendar_id
        screen.reader.show(calendar_id, False)
        screen.draw_again()
        await browser.press("escape")
        left = {row.entry.occurrence.calendar_id for row in screen.agenda.rows if row.entry}
        assert left == {each.calendar_id for each in shown} - {calendar_id}


@pytest.mark.parametrize("keys", [["1"], ["enter"], ["tab"]], ids="from the {0[0]}".format)
async def test_where_one_pane_fills_the_screen_the_bar_takes_the_keys(
    tmp_path: Path, cache: Synced, keys: list[str]
) -> None:
    async with browsing(tmp_path, cache, (60, 20), signed_in=False) as browser:
        await browser.press(*keys)
        await browser.press("/", "x")
        assert browser.screen.prompt.text == "x"
        await browser.press("escape")
        assert not browser.screen.prompt.is_open
        assert browser.screen.view.has_focus


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_the_bar_can_be_left_after_a_click_elsewhere(tmp_path: Path, cache: Synced, key: str) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await typed(browser, "review")
        await browser.pilot.click("CalendarList")
        assert not browser.screen.prompt.query_one(Input).has_focus
        await browser.press(key)
        assert not browser.screen.prompt.is_open


async def test_what_is_found_nowhere_hides_nothing_that_is_typed_next(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await typed(browser, "reviewq")
        field = browser.screen.prompt.query_one(Input)
        for text, is_found in (("reviewqqq", False), ("review", True), ("reviewqqq", False), ("产品", True)):
            field.value = text
            await browser.settle()
            assert bool(rows(browser)) is is_found, text


async def test_what_stands_in_pieces_is_found_though_its_beginning_is_not(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await typed(browser, "p0i")
        assert rows(browser) == []
        await browser.press("n", "c")
        assert rows(browser) == ["P0_incident_review"]
        await browser.press("x", "x", "backspace", "backspace")
        assert rows(browser) == ["P0_incident_review"]

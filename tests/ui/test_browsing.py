"""Moving about: days, panes, sizes, search, copying."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.ui.sample_office import TODAY, Synced, browsing


async def test_opens_on_today_with_the_cursor_on_what_runs(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        assert browser.lines(browser.screen.agenda)[0] == " Sat 21 Nov · today"
        assert browser.title() == "设计评审 Design review: Onboarding 2.0"
        assert any(
            line.startswith(" now ─") and line.endswith(" 11:07") for line in browser.lines(browser.screen.agenda)
        )


async def test_the_cursor_walks_over_the_days(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        seen = [browser.screen.agenda.day]
        for _ in range(20):
            browser.screen.agenda.action_cursor_down()
            seen.append(browser.screen.agenda.day)
        assert seen == sorted(seen)
        assert seen[-1] > TODAY
        await browser.press(*("k" * 20))
        assert browser.title() == "设计评审 Design review: Onboarding 2.0"


async def test_the_agenda_has_no_end_in_either_direction(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (80, 24), signed_in=False) as browser:
        agenda = browser.screen.agenda
        for _ in range(60):
            agenda.action_page_down()
        assert (agenda.day - TODAY).days > 120
        assert len(agenda.rows) < 1000
        for _ in range(120):
            agenda.action_page_up()
        assert (agenda.day - TODAY).days < -90
        assert len(agenda.rows) < 1000


async def test_weeks_and_months(tmp_path: Path, cache: Synced) -> None:
    days = {
        "]": date(2026, 11, 28),
        "[[": date(2026, 11, 7),
        "}": date(2026, 12, 21),
        "{": date(2026, 10, 21),
        "】": date(2026, 11, 28),
        "｛": date(2026, 10, 21),
    }
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        for keys, day in days.items():
            await browser.press(*keys)
            assert browser.screen.agenda.day == day
            assert browser.screen.picker.month.selected == day
            await browser.press("t")
            assert browser.screen.agenda.day == TODAY


async def test_going_to_a_date(tmp_path: Path, cache: Synced) -> None:
    days = {"tomorrow": date(2026, 11, 22), "下周三": date(2026, 11, 25), "+2w": date(2026, 12, 5)}
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        for typed, day in days.items():
            await browser.press("t", "g", *typed, "enter")
            assert browser.screen.agenda.day == day
            assert browser.app.focused is browser.screen.agenda


async def test_a_date_that_is_none_says_so_and_stays(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("：", *"someday", "enter")
        assert "someday" in browser.status()
        assert browser.screen.agenda.day == TODAY


async def test_a_day_without_events_can_be_gone_to(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("g", *"2031-03-04", "enter")
        agenda = browser.screen.agenda
        assert agenda.day == date(2031, 3, 4)
        assert browser.lines(agenda)[0] == " Tue 4 Mar 2031 · no events" or agenda.entry is not None


async def test_searching_jumps_to_what_was_found(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("、", *"roadmap workshop")
        assert not browser.screen.agenda.display
        await browser.press("enter")
        await browser.settle()
        assert "Roadmap workshop" in browser.title()
        assert browser.app.focused is browser.screen.agenda


async def test_leaving_a_search_comes_back_to_where_one_was(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("j")
        before = browser.title()
        await browser.press("/", *"qjkt", "down", "escape")
        assert browser.screen.agenda.display
        assert browser.title() == before


async def test_every_printable_key_is_text_in_a_prompt(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("/", *"qtrR?/gjk12")
        assert browser.screen.prompt.query_one("Input").value == "qtrR?/gjk12"  # type: ignore[attr-defined]


async def test_copying_says_what_was_copied(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("y")
        assert browser.app.clipboard == "Sat 21 Nov 11:00–11:30 设计评审 Design review: Onboarding 2.0 F3-05 外滩"
        assert browser.status().startswith("Sent to the clipboard (y again shows it): Sat 21 Nov")


async def test_as_many_panes_as_fit(tmp_path: Path, cache: Synced) -> None:
    fitting = {
        (200, 60): {"picker", "agenda", "detail"},
        (110, 30): {"picker", "agenda", "detail"},
        (109, 30): {"picker", "agenda"},
        (80, 24): {"picker", "agenda"},
        (79, 24): {"agenda"},
        (40, 12): {"agenda"},
    }
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        for size, shown in fitting.items():
            await browser.resize(*size)
            await browser.pilot.pause()
            panes = ("picker", "agenda", "detail")
            assert {name for name in panes if browser.screen.query_one(f"#{name}").display} == shown


async def test_detail_opens_over_the_agenda_where_there_is_no_room(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (80, 24), signed_in=False) as browser:
        await browser.press("enter")
        assert not browser.screen.agenda.display
        assert "Design review" in browser.lines(browser.screen.detail)[0]
        await browser.press("escape")
        assert browser.screen.agenda.display
        assert browser.app.focused is browser.screen.agenda


async def test_one_pane_at_a_time_where_it_is_narrow(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (60, 20), signed_in=False) as browser:
        await browser.press("1")
        assert browser.screen.picker.display
        assert not browser.screen.agenda.display
        await browser.press("3")
        assert browser.screen.detail.display
        await browser.press("q")
        assert browser.screen.agenda.display
        assert browser.app.is_running


async def test_a_window_too_small_says_so_and_comes_back(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (80, 24), signed_in=False) as browser:
        await browser.press("j", "j")
        title = browser.title()
        await browser.resize(30, 8)
        await browser.pilot.pause()
        assert browser.lines(browser.screen.too_small)[0] == "30×8 is too small; 40×12 is e…"
        await browser.resize(120, 40)
        await browser.pilot.pause()
        assert browser.title() == title
        assert browser.screen.agenda.display


async def test_the_picker_goes_and_comes(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("b")
        assert not browser.screen.picker.display
        await browser.press("1")
        assert browser.screen.picker.display
        await browser.press("l")
        assert browser.screen.agenda.day == date(2026, 11, 22)


async def test_a_calendar_switched_off_takes_its_events_away(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:

        def count() -> int:
            return len([row for row in browser.screen.agenda.rows if row.entry and row.day == TODAY])

        before = count()
        await browser.press("1", "tab", "space")
        assert count() < before
        assert not browser.store.calendars()[0].shown
        await browser.press("A")
        assert count() == before


async def test_escape_never_quits_and_q_does(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        for _ in range(5):
            await browser.press("escape")
        assert browser.app.is_running
        await browser.press("q")
        assert not browser.app.is_running


async def test_chinese(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, lang="zh") as browser:
        assert browser.lines(browser.screen.agenda)[0] == " 11月21日 周六 · 今天"
        assert browser.status().startswith("刚刚同步 · 上海 · 进行中")


async def test_gg_goes_to_the_top_and_end_to_the_bottom(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        agenda = browser.screen.agenda
        await browser.press("g", "g")
        assert agenda.cursor is not None
        assert not any(row.spot for row in agenda.rows[: agenda.cursor])
        assert browser.app.focused is agenda
        await browser.press("end")
        assert not any(row.spot for row in agenda.rows[agenda.cursor + 1 :])
        calendars = browser.screen.picker.calendars
        await browser.press("1", "tab", "G", "g", "escape")
        assert calendars.has_focus, "back to where one was"
        last = calendars.calendar_id
        await browser.press("g", "g")
        assert calendars.has_focus
        assert calendars.calendar_id not in ("", last)


async def test_ctrl_c_tells_how_to_quit(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("ctrl+c")
        assert browser.status().startswith("Ctrl+Q quits.")
        assert browser.app.is_running


async def test_a_broken_theme_of_one_s_own_is_named_and_replaced(tmp_path: Path, cache: Synced) -> None:
    themes = tmp_path / "config_dir" / "themes"
    themes.mkdir(parents=True)
    (themes / "mine.toml").write_text("[colors]\nbackground = 'mauve'\n")
    async with browsing(tmp_path, cache, (200, 40), theme="mine") as browser:
        assert "mine.toml:2 has no colour background" in browser.status()
        assert browser.app.theme == "feishu-dark"


async def test_a_theme_that_does_not_exist_is_named(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False, theme="mauve") as browser:
        assert browser.status().startswith("There is no theme mauve; there are ")


async def test_the_second_click_of_two_takes_no_keys_from_the_detail_the_first_has_opened(
    tmp_path: Path, cache: Synced
) -> None:
    async with browsing(tmp_path, cache, (60, 20), signed_in=False) as browser:
        view = browser.screen.view
        await browser.press("enter")
        assert browser.screen.detail.has_focus
        assert not view.display
        browser.screen.set_focus(view)  # as Textual does for a button that goes down where the view still is
        await browser.settle()
        assert browser.screen.detail.has_focus
        await browser.press("escape")
        assert view.display
        assert view.has_focus

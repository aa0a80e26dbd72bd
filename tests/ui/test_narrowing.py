"""What of the days is shown: filters, what is over, free time, folded days, conflicts by name."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from feishu_tui.model import Occurrence
from tests.ui.sample_office import TODAY, Browsing, Synced, browsing


def shown(browser: Browsing) -> list[Occurrence]:
    """What is on the next days; how many of those after them are held depends on when one looks."""
    near = TODAY + timedelta(days=7)
    return [row.entry.occurrence for row in browser.screen.agenda.rows if row.entry and row.day <= near]


async def test_filters_add_up_and_escape_drops_them(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("G", "t")  # else more days come when nobody waits
        every = len(shown(browser))
        await browser.press("f", "j", "space", "j", "space", "enter")
        await browser.settle()
        found = shown(browser)
        assert 0 < len(found) < every
        assert all(one.event.place.name or one.event.place.address for one in found)
        assert len({one.event.organizer_calendar_id or one.calendar_id for one in found}) == 1
        assert browser.status().startswith("Esc shows everything again.")
        browser.screen.status.notice("")
        assert "filter: organized by me, with a room or place" in browser.status()
        await browser.press("escape", "G", "t")
        assert len(shown(browser)) == every
        assert "filter:" not in browser.status()


async def test_enter_takes_the_filter_under_the_cursor(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("f", "enter")
        await browser.settle()
        assert {one.event.reply for one in shown(browser)} == {"needs_action"}
        await browser.press("f", "enter")
        assert not browser.screen.reader.filters


async def test_leaving_the_filters_changes_nothing(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("G", "t")  # else more days come when nobody waits
        every = len(shown(browser))
        await browser.press("f", "space", "escape", "G", "t")
        assert len(shown(browser)) == every


async def test_the_month_marks_only_what_passes(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        reader, first, last = browser.screen.reader, TODAY - timedelta(days=20), TODAY + timedelta(days=20)
        every = reader.marks(first, last)
        reader.filters = frozenset({"needs-reply"})
        some = {day for day, colors in reader.marks(first, last).items() if colors}
        assert some
        assert some < {day for day, colors in every.items() if colors}


async def test_a_filter_takes_no_conflict_away(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        reader = browser.screen.reader
        (before,) = reader.days(TODAY, TODAY)
        reader.filters = frozenset({"mine"})
        (after,) = reader.days(TODAY, TODAY)
        known = {entry.occurrence.instance_id: entry.conflicts for entry in before.entries}
        assert any(entry.conflicts for entry in after.entries)
        assert all(entry.conflicts == known[entry.occurrence.instance_id] for entry in after.entries)


async def test_days_on_which_nothing_passes_do_not_claim_to_be_empty(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("f", "enter")
        await browser.settle()
        text = "\n".join(browser.lines(browser.screen.agenda))
        assert "nothing passes the filter" in text
        assert "no events" not in text


async def test_what_is_over_is_dimmed_hidden_and_shown(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        agenda, now = browser.screen.agenda, browser.screen.reader.now
        every = shown(browser)
        assert any(one.ends_at(now.tzinfo or browser.screen.reader.zone) <= now for one in every)
        await browser.press("p")
        assert all(one.ends_at(browser.screen.reader.zone) > now for one in shown(browser))
        await browser.press("g", *"yesterday", "enter", "escape")
        assert browser.lines(agenda)[0] == " Fri 20 Nov · yesterday · past hidden"
        assert "past hidden" in browser.status()
        await browser.press("t", "p")
        assert {one.instance_id for one in every} <= {one.instance_id for one in shown(browser)}
        roles = {piece.role for row in agenda.rows if row.kind == "entry" for piece in row.line}
        assert "past" not in roles


async def test_what_ends_while_one_looks_goes(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        await browser.press("p")
        running = browser.title()
        browser.clock.now += timedelta(hours=1)
        browser.screen.keep_time()
        await browser.settle()
        assert running not in [one.event.summary for one in shown(browser)]


async def test_a_folded_day_is_its_heading(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        agenda, title = browser.screen.agenda, browser.title()
        count = len([row for row in agenda.rows if row.entry and row.day == TODAY])
        await browser.press("space")
        assert browser.lines(agenda)[0] == f" Sat 21 Nov · today · {count} events"
        assert (agenda.day, agenda.entry, agenda.cursor) == (TODAY, None, agenda.top)
        browser.screen.draw_again()
        assert agenda.day == TODAY
        await browser.press("j")
        assert agenda.day > TODAY
        await browser.press("k", "space")
        assert len([row for row in agenda.rows if row.entry and row.day == TODAY]) == count
        await browser.press("space", ".")
        assert browser.title() == title


async def test_who_goes_to_an_event_of_a_folded_day_sees_it(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        one = browser.screen.agenda.entry
        assert one is not None
        await browser.press("space")
        browser.screen.agenda.go_to(TODAY, one.occurrence.instance_id)
        assert browser.screen.agenda.entry is not None


async def test_free_time_is_shown_on_request(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, signed_in=False) as browser:
        agenda, title = browser.screen.agenda, browser.title()
        assert not any("┆" in line for line in browser.lines(agenda))
        await browser.press("F")
        assert any("┆" in line and line.rstrip().endswith("free") for line in browser.lines(agenda))
        assert browser.title() == title
        assert all(row.spot is None for row in agenda.rows if row.kind == "free")
        await browser.press("F")
        assert not any("┆" in line for line in browser.lines(agenda))


async def test_the_detail_names_what_an_event_collides_with(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (160, 40), signed_in=False) as browser:
        reader, view = browser.screen.reader, browser.screen.agenda
        clashing = [row.entry for row in view.rows if row.entry and row.entry.conflicts][:4]
        assert clashing
        for entry in clashing:
            others = reader.overlaps(entry.occurrence)
            assert others
            view.go_to(entry.occurrence.starts_at(reader.zone).date(), entry.occurrence.instance_id)
            await browser.settle()
            browser.screen.follow()
            text = " ".join("".join(line.split()) for line in browser.lines(browser.screen.detail))
            assert "⚠overlaps" in text.replace(" ", "")
            for other in others:
                assert entry.occurrence.instance_id in [one.instance_id for one in reader.overlaps(other)]

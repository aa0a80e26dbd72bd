"""Days as lines: what each kind of entry looks like, exactly, at several widths."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from feishu_tui.agenda import days
from feishu_tui.language import Language
from feishu_tui.model import Occurrence, Place
from feishu_tui.text import width
from feishu_tui.ui.agenda_lines import AgendaLook, agenda_rows
from feishu_tui.ui.agenda_row import Row
from feishu_tui.ui.line import text_of
from tests.ui.events import EN, NOW, SHANGHAI, TEAM, TODAY, ZH, at, event, once
from tests.ui.titles import AWKWARD_TITLES

FIRST, LAST = date(2026, 11, 20), date(2026, 11, 26)


def rows(
    occurrences: Sequence[Occurrence],
    cells: int = 60,
    say: Language = EN,
    now: datetime = NOW,
    pinned: date | None = None,
    spacious: bool = False,
) -> list[Row]:
    look = AgendaLook(cells, now, say, {TEAM.calendar_id: TEAM}, spacious)
    return agenda_rows(days(occurrences, FIRST, LAST, SHANGHAI), pinned, look)


def shown(occurrences: Sequence[Occurrence], *args: Any, **kwargs: Any) -> list[str]:
    return [text_of(row.line).rstrip() for row in rows(occurrences, *args, **kwargs)]


def test_a_day_with_everything() -> None:
    review = event(event_id="a_0", place=Place("F3-12 Room"))
    occurrences = [
        once(event(event_id="s_0", start=at(9, 30), end=at(10), summary="Stand-up"), recurring=True, original_time=1),
        once(review),
        once(event(event_id="b_0", start=at(14, 30), end=at(15, 30), summary="1:1 张伟", rsvp="needs_action")),
        once(event(event_id="c_0", start=date(2026, 11, 21), end=date(2026, 11, 24), summary="Offsite")),
        once(event(event_id="d_0", start=at(22), end=at(2, day=22), summary="Deploy")),
    ]
    assert shown(occurrences) == [
        " Fri 20 Nov · no events",
        " Sat 21 Nov · today",
        " all day     ▌Offsite (day 1 of 3)",
        " 09:30–10:00 ▌Stand-up ↻",
        " now ──────────────────────────────────────────────── 11:07",
        " 14:00–15:00 ▌Review ⚠                           F3-12 Room",
        " 14:30–15:30 ▌1:1 张伟 ⚠ ?",
        " 22:00 →     ▌Deploy (day 1 of 2)",
        " Sun 22 Nov · tomorrow",
        " all day     ▌Offsite (day 2 of 3)",
        " → 02:00     ▌Deploy (day 2 of 2)",
        " Mon 23 Nov                                         week 48",
        " all day     ▌Offsite (day 3 of 3)",
        " Tue 24 Nov – Thu 26 Nov · no events",
    ]


def test_in_chinese() -> None:
    occurrences = [once(event(summary="评审")), once(event(event_id="c_0", start=TODAY, end=date(2026, 11, 23)))]
    assert shown(occurrences, say=ZH)[1:5] == [
        " 11月21日 周六 · 今天",
        " 全天        ▌Review（第 1/2 天）",
        " 现在 ─────────────────────────────────────────────── 11:07",
        " 14:00–15:00 ▌评审",
    ]


def test_days_without_events_fold_but_for_today_and_the_one_gone_to() -> None:
    assert shown([]) == [
        " Fri 20 Nov · no events",
        " Sat 21 Nov · today · no events",
        " now ──────────────────────────────────────────────── 11:07",
        " Sun 22 Nov – Thu 26 Nov · no events",
    ]
    assert shown([], pinned=date(2026, 11, 24))[3:] == [
        " Sun 22 Nov – Mon 23 Nov · no events",
        " Tue 24 Nov · no events",
        " Wed 25 Nov – Thu 26 Nov · no events",
    ]


def test_the_cursor_rests_on_events_and_on_kept_days() -> None:
    kinds = [(row.kind, row.spot is not None) for row in rows([once(event())], pinned=date(2026, 11, 24))]
    assert kinds == [
        ("gap", False),
        ("heading", False),
        ("now", False),
        ("entry", True),
        ("gap", False),
        ("heading", True),
        ("gap", False),
    ]


def test_blank_lines_stand_between_days_where_there_is_room() -> None:
    assert shown([once(event())], spacious=True)[1] == ""
    assert shown([once(event())], spacious=True)[0] != ""


@pytest.mark.parametrize(("minutes", "role"), [(-1, ""), (0, "running"), (59, "running"), (60, "past"), (180, "past")])
def test_what_is_over_is_dimmed_and_what_runs_stands_out(minutes: int, role: str) -> None:
    [entry] = [row for row in rows([once(event())], now=at(14) + timedelta(minutes=minutes)) if row.entry]
    assert entry.line[4].role == role


@pytest.mark.parametrize(("until", "words"), [(at(13), "1 h 53 min left"), (at(11, 8, day=22), "(day 1 of 2)")])
def test_what_runs_says_how_long_still_unless_that_is_for_days(until: datetime, words: str) -> None:
    [entry] = [row for row in rows([once(event(start=at(9), end=until))], 80) if row.entry and row.day == TODAY]
    assert text_of(entry.line).rstrip().endswith(words)


@pytest.mark.parametrize(("visibility", "title"), [("private", "Busy"), ("default", "(no title)")])
def test_an_event_without_a_title_says_why(visibility: str, title: str) -> None:
    [entry] = [row for row in rows([once(event(summary="", visibility=visibility))]) if row.entry]
    assert text_of(entry.line).strip() == f"14:00–15:00 ▌{title}"


@pytest.mark.parametrize("cells", [26, 31, 39, 40, 41, 47, 60, 63, 80, 100])
@pytest.mark.parametrize("say", [EN, ZH], ids=["en", "zh"])
def test_no_line_is_wider_than_the_view(cells: int, say: Language) -> None:
    occurrences = [
        once(event(event_id=f"{index}_0", summary=title, place=Place(title)), recurring=True, original_time=index)
        for index, title in enumerate(AWKWARD_TITLES)
    ]
    occurrences.append(once(event(event_id="long_0", start=TODAY, end=date(2026, 11, 25), summary="产品" * 40)))
    for row in rows(occurrences, cells, say):
        assert width(text_of(row.line)) <= cells
    long = next(row for row in rows(occurrences, cells, say) if row.spot and row.spot.instance_id == "long_0")
    assert "…" in text_of(long.line)


def test_colours_are_the_event_s_or_its_calendar_s() -> None:
    red = once(event(event_id="r_0", color=0xFF0000))
    bars = [row.line[3] for row in rows([once(event()), red]) if row.kind == "entry"]
    assert {bar.color for bar in bars} == {TEAM.color, 0xFF0000}
    assert {bar.text for bar in bars} == {"▌"}

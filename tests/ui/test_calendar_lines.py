"""The calendar list, line by line."""

from __future__ import annotations

import pytest

from feishu_tui.language import Language
from feishu_tui.model import Calendar
from feishu_tui.store.records import CalendarState
from feishu_tui.ui.calendar_lines import calendar_rows, heading_line
from feishu_tui.ui.event_colors import OWN_COLORS, calendar_color
from feishu_tui.ui.line import text_of, width_of
from tests.ui.events import EN, TEAM, ZH, state
from tests.ui.titles import AWKWARD_TITLES

ME = Calendar("me", "Zhang Wei", type="primary", role="owner", color=0x34A853)


def texts(found: CalendarState, width: int = 24, say: Language = EN, received: int | None = None) -> list[str]:
    return [text_of(line) for line in calendar_rows(found, received, width, say)]


def calendar(name: str, kind: str, role: str) -> Calendar:
    return Calendar(name, name, type=kind, role=role)


def test_the_heading_counts_the_shown_ones() -> None:
    states = [state(ME), state(TEAM, shown=False)]
    assert text_of(heading_line(states, 24, EN)) == "Calendars         1 of 2"
    assert text_of(heading_line(states, 24, ZH)) == "日历                 1/2"


def test_shown_ones_have_a_full_box_in_their_colour_others_an_empty_one() -> None:
    [line] = calendar_rows(state(ME), None, 24, EN)
    assert (line[0].text, line[0].color) == ("■", 0x34A853)
    [line] = calendar_rows(state(ME, shown=False), None, 24, EN)
    assert (line[0].text, line[0].color) == ("□", 0x34A853)


@pytest.mark.parametrize(
    ("kind", "role", "en", "zh"),
    [
        ("primary", "owner", "■ One of many    primary", "■ One of many     主日历"),
        ("shared", "owner", "■ One of many     shared", "■ One of many       共享"),
        ("shared", "writer", "■ One of many   can edit", "■ One of many     可编辑"),
        ("shared", "reader", "■ One of many  read-only", "■ One of many       只读"),
        ("primary", "free_busy_reader", "■ One of many  busy only", "■ One of many     仅忙闲"),
        ("resource", "reader", "■ One of many  read-only", "■ One of many       只读"),
        ("google", "owner", "■ One of…  not supported", "■ One of many     不支持"),
        ("unknown", "unknown", "■ One of many", "■ One of many"),
        ("brand_new", "brand_new", "■ One of many", "■ One of many"),
    ],
)
def test_a_badge_tells_the_kind_of_ones_own_and_the_role_on_others(kind: str, role: str, en: str, zh: str) -> None:
    found = state(calendar("One of many", kind, role))
    assert texts(found) == [en]
    assert texts(found, say=ZH) == [zh]


def test_with_room_kind_and_role_are_both_told() -> None:
    assert texts(state(ME), 34) == ["■ Zhang Wei        primary · owner"]
    assert texts(state(calendar("x", "exchange", "owner")), 30) == ["■ x   Exchange · not supported"]


def test_a_long_name_gives_way_to_the_badge_and_a_badge_to_a_short_one() -> None:
    found = state(calendar("产品与设计中心的共享日历", "shared", "reader"))
    assert texts(found, 24) == ["■ 产品与设计…  read-only"]
    assert texts(found, 14) == ["■ 产品与设计…"]


def test_an_alias_goes_before_the_name() -> None:
    assert texts(state(Calendar("x", "Official", alias="Mine"))) == ["■ Mine"]


def test_a_calendar_without_access_is_dim_with_the_reason() -> None:
    found = state(TEAM, error_code=191002, error="no calendar access_role")
    assert texts(found) == ["■ Team", "  no access · 191002"]
    assert texts(found, say=ZH) == ["■ Team", "  无权访问 · 191002"]
    assert {piece.role for line in calendar_rows(found, None, 24, EN) for piece in line if piece.text.strip("■ ")} == {
        "dim"
    }


def test_a_calendar_of_a_type_the_api_does_not_list_is_dim_with_the_reason() -> None:
    found = state(calendar("Google", "google", "owner"), error_code=191004, error="invalid calendar type")
    assert texts(found) == ["■ Google", "  not supported · 191004"]


def test_any_other_failure_is_a_warning_in_the_words_of_the_error() -> None:
    found = state(TEAM, error_code=190003, error="The server failed.")
    assert texts(found) == ["■ Team shared · can edit", "  The server failed. ·", "  190003"]
    assert calendar_rows(found, None, 24, EN)[1][1].role == "warning"
    assert texts(state(TEAM, error="No answer.")) == ["■ Team shared · can edit", "  No answer."]


def test_while_it_is_synced_the_badge_counts() -> None:
    assert texts(state(TEAM), received=0) == ["■ Team                 ↻"]
    assert texts(state(TEAM), received=1204) == ["■ Team            ↻ 1204"]


def test_a_calendar_without_a_colour_has_one_of_ours_that_stays() -> None:
    bare = Calendar("feishu.cn_1@group.calendar.feishu.cn")
    assert calendar_color(bare) in OWN_COLORS
    assert calendar_color(bare) == calendar_color(Calendar(bare.calendar_id, "renamed"))


@pytest.mark.parametrize("title", AWKWARD_TITLES)
@pytest.mark.parametrize("say", [EN, ZH])
def test_no_line_is_wider_than_asked(title: str, say: Language) -> None:
    found = state(Calendar("x", title, type="resource", role="reader"), error_code=1, error=title)
    for width in range(20, 81):
        lines = [heading_line([found], width, say), *calendar_rows(found, 17, width, say)]
        assert all(width_of(line) <= width for line in lines), width

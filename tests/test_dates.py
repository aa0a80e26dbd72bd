"""What people type becomes the date they mean, and dates become words in both languages."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feishu_tui import dates
from feishu_tui.dates import parse_date
from feishu_tui.errors import UsageError
from feishu_tui.language import Language
from feishu_tui.text import width

TODAY = date(2026, 11, 21)
"""A Saturday."""
EN, ZH = Language("en"), Language("zh")
SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-21", date(2026, 11, 21)),
        ("2026/1/5", date(2026, 1, 5)),
        ("20261121", date(2026, 11, 21)),
        ("11-21", date(2026, 11, 21)),
        ("5-1", date(2026, 5, 1)),
        ("today", TODAY),
        (" TOMORROW ", date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 20)),
        ("+3d", date(2026, 11, 24)),
        ("+7", date(2026, 11, 28)),
        ("-2w", date(2026, 11, 7)),
        ("+1m", date(2026, 12, 21)),
        ("+1Y", date(2027, 11, 21)),
        ("＋３ｄ", date(2026, 11, 24)),
        ("−1d", date(2026, 11, 20)),
        ("sat", TODAY),
        ("fri", date(2026, 11, 27)),
        ("Friday", date(2026, 11, 27)),
        ("thurs", date(2026, 11, 26)),
        ("next mon", date(2026, 11, 23)),
        ("next sun", date(2026, 11, 29)),
        ("last sat", date(2026, 11, 14)),
        ("this mon", date(2026, 11, 16)),
        ("今天", TODAY),
        ("明天", date(2026, 11, 22)),
        ("后天", date(2026, 11, 23)),
        ("後天", date(2026, 11, 23)),
        ("大后天", date(2026, 11, 24)),
        ("昨天", date(2026, 11, 20)),
        ("前天", date(2026, 11, 19)),
        ("周五", date(2026, 11, 27)),
        ("星期五", date(2026, 11, 27)),
        ("禮拜五", date(2026, 11, 27)),
        ("星期天", date(2026, 11, 22)),
        ("下周一", date(2026, 11, 23)),
        ("下个星期一", date(2026, 11, 23)),
        ("下週一", date(2026, 11, 23)),
        ("上周三", date(2026, 11, 11)),
        ("本周日", date(2026, 11, 22)),
        ("这周一", date(2026, 11, 16)),
        ("下下周二", date(2026, 12, 1)),
        ("5月1日", date(2026, 5, 1)),
        ("2026年11月21日", date(2026, 11, 21)),
        ("11月21号", date(2026, 11, 21)),
        ("２０２６年１１月２１日", date(2026, 11, 21)),
        ("２０２６－１１－２１", date(2026, 11, 21)),
        ("30号", date(2026, 11, 30)),
        ("10 May", date(2026, 5, 10)),
        ("May 10", date(2026, 5, 10)),
        ("may 10th, 2027", date(2027, 5, 10)),
        ("3 sept 2025", date(2025, 9, 3)),
    ],
)
def test_every_form(typed: str, meant: date) -> None:
    assert parse_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "", "x", "fr", "friyay", "next", "next today", "2026-13-01", "2026-02-30", "2-29", "11月31日", "31号", "0-0",
        "+3x", "+", "+999999y", "-999999w", "下周", "周八", "10 Mai", "2026-11/21", "21", "٠", "\x1b[2J",
    ],
)  # fmt: skip
def test_what_is_no_date_is_told_with_examples(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_date(typed, TODAY)
    assert caught.value.exit_status == 2
    assert "next mon" in caught.value.hint
    assert "\x1b" not in str(caught.value)


def test_the_complaint_speaks_chinese() -> None:
    with pytest.raises(UsageError) as caught:
        parse_date("明日黄花", TODAY)
    assert ZH(caught.value.in_one_line()).startswith("“明日黄花”不是日期。可以写 2026-11-21")


def test_weeks_may_begin_on_sunday() -> None:
    sunday = date(2026, 11, 22)
    assert parse_date("next sun", sunday, week_start=6) == date(2026, 11, 29)
    assert parse_date("this mon", sunday, week_start=6) == date(2026, 11, 23)
    assert parse_date("this mon", sunday) == date(2026, 11, 16)


def test_a_month_later_is_never_skipped() -> None:
    assert parse_date("+1m", date(2026, 1, 31)) == date(2026, 2, 28)
    assert parse_date("-1y", date(2028, 2, 29)) == date(2027, 2, 28)
    assert parse_date("-11m", date(2026, 11, 30)) == date(2025, 12, 30)


@given(st.text(max_size=12), st.dates())
def test_anything_typed_is_a_date_or_a_complaint(typed: str, today: date) -> None:
    with suppress(UsageError):
        assert isinstance(parse_date(typed, today), date)


@given(st.dates(), st.integers(0, 6), st.integers(0, 6))
def test_a_weekday_is_within_the_coming_week(today: date, weekday: int, week_start: int) -> None:
    if today > date.max - timedelta(days=14):
        return
    name = dates.weekday_name(weekday, EN)
    coming = parse_date(name, today, week_start)
    assert coming.weekday() == weekday
    assert 0 <= (coming - today).days < 7
    following = parse_date(f"next {name}", today, week_start)
    assert following.weekday() == weekday
    assert (following - today).days + (today.weekday() - week_start) % 7 in range(7, 14)


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_what_is_written_can_be_read_back(day: date, today: date) -> None:
    for written in (dates.short_date(day, today, EN), dates.short_date(day, today, ZH), day.isoformat()):
        assert parse_date(written, today) == day


def test_days_in_words() -> None:
    assert dates.day_words(TODAY, TODAY, EN) == "Sat 21 Nov"
    assert dates.day_words(TODAY, TODAY, ZH) == "11月21日 周六"
    assert dates.day_words(date(2027, 1, 2), TODAY, EN) == "Sat 2 Jan 2027"
    assert dates.day_words(date(2027, 1, 2), TODAY, ZH) == "2027年1月2日 周六"
    assert dates.day_heading(TODAY, TODAY, EN) == "Sat 21 Nov · today"
    assert dates.day_heading(TODAY, TODAY, ZH) == "11月21日 周六 · 今天"
    assert dates.day_heading(date(2026, 11, 22), TODAY, ZH) == "11月22日 周日 · 明天"
    assert dates.day_heading(date(2026, 11, 30), TODAY, EN) == "Mon 30 Nov"
    assert dates.long_date(TODAY, EN) == "Saturday, 21 November 2026"
    assert dates.long_date(TODAY, ZH) == "2026年11月21日 星期六"
    assert dates.month_title(TODAY, EN) == "November 2026"
    assert dates.month_title(TODAY, ZH) == "2026年11月"


def test_weekday_headers_are_two_cells_each() -> None:
    assert dates.weekday_names(EN) == ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
    assert dates.weekday_names(ZH, 6) == ("日", "一", "二", "三", "四", "五", "六")
    assert {width(name) for say in (EN, ZH) for name in dates.weekday_names(say)} == {2}


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def test_times_of_day() -> None:
    start = at("2026-11-21T22:30")
    assert dates.time_range(start, at("2026-11-21T23:15"), SHANGHAI, EN) == "22:30–23:15"
    assert dates.time_range(start, at("2026-11-22T01:10"), SHANGHAI, EN) == "22:30–01:10 +1"
    assert dates.time_range(start, at("2026-11-22T01:10"), BERLIN, EN) == "15:30–18:10"
    assert dates.time_range(start, start, SHANGHAI, EN) == "22:30"
    assert dates.time_range(start, at("2026-11-21T23:00"), SHANGHAI, EN, show_zone=True) == "22:30–23:00 CST"
    assert dates.time_range(TODAY, date(2026, 11, 22), SHANGHAI, ZH) == "全天"
    backwards = at("2026-10-25T02:30", BERLIN), at("2026-10-25T02:30", BERLIN).replace(fold=1)
    assert dates.time_range(*backwards, BERLIN, EN, show_zone=True) == "02:30 CEST–02:30 CET"


def test_spans() -> None:
    start = at("2026-11-21T14:00")
    assert dates.span_words(start, at("2026-11-21T15:00"), SHANGHAI, TODAY, EN) == "Sat 21 Nov 14:00–15:00"
    assert dates.span_words(start, at("2026-11-23T01:10"), SHANGHAI, TODAY, EN) == "Sat 21 Nov 14:00 – Mon 23 Nov 01:10"
    assert dates.span_words(TODAY, date(2026, 11, 22), SHANGHAI, TODAY, EN) == "Sat 21 Nov, all day"
    assert dates.span_words(TODAY, date(2026, 11, 24), SHANGHAI, TODAY, EN) == "Sat 21 Nov – Mon 23 Nov, 3 days"
    assert dates.span_words(TODAY, date(2026, 11, 24), SHANGHAI, TODAY, ZH) == "11月21日 周六 – 11月23日 周一，共 3 天"


def test_how_long_ago() -> None:
    words = [dates.ago(seconds, EN) for seconds in (-5, 1, 12, 59.9, 60, 200, 3600, 9000, 86400, 200_000)]
    assert words == [
        "just now", "just now", "12 s ago", "59 s ago", "1 min ago", "3 min ago", "1 h ago", "2 h ago", "1 day ago",
        "2 days ago",
    ]  # fmt: skip
    assert dates.ago(200, ZH) == "3 分钟前"
    now = at("2026-11-21T11:07")
    assert dates.last_time(at("2026-11-21T09:00"), now, SHANGHAI, EN) == "2 h ago"
    assert dates.last_time(at("2026-11-20T10:32"), now, SHANGHAI, EN) == "yesterday 10:32"
    assert dates.last_time(at("2026-11-20T10:32"), now, SHANGHAI, ZH) == "昨天 10:32"
    assert dates.last_time(at("2026-11-16T10:32").astimezone(UTC), now, SHANGHAI, EN) == "Mon 16 Nov 10:32"


def test_how_long_and_how_soon() -> None:
    lengths = [
        dates.duration_words(seconds, EN) for seconds in (5, 2700, 3600, 10380, 86400, 97200, 200_000, 3_000_000)
    ]
    assert lengths == ["5 s", "45 min", "1 h", "2 h 53 min", "1 day", "1 day 3 h", "2 days 7 h", "34 days"]
    assert dates.countdown(10380, EN) == "in 2 h 53 min"
    assert dates.countdown(10380, ZH) == "2 小时 53 分钟后"
    assert dates.countdown(10321, EN) == "in 2 h 53 min"
    assert dates.countdown(1, EN) == "in 1 min"
    assert dates.countdown(0, EN) == "now"


def test_zones_are_called_by_their_city() -> None:
    assert dates.zone_label("Asia/Shanghai", EN) == "Shanghai"
    assert dates.zone_label("Asia/Shanghai", ZH) == "上海"
    assert dates.zone_label("America/Argentina/Buenos_Aires", ZH) == "Buenos Aires"
    assert dates.zone_label("UTC", ZH) == "UTC"

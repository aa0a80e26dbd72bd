"""Reading rules: liberal in spelling, strict in meaning."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feishu_tui.errors import UnreadableRule
from feishu_tui.rule import Rule, parse
from tests.recurrence.rules import rules

FORTNIGHTLY = Rule("WEEKLY", interval=2, byday=((0, 0), (0, 2)))


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
        "RRULE: FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",  # as the FAQ of the API has it
        "rrule:freq=weekly;interval=2;byday=mo,we",
        "RRULE FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
        "RRULE=FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
        "  FREQ = WEEKLY ; INTERVAL = 2 ; BYDAY = MO , WE ; ",
        "BYDAY=MO,WE;INTERVAL=2;FREQ=WEEKLY;",
        ";;FREQ=WEEKLY;;INTERVAL=02;BYDAY=MO,WE,MO,",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=;UNTIL=;BYDAY=MO,WE",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;FREQ=weekly",
        "FREQ=WEEKLY;INTERVAL=+2;BYDAY=MO,WE\r\n",
        "FREQ=WEEKLY;INTER\r\n VAL=2;BYDAY=MO,WE",
        "FREQ=WEEKLY\nINTERVAL=2\nBYDAY=MO,WE",
        "FREQ=WEEKLY\\;INTERVAL=2\\;BYDAY=MO\\,WE",
        '"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE"',
        "ＦＲＥＱ＝WEEKLY；INTERVAL＝２；BYDAY＝MO，WE",
        "RRULE：FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
        "DTSTART;TZID=Asia/Shanghai:20261121T090000\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
        'RRULE;X-NAME="a;b":FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE',
    ],
)
def test_spellings_of_one_rule(text: str) -> None:
    assert parse(text) == FORTNIGHTLY


def test_every_part() -> None:
    rule = parse(
        "FREQ=YEARLY;INTERVAL=3;COUNT=7;BYSECOND=0,60;BYMINUTE=59;BYHOUR=0,23;BYDAY=+2MO,-1FR,SU;BYMONTHDAY=1,-31;"
        "BYYEARDAY=366,-366;BYWEEKNO=53,-1;BYMONTH=12,1;BYSETPOS=-366,2;WKST=SU"
    )
    assert rule == Rule(
        "YEARLY",
        interval=3,
        count=7,
        byday=((2, 0), (-1, 4), (0, 6)),
        bymonthday=(1, -31),
        byyearday=(366, -366),
        byweekno=(53, -1),
        bymonth=(12, 1),
        bysetpos=(-366, 2),
        byhour=(0, 23),
        byminute=(59,),
        bysecond=(0, 60),
        wkst=6,
    )


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("20220531T155959Z", datetime(2022, 5, 31, 15, 59, 59, tzinfo=UTC)),
        ("20220531t155959z", datetime(2022, 5, 31, 15, 59, 59, tzinfo=UTC)),
        ("2022-05-31T15:59:59Z", datetime(2022, 5, 31, 15, 59, 59, tzinfo=UTC)),
        ("20220531T235959+0800", datetime(2022, 5, 31, 15, 59, 59, tzinfo=UTC)),
        ("20220531T155960Z", datetime(2022, 5, 31, 15, 59, 59, tzinfo=UTC)),
        ("20220531T155959", datetime(2022, 5, 31, 15, 59, 59)),
        ("20220531T1559", datetime(2022, 5, 31, 15, 59)),
        ("20220531", date(2022, 5, 31)),
        ("2022-05-31", date(2022, 5, 31)),
    ],
)
def test_until(text: str, until: date) -> None:
    read = parse(f"FREQ=DAILY;UNTIL={text}").until
    assert read == until
    assert type(read) is type(until)


def test_unknown_parts_are_named_and_ignored() -> None:
    assert parse("FREQ=DAILY;BYEASTER=0;X-FOO=1;RSCALE=GREGORIAN").unknown == ("BYEASTER", "X-FOO", "RSCALE")


def test_dates_beside_the_rule() -> None:
    rule = parse(
        "RRULE:FREQ=DAILY\nEXDATE;TZID=Europe/Berlin:20261121T090000,20261122T090000\nexdate;value=date:20261123\n"
        "RDATE:20261124T080000Z\nEXDATE;TZID=Nowhere/At_All:20261125T090000"
    )
    berlin = ZoneInfo("Europe/Berlin")
    assert rule.exdates == (
        datetime(2026, 11, 21, 9, tzinfo=berlin),
        datetime(2026, 11, 22, 9, tzinfo=berlin),
        date(2026, 11, 23),
        datetime(2026, 11, 25, 9),
    )
    assert rule.rdates == (datetime(2026, 11, 24, 8, tzinfo=UTC),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "every other Tuesday",
        "每两周",
        "FREQ",
        "FREQ=",
        "FREQ=FORTNIGHTLY",
        "INTERVAL=2",
        "FREQ=DAILY;WEEKLY",
        "FREQ=DAILY;=3",
        "FREQ=DAILY;FREQ=WEEKLY",
        "FREQ=DAILY;COUNT=2;COUNT=3",
        "RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY",
        "RRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY",
        "EXDATE:20261121",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;INTERVAL=1.5",
        "FREQ=DAILY;INTERVAL=two",
        "FREQ=DAILY;INTERVAL=9999999999999999999",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;UNTIL=tomorrow",
        "FREQ=DAILY;UNTIL=20260230",
        "FREQ=DAILY;UNTIL=00000000",
        "FREQ=DAILY;UNTIL=20260101T250000Z",
        "FREQ=DAILY;UNTIL=00010101T000000+2359",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;BYDAY=MONDAY",
        "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=YEARLY;BYDAY=54MO",
        "FREQ=WEEKLY;BYDAY=,",
        "FREQ=WEEKLY;WKST=1",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYMONTH=-1",
        "FREQ=YEARLY;BYMONTH=5L",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=YEARLY;BYYEARDAY=367",
        "FREQ=YEARLY;BYWEEKNO=-54",
        "FREQ=DAILY;BYHOUR=24",
        "FREQ=DAILY;BYMINUTE=60",
        "FREQ=DAILY;BYSECOND=61",
        "FREQ=DAILY;BYSETPOS=0",
        "FREQ=YEARLY;RSCALE=CHINESE",
        "RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD",
        "FREQ=DAILY\nRDATE;VALUE=PERIOD:20260101T000000Z/PT1H",
    ],
)
def test_what_is_no_rule_or_could_only_be_guessed_at(text: str) -> None:
    with pytest.raises(UnreadableRule) as failure:
        parse(text)
    assert 10 < len(failure.value.sentence) < 120


@given(st.text(max_size=200) | st.text("FREQ=DAILY;BYDAYUNTIL0123456789TZ:,\n-+", max_size=80))
def test_no_text_does_anything_but_parse_or_be_refused(text: str) -> None:
    with suppress(UnreadableRule):
        parse(text)


@given(rules())
def test_case_order_and_blanks_do_not_matter(rule: str) -> None:
    parts = rule.split(";")
    sloppy = "rrule: " + " ; ".join(reversed(parts)).lower().replace("=", " = ") + ";"
    assert parse(sloppy) == parse(rule)

"""The simulator's own expansion against RFC 5545 §3.8.5.3, and against dateutil on rules nobody wrote down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from feishu_tui.simulator.expand import resolve, starts

NEW_YORK = ZoneInfo("America/New_York")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
FOREVER = datetime(9000, 1, 1)


def dates(text: str) -> Iterator[date]:
    """Dates as the RFC writes them: ``1997 Sep 2 9-11 1998 Jan 6``."""
    year = month = 0
    for word in text.split():
        if word in MONTHS:
            month = MONTHS.index(word) + 1
        elif len(word) == 4 and word.isdigit():
            year = int(word)
        else:
            first, _, last = word.partition("-")
            for day in range(int(first), int(last or first) + 1):
                yield date(year, month, day)


# fmt: off
RFC_EXAMPLES = [
    ("FREQ=DAILY;COUNT=10", "1997-09-02", "1997 Sep 2-11"),
    ("FREQ=DAILY;UNTIL=19971224T000000Z", "1997-09-02", "1997 Sep 2-30 Oct 1-31 Nov 1-30 Dec 1-23"),
    ("FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02", "1997 Sep 2 12 22 Oct 2 12"),
    ("FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA", "1998-01-01",
     "1998 Jan 1-31 1999 Jan 1-31 2000 Jan 1-31"),
    ("FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", "1998-01-01", "1998 Jan 1-31 1999 Jan 1-31 2000 Jan 1-31"),
    ("FREQ=WEEKLY;COUNT=10", "1997-09-02", "1997 Sep 2 9 16 23 30 Oct 7 14 21 28 Nov 4"),
    ("FREQ=WEEKLY;UNTIL=19971224T000000Z", "1997-09-02",
     "1997 Sep 2 9 16 23 30 Oct 7 14 21 28 Nov 4 11 18 25 Dec 2 9 16 23"),
    ("FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", "1997-09-02",
     "1997 Sep 2 4 9 11 16 18 23 25 30 Oct 2"),
    ("FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "1997-09-02", "1997 Sep 2 4 9 11 16 18 23 25 30 Oct 2"),
    ("FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR", "1997-09-01",
     "1997 Sep 1 3 5 15 17 19 29 Oct 1 3 13 15 17 27 29 31 Nov 10 12 14 24 26 28 Dec 8 10 12 22"),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "1997-09-02", "1997 Sep 2 4 16 18 30 Oct 2 14 16"),
    ("FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "1997-09-05",
     "1997 Sep 5 Oct 3 Nov 7 Dec 5 1998 Jan 2 Feb 6 Mar 6 Apr 3 May 1 Jun 5"),
    ("FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", "1997-09-05", "1997 Sep 5 Oct 3 Nov 7 Dec 5"),
    ("FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", "1997-09-07",
     "1997 Sep 7 28 Nov 2 30 1998 Jan 4 25 Mar 1 29 May 3 31"),
    ("FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997-09-22", "1997 Sep 22 Oct 20 Nov 17 Dec 22 1998 Jan 19 Feb 16"),
    ("FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", "1997-09-02",
     "1997 Sep 2 15 Oct 2 15 Nov 2 15 Dec 2 15 1998 Jan 2 15"),
    ("FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "1997-09-30",
     "1997 Sep 30 Oct 1 31 Nov 1 30 Dec 1 31 1998 Jan 1 31 Feb 1"),
    ("FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", "1997-09-10", "1997 Sep 10-15 1999 Mar 10-13"),
    ("FREQ=YEARLY;COUNT=10;BYMONTH=6,7", "1997-06-10",
     "1997 Jun 10 Jul 10 1998 Jun 10 Jul 10 1999 Jun 10 Jul 10 2000 Jun 10 Jul 10 2001 Jun 10 Jul 10"),
    ("FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", "1997-03-10",
     "1997 Mar 10 1999 Jan 10 Feb 10 Mar 10 2001 Jan 10 Feb 10 Mar 10 2003 Jan 10 Feb 10 Mar 10"),
    ("FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "1997-01-01",
     "1997 Jan 1 Apr 10 Jul 19 2000 Jan 1 Apr 9 Jul 18 2003 Jan 1 Apr 10 Jul 19 2006 Jan 1"),
    ("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04", "1997 Sep 4 Oct 7 Nov 6"),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05", "1997 Aug 5 10 19 24"),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05", "1997 Aug 5 17 19 31"),
    ("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007-01-15", "2007 Jan 15 30 Feb 15 Mar 15 30"),
]
RFC_EXAMPLES_WITHOUT_END = [
    ("FREQ=DAILY;INTERVAL=2", "1997-09-02",
     "1997 Sep 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 Oct 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30 Nov 1 3 5 7"),
    ("FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09-02",
     "1997 Sep 2 16 30 Oct 14 28 Nov 11 25 Dec 9 23 1998 Jan 6 20 Feb 3 17"),
    ("FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28", "1997 Sep 28 Oct 29 Nov 28 Dec 29 1998 Jan 29 Feb 26"),
    ("FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", "1997-09-02",
     "1997 Sep 2 9 16 23 30 Nov 4 11 18 25 1998 Jan 6 13 20 27 Mar 3 10 17 24 31"),
    ("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", "1997 May 19 1998 May 18 1999 May 17"),
    ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12", "1997 May 12 1998 May 11 1999 May 17"),
    ("FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03-13", "1997 Mar 13 20 27 1998 Mar 5 12 19 26 1999 Mar 4 11 18 25"),
    ("FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", "1997-06-05",
     "1997 Jun 5 12 19 26 Jul 3 10 17 24 31 Aug 7 14 21 28 1998 Jun 4 11 18 25 Jul 2 9 16 23 30 Aug 6 13 20 27 "
     "1999 Jun 3 10 17 24 Jul 1 8 15 22 29 Aug 5 12 19 26"),
    ("EXDATE;TZID=America/New_York:19970902T090000\nRRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1997-09-02",
     "1998 Feb 13 Mar 13 Nov 13 1999 Aug 13 2000 Oct 13"),
    ("FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "1997-09-13",
     "1997 Sep 13 Oct 11 Nov 8 Dec 13 1998 Jan 10 Feb 7 Mar 7 Apr 11 May 9 Jun 13"),
    ("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05",
     "1996 Nov 5 2000 Nov 7 2004 Nov 2"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09-29",
     "1997 Sep 29 Oct 30 Nov 27 Dec 30 1998 Jan 29 Feb 26 Mar 30"),
]
# fmt: on


@pytest.mark.parametrize(("rule", "start", "expected"), RFC_EXAMPLES)
def test_example_of_the_rfc(rule, start, expected):
    begin = datetime.fromisoformat(f"{start}T09:00:00")
    found = list(starts(rule, begin, begin, FOREVER, zone=NEW_YORK))
    assert found == [datetime.combine(day, begin.time()) for day in dates(expected)]


@pytest.mark.parametrize(("rule", "start", "expected"), RFC_EXAMPLES_WITHOUT_END)
def test_example_of_the_rfc_without_end(rule, start, expected):
    begin = datetime.fromisoformat(f"{start}T09:00:00")
    wanted = [datetime.combine(day, begin.time()) for day in dates(expected)]
    assert list(islice(starts(rule, begin, begin, FOREVER, zone=NEW_YORK), len(wanted))) == wanted


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        # The RFC prints 17:00Z and three times, its erratum 3883 moves UNTIL to 21:00Z: 17:00Z is 13:00 in New York.
        ("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z", "09:00 12:00 15:00"),
        ("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z", "09:00 12:00"),
        ("FREQ=MINUTELY;INTERVAL=15;COUNT=6", "09:00 09:15 09:30 09:45 10:00 10:15"),
        ("FREQ=MINUTELY;INTERVAL=90;COUNT=4", "09:00 10:30 12:00 13:30"),
    ],
)
def test_example_of_the_rfc_within_a_day(rule, expected):
    begin = datetime(1997, 9, 2, 9)
    found = starts(rule, begin, begin, FOREVER, zone=NEW_YORK)
    assert [moment.strftime("%H:%M") for moment in found] == expected.split()


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
        "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16",
    ],
)
def test_every_twenty_minutes_of_the_working_day(rule):
    begin = datetime(1997, 9, 2, 9)
    found = list(islice(starts(rule, begin, begin, FOREVER, zone=NEW_YORK), 48))
    assert found == [
        datetime(1997, 9, day, hour, minute) for day in (2, 3) for hour in range(9, 17) for minute in (0, 20, 40)
    ]


def test_start_that_the_rule_does_not_admit_is_neither_shown_nor_counted():
    begin = datetime(2026, 11, 18, 9)
    assert list(starts("FREQ=WEEKLY;BYDAY=MO;COUNT=2", begin, begin, FOREVER)) == [
        datetime(2026, 11, 23, 9),
        datetime(2026, 11, 30, 9),
    ]


def test_position_is_counted_in_the_whole_period_even_before_the_start():
    wednesday = datetime(2026, 11, 18, 9)
    found = starts("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2;COUNT=2", wednesday, wednesday, FOREVER)
    assert list(found) == [wednesday, wednesday + timedelta(days=7)]


def test_a_week_number_alone_takes_the_weekday_of_the_start():
    tuesday = datetime(2026, 5, 12, 9)
    found = starts("FREQ=YEARLY;BYWEEKNO=20;COUNT=3", tuesday, tuesday, FOREVER)
    assert [moment.date() for moment in found] == list(dates("2026 May 12 2027 May 18 2028 May 16"))


def test_ordinal_and_plain_weekdays_together_are_all_admitted():
    begin = datetime(2026, 11, 1, 9)
    found = starts("FREQ=MONTHLY;BYDAY=1SU,TU", begin, begin, datetime(2026, 12, 1))
    assert [moment.day for moment in found] == [1, 3, 10, 17, 24]


@pytest.mark.parametrize(
    "rule",
    [
        "RRULE: FREQ=DAILY;UNTIL=20261103T155959Z;INTERVAL=1",
        "rrule:freq=daily;until=20261103T235959",
        " FREQ = DAILY ; UNTIL=20261103 ; ",
        "COUNT=3;FREQ=DAILY;X-MOOD=good;count=3;;",
        "FREQ=DAILY;UNTIL=2026-11-03T15:59:59Z",
        "DTSTART:20200101T000000\r\nRRULE:FREQ=DAI\r\n LY;COUNT=3\r\n",
        "FREQ=DAILY;COUNT=5\nEXDATE:20261103T180000,20261104T100000Z\nRDATE:20261103\nEXDATE;VALUE=DATE:20261105",
    ],
)
def test_spellings(rule):
    begin = datetime(2026, 11, 1, 18)
    days = [moment.day for moment in starts(rule, begin, begin, FOREVER, zone=ZoneInfo("Asia/Shanghai"))]
    assert days == ([1, 2] if "EXDATE" in rule else [1, 2, 3])


# fmt: off
UNREADABLE = [
    "", "RRULE:", "daily", "FREQ=FORTNIGHTLY", "INTERVAL=2", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;COUNT=-1",
    "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=ten", "FREQ=DAILY;UNTIL=tomorrow", "FREQ=DAILY;UNTIL=20261301",
    "FREQ=WEEKLY;BYDAY=", "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYDAY=0MO", "FREQ=MONTHLY;BYDAY=54MO",
    "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=YEARLY;BYMONTH=-1", "FREQ=DAILY;BYHOUR=24",
    "FREQ=YEARLY;BYSETPOS=0", "FREQ=WEEKLY;WKST=2", "FREQ=DAILY\nFREQ=WEEKLY",
    "FREQ=DAILY;FREQ=WEEKLY", "RRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY",
]
# fmt: on


@pytest.mark.parametrize("rule", UNREADABLE)
def test_unreadable_rule_is_refused_at_once(rule):
    begin = datetime(2026, 11, 1, 18)
    with pytest.raises(ValueError, match=r"."):
        starts(rule, begin, begin, FOREVER)


def test_all_day_series():
    first = date(2026, 10, 30)
    found = starts(
        "FREQ=WEEKLY;BYDAY=FR,SA;BYHOUR=9;UNTIL=20261113T155959Z", first, date(2026, 11, 1), date(2027, 1, 1)
    )
    assert list(found) == list(dates("2026 Nov 6 7 13"))
    hourly = starts("FREQ=HOURLY;INTERVAL=9;COUNT=5", first, first, date(2027, 1, 1))
    assert list(hourly) == list(dates("2026 Oct 30-31"))


def test_a_leap_second_is_the_second_before():
    begin = datetime(2026, 11, 1, 9)
    found = starts("FREQ=DAILY;BYSECOND=0,60;COUNT=2", begin, begin, FOREVER)
    assert list(found) == [begin, begin.replace(second=59)]


def test_low_is_included_and_high_is_not():
    begin = datetime(2026, 11, 1, 9)
    found = starts("FREQ=DAILY", begin, datetime(2026, 11, 3, 9), datetime(2026, 11, 5, 9))
    assert [moment.day for moment in found] == [3, 4]


def test_count_is_counted_from_the_start_of_the_series_not_of_the_window():
    begin = datetime(2026, 11, 1, 9)
    found = starts("FREQ=DAILY;COUNT=4", begin, datetime(2026, 11, 3), FOREVER)
    assert [moment.day for moment in found] == [3, 4]


def test_until_is_an_instant_in_the_zone_of_the_event():
    """22:00 in Los Angeles is already the next day in UTC."""
    begin, until = datetime(2026, 10, 28, 22), "FREQ=DAILY;UNTIL=20261030T050000Z"
    los_angeles = starts(until, begin, begin, FOREVER, zone=ZoneInfo("America/Los_Angeles"))
    assert [moment.day for moment in los_angeles] == [28, 29]
    assert [moment.day for moment in starts(until, begin, begin, FOREVER)] == [28, 29]
    shanghai = starts(until, begin, begin, FOREVER, zone=ZoneInfo("Asia/Shanghai"))
    assert [moment.day for moment in shanghai] == [28, 29]


def test_a_rule_that_never_happens_comes_to_an_end():
    begin = datetime(2005, 1, 1, 9)
    assert list(starts("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", begin, begin, datetime(2600, 1, 1))) == []
    assert list(starts("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", begin, begin, datetime(2100, 1, 1))) == []
    assert list(starts("FREQ=YEARLY;INTERVAL=999999999999", begin, begin, FOREVER)) == [begin]


def test_rare_days_are_found_over_many_years():
    """A leap day on a Monday, looked for day by day over a century without a leap year at its turn."""
    begin = datetime(2080, 1, 1, 9)
    found = starts("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", begin, begin, datetime(2140, 1, 1))
    assert list(found) == [datetime(2112, 2, 29, 9)]


def test_times_on_the_days_the_clocks_change():
    assert resolve(datetime(2026, 3, 8, 2, 30), NEW_YORK) == datetime(2026, 3, 8, 7, 30, tzinfo=UTC).timestamp()
    assert resolve(datetime(2026, 11, 1, 1, 30), NEW_YORK) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC).timestamp()
    assert resolve(datetime(2026, 7, 1, 9), NEW_YORK) == datetime(2026, 7, 1, 13, tzinfo=UTC).timestamp()


SHORT = ("HOURLY", "MINUTELY", "SECONDLY")
WEEKDAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])


def listed(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[str]:
    return st.lists(numbers.filter(bool), min_size=1, max_size=4).map(lambda found: ",".join(map(str, found)))


def day_parts(draw: st.DrawFn, freq: str) -> dict[str, str]:
    """BY parts for days that some day fits, and soon: dateutil looks for one second by second until the year 9999."""
    parts = {}
    if freq in SHORT:
        if draw(st.booleans()):
            parts["BYDAY"] = ",".join(draw(st.sets(WEEKDAYS, min_size=1)))
        return parts
    kind = draw(st.sampled_from(["none", "month", "yearday", "week"] if freq == "YEARLY" else ["none", "month"]))
    if kind == "yearday":
        parts["BYYEARDAY"] = draw(listed(st.integers(-365, 365)))
    elif kind == "week":
        # dateutil knows the last week of a year that ends in January only as -1 or by its number.
        parts["BYWEEKNO"] = draw(listed(st.integers(-1, 52)))
        parts["BYDAY"] = ",".join(draw(st.sets(WEEKDAYS, min_size=1)))
        parts["WKST"] = draw(WEEKDAYS)
    elif kind == "month":
        if draw(st.booleans()):
            parts["BYMONTH"] = draw(listed(st.integers(1, 12)))
        if draw(st.booleans()):
            parts["BYMONTHDAY"] = draw(listed(st.integers(-28, 28)))
        if draw(st.booleans()):
            ordinal = draw(st.booleans()) and freq in ("YEARLY", "MONTHLY") and "BYMONTHDAY" not in parts
            number = st.integers(-4, 4).filter(bool).map(str) if ordinal else st.just("")
            parts["BYDAY"] = ",".join(draw(st.lists(st.builds(str.__add__, number, WEEKDAYS), min_size=1, max_size=3)))
    return parts


@st.composite
def rules(draw: st.DrawFn) -> tuple[str, timedelta]:
    """A rule and how far behind its start to look: not far where dateutil walks there second by second."""
    freq = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", *SHORT]))
    parts = {"FREQ": freq, "INTERVAL": str(draw(st.integers(1, 5)))} | day_parts(draw, freq)
    for name, most in (("BYHOUR", 23), ("BYMINUTE", 59), ("BYSECOND", 59)):
        if draw(st.integers(0, 3)) == 0:
            parts[name] = ",".join(map(str, draw(st.sets(st.integers(0, most), min_size=1, max_size=3))))
    # In its first week dateutil counts positions from the start, not from the first day of the week.
    if freq != "WEEKLY" and any(name.startswith("BY") for name in parts) and draw(st.booleans()):
        parts["BYSETPOS"] = draw(listed(st.integers(-3, 3))) + "," + draw(st.sampled_from(["1", "-1"]))
    if draw(st.booleans()):
        parts["COUNT"] = str(draw(st.integers(1, 30)))
    if freq == "WEEKLY":
        parts["WKST"] = draw(WEEKDAYS)
    offset = draw(st.timedeltas(timedelta(0), timedelta(minutes=10) if freq in SHORT else timedelta(days=200)))
    return ";".join(f"{name}={value}" for name, value in parts.items()), offset


@given(
    rules(), st.datetimes(datetime(2004, 1, 1), datetime(2006, 1, 1)).map(lambda moment: moment.replace(microsecond=0))
)
@settings(max_examples=250, deadline=None, derandomize=True)
def test_agrees_with_dateutil(rule_and_offset, begin):
    rule, offset = rule_and_offset
    try:
        theirs = rrulestr(rule, dtstart=begin)
    except ValueError:
        assume(False)  # an INTERVAL that never meets its BYHOUR, BYMINUTE or BYSECOND
    low, high = begin + offset, begin + timedelta(days=4 * 366)
    expected = takewhile(lambda moment: moment < high, (moment for moment in theirs if moment >= low))
    assert list(islice(starts(rule, begin, low, high), 20)) == list(islice(expected, 20))

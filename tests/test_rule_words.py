"""Rules in words, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from feishu_tui.errors import UnreadableRule
from feishu_tui.language import LANGUAGES, Language
from feishu_tui.rule_words import in_words
from tests.recurrence.rules import rules

SHANGHAI = ZoneInfo("Asia/Shanghai")
SATURDAY = datetime(2026, 11, 21, 9, 30, tzinfo=SHANGHAI)

WORDS = [
    ("FREQ=DAILY", "every day", "每天"),
    ("FREQ=DAILY;INTERVAL=3;COUNT=10", "every 3 days, 10 times", "每 3 天，共 10 次"),
    ("FREQ=DAILY;BYDAY=MO,WE", "every week on Mon and Wed", "每周的周一、周三"),
    ("FREQ=DAILY;INTERVAL=2;BYDAY=MO", "every 2 days; only on Mon", "每 2 天，仅限周一"),
    ("FREQ=WEEKLY", "every week on Sat", "每周的周六"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every workday (Mon to Fri)", "每个工作日（周一至周五）"),
    (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20270301T155959Z",
        "every 2 weeks on Mon and Wed until 1 Mar 2027",
        "每 2 周的周一、周三，直到 2027年3月1日",
    ),
    ("FREQ=MONTHLY", "every month on the 21st", "每月21日"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day", "每月最后一天"),
    ("FREQ=MONTHLY;BYMONTHDAY=-3,11", "every month on the 3rd last day and the 11th", "每月倒数第 3 天、11日"),
    ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Fri", "每月最后一个周五"),
    ("FREQ=MONTHLY;BYDAY=2TU", "every month on the 2nd Tue", "每月第 2 个周二"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "every month on the last workday", "每月最后一个工作日"),
    ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "every month on the 13th; only on each Fri", "每月13日，仅限每个周五"),
    ("FREQ=MONTHLY;BYDAY=1MO,FR", "every month on each Fri and the 1st Mon", "每月每个周五、第 1 个周一"),
    ("FREQ=MONTHLY;BYYEARDAY=60", "every month; only on day 60 of the year", "每月，仅限第 60 天"),
    ("FREQ=MONTHLY;BYWEEKNO=20", "every month on Sat; only in week 20", "每月周六，仅限第 20 周"),
    (
        "FREQ=MONTHLY;BYMONTHDAY=20,31;BYSETPOS=-1",
        "every month on the 20th and the 31st; of these only the last one",
        "每月20日、31日，其中仅取最后一个",
    ),
    (
        "FREQ=WEEKLY;BYDAY=MO,TH;BYSETPOS=1,-2",
        "every week on Mon and Thu; of these only the 1st one and the 2nd last one",
        "每周的周一、周四，其中仅取第 1 个、倒数第 2 个",
    ),
    ("FREQ=WEEKLY;BYMONTHDAY=13", "every week; only on the 13th", "每周，仅限13日"),
    ("FREQ=YEARLY", "every year on 21 Nov", "每年11月21日"),
    ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "every year on the 4th Thu of Nov", "每年11月的第 4 个周四"),
    ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "every year on Mon of week 20", "每年第 20 周的周一"),
    ("FREQ=YEARLY;BYYEARDAY=100", "every year on day 100 of the year", "每年第 100 天"),
    ("FREQ=YEARLY;BYMONTHDAY=1", "every year on the 1st of every month", "每年每月1日"),
    ("FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=1,3", "every year on the 31st of Jan and Mar", "每年1月、3月的31日"),
    ("FREQ=YEARLY;BYDAY=20MO", "every year on the 20th Mon", "每年第 20 个周一"),
    ("FREQ=YEARLY;BYMONTH=1;BYDAY=MO,TU,WE,TH,FR,SA,SU", "every year on all days of Jan", "每年1月的每一天"),
    (
        "FREQ=YEARLY;BYWEEKNO=1,-1,-2",
        "every year on Sat of week 1, the last week and the 2nd last week",
        "每年第 1 周、最后一周、倒数第 2 周的周六",
    ),
    (
        "FREQ=YEARLY;BYYEARDAY=-1,-100;BYDAY=MO",
        "every year on the last day of the year and the 100th last day of the year; only on each Mon",
        "每年最后一天、倒数第 100 天，仅限每个周一",
    ),
    ("FREQ=WEEKLY;BYMONTH=1;BYDAY=MO", "every week on Mon; only in Jan", "每周的周一，仅限1月"),
    ("FREQ=HOURLY;INTERVAL=3;UNTIL=20270301", "every 3 hours until 1 Mar 2027", "每 3 小时，直到 2027年3月1日"),
    ("FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0", "every day; at 09:00 and 10:00", "每天，在 09:00、10:00"),
    ("FREQ=DAILY;BYHOUR=15,9", "every day; at 09:30 and 15:30", "每天，在 09:30、15:30"),
    (
        "FREQ=DAILY;BYHOUR=9,10,11,12;BYMINUTE=0,30",
        "every day; at 8 times from 09:00 to 12:30",
        "每天，在 09:00 至 12:30 的 8 个时刻",
    ),
    ("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10", "every 20 minutes; in the hours 09 and 10", "每 20 分钟，在 09、10 点"),
    ("FREQ=HOURLY;BYMINUTE=5;BYSECOND=7", "every hour; at minute 05; at second 07", "每小时，在 05 分，在 07 秒"),
    ("FREQ=DAILY;COUNT=1", "every day, once", "每天，仅一次"),
]


@pytest.mark.parametrize(("rule", "english", "chinese"), WORDS)
def test_a_rule_in_both_languages(rule: str, english: str, chinese: str) -> None:
    assert in_words(rule, SATURDAY, SHANGHAI, Language("en")) == english
    assert in_words(rule, SATURDAY, SHANGHAI, Language("zh")) == chinese


def test_until_is_told_as_the_day_it_is_in_the_series_own_zone() -> None:
    rule = "FREQ=DAILY;UNTIL=20270228T160000Z"
    assert in_words(rule, SATURDAY, SHANGHAI, Language()) == "every day until 1 Mar 2027"
    start = datetime(2026, 11, 21, 9, tzinfo=UTC)
    assert in_words(rule, start, ZoneInfo("Europe/Berlin"), Language()) == "every day until 28 Feb 2027"


def test_an_all_day_series_takes_its_weekday_from_its_date() -> None:
    assert in_words("FREQ=WEEKLY", date(2026, 11, 23), SHANGHAI, Language()) == "every week on Mon"


def test_an_all_day_series_ends_on_a_date_of_utc_and_has_no_times() -> None:
    rule = "FREQ=DAILY;BYHOUR=9;UNTIL=20270228T160000Z"
    assert in_words(rule, date(2026, 11, 23), SHANGHAI, Language()) == "every day until 28 Feb 2027"


@given(rules())
def test_every_rule_has_words_without_a_hole_in_either_language(rule: str) -> None:
    for language in LANGUAGES:
        words = in_words(rule, SATURDAY, SHANGHAI, Language(language))
        assert words
        assert not {"{", "}"} & set(words)
        assert "  " not in words


def test_what_is_no_rule_says_so() -> None:
    with pytest.raises(UnreadableRule):
        in_words("every other Tuesday", SATURDAY, SHANGHAI, Language())

"""Rules in words, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from feishu_tui.errors import UnreadableRule
from feishu_tui.language import Language
from feishu_tui.rule_words import in_words

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
    ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "every month on each Fri; only on the 13th", "每月每个周五，仅限13日"),
    ("FREQ=YEARLY", "every year on 21 Nov", "每年11月21日"),
    ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "every year on the 4th Thu of Nov", "每年11月的第 4 个周四"),
    ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "every year on Mon of week 20", "每年第 20 周的周一"),
    ("FREQ=YEARLY;BYYEARDAY=100", "every year on day 100 of the year", "每年第 100 天"),
    ("FREQ=WEEKLY;BYMONTH=1;BYDAY=MO", "every week on Mon; only in Jan", "每周的周一，仅限1月"),
    ("FREQ=HOURLY;INTERVAL=3;UNTIL=20270301", "every 3 hours until 1 Mar 2027", "每 3 小时，直到 2027年3月1日"),
    ("FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0", "every day; at 09:00 and 10:00", "每天，在 09:00、10:00"),
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


def test_what_is_no_rule_says_so() -> None:
    with pytest.raises(UnreadableRule):
        in_words("every other Tuesday", SATURDAY, SHANGHAI, Language())

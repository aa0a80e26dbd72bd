"""A date as people type it, in English, Chinese or figures.

Every form, with what it means on Saturday 21 November 2026:

- ``2026-11-21``, ``2026/11/21``, ``20261121``, ``2026年11月21日``; ``11-21``, ``5-1``, ``5月1日``: of this year
- ``21日``, ``21号``: of this month
- ``10 May``, ``May 10``, ``10 May 2027``, ``May 10, 2027``
- ``today``, ``tomorrow``, ``yesterday``, ``今天``, ``明天``, ``后天``, ``大后天``, ``昨天``, ``前天``, ``大前天``
- ``+3d``, ``-2w``, ``+1m``, ``+1y``, ``+7`` (days); a month or year later that lacks the day means its last one
- ``sat``, ``saturday``, ``周六``, ``星期六``, ``礼拜六``: the next one from today on, which may be today
- ``next mon``, ``last fri``, ``this sun``, ``下周一``, ``上周三``, ``本周日``, ``下下周二``: counted in whole weeks

Case, full-width characters and traditional ones make no difference.
"""

from __future__ import annotations

import unicodedata
from datetime import date

from feishu_tui.dates.days import MONTHS, WEEKDAYS
from feishu_tui.errors import UsageError
from feishu_tui.lazy_pattern import lazy_pattern
from feishu_tui.sentence import Sentence

EXAMPLES = Sentence("2026-11-21, 11-21, today, +3d, -2w, fri, next mon, 明天, 下周一")
"""What to show someone who asks how a date is written."""
HINT = Sentence("Try {examples}.", examples=EXAMPLES)

_DISTANCES = {
    **dict.fromkeys(("today", "今天", "今日"), 0),
    **dict.fromkeys(("tomorrow", "明天", "明日"), 1),
    **dict.fromkeys(("yesterday", "昨天", "昨日"), -1),
    "后天": 2,
    "大后天": 3,
    "前天": -2,
    "大前天": -3,
}
_SAME = str.maketrans("後週禮號這個−–—", "后周礼号这个---")
_WEEKS_AWAY = {"next": 1, "last": -1, "this": 0, "下": 1, "上": -1, "本": 0, "这": 0}
_CHINESE_WEEKDAYS = "一二三四五六日"

_YEAR_MONTH_DAY = lazy_pattern(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})(\d\d)(\d\d)|(\d{4})年(\d{1,2})月(\d{1,2})[日号]?"
)
_MONTH_DAY = lazy_pattern(r"(\d{1,2})[-/.](\d{1,2})|(\d{1,2})月(\d{1,2})[日号]?")
_DAY_OF_MONTH = lazy_pattern(r"(\d{1,2})[日号]")
_OFFSET = lazy_pattern(r"([+-]) ?(\d{1,6}) ?([dwmy]?)")
_ENGLISH_DATE = lazy_pattern(
    r"(?:(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)|([a-z]+) (\d{1,2})(?:st|nd|rd|th)?)(?:,? (\d{4}))?"
)
_ENGLISH_WEEKDAY = lazy_pattern(r"(?:(next|last|this) )?([a-z]+)")
_CHINESE_WEEKDAY = lazy_pattern(r"(下+|上+|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天])")


def parse_date(text: str, today: date, week_start: int = 0) -> date:
    """The date ``text`` means, seen from ``today``; weeks begin on ``week_start`` (0 is Monday).

    Raises ``UsageError`` for what is no date and for days that do not exist.
    """
    typed = " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_SAME).split())
    try:
        found = _parsed(typed, today, week_start)
    except OverflowError as exc:
        sentence = Sentence("{text} is farther away than a calendar reaches.", text=_quoted(text))
        raise UsageError(sentence, hint=HINT) from exc
    except ValueError as exc:
        raise UsageError(Sentence("There is no such day: {text}.", text=_quoted(text)), hint=HINT) from exc
    if found is None:
        raise UsageError(Sentence("“{text}” is not a date.", text=_quoted(text)), hint=HINT)
    return found


def _quoted(text: str) -> str:
    from feishu_tui.text import clean, cut

    return cut(clean(text), 40)


def _parsed(typed: str, today: date, week_start: int) -> date | None:
    """``None`` where no form fits; ``ValueError`` for a day that does not exist, ``OverflowError`` for one too far."""
    if typed in _DISTANCES:
        return _days_later(today, _DISTANCES[typed])
    if match := _OFFSET.fullmatch(typed):
        count = int(match[2]) if match[1] == "+" else -int(match[2])
        return _later(today, count, match[3] or "d")
    return (
        _date_in_figures(typed.replace(" ", ""), today)
        or _english_date(typed, today)
        or _weekday(typed, today, week_start)
    )


def _date_in_figures(typed: str, today: date) -> date | None:
    if match := _YEAR_MONTH_DAY.fullmatch(typed):
        year, month, day = (int(part) for part in match.groups() if part and part.isdigit())
        return date(year, month, day)
    if match := _MONTH_DAY.fullmatch(typed):
        month, day = (int(part) for part in match.groups() if part)
        return date(today.year, month, day)
    if match := _DAY_OF_MONTH.fullmatch(typed):
        return today.replace(day=int(match[1]))
    return None


def _english_date(typed: str, today: date) -> date | None:
    match = _ENGLISH_DATE.fullmatch(typed)
    month = _named(match[2] or match[3], MONTHS) if match else None
    if match is None or month is None:
        return None
    return date(int(match[5] or today.year), month + 1, int(match[1] or match[4]))


def _weekday(typed: str, today: date, week_start: int) -> date | None:
    if match := _CHINESE_WEEKDAY.fullmatch(typed.replace(" ", "")):
        which, weekday = match[1], _CHINESE_WEEKDAYS.index(match[2].replace("天", "日"))
        weeks = _WEEKS_AWAY[which[0]] * len(which) if which else None
    elif (match := _ENGLISH_WEEKDAY.fullmatch(typed)) and (named := _named(match[2], WEEKDAYS)) is not None:
        weekday, weeks = named, _WEEKS_AWAY[match[1]] if match[1] else None
    else:
        return None
    if weeks is None:
        return _days_later(today, (weekday - today.weekday()) % 7)
    into_the_week = (today.weekday() - week_start) % 7
    return _days_later(today, 7 * weeks - into_the_week + (weekday - week_start) % 7)


def _named(word: str, names: tuple[str, ...]) -> int | None:
    """The index of the name that ``word`` begins, three letters at least: "fri", "thurs", "sept"."""
    if len(word) < 3:
        return None
    return next((index for index, name in enumerate(names) if name.lower().startswith(word)), None)


def _later(day: date, count: int, unit: str) -> date:
    if unit in "dw":
        return _days_later(day, count * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1)
    year, month = months // 12, months % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError
    return date(year, month, min(day.day, _days_in(year, month)))


def _days_in(year: int, month: int) -> int:
    """As ``calendar.monthrange`` has it, which takes longer to import than a day takes to read."""
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days


def _days_later(day: date, count: int) -> date:
    ordinal = day.toordinal() + count
    if not 1 <= ordinal <= date.max.toordinal():
        raise OverflowError
    return date.fromordinal(ordinal)

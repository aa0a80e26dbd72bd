"""Whether the server agrees, in words and in two columns."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from feishu_tui.errors import CacheError, NetworkError, NotSignedIn
from feishu_tui.language import Language
from feishu_tui.model import original_time_of
from feishu_tui.sync.checked import Checked
from feishu_tui.sync.comparison import Row, Times
from feishu_tui.ui.check_lines import comparison_lines, status_line
from feishu_tui.ui.line import Line, text_of, width_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 11, 0, tzinfo=SHANGHAI)
START = datetime(2026, 11, 23, 9, 30, tzinfo=SHANGHAI)
SAY, ZH = Language("en"), Language("zh")


def times(day: int, minutes: int = 60) -> Times:
    start = START + timedelta(days=day)
    return start, start + timedelta(minutes=minutes)


def row(day: int, local: Times | None, server: Times | None) -> Row:
    return Row(original_time_of(times(day)[0]), local, server)


def checked(*rows: Row, **fields: object) -> Checked:
    first, last = (int((NOW + timedelta(days=days)).timestamp()) for days in (-90, 275))
    values: dict[str, object] = {"at": NOW.timestamp() - 150, "rows": rows, **fields}
    return Checked("c", "u_0", "周会 weekly", "FREQ=DAILY", first, last, **values)  # type: ignore[arg-type]


MATCH = checked(row(0, times(0), times(0)))
DIFFERENT = checked(
    row(0, times(0), times(0)),
    row(1, times(1), None),
    row(2, None, times(2)),
    row(3, None, times(3)),
    row(4, times(4), times(4, 30)),
    referee="local",
)


def words(line: Line) -> str:
    return text_of(line)


def test_the_state_of_a_check_in_a_few_words() -> None:
    assert words(status_line(MATCH, NOW, SAY)) == "matches the server · 2 min ago"
    assert words(status_line(MATCH, NOW - timedelta(seconds=100), SAY)) == "matches the server · just now"
    assert words(status_line(checked(DIFFERENT.rows[1], *DIFFERENT.rows[2:4]), NOW, SAY)) == (
        "differs: 2 missing here, 1 extra"
    )
    assert words(status_line(DIFFERENT, NOW, SAY)) == "differs: 2 missing here, 1 extra, 1 at another time"
    assert words(status_line(MATCH, NOW, SAY, checking=True)) == "checking…"
    assert words(status_line(None, NOW, SAY, obstacle=NetworkError("x"))) == "not checked: offline"
    assert words(status_line(None, NOW, SAY, obstacle=NotSignedIn("x"))) == "not checked: not signed in"
    assert words(status_line(None, NOW, SAY, obstacle=CacheError("The disk is full."))) == (
        "not checked: The disk is full."
    )
    assert words(status_line(MATCH, NOW, SAY, obstacle=NetworkError("x"))) == "matches the server · 2 min ago"
    assert status_line(None, NOW, SAY) == ()
    failed = checked(error="There is no such event on this calendar.", code=193001)
    assert words(status_line(failed, NOW, SAY)) == "not checked: There is no such event on this calendar. (193001)"


def test_the_state_of_a_check_in_chinese() -> None:
    assert words(status_line(MATCH, NOW, ZH)) == "与服务器一致 · 2 分钟前"
    assert words(status_line(None, NOW, ZH, obstacle=NetworkError("x"))) == "未核对：离线"
    assert words(status_line(DIFFERENT, NOW, ZH)) == "与服务器不一致：本地缺 2 次，多 1 次，1 次时间不同"


def test_good_news_and_bad_news_have_their_roles() -> None:
    assert [piece.role for piece in status_line(MATCH, NOW, SAY)] == ["good"]
    assert [piece.role for piece in status_line(DIFFERENT, NOW, SAY)] == ["warning"]


def test_both_sides_stand_side_by_side_with_what_differs_marked() -> None:
    lines = comparison_lines(DIFFERENT, 64, SHANGHAI, NOW, SAY)
    assert [words(line).rstrip() for line in lines] == [
        "周会 weekly",
        "FREQ=DAILY",
        "between Sun 23 Aug 11:00 and Mon 23 Aug 2027 11:00",
        "checked 2 min ago",
        "differs: 2 missing here, 1 extra, 1 at another time",
        "dateutil agrees with us",
        "",
        "  here                            on the server",
        "✓ Mon 23 Nov 09:30–10:30          Mon 23 Nov 09:30–10:30",
        "✗ Tue 24 Nov 09:30–10:30          —",
        "✗ —                               Wed 25 Nov 09:30–10:30",
        "✗ —                               Thu 26 Nov 09:30–10:30",
        "✗ Fri 27 Nov 09:30–10:30          Fri 27 Nov 09:30–10:00",
    ]
    assert [piece.role for piece in lines[8]] == ["good", "", "", ""]
    assert [piece.role for piece in lines[9]] == ["warning", "warning", "", "warning"]


def test_in_a_narrow_pane_the_sides_stand_below_each_other() -> None:
    lines = [words(line).rstrip() for line in comparison_lines(DIFFERENT, 26, SHANGHAI, NOW, SAY)]
    assert lines[-8:-5] == ["✗ here: Tue 24 Nov 09:30–…", "  on the server: —", "✗ here: —"]


@pytest.mark.parametrize("say", [SAY, ZH])
def test_no_line_is_wider_than_the_pane(say: Language) -> None:
    for cells in range(8, 100):
        for line in comparison_lines(DIFFERENT, cells, SHANGHAI, NOW, say):
            assert width_of(line) <= cells


def test_all_day_series_show_dates_and_what_failed_shows_why() -> None:
    first = date(2026, 11, 23)
    original = int(datetime(2026, 11, 23, tzinfo=UTC).timestamp())
    days = checked(Row(original, (first, first + timedelta(days=2)), None), all_day=True, referee="unknown")
    lines = [words(line).rstrip() for line in comparison_lines(days, 70, SHANGHAI, NOW, SAY)]
    assert lines[-1] == "✗ Mon 23 Nov – Tue 24 Nov, 2 days    —"
    assert "dateutil cannot say who is right" in lines
    failed = comparison_lines(checked(error="The rule cannot be read."), 70, SHANGHAI, NOW, SAY)
    assert words(failed[-1]) == "not checked: The rule cannot be read."

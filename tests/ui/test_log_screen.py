"""The log pane: what was asked of the server, bounded, without titles and tokens."""

from __future__ import annotations

import logging
from datetime import UTC
from pathlib import Path

import pytest

from feishu_tui.commands.log_ring import LONGEST, MOST, log_kept
from feishu_tui.ui.line import text_of, width_of
from feishu_tui.ui.log_lines import LogRecord, log_lines
from feishu_tui.ui.screens.log import LogScreen, LogView
from tests.ui.events import EN, ZH
from tests.ui.sample_office import Synced, browsing


def test_only_the_latest_messages_are_kept_and_none_at_length() -> None:
    logger = logging.getLogger("feishu_tui.somewhere")
    with log_kept() as ring:
        for number in range(MOST + 10):
            logger.debug("request %d %s", number, "x" * LONGEST)
    logger.debug("afterwards")
    records = ring.records()
    assert len(records) == MOST
    assert records[0].text.startswith("request 10 ")
    assert max(len(record.text) for record in records) == LONGEST


@pytest.mark.parametrize("cells", [38, 78])
def test_lines_have_the_time_and_fit(cells: int) -> None:
    records = [LogRecord(0.0, "WARNING", "\x1b[31mGET /" + "x" * 90), LogRecord(61.0, "DEBUG", "done")]
    lines = log_lines(records, cells, UTC, EN)
    assert text_of(lines[0]).startswith("00:00:00 GET")
    assert text_of(lines[-1]).startswith("00:01:01 done")
    assert max(map(width_of, lines)) <= cells


@pytest.mark.parametrize("cells", [118, 78, 58, 38])
def test_a_request_takes_one_line_and_the_log_id_of_a_failure_is_always_there(cells: int) -> None:
    path = (
        "/open-apis/calendar/v4/calendars/feishu.cn_19207d44646ec25b48f22b%40group.calendar.feishu.cn/events/ced8242f"
    )
    log_id = "20261121182353000000000000000028"
    texts = [f"GET {path}-1842_0 HTTP {status} 0.02 s {log_id}" for status in (200, 403)]
    texts.append("POST https://accounts.feishu.cn/oauth/v1/token HTTP 400 2026112118")
    ok, *failed = [
        text_of(line) for line in log_lines([LogRecord(0.0, "DEBUG", text) for text in texts], cells, UTC, EN)
    ]
    assert ok.startswith("00:00:00 GET  200   0.02 s  calendars"[:cells])
    assert ("events/ced824…1842_0" in ok) == (cells > 60)
    assert (log_id in ok) == (cells > 100)
    assert failed[0].startswith("00:00:00 GET  403")
    told = "".join(line.strip() for line in failed)
    assert log_id in told
    assert "00:00:00 POST 400" in told
    assert "2026112118" in told.replace(log_id, "")


def test_nothing_so_far() -> None:
    assert text_of(log_lines([], 78, UTC, ZH)[0]) == "尚未向服务器发出请求。"


async def test_the_log_opens_and_closes(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        await browser.press("L")
        assert isinstance(browser.app.screen, LogScreen)
        assert browser.app.screen.query_one(LogView).lines
        await browser.press("r", "?", "escape", "escape")
        assert not isinstance(browser.app.screen, LogScreen)


async def test_what_was_wrong_at_the_start_is_counted_below_and_listed_in_the_log(
    tmp_path: Path, cache: Synced
) -> None:
    problems = ("config.toml: there is no setting “thme”.", "The key Y is set for both today and copy-link.")
    async with browsing(tmp_path, cache, problems=problems, keys={"quit": "Q", "nothing": "W"}) as browser:
        assert browser.status().startswith(f"3 problems, L lists them: {problems[0]}")
        await browser.press("L")
        shown = [text_of(line).strip() for line in browser.app.screen.query_one(LogView).lines]
        assert shown[:2] == list(problems)
        assert "no command nothing" in shown[2]
        assert len(shown) > 3

"""The status line, exactly, in every state and at several widths."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from feishu_tui.errors import NetworkTimeout, ServerError
from feishu_tui.text import width
from feishu_tui.ui.line import text_of
from feishu_tui.ui.status_lines import StatusLook, SyncState, status_line
from tests.ui.events import EN, NOW, ZH, at, event, once

KEYS = (("g", "go to date"), ("/", "search"), ("r", "sync"), ("?", "help"))
SYNCED = SyncState(synced_at=NOW.timestamp() - 180)


def line(state: SyncState, cells: int = 100, **fields: Any) -> str:
    given = {"next": once(event()), "keys": KEYS, **fields}
    return text_of(
        status_line(state, StatusLook(cells, NOW, "Asia/Shanghai", given.pop("say", EN), sync_key="r", **given))
    )


def test_the_usual() -> None:
    text = " synced 3 min ago · Shanghai · next: 14:00 in 2 h 53 min Review"
    assert line(SYNCED, 110) == f"{text:<71}g go to date  / search  r sync  ? help "


def test_in_chinese() -> None:
    assert line(SYNCED, 110, say=ZH).startswith(" 3 分钟前同步 · 上海 · 下一个：14:00，2 小时 53 分钟后 Review")


def test_what_runs_goes_before_what_is_next() -> None:
    assert "now until 12:00 Standing" in line(SYNCED, running=once(event(start=at(11), end=at(12), summary="Standing")))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (SyncState(), " not synced yet · r syncs"),
        (SyncState(running=True), " syncing …"),
        (SyncState(running=True, done=3, total=7, events=1200), " syncing 3/7 · 1 200 events"),
        (replace(SYNCED, connected=False), " not signed in · as of 11:04"),
        (SyncState(connected=False), " Not signed in: feishu-tui login, or look around"),
        (replace(SYNCED, error=NetworkTimeout("No answer in time.")), " offline · as of 11:04 · Shanghai · next:"),
        (SyncState(error=NetworkTimeout("No answer in time.")), " offline · Shanghai"),
        (replace(SYNCED, error=ServerError("It failed.", hint="Try again.")), " as of 11:04 · It failed. Try again. "),
        (replace(SYNCED, synced_at=NOW.timestamp() + 3600), " as of 12:07 · Shanghai"),
        (replace(SYNCED, failed=2), " synced 3 min ago · 2 calendars could not be read · Shanghai"),
        (replace(SYNCED, unread=2), " synced 3 min ago · 2 events could not be read · Shanghai"),
        (
            replace(SYNCED, synced_at=NOW.timestamp() - 2 * 86400, connected=False),
            " not signed in · as of 2026-11-19 11:07",
        ),
    ],
)
def test_states(state: SyncState, words: str) -> None:
    assert line(state, 140).startswith(words)


def test_a_notice_takes_the_place_of_the_rest() -> None:
    assert line(SYNCED, 60, notice="Copied: Review").startswith(" Copied: Review  ")


@pytest.mark.parametrize("cells", range(1, 140))
def test_never_wider_than_the_screen_and_help_is_the_last_key_to_go(cells: int) -> None:
    text = line(SYNCED, cells)
    assert width(text) <= cells
    assert ("? help" in text) == (cells >= 26), cells

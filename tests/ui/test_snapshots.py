"""Pictures of what the README does not show, compared with those kept; drawn anew by ``pytest --snapshot-update``."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from feishu_tui.feishu import connect
from feishu_tui.language import Language
from feishu_tui.simulator.faults import Skew
from feishu_tui.store import Store
from feishu_tui.sync.check import window_around
from feishu_tui.sync.desk import SyncDesk
from feishu_tui.ui.app import FeishuApp
from tests.transport import transport
from tests.ui.sample_office import NOW, SHANGHAI, Clock, Synced, config_in

Compare = Callable[..., bool]

HAND_OVER = "691c0180-042d-5bb3-a7d6-bc69bb2f7856"
"""A series, every Monday at ten."""


@pytest.fixture
def app(tmp_path: Path, cache: Synced) -> Callable[..., FeishuApp]:
    def build(start: date | None = None, **fields: Any) -> FeishuApp:
        path = tmp_path / "cache.sqlite3"
        copyfile(cache.path, path)
        config = config_in(tmp_path, **fields)
        return FeishuApp(config, Store.open(path, Clock()), None, Clock(), Language(config.lang), start)

    return build


@pytest.fixture
def compared(app: Callable[..., FeishuApp], cache: Synced, tmp_path: Path) -> Callable[..., FeishuApp]:
    """The program on a series that was found to differ from the server."""

    monday = int(datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI).timestamp())
    week = 7 * 86400
    wrong = Skew(HAND_OVER, frozenset({monday + week}), {monday + 2 * week: 1800}, frozenset({monday + 86400}))

    async def compare() -> None:
        store = Store.open(tmp_path / "cache.sqlite3", Clock())
        [series] = [each for each in store.series() if each.uid == HAND_OVER]
        async with connect.open(config_in(tmp_path), transport(cache.simulator)) as feishu:
            await SyncDesk(feishu, store, Clock()).compare([series], window_around(NOW))
        store.close()

    def build(**fields: Any) -> FeishuApp:
        found = app(start=date(2026, 11, 23), **fields)
        cache.simulator.faults.skew(wrong)
        try:
            asyncio.run(compare())
        finally:
            cache.simulator.faults.clear()
        return found

    return build


@pytest.mark.parametrize("view", ["day", "week", "month"])
def test_a_view_in_a_small_window(snap_compare: Compare, app: Callable[..., FeishuApp], view: str) -> None:
    assert snap_compare(app(), terminal_size=(40, 12), press=[view[0]])


def test_light(snap_compare: Compare, app: Callable[..., FeishuApp]) -> None:
    assert snap_compare(app(theme="feishu-light"), terminal_size=(100, 30))


def test_help(snap_compare: Compare, app: Callable[..., FeishuApp]) -> None:
    assert snap_compare(app(), terminal_size=(80, 24), press=["?"])


@pytest.mark.parametrize("size", [(100, 30), (40, 12)], ids=["columns", "narrow"])
def test_a_comparison(snap_compare: Compare, compared: Callable[..., FeishuApp], size: tuple[int, int]) -> None:
    assert snap_compare(compared(), terminal_size=size, press=[*"jjjj", "i", "n"])

"""Pictures of the screen, compared with those kept; after a wanted change: ``pytest --snapshot-update``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from feishu_tui.language import Language
from feishu_tui.store import Store
from feishu_tui.ui.app import FeishuApp
from tests.ui.sample_office import Clock, Synced, config_in

Compare = Callable[..., bool]


@pytest.fixture
def app(tmp_path: Path, cache: Synced) -> Callable[..., FeishuApp]:
    def build(**fields: Any) -> FeishuApp:
        path = tmp_path / "cache.sqlite3"
        copyfile(cache.path, path)
        config = config_in(tmp_path, **fields)
        return FeishuApp(config, Store.open(path, Clock()), None, Clock(), Language(config.lang))

    return build


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)], ids=["wide", "medium", "narrow"])
def test_today(snap_compare: Compare, app: Callable[..., FeishuApp], size: tuple[int, int]) -> None:
    assert snap_compare(app(), terminal_size=size)


def test_today_in_chinese(snap_compare: Compare, app: Callable[..., FeishuApp]) -> None:
    assert snap_compare(app(lang="zh"), terminal_size=(120, 40))


def test_light(snap_compare: Compare, app: Callable[..., FeishuApp]) -> None:
    assert snap_compare(app(theme="feishu-light"), terminal_size=(100, 30))


def test_a_search(snap_compare: Compare, app: Callable[..., FeishuApp]) -> None:
    assert snap_compare(app(), terminal_size=(100, 30), press=["/", *"roadmap"])


def test_help(snap_compare: Compare, app: Callable[..., FeishuApp]) -> None:
    assert snap_compare(app(), terminal_size=(80, 24), press=["?"])

"""Pictures of the sign-in screen; after a wanted change: ``pytest --snapshot-update``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from feishu_tui.language import Language
from feishu_tui.store import Store
from feishu_tui.ui.app import FeishuApp
from tests.ui.sample_office import Clock, config_in
from tests.ui.unanswered import Nobody, Unanswered

Compare = Callable[..., bool]


def app_in(folder: Path, *, known: bool = False, **fields: Any) -> FeishuApp:
    """The program on its first start."""
    config = config_in(folder, access_token="", **fields)
    accounts = Nobody(Unanswered(app_id="cli_demo" if known else "", needs_secret=not known))
    store = Store.open(folder / "cache.sqlite3", Clock())
    return FeishuApp(config, store, None, Clock(), Language(config.lang), None, accounts)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_guide(snap_compare: Compare, tmp_path: Path, lang: str) -> None:
    assert snap_compare(app_in(tmp_path, lang=lang), terminal_size=(80, 24), press=["down", "enter"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_first_screen(snap_compare: Compare, tmp_path: Path, lang: str) -> None:
    assert snap_compare(app_in(tmp_path, lang=lang), terminal_size=(80, 24))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_code(snap_compare: Compare, tmp_path: Path, lang: str) -> None:
    assert snap_compare(app_in(tmp_path, known=True, lang=lang), terminal_size=(80, 24), press=["enter"])


def test_the_code_where_it_is_small(snap_compare: Compare, tmp_path: Path) -> None:
    assert snap_compare(app_in(tmp_path, known=True), terminal_size=(40, 12), press=["enter"])

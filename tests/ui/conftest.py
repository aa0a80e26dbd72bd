"""The sample office, synced once for all tests of the screen."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest

from feishu_tui.config import load
from tests.ui.sample_office import NOW, Synced, synced

HERE = {
    "FEISHU_TUI_NOW": NOW.isoformat(),
    "FEISHU_TUI_TZ": "Asia/Shanghai",
    "FEISHU_TUI_LANG": "en",
    "FEISHU_TUI_BASE_URL": "http://127.0.0.1:9",
    "COLORTERM": "truecolor",
}


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Synced:
    """The sample office and a cache of it; neither is to be changed."""
    return synced(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def environ(cache: Synced, tmp_path: Path) -> dict[str, str]:
    """An environment in which the program finds the sample office in its cache, and nobody signed in."""
    folders = {f"FEISHU_TUI_{name}_DIR": str(tmp_path / name.lower()) for name in ("CONFIG", "CACHE", "STATE")}
    environ = {**HERE, **folders, "HOME": str(tmp_path)}
    path = load({}, environ).cache_path
    path.parent.mkdir()
    copyfile(cache.path, path)
    return environ

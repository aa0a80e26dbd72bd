from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feishu_tui.store.store import Store
from tests.store.build import ME, TEAM, clock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "demo.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    found = Store.open(path, clock)
    found.put_calendars([ME, TEAM])
    yield found
    found.close()

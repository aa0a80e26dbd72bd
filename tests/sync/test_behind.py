"""Pages of a full pull are stored while the next are read: the first at once, further ones together."""

from __future__ import annotations

from pathlib import Path

import pytest

from feishu_tui.store import Storable, Store, Stored, Superseded
from feishu_tui.sync.behind import Behind
from tests.store.build import ME, clock, event

PAGE = 700


def page(number: int, size: int = PAGE) -> list[Storable]:
    return [Stored(event(f"e{number}x{each}", "2026-11-21 09:00")) for each in range(size)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = Store.open(tmp_path / "cache.sqlite3", clock)
    found.put_calendars([ME])
    return found


async def test_the_first_pages_are_stored_at_once_and_further_ones_together(store: Store) -> None:
    shadow = store.begin_full("me", 1)
    told: list[tuple[int, int]] = []
    behind = Behind(shadow, lambda received: told.append((received, behind.stored)))
    for number in range(6):
        await behind.add(page(number), PAGE + number)
    assert told == [(PAGE, PAGE), (PAGE + 1, 2 * PAGE), (PAGE + 2, 3 * PAGE)]
    await behind.rest()
    assert told[3:] == [(PAGE + 3, 5 * PAGE), (PAGE + 4, 5 * PAGE), (PAGE + 5, 6 * PAGE)]
    assert shadow.finish([], "t", 1.0) == (6 * PAGE, 0)
    assert store.calendars()[0].events == 6 * PAGE
    store.close()


async def test_what_storing_a_page_raises_comes_with_the_next_one(store: Store) -> None:
    store.begin_full("me", 1).finish([], "t", 1.0)
    behind = Behind(store.begin_full("me", 1), lambda received: None)
    store.begin_full("me", 1)
    await behind.add(page(0, 2), 2)
    with pytest.raises(Superseded):
        await behind.add(page(1, 2), 2)
    behind.give_up()
    store.close()

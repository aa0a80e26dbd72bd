"""A browser that is never closed: what it takes of memory, files and disk stays the same; it wakes up to the day."""

from __future__ import annotations

import gc
import os
import sqlite3
import threading
from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from feishu_tui.model import Span
from tests.faults.home import LONG
from tests.ui.conftest import cache
from tests.ui.sample_office import NOW, Synced, browsing

__all__ = ["cache"]

A_DAY = 288
"""How often it refreshes in 24 hours."""
REFRESHES = A_DAY if LONG else 8


class Taken:
    """What the process takes up, and the cache in a folder."""

    def __init__(self, folder: Path) -> None:
        gc.collect()
        descriptors = [Path("/proc/self/fd", each) for each in os.listdir("/proc/self/fd")]
        opened = [os.readlink(each) for each in descriptors if os.path.lexists(each)]
        self.connections = sum(each.endswith("cache.sqlite3") for each in opened)
        self.files = sum("cache.sqlite3" not in each for each in opened)
        self.threads = threading.active_count()
        with closing(sqlite3.connect(folder / "cache.sqlite3")) as raw:
            self.pages = raw.execute("PRAGMA page_count").fetchone()[0]
        self.log = folder.joinpath("cache.sqlite3-wal").stat().st_size
        kinds = (type(each) for each in gc.get_objects())
        self.objects = Counter(each.__qualname__ for each in kinds if not each.__module__.startswith("feishu_tui.sim"))


@pytest.mark.timeout(max(120, LONG * 3))
async def test_a_day_of_refreshes_leaves_memory_files_and_disk_as_they_were(tmp_path: Path) -> None:
    async with browsing(tmp_path, None, (80, 24)) as it:
        today = Span(NOW, NOW + timedelta(hours=8))
        single = next(each.event for each in it.store.occurrences(today).occurrences if not each.event.recurrence)
        for number in range(REFRESHES):
            it.clock.now += timedelta(seconds=86400 / A_DAY)
            it.simulator.state.retitle(single.calendar_id, single.event_id, f"version {number}")
            await it.press("r")
            await it.settle()
            it.simulator.log.clear()
            if number == REFRESHES // 2:
                before = Taken(tmp_path)
        after = Taken(tmp_path)
        assert after.files == before.files
        # One a thread to read, one to write; of a closed one, such as this test's, SQLite keeps the file for a while.
        assert after.connections - 2 <= after.threads <= (os.cpu_count() or 1) + 8
        assert after.pages <= before.pages * 1.1
        assert after.log < 6_000_000
        # SQLite's module keeps up to 200 dead references to cursors and 128 statements a connection.
        grown = after.objects - before.objects - Counter(ReferenceType=800, Statement=400)
        assert sum(grown.values()) < sum(before.objects.values()) / 50, grown.most_common(9)


async def test_after_a_night_asleep_it_asks_once_and_shows_the_day(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, (80, 24)) as it:
        it.simulator.log.clear()
        it.clock.now += timedelta(hours=20)
        it.screen.look_at_the_clock()
        it.screen.look_at_the_clock()
        await it.settle()
        asked = [path for _, path, _ in it.simulator.log if path.endswith("/events")]
        assert len(asked) == len(set(asked)) > 0
        assert it.screen.view.day == (NOW + timedelta(hours=20)).date()
        assert it.status().startswith("synced just now")

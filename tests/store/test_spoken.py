"""A search needs no dictionary of every Chinese character: the cache holds how those that stand in it are read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from feishu_tui.model import Attendee, EventDetail
from feishu_tui.store.store import Store
from tests.store.build import event, fill
from tests.store.found import hits

SEARCH = """
import sys
from pathlib import Path
from feishu_tui.query import parse
from feishu_tui.store import Store
from tests.store.build import NOW, clock

store = Store.open(Path(sys.argv[1]), clock)
for text in sys.argv[2:]:
    found = store.search(parse(text, NOW.date(), 0), NOW, limit=60)
    print(text, *(hit.event.summary for hit in found))
print("pypinyin" in sys.modules)
"""


def searched(path: Path, *texts: str) -> list[str]:
    """What a program of its own prints that searches for each of the texts."""
    command = [sys.executable, "-c", SEARCH, str(path), *texts]
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout.splitlines()


def test_what_is_heard_in_the_cache_is_found_without_the_dictionary(store: Store, path: Path) -> None:
    fill(store, event("a", "2026-11-21 14:00", summary="产品评审会"), event("b", "2026-11-21 14:00", summary="周会"))
    [hit] = hits(store, "周会")
    store.put_detail(EventDetail(hit.event, attendees=(Attendee(name="张伟", type="user"),)), 0.0)
    store.close()
    assert searched(path, "cppsh", "评审", "产品ps", "zhangwei", "lvse") == [
        *("cppsh 产品评审会", "评审 产品评审会", "产品ps 产品评审会", "zhangwei 周会", "lvse"),
        "False",
    ]


def test_characters_the_cache_does_not_hold_are_looked_up(store: Store, path: Path) -> None:
    fill(store, event("a", "2026-11-21 14:00", summary="review"))
    store.close()
    assert searched(path, "绿色re") == ["绿色re", "True"]


PULL = """
import sys
from pathlib import Path
from feishu_tui.store import Store
from tests.store.build import ME, TEAM, apply, clock, event

store = Store.open(Path(sys.argv[1]), clock)
store.put_calendars([ME, TEAM])
apply(store, event("b", "2026-11-22 14:00", summary="评审小组"))
print("pypinyin" in sys.modules)
"""


def test_what_a_sync_brings_of_known_characters_needs_no_dictionary(store: Store, path: Path) -> None:
    fill(store, event("a", "2026-11-21 14:00", summary="小组评审"))
    store.close()
    command = [sys.executable, "-c", PULL, str(path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() == ["False"]

"""Several processes on one cache, and processes that are killed."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path
from shutil import copyfile

import pytest

from feishu_tui.store import Store
from tests.store.build import ME, TEAM, clock, days

TODAY = days("2026-11-21")
COUNT = 300

WRITER = """
import sys
import threading
from pathlib import Path
from feishu_tui.store import Store, Stored, Superseded
from tests.store.build import clock, event

store = Store.open(Path(sys.argv[1]), clock)
calendar, rounds, name = sys.argv[2], int(sys.argv[3]), sys.argv[4]

def rows(version, first, last):
    return [
        Stored(event(f"e{n}", "2026-11-21 09:00", calendar=calendar, summary=version), "x" * 500)
        for n in range(first, last)
    ]

def say(what):
    print(what, flush=True)

for number in range(rounds):
    version = f"{name}{number}"
    try:
        shadow = store.begin_full(calendar, 1)
        say("begun")
        for first in (0, 100, 200):
            shadow.put(rows(version, first, first + 100))
            say("put")
        shadow.finish([], version, 1.0)
        say("finished")
        store.apply(calendar, rows(version + "+", 0, 300), version + "+", 2.0, base=version)
        say("applied")
    except Superseded:
        say("superseded")
assert store.notice == "", store.notice
store.close()
"""

READER = """
import sys
import threading
from pathlib import Path
from feishu_tui.store import Store
from tests.store.build import clock, days

store = Store.open(Path(sys.argv[1]), clock)
for _ in range(40):
    found = {each.event.summary for each in store.occurrences(days("2026-11-21"), [sys.argv[2]]).occurrences}
    assert len(found) == 1, found
assert store.notice == "", store.notice
store.close()
"""


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    root = Path(__file__).parents[2]
    return subprocess.Popen([sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, text=True, cwd=root)


def check(path: Path, calendar: str) -> None:
    """All rows are of one version, and it is the one the sync token names."""
    store = Store.open(path, clock)
    assert store.notice == ""
    state = next(each for each in store.calendars() if each.calendar.calendar_id == calendar)
    listing = store.occurrences(TODAY, [calendar])
    assert {each.event.summary for each in listing.occurrences} == {state.sync_token}
    assert len(listing.occurrences) == state.events == COUNT
    store.close()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of two calendars that were read once."""
    path = tmp_path_factory.mktemp("prepared") / "cache.sqlite3"
    store = Store.open(path, clock)
    store.put_calendars([ME, TEAM])
    store.close()
    for calendar in ("me", "team"):
        first = start(WRITER, str(path), calendar, "1", "first")
        first.communicate(timeout=60)
        assert first.returncode == 0
    return path


def test_a_process_killed_anywhere_leaves_a_cache_that_is_right(prepared: Path, path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    copyfile(prepared, path)
    chance = random.Random(20261121)
    for attempt in range(4):
        writer = start(WRITER, str(path), "me", "1000", f"run{attempt} ")
        assert writer.stdout is not None
        for _ in range(chance.randrange(1, 25)):
            writer.stdout.readline()
        writer.kill()
        writer.communicate(timeout=60)
        check(path, "me")
    # What the killed ones left behind is swept away by the next full pull.
    after = start(WRITER, str(path), "me", "1", "after")
    after.communicate(timeout=60)
    check(path, "me")


def test_several_processes_share_a_cache(prepared: Path, path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    copyfile(prepared, path)
    writers = [
        start(WRITER, str(path), calendar, "6", name) for calendar, name in (("me", "a"), ("me", "b"), ("team", "c"))
    ]
    readers = [start(READER, str(path), calendar) for calendar in ("me", "team")]
    for process in (*writers, *readers):
        process.communicate(timeout=120)
        assert process.returncode == 0
    check(path, "me")
    check(path, "team")


def test_a_program_that_ends_does_not_take_the_log_away_from_one_that_goes_on(prepared: Path, path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    copyfile(prepared, path)
    store = Store.open(path, clock)
    store.calendars()
    thread = threading.Thread(target=store.calendars)
    thread.start()
    thread.join()
    log = path.with_name(f"{path.name}-wal")
    before = log.stat().st_ino
    another = start(READER, str(path), "me")
    another.communicate(timeout=60)
    store.set_meta("kept", "yes")
    assert log.stat().st_ino == before
    other = Store.open(path, clock)
    assert other.meta("kept") == "yes"
    for each in (store, other):
        each.close()


def test_processes_that_make_the_cache_at_the_same_moment_agree(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from feishu_tui.store import Store\n"
        "from tests.store.build import ME, clock\n"
        "store = Store.open(Path(sys.argv[1]), clock)\n"
        "store.put_calendars([ME])\n"
        "assert store.notice == '', store.notice\n"
        "store.set_meta(sys.argv[2], 'here')\n"
    )
    processes = [start(program, str(path), str(number)) for number in range(4)]
    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0
    store = Store.open(path, clock)
    assert [store.meta(str(number)) for number in range(4)] == ["here"] * 4
    store.close()

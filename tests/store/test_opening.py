"""Whatever stands where the cache should be: a sentence and a working session, and nobody else's file is touched."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from feishu_tui.store import Store, opening
from feishu_tui.store.database import Database
from tests.store.build import ME, NOW, clock, days, event, fill, shown

TODAY = days("2026-11-21")


@pytest.fixture
def filled(path: Path) -> Path:
    """A closed cache with one event."""
    store = Store.open(path, clock)
    store.put_calendars([ME])
    fill(store, event("kept", "2026-11-21 09:00"))
    store.close()
    return path


@pytest.fixture
def opened() -> Iterator[list[Store]]:
    stores: list[Store] = []
    yield stores
    for store in stores:
        store.close()


def works(store: Store, opened: list[Store]) -> bool:
    """Whether the store keeps and shows events."""
    opened.append(store)
    store.put_calendars([ME])
    fill(store, event("new", "2026-11-21 10:00"))
    return "new" in [title for title, _ in shown(store.occurrences(TODAY))]


def test_file_and_folder_are_for_us_alone(filled: Path, opened: list[Store]) -> None:
    opened.append(Store.open(filled, clock))
    for file in filled.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(filled.parent.stat().st_mode) == 0o700


def test_a_file_others_can_read_is_closed_to_them(filled: Path, opened: list[Store]) -> None:
    filled.chmod(0o644)
    opened.append(Store.open(filled, clock))
    assert stat.S_IMODE(filled.stat().st_mode) == 0o600


def test_what_was_written_is_there_the_next_time(filled: Path, opened: list[Store]) -> None:
    store = Store.open(filled, clock)
    opened.append(store)
    assert (store.notice, store.in_memory) == ("", False)
    assert shown(store.occurrences(TODAY)) == [("kept", "11-21 09:00")]


def test_readers_do_not_wait_for_a_writer(filled: Path, opened: list[Store]) -> None:
    store = Store.open(filled, clock)
    opened.append(store)
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert shown(store.occurrences(TODAY)) == [("kept", "11-21 09:00")]


@pytest.mark.parametrize("version", [0, opening.VERSION + 1])
def test_another_version_is_set_aside(filled: Path, opened: list[Store], version: int) -> None:
    with closing(sqlite3.connect(filled)) as raw:
        raw.execute(f"PRAGMA user_version = {version}")
    store = Store.open(filled, clock)
    assert works(store, opened)
    assert store.notice == opening.OTHER_VERSION
    assert shown(store.occurrences(TODAY)) == [("new", "11-21 10:00")]
    with closing(sqlite3.connect(f"{filled}.set-aside")) as raw:
        assert raw.execute("SELECT event_id FROM events").fetchall() == [("kept_0",)]
    assert Store.open(filled, clock).notice == ""


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_set_aside(path: Path, opened: list[Store], content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    store = Store.open(path, clock)
    assert works(store, opened)
    assert store.notice == opening.DAMAGED
    assert Path(f"{path}.set-aside").read_bytes() == content


def test_a_truncated_cache_is_set_aside(filled: Path, opened: list[Store]) -> None:
    filled.write_bytes(filled.read_bytes()[: 3 * 4096])
    store = Store.open(filled, clock)
    assert works(store, opened)
    assert (store.notice, store.in_memory) == (opening.DAMAGED, False)


def test_damage_found_later_is_set_aside_then(filled: Path, opened: list[Store]) -> None:
    with closing(sqlite3.connect(filled)) as raw:
        raw.execute("UPDATE events SET body = '{'")
        raw.commit()
    store = Store.open(filled, clock)
    opened.append(store)
    assert store.notice == ""
    assert store.occurrences(TODAY).occurrences == []
    assert store.notice == opening.DAMAGED
    assert works(store, opened)
    assert Path(f"{filled}.set-aside").exists()


def test_every_flipped_byte_leaves_a_working_session(filled: Path, tmp_path: Path, opened: list[Store]) -> None:
    whole = filled.read_bytes()
    for position in range(0, len(whole), 1997):
        path = tmp_path / f"flipped{position}" / "cache.sqlite3"
        path.parent.mkdir()
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 0x55]) + whole[position + 1 :])
        store = Store.open(path, clock)
        store.occurrences(TODAY)
        store.calendars()
        assert works(store, opened)
        opened.pop().close()


def test_a_link_is_not_followed(filled: Path, tmp_path: Path, opened: list[Store]) -> None:
    before = filled.read_bytes()
    link = tmp_path / "link.sqlite3"
    link.symlink_to(filled)
    store = Store.open(link, clock)
    assert works(store, opened)
    assert (store.in_memory, store.notice) == (True, opening.NOT_A_FILE)
    assert filled.read_bytes() == before
    assert link.is_symlink()


def test_a_link_to_nowhere_makes_no_file(tmp_path: Path, opened: list[Store]) -> None:
    link = tmp_path / "link.sqlite3"
    link.symlink_to(tmp_path / "elsewhere")
    assert works(Store.open(link, clock), opened)
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_in_the_place_of_the_file_is_left_alone(path: Path, opened: list[Store]) -> None:
    (path / "inside").mkdir(parents=True)
    store = Store.open(path, clock)
    assert works(store, opened)
    assert store.notice == opening.NOT_A_FILE
    assert (path / "inside").is_dir()


def test_a_pipe_in_the_place_of_the_file_does_not_hang(path: Path, opened: list[Store]) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    store = Store.open(path, clock)
    assert works(store, opened)
    assert store.notice == opening.NOT_A_FILE


def test_a_file_in_the_place_of_the_folder_is_left_alone(path: Path, opened: list[Store]) -> None:
    path.parent.write_text("mine")
    store = Store.open(path, clock)
    assert works(store, opened)
    assert store.notice == opening.IN_MEMORY
    assert path.parent.read_text() == "mine"


def test_a_read_only_home_shows_what_was_read_before(filled: Path, opened: list[Store]) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    filled.chmod(0o400)
    filled.parent.chmod(0o500)
    try:
        store = Store.open(filled, clock)
        assert store.notice == opening.IN_MEMORY
        assert shown(store.occurrences(TODAY)) == [("kept", "11-21 09:00")]
        assert works(store, opened)
    finally:
        filled.parent.chmod(0o700)


def test_a_full_disk_carries_on_in_memory_with_all_there_was(filled: Path, opened: list[Store]) -> None:
    database = Database(str(filled))
    store = Store(database, clock)
    opened.append(store)

    def fill_the_disk(connection: sqlite3.Connection) -> None:
        connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0]}")

    database.write(fill_the_disk)
    many = [event(f"e{number}", "2026-11-21 12:00", description="x" * 500) for number in range(500)]
    fill(store, event("kept", "2026-11-21 09:00"), *many)
    assert (store.in_memory, store.notice) == (True, opening.IN_MEMORY)
    assert len(store.occurrences(TODAY).occurrences) == 501
    before = Store.open(filled, clock)
    opened.append(before)
    assert shown(before.occurrences(TODAY)) == [("kept", "11-21 09:00")]


def test_a_cache_deleted_while_open_is_made_anew(filled: Path, opened: list[Store]) -> None:
    store = Store.open(filled, clock)
    opened.append(store)
    assert len(store.occurrences(TODAY).occurrences) == 1
    for file in filled.parent.iterdir():
        file.unlink()
    filled.parent.rmdir()
    assert store.occurrences(TODAY).occurrences == []
    assert works(store, opened)
    other = Store.open(filled, clock)
    opened.append(other)
    assert shown(other.occurrences(TODAY)) == [("new", "11-21 10:00")]


def test_a_cache_replaced_by_another_program_version_is_left_to_it(filled: Path, opened: list[Store]) -> None:
    store = Store.open(filled, clock)
    opened.append(store)
    store.calendars()
    for file in filled.parent.iterdir():
        file.unlink()
    with closing(sqlite3.connect(filled)) as raw:
        raw.execute(f"PRAGMA user_version = {opening.VERSION + 1}")
    filled.chmod(0o600)
    assert works(store, opened)
    assert store.in_memory
    with closing(sqlite3.connect(filled)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (opening.VERSION + 1,)


def test_several_threads_share_a_store(filled: Path, opened: list[Store]) -> None:
    for store in (Store.open(filled, clock), Store.open(None, clock)):
        opened.append(store)
        store.put_calendars([ME])
        failures: list[BaseException] = []

        def work(store: Store = store, failures: list[BaseException] = failures) -> None:
            try:
                for number in range(20):
                    store.set_meta(f"{threading.get_ident()} {number}", "x")
                    store.occurrences(TODAY)
            except BaseException as exc:
                failures.append(exc)

        threads = [threading.Thread(target=work) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []


def test_meta_is_remembered(filled: Path, opened: list[Store]) -> None:
    store = Store.open(filled, clock)
    opened.append(store)
    assert store.meta("theme") is None
    store.set_meta("theme", "dark")
    store.set_meta("theme", "light")
    assert store.meta("theme") == "light"
    assert store.calendars()[0].synced_at == NOW.timestamp()

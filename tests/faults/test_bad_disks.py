"""Disks that are full, may not be written to, or keep no locks: a sentence, a working session, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from feishu_tui.store import opening
from tests.commands.signing_in import SignInOffice
from tests.faults.home import Home, signed_in
from tests.faults.restraints import LOCKS_CAN_BE_REFUSED, like_anybody, no_file_above, no_locks
from tests.feishu.office import HOUR, NOW, Office

KEPT = ["mine0", "mine1", "mine2", "team0", "team1", "team2"]
MEMORY = f"feishu-tui: {opening.IN_MEMORY}\n"
MANY = 400


def add_many(office: Office) -> None:
    """So much that the cache has to grow."""
    for number in range(MANY):
        office.add(f"long{number}", NOW + 3 * HOUR, NOW + 4 * HOUR, description="x" * 2000)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of half a megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "none", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_on_a_full_disk_all_is_shown_and_what_was_kept_stays(tmp_path: Path, small_disk: Path) -> None:
    with signed_in(tmp_path) as (home, office):
        home.environ["FEISHU_TUI_CACHE_DIR"] = str(small_disk)
        fill_up(home, office)


def test_where_no_file_may_grow_all_is_shown_and_what_was_kept_stays(tmp_path: Path) -> None:
    with signed_in(tmp_path) as (home, office):
        fill_up(home, office, preexec_fn=no_file_above(600_000))
        assert home.run("sync").err == ""
        assert len(home.titles()) == 6 + MANY


def fill_up(home: Home, office: Office, **options: Any) -> None:
    """Bring more up to date than there is room for."""
    assert home.run("sync", **options).err == ""
    add_many(office)
    ran = home.run("agenda", "--refresh", "--json", **options)
    assert (ran.status, ran.err) == (0, MEMORY)
    assert (len(ran.document["occurrences"]), ran.document["stale"]) == (6 + MANY, False)
    assert sorted(home.titles()) == KEPT


def test_a_home_that_may_only_be_read(tmp_path: Path) -> None:
    with signed_in(tmp_path) as (home, office):
        assert home.run("sync").status == 0
        add_many(office)
        before = {path: path.read_bytes() for path in home.cache.iterdir()}
        for path in before:
            path.chmod(0o400)
        folders = [path for path in home.folder.rglob("*") if path.is_dir()]
        for folder in (home.folder, *folders):
            folder.chmod(0o500)
        bound: dict[str, Any] = {"preexec_fn": like_anybody}
        try:
            ran = home.run("agenda", "--offline", "--json", **bound)
            assert (ran.status, ran.err) == (0, MEMORY)
            assert sorted(each["summary"] for each in ran.document["occurrences"]) == KEPT
            ran = home.run("agenda", "--refresh", "--json", **bound)
            assert (len(ran.document["occurrences"]), ran.err) == (6 + MANY, MEMORY)
            ran = home.run("config", "init", **bound)
            assert ran.status != 0
            assert ran.err.startswith("feishu-tui: Cannot ")
        finally:
            for folder in (home.folder, *folders):
                folder.chmod(0o700)
        assert {path: path.read_bytes() for path in home.cache.iterdir()} == before


@pytest.mark.skipif(not LOCKS_CAN_BE_REFUSED, reason="how to refuse locks is known for two kinds of processor")
def test_a_file_system_without_locks(tmp_path: Path) -> None:
    with signed_in(tmp_path) as (home, _):
        bound: dict[str, Any] = {"preexec_fn": no_locks}
        for _ in range(2):
            ran = home.run("agenda", "--json", **bound)
            assert (ran.status, ran.err) == (0, f"feishu-tui: {opening.NO_LOCKS}\n")
            assert len(ran.document["occurrences"]) == 6
        assert home.run("sync").status == 0
        ran = home.run("agenda", "--offline", "--json", **bound)
        assert sorted(each["summary"] for each in ran.document["occurrences"]) == KEPT


def test_a_login_that_cannot_be_kept_is_not_begun(tmp_path: Path) -> None:
    office = SignInOffice(tmp_path / "signing-in", device_approval="auto")
    try:
        home = Home(tmp_path / "home", office.environ)
        ran = home.run("login", preexec_fn=no_file_above(16_000))
        assert ran.err.startswith("feishu-tui: The login cannot be kept in "), ran
        assert ran.status not in (0, 70)
        assert not office.simulator.log
        assert office.file.read() is None
        assert [name for name in os.listdir(office.file.path.parent) if not name.endswith(".lock")] == []
    finally:
        office.close()

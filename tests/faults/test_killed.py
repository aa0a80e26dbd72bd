"""SIGKILL at any time: what is there afterwards is the old or the new, and the next start needs no repair."""

from __future__ import annotations

import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feishu_tui.config.keeping import keep_setting
from feishu_tui.language import Language
from feishu_tui.model import Span
from feishu_tui.store import Store
from tests.commands.signing_in import SignInOffice
from tests.faults.home import LONG, TEAM, Home, signed_in
from tests.feishu.office import CAL, DAY, NOW

OFTEN = max(9, LONG // 3)
"""How often each is killed; FEISHU_TUI_LONG_TESTS=1000 makes it a thousand times in all."""

pytestmark = pytest.mark.timeout(max(120, LONG * 5))


class Killer:
    """Runs command lines and kills them; see ``killing``."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def kill(self, *words: str) -> None:
        """Run one; the first of all comes to its end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(*words, file=self._process.stdin, flush=True)
        assert self._process.stdout.readline()


@contextmanager
def killing(environ: dict[str, str]) -> Iterator[Killer]:
    """A killer in an environment."""
    command = [sys.executable, "-m", "tests.faults.killing", "8"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environ, cwd=Path.cwd()
    ) as process:
        yield Killer(process)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0


def versions(path: Path, calendar_id: str) -> tuple[set[str], int]:
    """The titles a calendar's cache shows, and how many events; it must not have needed repair."""
    store = Store.open(path, lambda: datetime.fromtimestamp(NOW, UTC))
    span = Span(datetime.fromtimestamp(NOW - DAY, UTC), datetime.fromtimestamp(NOW + DAY, UTC))
    found = [each.event.summary for each in store.occurrences(span, [calendar_id]).occurrences]
    assert (store.notice, store.in_memory) == ("", False)
    store.close()
    return set(found), len(found)


def test_a_sync_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    with signed_in(tmp_path) as (home, office), killing(home.environ) as killer:
        seen: dict[str, set[str]] = {calendar_id: set() for calendar_id in (CAL, TEAM)}
        for attempt in range(OFTEN):
            for calendar_id, name in ((CAL, "mine"), (TEAM, "team")):
                for number in range(3):
                    office.state.retitle(calendar_id, f"{name}{number}_0", f"version{attempt}")
            killer.kill("sync", *["--full"] * (attempt % 2))
            for calendar_id in (CAL, TEAM):
                titles, count = versions(home.database, calendar_id)
                assert count == 3
                (title,) = titles
                assert attempt == 0 or title == f"version{attempt}" or {title} == seen[calendar_id]
                seen[calendar_id] = titles
        assert home.titles()
        assert home.run("sync").status == 0
        assert set(home.titles()) == {f"version{OFTEN - 1}"}
        assert not list(home.cache.glob("*.set-aside*"))


def test_the_first_sync_leaves_a_cache_that_the_next_completes(tmp_path: Path) -> None:
    with signed_in(tmp_path) as (home, _), killing(home.environ) as killer:
        killer.kill("sync")
        for _ in range(OFTEN // 3):
            for path in home.cache.iterdir():
                path.unlink()
            killer.kill("sync")
        ran = home.run("agenda", "--json")
        assert (ran.status, ran.err, len(ran.document["occurrences"])) == (0, "", 6)


def test_a_setting_is_the_old_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    before = '# mine\ntheme = "ink"  # dark\n[profiles.other]\ntimezone = "Asia/Tokyo"\n'
    path.write_text(before)
    home = Home(tmp_path / "home")
    with killing(home.environ) as killer:
        killer.kill("keep", str(path), "theme", "ink")
        theme = "ink"
        for attempt in range(OFTEN):
            killer.kill("keep", str(path), "theme", f"theme{attempt}")
            content = path.read_text()
            found = tomllib.loads(content)["theme"]
            assert found in (theme, f"theme{attempt}")
            assert content == before.replace('"ink"', f'"{found}"')
            theme = found
    Path(f"{path}.original").write_text("mine")
    keep_setting(path, "default", "theme", "last", Language("en"))
    assert sorted(each.name for each in tmp_path.iterdir()) == ["config.toml", "config.toml.original", "home"]


def test_a_login_is_none_or_whole(tmp_path: Path) -> None:
    office = SignInOffice(tmp_path / "signing-in", device_approval="auto")
    home = Home(tmp_path / "home", office.environ)
    del home.environ["FEISHU_TUI_NOW"]
    try:
        with killing(home.environ) as killer:
            killer.kill("login")
            for _ in range(OFTEN):
                before = office.file.read()
                assert before is None or before.access_ends > time.time()
                if before is not None:
                    office.file.remove()
                killer.kill("login")
            assert home.run("login").status == 0
        assert office.login.name == "王小明"
        names = {path.name for path in office.file.path.parent.iterdir()}
        assert not [name for name in names if name.endswith(".new")]
    finally:
        office.close()

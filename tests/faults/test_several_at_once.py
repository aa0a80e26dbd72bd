"""Several programs on one cache: one asks the server, the others wait for what it brings; nobody sees a lock."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from feishu_tui.simulator.faults import Fault
from tests.commands.ran import Ran
from tests.faults.home import HOUR_AGO, LONG, Home, signed_in
from tests.feishu.office import CAL, HOUR, NOW, Office

MINUTE = LONG and 60
SLOW = Fault("/events", times=None, latency=0.5)


def full_pulls(office: Office) -> int:
    """How often everything of a calendar was asked for."""
    return _asked(office, "anchor_time")


def pulls(office: Office) -> int:
    """How often the changes of a calendar were asked for."""
    return _asked(office, "sync_token")


def _asked(office: Office, parameter: str) -> int:
    queries = [parse_qs(query) for _, path, query in office.simulator.log if path.endswith("/events")]
    return sum(parameter in query for query in queries)


def together(home: Home, *commands: tuple[str, ...]) -> list[Ran]:
    """Run command lines at the same time; none may speak of locks, or fail."""
    running = [home.start(*command) for command in commands]
    ended = [Ran(each.wait(60), *each.communicate()) for each in running]
    for ran in ended:
        assert ran.status == 0, ran
        assert ran.err == "", ran.err
    return ended


def test_on_an_empty_cache_each_calendar_is_read_once(tmp_path: Path) -> None:
    with signed_in(tmp_path) as (home, office):
        office.faults.add(SLOW)
        with home.browse() as screen:
            ran = together(home, ("sync", "--json"), *[("agenda", "--json")] * 3)
            screen.wait_for("synced")
            assert any("mine2" in line for line in screen.display), screen.display
            screen.type("q")
            assert screen.status() == 0
        assert [len(each.document["occurrences"]) for each in ran[1:]] == [6] * 3
        assert full_pulls(office) == 2
        assert [row["error"] for row in ran[0].document["calendars"]] == [None, None]


def test_an_old_cache_is_brought_up_to_date_once(tmp_path: Path) -> None:
    with signed_in(tmp_path) as (home, office):
        assert home.run("sync", environ={"FEISHU_TUI_NOW": HOUR_AGO}).status == 0
        office.add("new", NOW, NOW + HOUR)
        office.faults.add(SLOW)
        office.simulator.log.clear()
        ran = together(home, *[("agenda", "--json")] * 3)
        assert [len(each.document["occurrences"]) for each in ran] == [7] * 3
        assert not any(each.document["stale"] for each in ran)
        assert pulls(office) == 2
        assert full_pulls(office) == 0


@pytest.mark.skipif(not LONG, reason="takes half a minute; FEISHU_TUI_LONG_TESTS=1 runs it")
def test_one_that_is_stopped_holds_nobody_up_for_ever(tmp_path: Path) -> None:
    with signed_in(tmp_path) as (home, office):
        office.faults.add(Fault("/events", times=None, latency=2))
        stopped = home.start("sync")
        while not full_pulls(office):
            time.sleep(0.01)
        stopped.send_signal(signal.SIGSTOP)
        try:
            ran = home.run("sync", "--json")
            assert (ran.status, [row["mode"] for row in ran.document["calendars"]]) == (0, ["full", "full"])
        finally:
            stopped.send_signal(signal.SIGCONT)
        stopped.communicate(timeout=60)
        assert sorted(home.titles()) == ["mine0", "mine1", "mine2", "team0", "team1", "team2"]


def test_one_that_is_killed_lets_the_others_go_on_at_once(tmp_path: Path) -> None:
    with signed_in(tmp_path) as (home, office):
        office.faults.add(Fault("/events", times=2, latency=60))  # once for each calendar: none of them is kept
        killed = home.start("sync")
        while full_pulls(office) < 2:
            time.sleep(0.01)
        waiting = home.start("sync", "--json")
        killed.kill()
        killed.communicate()
        ran = Ran(waiting.wait(60), *waiting.communicate())
        assert (ran.status, [row["mode"] for row in ran.document["calendars"]]) == (0, ["full", "full"])


@pytest.mark.skipif(not MINUTE, reason="takes a minute; FEISHU_TUI_LONG_TESTS=1 runs it")
@pytest.mark.timeout(300)
def test_no_update_is_lost_in_a_minute_of_changes(tmp_path: Path) -> None:
    keep_changing(tmp_path, MINUTE)


def test_no_update_is_lost_in_a_few_changes(tmp_path: Path) -> None:
    keep_changing(tmp_path, 0)


def keep_changing(folder: Path, seconds: float) -> None:
    """Change the office while two browsers, a sync and five agendas run again and again; in the end all is here."""
    with signed_in(folder) as (home, office):
        assert home.run("sync", environ={"FEISHU_TUI_NOW": HOUR_AGO}).status == 0
        with home.browse() as one, home.browse() as other:
            for screen in (one, other):
                screen.wait_for("mine2")
            end, number = time.monotonic() + seconds, 0
            while number < 2 or time.monotonic() < end:
                number += 1
                office.state.retitle(CAL, "mine0_0", f"version {number}")
                for screen in (one, other):
                    screen.type("r")
                together(home, ("sync",), *[("agenda", "--refresh", "--json")] * (1 + 4 * bool(LONG)))
                assert f"version {number}" in home.titles()
            for screen in (one, other):
                screen.type("r")
                screen.wait_for(f"version {number}")
                assert not any("lock" in line.casefold() for line in screen.display)
                screen.type("q")
                assert screen.status() == 0
        assert not list(home.cache.glob("*.set-aside*"))
        assert os.stat(home.database).st_mode & 0o777 == 0o600

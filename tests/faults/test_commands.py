"""The commands while a server fails: the old agenda with a note and never as fresh, or a sentence and a status."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from feishu_tui.commands import session
from tests.commands.conftest import RunCli, home, run_cli
from tests.faults.trial import office_of_three
from tests.faults.troubles import FAULTS
from tests.faults.wire import Wire, wired

__all__ = ["home", "run_cli"]

LATER = ("--now", "2026-11-21T13:00:00+08:00")
FAULTY = [
    *("reset", "black hole", "slow drip of a body", "cut in the middle", "length too short", "HTML from a proxy"),
    *("200 with an unknown code", "204", "redirects in a circle", "429 with a reset of a year", "500 with a code"),
    *("quota used up", "token ended", "nested deeply", "data that is a list"),
]


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    """An office on a wire that runs beside the test; the environment points there."""
    ready: list[Wire] = []
    begun, over = threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with wired(office_of_three().simulator) as opened:
            ready.append(opened)
            begun.set()
            await over.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    begun.wait()
    monkeypatch.setattr(session, "PATIENCE_SECONDS", 100.0)  # a busy box is no silent server
    monkeypatch.setenv("FEISHU_TUI_BASE_URL", ready[0].url)
    monkeypatch.setenv("FEISHU_TUI_ACCESS_TOKEN", "u-demo")
    yield ready[0]
    loop.call_soon_threadsafe(over.set)
    thread.join()
    loop.close()


@pytest.mark.parametrize("name", FAULTY)
def test_what_was_read_is_shown_as_old(name: str, wire: Wire, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    before = run_cli("agenda", "--json").document
    assert before["stale"] is False
    wire.strike(FAULTS[name].trouble)
    with monkeypatch.context() as hurry:
        hurry.setattr(session, "PATIENCE_SECONDS", 0.4)
        ran = run_cli(*LATER, "agenda", "--json")
    assert ran.status in (0, 5)
    assert ran.document["occurrences"] == before["occurrences"]
    assert (ran.document["stale"], ran.document["synced_at"]) == (True, before["synced_at"])
    assert ran.err.startswith("feishu-tui: ")
    assert "Traceback" not in ran.err
    for line in ran.err.splitlines():
        assert line.startswith(("feishu-tui: ", "  "))
    wire.strike(None)
    fresh = run_cli(*LATER, "agenda", "--json").document
    assert (fresh["stale"], fresh["synced_at"]) == (False, "2026-11-21T13:00:00+08:00")


@pytest.mark.parametrize("name", ["HTML from a proxy", "204", "quota used up", "token ended", "nested deeply"])
def test_where_nothing_was_read_a_sentence_and_a_remedy_are_told(name: str, wire: Wire, run_cli: RunCli) -> None:
    wire.strike(FAULTS[name].trouble)
    for argv in (["agenda"], ["sync"], ["calendars"], ["show", "x_0"]):
        ran = run_cli(*argv, "--json")
        assert ran.status == FAULTS[name].error.exit_status
        assert ran.error["message"].endswith(".")
        assert ran.error["hint"]
        assert ran.error["log_id"] == "LOG-WIRE"

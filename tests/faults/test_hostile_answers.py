"""Strangers' text in every field of every endpoint, over HTTP: no command obeys it, breaks on it or prints it raw."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import icalendar
import pytest

from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.faults import Fault
from feishu_tui.simulator.serve import serve
from tests.commands.conftest import RunCli, home, run_cli
from tests.commands.ran import Ran
from tests.faults.nasty import CANARY, NASTY
from tests.faults.poison import Poison, Poisoned, raw_in, small_office, texts
from tests.ui.sample_office import UNLIMITED

__all__ = ["home", "run_cli"]

NOW = datetime.fromisoformat("2026-11-21T11:00:00+08:00")
COMMANDS = [
    ["sync"],
    ["agenda", "--days", "3"],
    ["agenda", "--days", "3", "--json"],
    ["calendars"],
    ["search", "a", "--json"],
    ["next"],
    ["export", "--days", "3"],
]


@contextmanager
def poisoned_office(monkeypatch: pytest.MonkeyPatch, poison: Poison) -> Iterator[Poisoned]:
    """The sample office behind HTTP with poison in all it says; the environment points there."""
    poisoned = Poisoned(Simulator(small_office(NOW), UNLIMITED, clock=NOW.timestamp), poison)
    with serve(poisoned) as server:
        monkeypatch.setenv("FEISHU_TUI_BASE_URL", server.url)
        monkeypatch.setenv("FEISHU_TUI_ACCESS_TOKEN", "u-demo")
        yield poisoned


def assert_harmless(ran: Ran, argv: Sequence[str]) -> None:
    """Nothing raw, nothing the program did not expect, and JSON that is JSON."""
    assert "Traceback" not in ran.err
    assert "made a mistake" not in ran.err, ran.err
    assert CANARY not in ran.out + ran.err or ("show" in argv and "--json" in argv)  # as it came, in JSON
    assert raw_in(ran.out.replace("\r\n", "\n") if "export" in argv else ran.out) == []
    assert raw_in(ran.err) == []
    if "--json" in argv:
        json.loads(ran.out)
    if "export" in argv and ran.status == 0:
        read = icalendar.Calendar.from_ical(ran.out)
        assert {each.name for each in read.subcomponents} == {"VEVENT", "VTIMEZONE"}
        assert not any("X-EVIL" in each for each in read.walk())


@pytest.mark.parametrize("first", range(0, len(NASTY), len(NASTY) // 3), ids=lambda first: f"from {list(NASTY)[first]}")
def test_texts(first: int, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    said: dict[str, set[object]] = {}
    poison = texts([*NASTY.values()], first)

    def noting(place: str, value: object) -> object:
        worse = poison(place, value)
        said.setdefault(place.rpartition(".")[2], set()).add(worse)
        return worse

    with poisoned_office(monkeypatch, noting) as office:
        for argv in COMMANDS:
            ran = run_cli(*argv)
            assert_harmless(ran, argv)
            assert ran.status == 0, ran.err
        assert len(run_cli("agenda", "--days", "3", "--json").document["occurrences"]) > len(NASTY) // 3
        event_id = next(iter(next(iter(office.state.calendars.values())).shelf.records))
        for argv in (["show", event_id], ["show", event_id, "--json"]):
            assert_harmless(run_cli(*argv), argv)
        office.faults.add(Fault("", times=None, status=400, code=190014, msg="x"))
        for argv in (["sync"], ["status"], ["show", event_id], ["sync", "--json"]) * 3:
            ran = run_cli(*argv)
            assert_harmless(ran, argv)
    for name in ("summary", "description"):
        assert said[name] >= set(NASTY.values()), name

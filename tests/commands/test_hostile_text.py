"""Anyone can invite you: nothing of a title, a place or a calendar's name is obeyed by the terminal."""

from __future__ import annotations

import json

import pytest

from feishu_tui.simulator.faults import Fault
from tests.commands.conftest import TEAM, OpenOffice, RunCli
from tests.commands.ran import unsafe
from tests.feishu.office import CAL, HOUR, NOW

HOSTILE = {
    "markup": "[bold]x[/] [/] [red",
    "csi": "a\x1b[2J\x1b[31mb",
    "osc": "a\x1b]0;pwned\x07b\x1b]52;c;cHduZWQ=\x1b\\c",
    "c1": "a\x9b2Jb\x9d0;x\x9cc\x85d",
    "bidi": "a\u202eb\u2066c\u200f",
    "lines": "a\nb\r\nc\td\u2028e",
    "nul": "a\x00b\x08c\x7f",
    "surrogate": "a\ud800b",
    "tags": "a\U000e0041\ufeffb",
    "emoji": "👨\u200d👩\u200d👧 家庭 ｶﾅ é",
    "huge": "长" * 3000,
}

COMMANDS = (["agenda"], ["agenda", "--json"], ["calendars"], ["show", "bad_0"], ["sync"])


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize(
    "argv", [["agenda"], ["agenda", "--json"], ["calendars"], ["show", "bad_0"], ["sync"]], ids=" ".join
)
def test_nothing_of_it_reaches_the_terminal_raw(
    kind: str, argv: list[str], run_cli: RunCli, open_office: OpenOffice
) -> None:
    text = HOSTILE[kind]
    office = open_office({"calendar_id": TEAM, "summary": "x", "type": "shared", "role": "reader"})
    event = office.state.event(CAL, office.add("bad", NOW, NOW + HOUR))
    event |= {"summary": text, "description": text, "location": {"name": text}}
    event["event_organizer"] = {"display_name": text}
    team = {"calendar_id": TEAM, "summary": text, "type": "shared", "role": "reader"}
    mine = {"calendar_id": CAL, "summary": text, "type": "primary", "role": "owner"}
    # As escapes in the JSON, as a server would send half a surrogate pair.
    for pattern, data in (
        (r"/calendars\?", {"calendar_list": [mine, team], "has_more": False}),
        ("me%40.*/events/bad_0", {"event": event}),
        (r"me%40.*/events\?", {"items": [event], "sync_token": "s", "has_more": False}),
    ):
        body = json.dumps({"code": 0, "data": data}).encode()
        office.faults.add(Fault(pattern, times=None, status=200, body=body))
    ran = run_cli(*argv)
    assert ran.status == 0, ran.err
    printed = (ran.out + ran.err).replace("\n", "")
    assert unsafe(printed) == []
    assert "pwned" not in printed
    if argv == ["agenda"]:
        assert len(ran.out.splitlines()) == 2
    if argv == ["agenda", "--json"]:
        (row,) = ran.document["occurrences"]
        assert unsafe(row["summary"]) == unsafe(row["location"]) == unsafe(row["organizer"]) == []


def test_what_was_typed_is_not_obeyed_either(run_cli: RunCli) -> None:
    for argv in (["agenda", "\x1b[2J\udcff"], ["agenda", "--calendar", "\x9b2J"], ["agenda", "--tz", "\x1b]0;x\x07"]):
        ran = run_cli("--demo", *argv)
        assert ran.status == 2
        assert unsafe(ran.err.replace("\n", "")) == []
        assert unsafe(run_cli("--demo", *argv, "--json").out.replace("\n", "")) == []

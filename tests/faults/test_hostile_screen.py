"""Strangers' text on a real terminal: no byte of it is a command there, and every line stays in its place."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from shutil import copyfile

import pytest
from rich.cells import cell_len

from feishu_tui.feishu import connect
from feishu_tui.simulator.api import Simulator
from feishu_tui.store import Store
from feishu_tui.sync.desk import SyncDesk
from tests.faults.nasty import CANARY, NASTY
from tests.faults.poison import Poisoned, raw_in, small_office, texts
from tests.transport import transport
from tests.ui.sample_office import NOW, UNLIMITED, Clock, Synced, browsing, config_in
from tests.ui.terminal import Terminal

OWN = re.compile(
    rb"\x1b\[[0-9;:?<=>$]*[ -/]*[@-~]"  # CSI
    rb"|\x1b\]8;[!-:<-~]*;(?:https?://[!-~]*)?\x1b\\"  # OSC 8: links, to web addresses only
    rb"|\x1b\]22;[a-z]*(?:\x07|\x1b\\)"  # OSC 22: the pointer's shape
    rb"|\x1b[78=>]|\x1b\(B"
)
"""The sequences the program itself sends."""
BACK = re.compile(r"\w\x08+\w")
KEYS = ["j}jjd", "wma", "\tjjjjjj\tjj", "/a\r", "jj\x1b", "?", "\x1b", "o", "\x1b", "I", "\x1b"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Synced:
    """A cache of an office where everything has a nasty name; all that is shown was looked at."""
    folder = tmp_path_factory.mktemp("hostile")
    poisoned = Poisoned(Simulator(small_office(NOW), UNLIMITED, clock=NOW.timestamp), texts([*NASTY.values()]))
    path = folder / "sample.sqlite3"

    async def sync() -> None:
        store = Store.open(path, Clock())
        async with connect.open(config_in(folder), transport(poisoned)) as feishu:
            desk = SyncDesk(feishu, store, Clock())
            report = await desk.refresh()
            assert not report.failed
            for calendar in store.calendars()[:2]:
                for event_id in [*poisoned.state.calendars[calendar.calendar.calendar_id].shelf.records][:24]:
                    await desk.detail(calendar.calendar.calendar_id, event_id)
        store.close()

    asyncio.run(sync())
    return Synced(path, poisoned)


def test_no_byte_on_the_terminal_is_a_command_of_theirs_and_panes_stay_aligned(hostile: Synced, tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite3"
    copyfile(hostile.path, path)
    with Terminal(path, 120, 40) as terminal:
        sent = terminal.wait_for("Sat 21 Nov")
        for _ in range(3):
            sent += terminal.press("j")
            walked = terminal.display
            sent += terminal.press("\x0c")
            assert terminal.display == walked
        for keys in KEYS:
            sent += terminal.press(keys)
        sent += terminal.press("q") + terminal.rest()
    assert CANARY.encode() not in sent
    rest = OWN.sub(b"", sent)
    assert b"\x1b" not in rest, rest[max(0, rest.index(b"\x1b") - 40) :][:120]
    # The program itself goes back by \b, yet never to write over what it has just written.
    assert raw_in(rest.decode().replace("\r", "").replace("\b", "")) == []
    for text in NASTY.values():
        assert not [part for part in BACK.findall(text) if part.encode() in sent]


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)], ids=str)
async def test_lines_stay_in_their_place(hostile: Synced, size: tuple[int, int], tmp_path: Path) -> None:
    async with browsing(tmp_path, hostile, size, signed_in=False) as it:
        width, _ = size
        for keys in (*"jjj}}dwma/", "escape", "tab", "j", "j", "tab", "j", "o", "escape", "I", "escape", "?", "escape"):
            await it.press(keys)
            lines = [strip.text for strip in it.app.screen._compositor.render_strips()]
            assert {cell_len(line) for line in lines} == {width}, keys
            assert raw_in("\n".join(lines)) == [], keys

"""The mouse is taken from the terminal only where it is wanted, and given back on request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.ui.left_behind import opened
from tests.ui.program import Program

MOUSE = re.compile(rb"\x1b\[\?(1000|1002|1003|1006|1015|1016)([hl])")
"""Reports of buttons, of moves, and the encodings of both (xterm, ctlseqs, "Mouse Tracking")."""


class Modes:
    """Which of the mouse's modes are on, by all that was sent."""

    def __init__(self) -> None:
        self.on: set[bytes] = set()

    def feed(self, sent: bytes) -> None:
        for mode, how in MOUSE.findall(sent):
            (self.on.add if how == b"h" else self.on.discard)(mode)


def click(program: Program) -> None:
    """Click on an event, and see that it is chosen."""
    y = next(y for y, line in enumerate(program.display) if "Code freeze" in line)
    before = program.cell(y, 40).bg
    program.type(f"\x1b[<0;41;{y + 1}M\x1b[<0;41;{y + 1}m")
    for _ in range(60):
        program.quiet()
        if program.cell(y, 40).bg != before:
            break
    assert program.cell(y, 40).bg != before


def test_a_click_chooses_and_a_key_gives_the_mouse_to_the_terminal_and_takes_it_back(environ: dict[str, str]) -> None:
    modes = Modes()
    with Program(environ) as program:
        modes.feed(opened(program))
        assert {b"1000", b"1006"} <= modes.on
        click(program)
        program.type("M")
        modes.feed(program.wait_for("The mouse is the terminal's"))
        assert modes.on == set()
        program.type("M")
        modes.feed(program.wait_for("The mouse works here again"))
        assert {b"1000", b"1006"} <= modes.on
        modes.feed(program.press("q") + program.rest())
        assert modes.on == set()


@pytest.mark.parametrize(("setting", "flags"), [("mouse = false\n", ()), ("mouse = true\n", ("--no-mouse",))])
def test_a_mouse_nobody_wants_is_left_alone_until_it_is_asked_for(
    tmp_path: Path, environ: dict[str, str], setting: str, flags: Sequence[str]
) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(setting, encoding="utf-8")
    modes = Modes()
    with Program(environ, arguments=["feishu_tui", *flags]) as program:
        sent = opened(program)
        assert not [mode for mode, how in MOUSE.findall(sent) if how == b"h"]
        program.type("M")
        modes.feed(program.wait_for("The mouse works here again"))
        assert {b"1000", b"1006"} <= modes.on
        program.type("M")
        modes.feed(program.wait_for("The mouse is the terminal's") + program.press("q") + program.rest())
        assert modes.on == set()

"""How many bytes a key costs on a real terminal; what an idle program sends is nothing."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest

from tests.ui.sample_office import Synced
from tests.ui.terminal import ANSWER, Terminal


@pytest.fixture
def copy(cache: Synced, tmp_path: Path) -> Path:
    path = tmp_path / "cache.sqlite3"
    copyfile(cache.path, path)
    return path


def test_a_cursor_move_costs_a_few_hundred_bytes(copy: Path) -> None:
    """On the average of some moves: on a busy machine what one move draws may arrive with the next.

    Among what a view shows it is more than in a list, as what is selected has a height; but for where the view has to
    turn.
    """
    keys = "jjjjkkj"
    with Terminal(copy, 80, 24) as terminal:
        terminal.wait_for("Sat 21 Nov")
        terminal.settle()
        costs = [len(terminal.press(key)) for key in keys]
        assert 0 < sum(costs) <= 400 * len(keys), costs
        for view, moves in (("d", "jjjkkj"), ("w", "jjjkhll"), ("m", "hhkllj")):
            terminal.press(f"t{view}")
            terminal.settle()
            costs = [len(terminal.press(key)) for key in moves]
            assert 0 < sorted(costs)[len(costs) // 2] <= 600, (view, costs)


def test_what_the_terminal_shows_is_what_the_program_drew(copy: Path) -> None:
    with Terminal(copy, 120, 40) as terminal:
        terminal.wait_for("Sat 21 Nov")
        for keys in ("jj]}{[tllh", "wjjl]h}[tkk", "mjjhl} {t", "djjl]h}tkk"):
            terminal.press(keys)
            terminal.settle()
            walked, painted = terminal.display, terminal.painted()
            terminal.press("\x0c")
            terminal.settle()
            assert terminal.display == walked, keys
            assert terminal.painted() == painted, keys


def test_what_is_typed_at_once_is_taken_key_by_key(copy: Path) -> None:
    """Over a slow line several keys arrive together: what follows the key that opens the search is its text."""
    with Terminal(copy, 80, 24) as terminal:
        terminal.wait_for("Sat 21 Nov")
        terminal.type("/weekly product")
        terminal.wait_for("weekly product")
        assert "weekly product" in terminal.display[-1]
        terminal.press("\x1b")
        terminal.settle()
        terminal.type("]]g+1d")
        terminal.wait_for("+1d")
        assert terminal.display[-1].strip().endswith("+1d")
        terminal.press("\x1b")
        terminal.type("gfri\rj")
        terminal.wait_for("Fri 27 Nov")
        assert "not a date" not in terminal.display[-1]
        terminal.type("/weekly product\rlgsun\r")
        terminal.wait_for("Sun 29 Nov")
        terminal.type("gmon\rgwed\r")
        terminal.wait_for("Wed 25 Nov")
        terminal.type("?qg2026-12-24\r")  # the list of keys is closed again
        terminal.wait_for("Thu 24 Dec")


def test_a_small_update_is_sent_as_it_is(copy: Path) -> None:
    with Terminal(copy, 80, 24) as terminal:
        terminal.wait_for("Sat 21 Nov")
        terminal.settle()
        sent = terminal.press("j")
        assert sent
        assert b"\x1b[?2026" not in sent
        assert terminal.press("\x0c").count(b"\x1b[?2026h") == 1


SSH = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}


@pytest.mark.parametrize(
    ("environ", "far"), [(SSH, True), ({"SLOW": "1"}, True), ({}, False)], ids=["over SSH", "as if", "near"]
)
def test_from_far_away_no_move_of_the_mouse_is_reported(copy: Path, environ: dict[str, str], far: bool) -> None:
    with Terminal(copy, 80, 24, **environ) as terminal:
        sent = terminal.wait_for("Sat 21 Nov")
        assert b"\x1b[?1000h" in sent
        assert (b"\x1b[?1003h" in sent) is not far


@pytest.mark.parametrize(("said", "far"), [("", True), ("0", False)], ids=["nothing said", "said to be near"])
def test_a_terminal_that_is_long_in_answering_is_far_away(copy: Path, said: str, far: bool) -> None:
    with Terminal(copy, 80, 24, SLOW=said) as terminal:
        terminal.answers = False
        terminal.wait_for("Sat 21 Nov")  # and until nothing came for longer than it takes from near by
        assert (b"\x1b[?1003l\x1b[?1000h" in terminal.press(ANSWER.decode())) is far
        terminal.press("j")
        assert terminal.press("/budget")
        assert terminal.display[-1].endswith("budget")

"""How many bytes a key costs on a real terminal; what an idle program sends is nothing."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest

from tests.ui.sample_office import Synced
from tests.ui.terminal import Terminal


@pytest.fixture
def copy(cache: Synced, tmp_path: Path) -> Path:
    path = tmp_path / "cache.sqlite3"
    copyfile(cache.path, path)
    return path


def test_a_cursor_move_costs_a_few_hundred_bytes(copy: Path) -> None:
    """On the average of some moves: on a busy machine what one move draws may arrive with the next."""
    keys = "jjjjkkj"
    with Terminal(copy, 80, 24) as terminal:
        terminal.wait_for("Sat 21 Nov")
        while terminal.quiet():
            pass
        costs = [len(terminal.press(key)) for key in keys]
        assert 0 < sum(costs) <= 400 * len(keys), costs


@pytest.mark.parametrize(
    ("view", "keys"), [("d", "jjjkkj"), ("w", "jjjkhll"), ("m", "hhkllj")], ids=["day", "week", "month"]
)
def test_a_move_among_what_a_view_shows_costs_some_hundred_bytes(copy: Path, view: str, keys: str) -> None:
    """More than in a list, as what is selected has a height; but for where the view has to turn."""
    with Terminal(copy, 80, 24) as terminal:
        terminal.wait_for("Sat 21 Nov")
        terminal.press(view)
        while terminal.quiet():
            pass
        costs = [len(terminal.press(key)) for key in keys]
        assert 0 < sorted(costs)[len(costs) // 2] <= 600, costs


@pytest.mark.parametrize(
    "keys", ["jj]}{[tllh", "wjjl]h}[tkk", "mjjhl} {t", "djjl]h}tkk"], ids=["agenda", "week", "month", "day"]
)
def test_what_the_terminal_shows_is_what_the_program_drew(copy: Path, keys: str) -> None:
    with Terminal(copy, 120, 40) as terminal:
        terminal.wait_for("Sat 21 Nov")
        terminal.press(keys)
        while terminal.quiet():
            pass
        walked = terminal.display
        terminal.press("\x0c")
        assert terminal.display == walked


def test_quitting_leaves_the_terminal_as_it_was(copy: Path) -> None:
    with Terminal(copy, 80, 24) as terminal:
        terminal.wait_for("Sat 21 Nov")
        sent = terminal.press("q") + terminal.rest()
        assert sent.rindex(b"\x1b[?1049l") > sent.find(b"\x1b[?1049h")
        assert b"\x1b[?25h" in sent


def test_what_is_typed_at_once_is_taken_key_by_key(copy: Path) -> None:
    """Over a slow line several keys arrive together: what follows the key that opens the search is its text."""
    with Terminal(copy, 80, 24) as terminal:
        terminal.wait_for("Sat 21 Nov")
        terminal.press("/weekly product")
        assert "weekly product" in terminal.display[-1]
        terminal.press("\x1b")
        terminal.press("]]g+1d")
        assert terminal.display[-1].strip().endswith("+1d")


def test_a_small_update_is_sent_as_it_is(copy: Path) -> None:
    with Terminal(copy, 80, 24) as terminal:
        terminal.wait_for("Sat 21 Nov")
        while terminal.quiet():
            pass
        sent = terminal.press("j")
        assert sent
        assert b"\x1b[?2026" not in sent
        assert terminal.press("\x0c").count(b"\x1b[?2026h") == 1


@pytest.mark.parametrize("far", [True, False])
def test_over_ssh_no_move_of_the_mouse_is_reported(copy: Path, far: bool) -> None:
    environ = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"} if far else {}
    with Terminal(copy, 80, 24, **environ) as terminal:
        sent = terminal.wait_for("Sat 21 Nov")
        assert b"\x1b[?1000h" in sent
        assert (b"\x1b[?1003h" in sent) is not far

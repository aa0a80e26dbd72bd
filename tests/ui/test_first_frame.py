"""What is on the terminal before Textual is there is what Textual draws a moment later, cell by cell."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from pathlib import Path
from socket import socket

import pyte
import pytest

from feishu_tui.config import load
from feishu_tui.store import Store
from feishu_tui.ui.pane_layout import PICKER_WIDTH, detail_width, visible
from tests.ui.left_behind import HIDE_CURSOR, first_frame, opened
from tests.ui.program import Program
from tests.ui.sample_office import Clock


class Handed:
    """The program in a terminal: the screen before Textual began, and when it was quiet."""

    def __init__(self, environ: Mapping[str, str], width: int = 120, height: int = 40) -> None:
        self.size = width, height
        with Program(environ, width, height) as program:
            sent = b""
            while sent.count(HIDE_CURSOR) < 2:
                sent += program.read()
            self.before = sent[: sent.rindex(HIDE_CURSOR)]
            self.first = pyte.Screen(width, height)
            pyte.ByteStream(self.first).feed(self.before)
            self.after = sent[len(self.before) :] + program.quiet()
            while more := program.quiet():
                self.after += more
            self.settled = program.screen

    def agenda(self, screen: pyte.Screen) -> list[list[pyte.screens.Char]]:
        """The cells of the pane in the middle, its borders included."""
        width, height = self.size
        panes = visible(width, "agenda", True)
        left = PICKER_WIDTH if "picker" in panes else 0
        right = width - (detail_width(width - left) if "detail" in panes else 0)
        return [[_seen(screen.buffer[y][x]) for x in range(left, right)] for y in range(height - 1)]

    def agrees(self) -> bool:
        """Whether the agenda was there at first as it is now; where not, the differing lines are printed."""
        early, late = self.agenda(self.first), self.agenda(self.settled)
        for y, (one, other) in enumerate(zip(early, late, strict=True)):
            if one != other:
                print(y, "".join(cell.data for cell in one), "|", "".join(cell.data for cell in other))
                print([(x, a, b) for x, (a, b) in enumerate(zip(one, other, strict=True)) if a != b][:2])
        return early == late and any(cell.data.strip() for line in early for cell in line)


def _seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    """A cell without what nobody can see of it: of a blank the colour of its text, for one."""
    lined = cell.underscore or cell.reverse or cell.strikethrough
    return cell if cell.data.strip() or lined else cell._replace(fg="default", bold=False, italics=False)


@pytest.mark.parametrize(
    ("size", "changed"),
    [
        ((80, 24), {}),
        ((200, 50), {"FEISHU_TUI_LANG": "zh"}),
        ((111, 29), {"FEISHU_TUI_NOW": "2026-11-24T16:40:00+08:00"}),
        ((120, 40), {"FEISHU_TUI_TZ": "America/Los_Angeles", "FEISHU_TUI_THEME": "feishu-light"}),
        ((80, 24), {"FEISHU_TUI_THEME": "terminal"}),
        ((80, 24), {"NO_COLOR": "1"}),
        ((80, 24), {"TERM": "xterm", "COLORTERM": ""}),
        ((60, 20), {"COLORTERM": ""}),
        ((80, 24), {"TERM": "linux", "COLORTERM": ""}),
        ((120, 40), {"FEISHU_TUI_NOW": "2027-06-05T08:00:00+08:00"}),
        ((120, 40), {"FEISHU_TUI_NOW": "2026-11-28T00:10:00+08:00"}),  # the night's event collided the evening before
        ((120, 40), {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    ],
    ids=str,
)
def test_the_first_frame_is_what_textual_draws(
    environ: dict[str, str], size: tuple[int, int], changed: dict[str, str]
) -> None:
    handed = Handed({**environ, **changed}, *size)
    assert handed.agrees()


def test_only_shown_calendars_are_in_the_first_frame(environ: dict[str, str]) -> None:
    store = Store.open(load({}, environ).cache_path, Clock())
    for state in store.calendars()[1:]:
        store.set_shown(state.calendar.calendar_id, False)
    store.close()
    handed = Handed(environ)
    assert handed.agrees()


def test_the_next_start_shows_what_was_kept_and_textual_what_there_is(environ: dict[str, str]) -> None:
    """What is kept is altered here to tell which of the two is shown; otherwise they are the same (test_prepared)."""
    opened = Handed(environ)
    file = load({}, environ).cache_path.with_suffix(".sqlite3.frame")
    document = marshal.loads(file.read_bytes()[8:])
    names = [fields for _, _, _, fields in document["data"]["occurrences"]]
    title = next(fields[1] for fields in names if fields[1] and any(fields[1] in line for line in opened.first.display))
    changed = marshal.dumps(document).replace(title.encode(), title[::-1].encode())
    file.write_bytes((int.from_bytes(changed, "big") % ((1 << 61) - 1)).to_bytes(8, "big") + changed)
    with Program(environ, 120, 40) as program:
        program.wait_for(title[::-1])
        program.wait_for(title)
        assert not any(title[::-1] in line for line in program.screen.display)


def test_the_screen_is_not_cleared_between_the_two(environ: dict[str, str]) -> None:
    handed = Handed(environ)
    assert handed.agrees()
    assert handed.before.count(b"\x1b[?1049h") == 1
    assert b"\x1b[?1049h" not in handed.after
    assert b"\x1b[2J" not in handed.after


def test_a_terminal_that_is_resized_there_and_back_early_is_painted_whole(environ: dict[str, str]) -> None:
    """It has the size of the first frame again when Textual asks for it, but has lost some of it on the way."""
    with Program(environ, 120, 40) as program:
        first_frame(program)
        program.resize(100, 30)
        program.resize(120, 40)
        first_frame(program)  # what Textual begins with
        program.settle()
        shown = program.painted()
        program.clear()
        program.press("\x0c")
        assert shown == program.painted()


def test_what_is_typed_early_is_kept(environ: dict[str, str]) -> None:
    with Program(environ, 120, 40) as program:
        program.type("g2026-12-24")
        assert program.wait_for(" Go to 2026-12-24")
        program.type("\r")
        assert program.wait_for("Thu 24 Dec")


def test_keys_typed_early_move_as_those_typed_later(environ: dict[str, str]) -> None:
    """``j`` and ``l`` have nothing to move in before the agenda is laid out."""
    with Program(environ, 120, 40) as later:
        opened(later)
        later.press("j")
        later.press("lj")
        later.settle()
    with Program(environ, 120, 40) as early:
        early.type("jlj")
        opened(early)
        early.settle()
    assert early.display == later.display
    assert early.painted() == later.painted()


def test_enter_typed_before_the_program_is_there_is_enter(environ: dict[str, str]) -> None:
    """The terminal makes a line feed of it, as long as nobody told it not to."""
    with Program(environ, 120, 40) as program:
        program.type("g2026-12-25\r")
        program.wait_for("Fri 25 Dec")
        program.settle()
        assert not any("Go to" in line for line in program.display)


def test_an_old_cache_says_so_at_once(environ: dict[str, str]) -> None:
    handed = Handed({**environ, "FEISHU_TUI_NOW": "2026-11-21T14:30:00+08:00"})
    assert "synced 3 h" in handed.first.display[-1]


def test_without_a_cache_there_is_no_first_frame(tmp_path: Path, environ: dict[str, str]) -> None:
    with Program({**environ, "FEISHU_TUI_CACHE_DIR": str(tmp_path / "empty")}) as program:
        sent = program.read()
        while HIDE_CURSOR not in sent:
            sent += program.read()
        assert b" " not in sent[: sent.index(HIDE_CURSOR)]


def test_the_terminal_is_left_as_it_was_after_ctrl_c(environ: dict[str, str]) -> None:
    with Program(environ, 80, 24) as program:
        before = program.attributes()
        opened(program)
        sent = program.press("\x03q") + program.rest()
        assert b"\x1b[?1049l" in sent
        assert program.attributes() == before


def test_a_network_that_never_answers_delays_nothing(environ: dict[str, str], tmp_path: Path) -> None:
    with socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        held = {**environ, "FEISHU_TUI_BASE_URL": address, "FEISHU_TUI_ACCESS_TOKEN": "u-nobody", "NO_PROXY": "*"}
        path = load({}, held).cache_path
        load({}, environ).cache_path.rename(path)
        handed = Handed(held)
        assert handed.agrees()
        with Program(held, 120, 40) as program:
            program.type("g")
            assert program.wait_for("Go to")

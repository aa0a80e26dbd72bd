"""On a real terminal only the colours it has are written, and the cursor is seen with none at all."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copyfile

import pytest

from tests.ui.sample_office import Synced
from tests.ui.terminal import Terminal

SGR = re.compile(rb"\x1b\[([\d;]*)m")
ATTRIBUTES = frozenset(map(str, [0, 1, 2, 3, 4, 5, 7, 9, 22, 23, 24, 25, 27, 29, 39, 49]))
SIXTEEN = frozenset(map(str, [*range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108)]))


@pytest.fixture
def copy(cache: Synced, tmp_path: Path) -> Path:
    path = tmp_path / "cache.sqlite3"
    copyfile(cache.path, path)
    return path


def colors(sent: bytes) -> set[str]:
    """The colours in some output: ``24-bit``, ``256``, or the code of one of the sixteen."""
    found = set()
    for match in SGR.finditer(sent):
        codes = iter(match[1].decode().split(";"))
        for code in codes:
            if code in ("38", "48"):
                kind = next(codes)
                found.add({"2": "24-bit", "5": "256"}[kind])
                for _ in range(3 if kind == "2" else 1):
                    next(codes)
            elif code not in ATTRIBUTES and code:
                found.add(code)
    return found


def shown(copy: Path, term: str, **environ: str) -> tuple[bytes, list[str]]:
    """All that is sent to a terminal while somebody looks around, and what it shows then."""
    with Terminal(copy, 120, 40, term, **environ) as terminal:
        sent = terminal.wait_for("Code freeze")
        sent += terminal.press("jjj")
        display = terminal.display
        sent += terminal.press("?") + terminal.press("q") + terminal.press("/re") + terminal.press("\x1b")
        sent += terminal.press("q") + terminal.rest()
    return sent, display


@pytest.mark.parametrize(
    ("term", "colorterm", "expected"),
    [
        ("xterm-256color", "truecolor", {"24-bit"}),
        ("xterm-256color", "", {"256"}),
        ("tmux-256color", "", {"256"}),
        ("screen-256color", "", {"256"}),
    ],
)
def test_many_colours(copy: Path, term: str, colorterm: str, expected: set[str]) -> None:
    sent, _ = shown(copy, term, COLORTERM=colorterm)
    assert colors(sent) == expected


@pytest.mark.parametrize("term", ["xterm", "screen", "linux"])
def test_sixteen_colours(copy: Path, term: str) -> None:
    sent, display = shown(copy, term, COLORTERM="")
    assert colors(sent)
    assert colors(sent) <= SIXTEEN
    assert any("Code freeze" in line for line in display)


@pytest.mark.parametrize(("term", "environ"), [("vt100", {}), ("xterm-256color", {"NO_COLOR": "1"})])
def test_no_colours(copy: Path, term: str, environ: dict[str, str]) -> None:
    with Terminal(copy, 80, 24, term, **{"COLORTERM": "", **environ}) as terminal:
        sent = terminal.wait_for("Code freeze") + terminal.press("jj")
        cursor = [y for y in range(24) if terminal.cell(y, 60).reverse]
        sent += terminal.press("k")
        assert max(y for y in range(24) if terminal.cell(y, 60).reverse) < max(cursor)
        sent += terminal.press("/re") + terminal.press("\x1b") + terminal.press("q") + terminal.rest()
    assert len(cursor) == 1
    assert colors(sent) == set()


def test_a_bare_terminal_is_told_nothing_it_could_print(copy: Path) -> None:
    sent, display = shown(copy, "linux", COLORTERM="")
    assert b"\x1b]" not in sent
    assert not re.search(rb"\x1b\[[<>=]|\$p", sent)
    assert set(re.findall(rb"\x1b\[\?(\d+)[hl]", sent)) <= {b"1049", b"25", b"7"}
    text = "".join(display)
    assert not [glyph for glyph in "│─▌■✓↻⚠…→·" if glyph in text]
    assert "陈静" in text

"""On a real terminal only what it has is used, and nothing is left behind; the cursor is seen without colours."""

from __future__ import annotations

import re

import pytest

from tests.ui.left_behind import MODES, check, modes_of, opened
from tests.ui.program import Program

SGR = re.compile(rb"\x1b\[([\d;]*)m")
ATTRIBUTES = frozenset(map(str, [0, 1, 2, 3, 4, 5, 7, 9, 22, 23, 24, 25, 27, 29, 39, 49]))
SIXTEEN = frozenset(map(str, [*range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108)]))


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


def visited(environ: dict[str, str], term: str, width: int = 80, **more: str) -> tuple[bytes, list[str]]:
    """All that is sent to a terminal while somebody looks around and quits, and what the agenda was like."""
    with Program({**environ, "TERM": term, **more}, width, 24) as program:
        before = modes_of(program)
        sent = opened(program) + program.press("jjj")
        display = program.display
        cursor = [y for y in range(23) if program.cell(y, 60).reverse]
        assert len(cursor) == (not colors(sent)), "without colours the cursor is reversed"
        sent += program.press("MMw") + program.press("?") + program.press("q") + program.press("/re")
        assert modes_of(program) != before
        sent += program.press("\x11") + program.rest()
        check(program, sent, before)
        assert program.status() == 0
    return sent, display


@pytest.mark.parametrize(
    ("term", "colorterm", "expected"),
    [
        ("xterm-256color", "truecolor", {"24-bit", "256"}),
        ("xterm-256color", "", {"256"}),
        ("tmux-256color", "", {"256"}),
        ("screen-256color", "", {"256"}),
    ],
)
def test_many_colours(environ: dict[str, str], term: str, colorterm: str, expected: set[str]) -> None:
    sent, _ = visited(environ, term, COLORTERM=colorterm)
    assert colors(sent) == expected


@pytest.mark.parametrize("term", ["xterm", "screen"])
def test_sixteen_colours(environ: dict[str, str], term: str) -> None:
    sent, _ = visited(environ, term, COLORTERM="")
    assert colors(sent)
    assert colors(sent) <= SIXTEEN


@pytest.mark.parametrize(("term", "told"), [("vt100", ""), ("xterm-256color", "1"), ("dumb", ""), ("", "")])
def test_no_colours(environ: dict[str, str], term: str, told: str) -> None:
    sent, _ = visited(environ, term, COLORTERM="", NO_COLOR=told)
    assert colors(sent) == set()


def test_a_bare_terminal_is_told_nothing_it_could_print(environ: dict[str, str]) -> None:
    """Nor has it a mouse that could be taken."""
    sent, display = visited(environ, "linux", 120, COLORTERM="")
    assert set() < colors(sent) <= SIXTEEN
    assert b"\x1b]" not in sent
    assert not re.search(rb"\x1b\[[<>=]|\$p", sent)
    assert {mode for modes, _ in MODES.findall(sent) for mode in modes.split(b";")} <= {b"1049", b"25", b"7"}
    text = "".join(display)
    assert not [glyph for glyph in "│─▌■✓↻⚠…→·" if glyph in text]
    assert "陈静" in text

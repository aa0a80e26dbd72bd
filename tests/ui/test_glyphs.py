"""Where a terminal draws ambiguous characters two cells wide, or knows ASCII alone, nothing is pushed out of line."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from shutil import copyfile

import pytest
from rich.cells import cell_len

from feishu_tui.ui.glyphs import ASCII, Glyphs
from tests.ui.sample_office import Synced
from tests.ui.terminal import Terminal

OURS = "·…✗↻→✓■▌●□▄▀█─∙⇣↓↑←›—×“”⚠│┃┌┐└┘┆◂▸▹▾✚✎"


@pytest.mark.parametrize("glyphs", [Glyphs(ascii=True), Glyphs(ambiguous=2), Glyphs(encoding="ascii")])
def test_what_is_sent_takes_as_many_cells(glyphs: Glyphs) -> None:
    for glyph in [*OURS, *map(chr, range(0xA0, 0x2FFF)), "会", "é", "👍", "e\u0301"]:
        assert cell_len(glyphs[glyph]) == cell_len(glyph), (glyph, glyphs[glyph])


def test_our_own_become_ascii_and_words_stay() -> None:
    glyphs = Glyphs(ascii=True)
    assert all(glyphs[glyph].isascii() for glyph in OURS)
    assert [glyphs[glyph] for glyph in "会Ж"] == ["会", "Ж"]


def test_nothing_ambiguous_is_sent_where_it_would_be_wide() -> None:
    glyphs = Glyphs(ambiguous=2)
    sent = [glyphs[chr(code)] for code in range(0x20, 0x3000) if cell_len(chr(code)) == 1]
    assert not [glyph for glyph in sent if unicodedata.east_asian_width(glyph) == "A"]
    assert glyphs["✓"] == "✓", "narrow everywhere"
    assert glyphs["会"] == "会"
    assert "".join(map(glyphs.__getitem__, "Встреча Ωμεγα")) == "Vstreca Omega", "titles can still be read"
    assert (glyphs["…"], glyphs["│"], glyphs["─"], glyphs["┌"], glyphs["①"]) == ("~", "|", "-", "+", "1")


def test_what_an_encoding_lacks_keeps_its_cells() -> None:
    glyphs = Glyphs(encoding="gbk")
    assert (glyphs["会"], glyphs["…"], glyphs["👍"], glyphs["↻"]) == ("会", "…", "??", "@")


def test_stand_ins_are_one_ascii_cell() -> None:
    assert all(len(stand_in) == 1 and " " < stand_in <= "~" for stand_in in ASCII.values())


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_terminal_with_wide_ambiguous_characters_shows_whole_lines(
    cache: Synced, tmp_path: Path, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The emulator gives characters of class A two cells, as such a terminal does; nothing may move."""
    monkeypatch.setattr("pyte.screens.wcwidth", _wide)
    path = tmp_path / "cache.sqlite3"
    copyfile(cache.path, path)
    with Terminal(path, width, 24, AMBIGUOUS="2") as terminal:
        terminal.wait_for("Sat 21 Nov")
        terminal.press("jj]t")
        walked = terminal.display
        terminal.press("\x0c")
        assert terminal.display == walked
        for y, line in enumerate(terminal.display):
            assert not [glyph for glyph in line if unicodedata.east_asian_width(glyph) == "A"], line
            borders = [x for x in range(width) if terminal.cell(y, x).data == "|"]
            assert width < 80 or 28 in borders or y == 23, line


def _wide(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "AWF" else 0 if unicodedata.combining(character) else 1

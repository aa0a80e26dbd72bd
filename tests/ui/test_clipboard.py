"""Copying through whatever stands between the program and the terminal."""

from __future__ import annotations

from base64 import b64decode

from feishu_tui.ui.clipboard import osc52

TEXT = "周六 14:00 评审 " * 30


def test_a_bare_terminal() -> None:
    sequence = osc52(TEXT, {})
    assert sequence.startswith("\x1b]52;c;")
    assert b64decode(sequence[7:-1]).decode() == TEXT


def test_tmux_takes_it_itself_or_passes_it_on() -> None:
    sequence = osc52(TEXT, {"TMUX": "/run/tmux-0/default,1,0", "STY": "1.pts"})
    assert sequence == osc52(TEXT, {}) + "\x1bPtmux;\x1b" + osc52(TEXT, {}) + "\x1b\\"


def test_screen_passes_it_on_in_pieces() -> None:
    pieces = osc52(TEXT, {"STY": "1.pts"}).split("\x1b\\")[:-1]
    assert all(piece.startswith("\x1bP") and len(piece) <= 254 for piece in pieces)
    assert "".join(piece[2:] for piece in pieces) == osc52(TEXT, {})

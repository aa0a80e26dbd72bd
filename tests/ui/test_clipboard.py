"""Copying through whatever stands between the program and the terminal."""

from __future__ import annotations

from base64 import b64decode

import pytest

from feishu_tui.ui.clipboard import osc52

TEXT = "周六 14:00 评审 " * 30


def test_a_bare_terminal() -> None:
    sequence = osc52(TEXT, {})
    assert sequence.startswith("\x1b]52;c;")
    assert b64decode(sequence[7:-1]).decode() == TEXT


@pytest.mark.parametrize("environ", [{"TMUX": "/run/tmux-0/default,1,0"}, {"TERM": "tmux-256color"}])
def test_tmux_takes_it_itself_or_passes_it_on(environ: dict[str, str]) -> None:
    assert osc52(TEXT, environ) == osc52(TEXT, {}) + "\x1bPtmux;\x1b" + osc52(TEXT, {}) + "\x1b\\"


@pytest.mark.parametrize("environ", [{"STY": "1.pts"}, {"TERM": "screen-256color"}])
def test_screen_passes_it_on_in_pieces(environ: dict[str, str]) -> None:
    none, *pieces = osc52(TEXT, environ).split("\x1bP")
    assert none == ""
    assert all(piece.endswith("\x1b\\") and len(piece) <= 254 for piece in pieces)
    assert "".join(piece.removesuffix("\x1b\\") for piece in pieces) == osc52(TEXT, {})
    assert osc52("short", environ).startswith(osc52("short", {}))


def test_tmux_passes_on_what_a_screen_around_it_passes_on() -> None:
    within = osc52(TEXT, {"TMUX": "/run/tmux-0/default,1,0", "STY": "1.pts", "TERM": "tmux-256color"})
    bare, passed_on = within.split("\x1bPtmux;")
    assert bare == osc52(TEXT, {})
    assert passed_on.removesuffix("\x1b\\").replace("\x1b\x1b", "\x1b") == osc52(TEXT, {"STY": "1.pts"})


def test_screen_within_tmux_is_sent_nothing_it_would_print() -> None:
    environ = {"TMUX": "/run/tmux-0/default,1,0", "STY": "1.pts", "TERM": "screen"}
    assert osc52(TEXT, environ) == osc52(TEXT, {"STY": "1.pts"})

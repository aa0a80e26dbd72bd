"""What the environment tells of the terminal."""

from __future__ import annotations

import pytest

from feishu_tui.terminal_kind import ALL_COLORS, is_far, terminal_kind


@pytest.mark.parametrize(
    ("environ", "colors"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, ALL_COLORS),
        ({"TERM": "xterm-256color", "COLORTERM": "24bit"}, ALL_COLORS),
        ({"TERM": "xterm-direct"}, ALL_COLORS),
        ({"TERM": "xterm-kitty"}, ALL_COLORS),
        ({"TERM": "foot"}, ALL_COLORS),
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "tmux-256color"}, 256),
        ({"TERM": "screen-256color"}, 256),
        ({"TERM": "xterm"}, 16),
        ({"TERM": "screen"}, 16),
        ({"TERM": "linux"}, 16),
        ({"TERM": "vt100"}, 0),
        ({"TERM": "dumb"}, 0),
        ({}, 0),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, 0),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, 256),
    ],
    ids=str,
)
def test_colours(environ: dict[str, str], colors: int) -> None:
    assert terminal_kind(environ, "utf-8").colors == colors


def test_what_is_drawn_in_ascii() -> None:
    assert not terminal_kind({"TERM": "xterm"}, "UTF-8").ascii
    assert terminal_kind({"TERM": "linux"}, "utf8").ascii
    assert terminal_kind({"TERM": "xterm"}, "ISO-8859-1").ascii


def test_what_knows_only_the_old_sequences() -> None:
    assert terminal_kind({"TERM": "vt220"}, "utf-8").bare
    assert terminal_kind({"TERM": "linux"}, "utf-8").bare
    assert not terminal_kind({"TERM": "screen"}, "utf-8").bare


@pytest.mark.parametrize(
    ("slow", "over_ssh", "far"),
    [(None, False, False), (None, True, True), (True, False, True), (False, True, False)],
)
def test_how_far_away_the_terminal_is(slow: bool | None, over_ssh: bool, far: bool) -> None:
    assert is_far(slow, {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"} if over_ssh else {}) is far

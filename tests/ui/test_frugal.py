"""What is sent to the terminal, read by a terminal emulator."""

from __future__ import annotations

from random import Random

import pyte
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from feishu_tui.terminal_kind import TerminalKind, terminal_kind
from feishu_tui.text import pad
from feishu_tui.ui.frugal import Frugal

WIDTH, HEIGHT = 40, 6
STYLES = [
    Style.parse(text)
    for text in ("#d8dde6 on #14171c", "bold #8ab4ff on #14171c", "#ffffff on #2b4a80", "underline #8ab4ff on #14171c")
]
WORDS = ("Stand-up", "产品评审会", "1:1 张伟", "   ", "🍜 lunch", "a", "会", "now ────", "                  ")


def strip(random: Random, width: int = WIDTH) -> Strip:
    """A line of random words in random styles, exactly ``width`` cells wide."""
    segments: list[Segment] = []
    room = width
    while room:
        text = pad(word, min(cell_len(word), room)) if (word := random.choice(WORDS)) else ""
        segments.append(Segment(text, random.choice(STYLES)))
        room -= cell_len(text)
    return Strip(segments, width)


def whole(strips: list[Strip]) -> LayoutUpdate:
    return LayoutUpdate([[one] for one in strips], Region(0, 0, WIDTH, HEIGHT))


def part(strips: list[Strip], rows: set[int]) -> ChopsUpdate:
    return ChopsUpdate([{0: one} for one in strips], [(y, 0, WIDTH) for y in sorted(rows)], [[WIDTH]] * HEIGHT)


def look(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    """Every cell; of a blank only what can be seen of it."""
    rows = []
    for y in range(HEIGHT):
        cells = [screen.buffer[y][x] for x in range(WIDTH)]
        rows.append([(c.data, c.bg, c.underscore, *((c.fg, c.bold) if c.data.strip() else ())) for c in cells])
    return rows


def test_a_terminal_shows_the_same_as_if_everything_were_sent() -> None:
    for seed in range(60):
        random = Random(seed)
        frugal = Frugal(TerminalKind(erases=seed % 2 == 0))
        screen, plain = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
        stream, plain_stream = pyte.Stream(screen), pyte.Stream(plain)
        strips = [strip(random) for _ in range(HEIGHT)]
        stream.feed(frugal.difference(whole(strips), WIDTH, HEIGHT))
        for _ in range(12):
            rows = {random.randrange(HEIGHT) for _ in range(3)}
            strips = [strip(random) if y in rows else one for y, one in enumerate(strips)]
            stream.feed(frugal.difference(part(strips, rows), WIDTH, HEIGHT))
        plain_stream.feed(Frugal(TerminalKind(erases=False)).difference(whole(strips), WIDTH, HEIGHT))
        assert look(screen) == look(plain), seed
        assert [line.replace("\x00", "") for line in screen.display] == [
            "".join(segment.text for segment in one) for one in strips
        ]


def test_nothing_changed_costs_nothing() -> None:
    strips = [strip(Random(y)) for y in range(HEIGHT)]
    frugal = Frugal()
    assert frugal.difference(whole(strips), WIDTH, HEIGHT)
    assert frugal.difference(whole(strips), WIDTH, HEIGHT) == ""


def test_one_changed_cell_costs_a_jump_a_style_and_the_cell() -> None:
    strips = [Strip([Segment("x" * WIDTH, STYLES[0])], WIDTH) for _ in range(HEIGHT)]
    frugal = Frugal()
    frugal.difference(whole(strips), WIDTH, HEIGHT)
    strips[2] = Strip([Segment("x" * 30 + "y" + "x" * 9, STYLES[0])], WIDTH)
    sent = frugal.difference(part(strips, {2}), WIDTH, HEIGHT)
    assert sent == "\x1b[3;31Hy"
    strips[3] = Strip([Segment("x" * WIDTH, STYLES[0]), Segment("x" * 9, STYLES[2])], WIDTH).crop(9)
    assert frugal.difference(part(strips, {3}), WIDTH, HEIGHT) == ("\x1b[4;32H\x1b[38;5;231;48;2;43;74;128mxxxxxxxxx")


def test_after_forgetting_everything_is_sent_again() -> None:
    strips = [strip(Random(y)) for y in range(HEIGHT)]
    frugal = Frugal()
    first = frugal.difference(whole(strips), WIDTH, HEIGHT)
    frugal.forget()
    assert frugal.difference(whole(strips), WIDTH, HEIGHT) == f"\x1b[m{first}"


def test_a_link_is_opened_and_closed() -> None:
    linked = Style.parse("#8ab4ff on #14171c") + Style(link="https://example.com/a")
    strips = [Strip([Segment("join" + " " * (WIDTH - 4), linked)], WIDTH) for _ in range(HEIGHT)]
    sent = Frugal().difference(whole(strips), WIDTH, HEIGHT)
    assert sent.count("\x1b]8;;https://example.com/a\x1b\\") == 1
    assert sent.endswith("\x1b]8;;\x1b\\")


def test_which_terminals_erase_in_colour() -> None:
    assert terminal_kind({"TERM": "xterm-256color"}, "utf-8").erases
    assert terminal_kind({"TERM": "screen-256color", "TMUX": "/run/tmux-0/default,1,0"}, "utf-8").erases
    assert not terminal_kind({"TERM": "screen"}, "utf-8").erases
    assert not terminal_kind({}, "utf-8").erases

"""What goes on from a half-typed filter."""

from __future__ import annotations

import pytest

from feishu_tui.completion import Completion, complete

NAMES = {
    "cal": ["Team Sync", "Me"],
    "with": ["李明", "Li Ming", "王芳"],
    "room": ["F2-05 西湖"],
    "chat": ['The "A" Chat'],
}


@pytest.mark.parametrize(
    ("text", "start", "choices"),
    [
        ("plan wi", 5, ["with:"]),
        ("-i", 0, ["-in:", "-is:"]),
        ("with:li", 0, ['with:"Li Ming"', "with:李明"]),
        ("x with：wf", 2, ["with:王芳"]),
        ("x　ｗｉｔｈ：ｗｆ", 2, ["with:王芳"]),
        ("with:王", 0, ["with:王芳"]),
        ('-cal:"Te', 0, ['-cal:"Team Sync"']),
        ("in:f2", 0, ['in:"F2-05 西湖"']),
        ("chat:a", 0, ['chat:"The A Chat"']),
        ("is:re", 0, ["is:recurring", "is:needs-reply"]),
        ("on:tom", 0, ["on:tomorrow"]),
        ("plan", 0, []),
        ("", 0, []),
        ("http:", 0, []),
    ],
)
def test_completions(text: str, start: int, choices: list[str]) -> None:
    assert complete(text, len(text), NAMES) == Completion(start, tuple(choices))


def test_only_the_word_at_the_cursor_counts() -> None:
    assert complete("wi review", 2, NAMES).choices == ("with:",)
    assert complete("wi review", 3, NAMES).choices == ()


def test_not_too_many() -> None:
    assert len(complete("is:", 3, NAMES, limit=3).choices) == 3
    assert complete("with:", 5, NAMES).choices == ("with:李明", 'with:"Li Ming"', "with:王芳")

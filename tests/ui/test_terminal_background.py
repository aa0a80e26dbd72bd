"""The terminal's answer to what its background is: found among keys, and no key itself."""

from __future__ import annotations

import pytest

from feishu_tui.ui.terminal_background import Answers


@pytest.mark.parametrize(
    ("told", "is_light"),
    [
        ("rgb:ffff/ffff/ffff", True),
        ("rgb:fdfd/f6f6/e3e3", True),
        ("rgb:ff/ff/ff", True),
        ("rgba:ffff/ffff/ffff/8000", True),
        ("rgb:0000/0000/0000", False),
        ("rgb:0/0/0", False),
        ("rgb:1717/1a1a/2020", False),
        ("white", None),
    ],
)
@pytest.mark.parametrize("end", ["\x1b\\", "\x07"])
def test_an_answer_is_no_key(told: str, is_light: bool | None, end: str) -> None:
    answers = Answers()
    assert answers.without(f"j\x1b]11;{told}{end}k") == "jk"
    assert answers.is_light is is_light
    assert not answers.is_amid


def test_an_answer_may_come_in_two_parts() -> None:
    whole = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
    for cut in range(2, len(whole)):
        answers = Answers()
        assert answers.without("j" + whole[:cut]) == "j"
        assert answers.is_amid
        assert answers.without(whole[cut:] + "k") == "k"
        assert answers.is_light


@pytest.mark.parametrize("typed", ["\x1b", "\x1b[A", "\x1b]0;title\x07", "\x1b]11;" + "0" * 80, "你好 ]11;"])
def test_what_is_no_answer_is_passed_on(typed: str) -> None:
    answers = Answers()
    assert answers.without(typed) == typed
    assert answers.is_light is None


def test_what_began_like_an_answer_is_let_go() -> None:
    answers = Answers()
    assert answers.without("\x1b]1") == ""
    assert answers.let_go() == "\x1b]1"
    assert not answers.is_amid

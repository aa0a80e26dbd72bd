"""The terminal's answer to what its background is: found among keys, and no key itself."""

from __future__ import annotations

import pytest

from feishu_tui.ui.terminal_background import ASK, Answers
from tests.ui.left_behind import opened
from tests.ui.program import Program

WHITE, BLACK = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1b]11;rgb:0000/0000/0000\x07"
DARK_GROUND, LIGHT_GROUND = b"48;2;20;23;28", b"48;2;251;252;253"
LIGHT_GROUND_HEX = "fbfcfd"
ASKED = ASK.encode()


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
    assert answers.heard() is is_light
    assert answers.heard() is None, "told once"
    assert not answers.is_amid


def test_an_answer_may_come_in_two_parts() -> None:
    whole = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
    for cut in range(2, len(whole)):
        answers = Answers()
        assert answers.without("j" + whole[:cut]) == "j"
        assert answers.is_amid
        assert answers.without(whole[cut:] + "k") == "k"
        assert answers.heard()


@pytest.mark.parametrize("typed", ["\x1b", "\x1b[A", "\x1b]0;title\x07", "\x1b]11;" + "0" * 80, "你好 ]11;"])
def test_what_is_no_answer_is_passed_on(typed: str) -> None:
    answers = Answers()
    assert answers.without(typed) == typed
    assert answers.heard() is None


def test_what_began_like_an_answer_is_let_go() -> None:
    answers = Answers()
    assert answers.without("\x1b]1") == ""
    assert answers.let_go() == "\x1b]1"
    assert not answers.is_amid


def test_a_light_background_gets_a_light_theme_and_the_next_start_begins_with_it(environ: dict[str, str]) -> None:
    environ = {**environ, "COLORTERM": "truecolor"}
    with Program(environ) as program:
        assert ASKED in opened(program) + program.wait_for("November")
        before = program.display
        assert LIGHT_GROUND in program.press(WHITE)
        assert program.cell(5, 70).bg == LIGHT_GROUND_HEX
        assert program.display == before, "the answer was taken for keys"
        program.press("\x11")
        program.rest()
    with Program(environ) as program:
        sent = opened(program)
        assert LIGHT_GROUND in sent
        assert DARK_GROUND not in sent
        assert DARK_GROUND in program.press(BLACK)
        program.press("#\r")  # whoever chose a theme is not asked for another
        assert LIGHT_GROUND not in program.press(WHITE)
        program.press("\x11")
        program.rest()


@pytest.mark.parametrize(
    "told", [{"FEISHU_TUI_THEME": "ink"}, {"COLORFGBG": "15;0"}, {"TERM": "linux"}, {"NO_COLOR": "1"}]
)
def test_nothing_is_asked_where_it_makes_no_difference(environ: dict[str, str], told: dict[str, str]) -> None:
    with Program({**environ, "COLORTERM": "" if "TERM" in told else "truecolor", **told}) as program:
        assert ASKED not in opened(program)
        program.press("\x11")
        program.rest()

"""What the terminal was asked is answered, or given up on; the end waits for nothing that cannot come."""

from __future__ import annotations

from threading import Timer

import pytest

from feishu_tui.ui.questions import Questions
from feishu_tui.ui.round_trip import ASK as ASK_SYNCHRONIZED
from feishu_tui.ui.terminal_background import ASK as ASK_BACKGROUND

ASK_SIZES, TURN_ON_SIZES = "\x1b[?2048$p", "\x1b[?2048h"
ANSWERS = {
    ASK_SYNCHRONIZED: "\x1b[?2026;2$y",
    ASK_SIZES: "\x1b[?2048;0$y",
    TURN_ON_SIZES: "\x1b[48;24;80;384;640t",
    ASK_BACKGROUND: "\x1b]11;rgb:1414/1717/1c1c\x1b\\",
}


def asked(*questions: str) -> Questions:
    """Questions that were sent, among other things."""
    open_ones = Questions()
    for data in ("\x1b[?25l", *questions, "\x1b[?7l"):
        open_ones.sent(data)
    return open_ones


@pytest.mark.parametrize("question", ANSWERS, ids=repr)
def test_an_answer_is_known_once_it_is_whole(question: str) -> None:
    answer = ANSWERS[question]
    for cut in range(len(answer)):
        questions = asked(question)
        questions.read("j" + answer[:cut])
        assert not questions.are_settled
        questions.read(answer[cut:] + "k")
        assert questions.are_settled


def test_the_last_answer_settles_what_was_asked_before() -> None:
    questions = asked(*ANSWERS)
    questions.read(ANSWERS[ASK_SYNCHRONIZED])
    assert not questions.are_settled
    questions.read(ANSWERS[ASK_BACKGROUND])
    assert questions.are_settled


def test_what_is_asked_again_is_not_settled_by_the_old_answer() -> None:
    questions = asked(ASK_SYNCHRONIZED, ASK_SIZES)
    questions.read(ANSWERS[ASK_SYNCHRONIZED])
    questions.sent(ASK_SYNCHRONIZED)
    questions.read("j")
    assert not questions.are_settled


def test_the_wait_ends_with_the_last_answer() -> None:
    questions = asked(*ANSWERS)
    reader = Timer(0.0, questions.read, ["".join(ANSWERS.values())])
    reader.start()
    questions.wait()
    reader.join()
    assert questions.are_settled


def test_what_is_not_answered_is_waited_for_no_longer_than_a_moment() -> None:
    questions = asked(ASK_SYNCHRONIZED)
    questions.wait()
    assert not questions.are_settled

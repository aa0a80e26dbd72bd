"""How well a piece of a query fits."""

from __future__ import annotations

import string

import pytest

from feishu_tui.matching import Quality, is_slip, kept_by_slip, may_slip, quality, ranges
from feishu_tui.query import Term


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("design review", "design", Quality.WHOLE),
        ("design review", "des", Quality.PART),
        ("redesign, design", "design", Quality.WHOLE),
        ("产品评审会", "评审", Quality.WHOLE),
        ("产品评审会", "pingshen", Quality.PART),
        ("ui评审", "ui", Quality.WHOLE),
        ("design", "desing", None),
        ("daily stand-up", "standup", Quality.PART),
        ("daily stand up", "standup", Quality.PART),
        ("daily stand-up", "standu", Quality.PART),
        ("daily stand up", "standu", None),
        ("the standup", "stand-up", Quality.PART),
        ("a sync–up", "syncup", Quality.PART),
        ("sync up", "sync-up", Quality.PART),
        ("the review", "there", None),
        ("misstand up", "standup", None),
        ("up and down", "pand", None),
        ("", "a", None),
    ],
)
def test_quality(text: str, term: str, expected: Quality | None) -> None:
    assert quality(text, Term(term)) == expected


def test_exact_words_are_not_heard() -> None:
    assert quality("产品", Term("cp", exact=True)) is None
    assert ranges("产品", Term("cp", exact=True)) == []


def test_ranges_prefer_what_stands_there() -> None:
    assert ranges("cp 产品 cp", Term("cp")) == [(0, 2), (6, 8)]
    assert ranges("xx 产品", Term("cp")) == [(3, 5)]
    assert ranges("stand-up, standup", Term("standup")) == [(10, 17)]
    assert ranges("a stand-up, a stand up", Term("standup")) == [(2, 10), (14, 22)]
    assert ranges("weekly planning", Term("plannign"), slips=True) == [(7, 15)]


def edits(word: str) -> set[str]:
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    lost = {a + b[1:] for a, b in splits if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    changed = {a + letter + b[1:] for a, b in splits if b for letter in string.ascii_lowercase}
    added = {a + letter + b for a, b in splits for letter in string.ascii_lowercase}
    return (lost | swapped | changed | added) - {word}


@pytest.mark.parametrize("word", ["plan", "review", "standup"])
def test_every_single_slip_is_forgiven_and_looked_for(word: str) -> None:
    for typed in edits(word):
        assert is_slip(typed, word)
        assert any(piece in word for piece in kept_by_slip(typed)) or len(typed) < 4
        if may_slip(Term(typed)):
            assert quality(f"a {word}", Term(typed), slips=True) is not None


def test_two_slips_are_not() -> None:
    assert not is_slip("reveiww", "review")
    assert quality("review", Term("rveiwe"), slips=True) is None


def test_short_words_and_others_than_words_do_not_slip() -> None:
    for text in ("pla", "pla1", "产品产品"):
        assert not may_slip(Term(text))
    assert quality("plan", Term("pln"), slips=True) is None

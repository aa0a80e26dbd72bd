"""What a person types, read: nothing is an error."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feishu_tui.query import FLAGS, Condition, Flag, Query, Term, any_of, parse

TODAY = date(2026, 11, 21)
"""A Saturday."""


def read(text: str) -> Query:
    return parse(text, TODAY)


def words(text: str) -> list[str]:
    return [term.text for term in read(text).terms]


def test_words_are_folded_and_each_is_asked_for_once() -> None:
    assert words("Ｒéview  review 产品　Straße") == ["review", "产品", "strasse"]


def test_quotes_of_any_shape_hold_words_together() -> None:
    for text in ('"Product Review" x', "“Product Review” x", "＂Product Review＂ x"):
        assert read(text).terms == (Term("product review", exact=True), Term("x"))


def test_minus_leaves_out() -> None:
    query = read('plan -draft -"old one" -cal:team')
    assert [term.text for term in query.without] == ["draft", "old one"]
    assert query.conditions == (Condition("cal", "team", "team", negated=True),)


@pytest.mark.parametrize("text", ["-b1", "-", "--", '-""', "-a -b"])
def test_minus_alone_is_text(text: str) -> None:
    assert words(text) == text.split()
    assert read(text).without == ()


def test_filters_take_names_in_quotes_and_keep_ids_as_they_are() -> None:
    query = read('with:ou_Ab room：F2 chat:"Team Chat" IN:Ａ')
    assert query.terms == ()
    assert [(each.field, each.text, each.value) for each in query.conditions] == [
        ("with", "ou_ab", "ou_Ab"),
        ("room", "f2", "F2"),
        ("chat", "team chat", "Team Chat"),
        ("in", "a", "A"),
    ]


@pytest.mark.parametrize("flag", FLAGS)
def test_qualities(flag: str) -> None:
    assert read(f"is:{flag.upper()} -is:{flag}").flags == (Flag(flag), Flag(flag, negated=True))
    assert read("is:all-day is:canceled is:needs_reply").flags == (
        Flag("allday"),
        Flag("cancelled"),
        Flag("needs-reply"),
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("after:2026-12-01", date(2026, 12, 1), None),
        ("before:tomorrow", None, TODAY),
        ("on：周五", date(2026, 11, 27), date(2026, 11, 27)),
        ('after:"next mon" before:+3w', date(2026, 11, 23), date(2026, 12, 11)),
        ("after:-1w after:today", TODAY, None),
        ("before:0001-01-01", None, None),
        ("after:nonsense", None, None),
    ],
)
def test_days(text: str, first: date | None, last: date | None) -> None:
    query = read(text)
    assert (query.first, query.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["is:nothing", "after:never", "-on:today", "in:", "foo:bar", 'x"y"', '"ab', "a:b:c", "with: li", "is："]
)
def test_what_is_no_filter_is_text(text: str) -> None:
    query = read(text)
    assert not query.conditions
    assert not query.flags
    assert (query.first, query.last) == (None, None)
    assert query.terms


def test_a_title_that_looks_like_a_query_is_remembered_whole() -> None:
    assert read("Plan -B is:allday").literal == "plan -b is:allday"
    assert read('say "hi there"').literal == 'say "hi there"'
    assert read("plain words").literal == ""


def test_nothing_asked() -> None:
    for text in ("", "   ", "\u3000", "\u0301"):
        assert read(text).is_empty
    assert not read("is:video").is_empty
    assert not read("on:today").is_empty


def test_narrowing_keeps_the_tighter_days() -> None:
    taking_part = any_of("with", ["ou_a", " ", "ou_b"])
    query = read("x after:11-10").narrowed(date(2026, 11, 1), date(2026, 11, 30), *taking_part)
    assert (query.first, query.last) == (date(2026, 11, 10), date(2026, 11, 30))
    assert [each.ids for each in query.conditions] == [("ou_a", "ou_b")]
    assert any_of("room", []) == ()


def test_words_go_to_the_server_with_their_accents() -> None:
    assert [term.typed for term in read('Été "Grand Café"').terms] == ["Été", "Grand Café"]


@given(st.text())
def test_anything_can_be_read(text: str) -> None:
    query = read(text)
    assert all(term.text for term in (*query.terms, *query.without))
    assert all(condition.text for condition in query.conditions)


@pytest.mark.parametrize("piece", ["(", '"', "-", "a ", '"" ', "is:", "with:x ", "\\", "%_*", "😀"])
def test_ten_thousand_characters_are_read_at_once(piece: str) -> None:
    begun = time.process_time()
    read((piece * 10_000)[:10_000])
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("text", "before", "extends"),
    [
        ("review", "rev", True),
        ("design review", "design r", True),
        ("评审会 in:f2", "评审 in:f2", False),  # of which either may be a title
        ("review", "eview", False),
        ("design review", "design", False),
        ("review in:f2", "rev", False),
        ('"review"', "rev", False),
        ("review -a", "rev -ab", False),
        ("review", "", False),
    ],
)
def test_a_query_with_more_of_its_last_word_extends_the_one_before(text: str, before: str, extends: bool) -> None:
    assert parse(text, TODAY).extends(parse(before, TODAY)) is extends

"""Addresses in descriptions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feishu_tui.text import clean_multiline
from feishu_tui.ui.line import BLANK, Piece, text_of, width_of
from feishu_tui.ui.linked_text import linked_paragraphs
from tests.ui.titles import AWKWARD_TITLES


def links(text: str, cells: int = 200) -> list[str]:
    return [piece.text for line in linked_paragraphs(text, cells) for piece in line if piece.link == piece.text]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://a.example/b.", ["https://a.example/b"]),
        ("(https://a.example/b_(c)), and http://d.example", ["https://a.example/b_(c)", "http://d.example"]),
        ("文档：https://a.example/b?c=1。完", ["https://a.example/b?c=1"]),
        ("none ftp://a.example javascript:alert(1) https://", []),
        ("https://a.example@evil.example/", []),
        ("HTTPS://A.example/B", ["HTTPS://A.example/B"]),
        ("https://a.example https://a.example", ["https://a.example"] * 2),
    ],
)
def test_addresses_are_links_without_what_follows_them(text: str, found: list[str]) -> None:
    assert links(text) == found


def test_the_text_around_stays() -> None:
    assert linked_paragraphs("a https://b.example c\n\nd", 40) == [
        (Piece("a "), Piece("https://b.example", "link", link="https://b.example"), Piece(" c")),
        BLANK,
        (Piece("d"),),
    ]


def test_an_address_over_several_lines_leads_to_the_same_place_from_each() -> None:
    url = "https://a.example/" + "x" * 50
    lines = linked_paragraphs(f"here {url} there", 30)
    assert {piece.link for line in lines for piece in line if piece.role == "link"} == {url}
    assert "".join(piece.text for line in lines for piece in line if piece.link) == url
    assert all(width_of(line) <= 30 for line in lines)


@pytest.mark.parametrize("title", AWKWARD_TITLES)
def test_any_text_keeps_its_words_and_its_width(title: str) -> None:
    for cells in (2, 7, 20, 41):
        lines = linked_paragraphs(f"{title}\n  {title}https://a.example/{title}", cells)
        assert all(width_of(line) <= cells for line in lines)
        shown = "".join(text_of(line) for line in lines).replace(" ", "")
        assert "https://a.example/" in shown


@given(
    st.text(st.characters() | st.sampled_from("👩🏽\u200d🇨🇳\ufe0fe\u0301한 \n()，ｆ1"), max_size=60), st.integers(2, 40)
)
@settings(deadline=None, derandomize=True)
def test_no_text_at_all_is_too_wide(text: str, cells: int) -> None:
    lines = linked_paragraphs(clean_multiline(f"{text}https://a.example/{text}"), cells)
    assert all(width_of(line) <= cells for line in lines)

"""Strangers' text is harmless, and everything measured is measured as Textual draws it."""

from __future__ import annotations

import unicodedata

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from feishu_tui.text import clean, clean_multiline, cut, pad, plain_of_html, steady, width, wrap
from feishu_tui.text.cells import clusters

FAMILY = "👨‍👩‍👧‍👦"
ZALGO = "e" + "\u0301" * 100

PIECES = [
    "\x1b", "\x9b", "\x9d", "\x90", "\x9c", "\x07", "\x1b\\", "]52;c;", "[2J", "8;;", "\u202e", "\u2066", "\u200f",
    "\u061c", "\u200b", "\u200c", "\u200d", "\ufe0e", "\ufe0f", "\u20e3", "\u0301", "\u0e31", "\u0e01", "\u093f",
    "\u0915", "\ud83d", "\ude00", "\ufffe", "\U000e0041", "\U000e0101", "\ufeff", "\xad", "\u3164", "\u1100", "\u1161",
    "\u11a8", "\u2028", "\u2029", "\n", "\r", "\t", "\0", " ", "\u3000", "\xa0", "a", "1", "中", "。", "（", "👨", "👩",
    "❤", "🏽", "🇨", "🇳", "é", "漢", "\ue000",
]  # fmt: skip
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.characters()), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\x1b]52;c;ZXZpbA==\x07b", "ab"),
        ("a\x1b]52;c;ZXZpbA==\x1b\\b", "ab"),
        ("a\x9d52;c;ZXZpbA==\x9cb", "ab"),
        ("a\x1b]0;never ended", "a"),
        ("a\x1b]0;never ended\nb", "a b"),
        ("a\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "alink"),
        ("\x1b[2Ja\x1b[31;1mb\x1b[0m", "ab"),
        ("\x9b2Ja\x9b31mb", "ab"),
        ("a\x1bPtmux;\x1b\x1b]52;c;x\x07\x1b\\b", "ab"),
        ("a\x1b_Gf=100;AAAA\x1b\\b", "ab"),
        ("a\x1b^private\x1b\\b\x1bXstring\x1b\\c", "abc"),
        ("a\x1bcb\x1b7c\x1b(Bd", "abcd"),
        ("end\x1b", "end"),
        ("a\x00b\x7fc\x85d\x9fe", "abc de"),
        ("\u202aa\u202e\u2066b\u2069\u202c\u200e\u200f\u061c", "ab"),
        ("a\u200bb\u200cc\u200dd\u2060\ufeff\xad", "abcd"),
        ("flag \U0001f3f4\U000e0067\U000e0062\U000e007f", "flag \U0001f3f4"),
        ("a" + "".join(map(chr, range(0xE0100, 0xE0150))), "a"),
        ("☕\ufe0e\ufe00", "☕"),
        ("a\ufe0f", "a"),
        ("x\ud800y\udfff", "x\ufffdy\ufffd"),
        ("\ud83d\ude00", "😀"),
        ("a\ufdd0b\uffffc\U0001fffe", "a\ufffdb\ufffdc\ufffd"),
        ("a\u2028b\u2029c\r\nd\te", "a b c d e"),
        ("\ufff9漢\ufffaかん\ufffb", "漢かん"),
        ("  a \xa0\u3000 b\u3164 ", "a b"),
        ("\u0301\u0301x", "x"),
        (" \u0301x y", "x y"),
        ("中\U0001f3fd文", "中文"),
    ],
)
def test_what_could_harm_is_taken_out(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@pytest.mark.parametrize(
    "text",
    [
        "plain", "产品评审会（第二次）", "[bold]x[/] [/foo]", FAMILY, "❤️", "❤️‍🔥", "1️⃣", "🇨🇳🇩🇪", "👍🏽", "👩🏽‍💻",
        "🏴‍☠️", "한국어",
        "\u1112\u1161\u11ab", "ภาษาไทยที่ดี", "क्षत्रिय", "Ấn", "שָׁלוֹם", "\ue0a0", "𠮷野家", "a\u0301\u0302",
    ],
)  # fmt: skip
def test_what_means_something_stays(text: str) -> None:
    assert clean(text) == text


def test_towers_of_marks_are_cut_down() -> None:
    assert clean(ZALGO) == "e" + "\u0301" * 6
    assert clean("👨" + "\u200d👨" * 1000).count("\u200d") < 1000


def test_sequences_that_never_end_take_no_more_than_one_look_each() -> None:
    """Looking to the end of the text for each would be ten thousand million steps."""
    assert clean("\x1b]x" * 100_000 + "\x9d" * 100_000 + "\x1bP" * 100_000) == ""


@given(hostile)
def test_nothing_clean_can_move_the_cursor_or_turn_the_line(text: str) -> None:
    for result in (clean(text), clean_multiline(text).replace("\n", "")):
        for character in result:
            assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
            assert unicodedata.bidirectional(character) not in (
                "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
            )  # fmt: skip
            assert character not in "\u200e\u200f\u061c\u200b\ufeff"


@given(hostile)
def test_clean_twice_is_clean_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_multiline(clean_multiline(text)) == clean_multiline(text)


def test_lines_are_kept_where_wanted() -> None:
    assert clean_multiline("\r\n a\r\n\r\n\r\n\r\n\r\nb\u2028c \r\x1b]0;x\ny\x07d\n") == "a\n\n\nb\nc\nd"


@given(hostile)
def test_width_is_what_rich_measures(text: str) -> None:
    assert width(text) == cell_len(text, "17.0.0")
    assert sum(cells for _, cells in clusters(text)) == width(text)
    assert "".join(cluster for cluster, _ in clusters(text)) == text


def test_every_character_is_measured_as_rich_does() -> None:
    """All of the two lower planes and of what is special in the others; every 61st of the rest."""
    codes = [*range(0x20000), *range(0xE0000, 0xE1100), *range(0x20000, 0x110000, 61)]
    wrong = [hex(code) for code in codes if width(chr(code)) != cell_len(chr(code), "17.0.0")]
    assert wrong == []


@given(hostile)
def test_steady_text_takes_as_much_room_in_terminals_that_do_not_compose(text: str) -> None:
    drawn = steady(clean(text))
    assert width(drawn) == width(clean(text))
    assert not set(drawn) & set("\u200d\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
    assert sum(width(character) for character in drawn) == width(drawn)
    assert steady(drawn) == drawn


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        (FAMILY, "👨"), ("❤️!", "❤ !"), ("1️⃣.", "1 ."), ("👍🏽", "👍"), ("🇨🇳", "CN"), ("\U0001f1e8x", "Cx"),
        ("\u1112\u1161\u11ab", "한"), ("e\u0301", "é"), ("☕️", "☕"),
    ],
)  # fmt: skip
def test_joined_emoji_are_drawn_as_the_first_of_them(text: str, drawn: str) -> None:
    assert steady(text) == drawn


@given(hostile, st.integers(-2, 40), st.sampled_from(["left", "right", "center"]))
def test_padded_text_is_exactly_so_wide(text: str, cells: int, align: str) -> None:
    padded = pad(text, cells, align)  # type: ignore[arg-type]
    assert width(padded) == cell_len(padded, "17.0.0") == max(cells, 0)


@given(hostile, st.integers(-2, 40))
def test_cut_text_never_exceeds(text: str, cells: int) -> None:
    short = cut(text, cells)
    assert width(short) <= max(cells, 0)
    assert short == steady(text) if width(text) <= cells else short.endswith("…") or cells <= 0


def test_cutting_halves_nothing() -> None:
    assert cut("产品评审会", 6) == "产品…"
    assert cut("产品评审会", 10) == "产品评审会"
    assert cut("ab 产品", 4) == "ab…"
    assert cut(f"a{FAMILY}b", 3) == "a…"
    assert cut(f"a{FAMILY}b", 4) == "a👨b"
    assert cut("e\u0301e\u0301e\u0301", 2) == "é…"
    assert cut("ab", 1) == "…"
    assert cut("ab", 0) == ""
    assert pad("中", 4, "right") == "  中"
    assert pad("ab", 5, "center") == " ab  "


@given(hostile.map(clean_multiline), st.integers(2, 30))
def test_wrapped_lines_fit_and_lose_nothing_but_blanks(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(width(line) <= cells for line in lines)
    drawn = "".join(steady(line) for line in text.split("\n"))
    assert "".join(lines).replace(" ", "") == drawn.replace(" ", "")


def test_wrapping_knows_chinese() -> None:
    assert wrap("讨论第四季度的产品路线图。", 10) == ["讨论第四季", "度的产品路", "线图。"]
    assert wrap("今天开会，明天出发", 8) == ["今天开", "会，明天", "出发"]
    assert wrap("见附件（第三版）", 8) == ["见附件", "（第三", "版）"]
    assert wrap("the quick brown fox", 10) == ["the quick", "brown fox"]
    assert wrap("see https://example.com/abcdef now", 12) == ["see", "https://exam", "ple.com/abcd", "ef now"]
    assert wrap("a\n\nb", 5) == ["a", "", "b"]
    assert wrap("", 5) == [""]


def test_html_becomes_text() -> None:
    assert plain_of_html("a < b & c > d, 5 <3") == "a < b & c > d, 5 <3"
    assert plain_of_html('<p>See <a href="https://example.com/x">the &amp; plan</a></p><p>Bye</p>') == (
        "See the & plan (https://example.com/x)\n\nBye"
    )
    assert plain_of_html("one<br>two<br/>three") == "one\ntwo\nthree"
    assert plain_of_html("<ul><li>甲</li><li>乙</li></ul>tail") == "• 甲\n• 乙\ntail"
    assert plain_of_html('<a href="https://a.example/">https://a.example</a>') == "https://a.example"
    assert plain_of_html('<a href="javascript:alert(1)">x</a>') == "x"
    assert plain_of_html("<style>p {}</style><script>x()</script>ok<div>next") == "ok\nnext"
    assert plain_of_html("a&nbsp;b &lt;c&gt;").replace("\xa0", " ") == "a b <c>"
    assert plain_of_html("<b>unclosed <a href='https://e.example'>link") == "unclosed link (https://e.example)"


def test_an_escape_written_as_a_reference_is_taken_out() -> None:
    assert clean_multiline(plain_of_html("<p>a&#27;]52;c;eA==&#7;b</p>")) == "a]52;c;eA==b"


@pytest.mark.parametrize(
    "title",
    [
        FAMILY, "❤️ heart", "1️⃣ first", "👍🏽 thumbs", "👩🏽‍💻 code", "🇨🇳 flag", "🇨 half a flag", "🏴‍☠️",
        "☕️", "产品评审会，第二次",
        "\u1112\u1161\u11ab\u1100\u1173\u11af", "e\u0301\u0301 accents", ZALGO, "\x1b[10Cjump", "a\u200d\u200db",
    ],
)  # fmt: skip
@pytest.mark.parametrize("cells", [4, 7, 20])
def test_a_terminal_that_does_not_compose_draws_it_in_line(title: str, cells: int) -> None:
    """pyte measures each code point by itself, as xterm and the Linux console do."""
    screen = pyte.Screen(40, 1)
    pyte.Stream(screen).feed(f"{pad(clean(title), cells)}|")
    assert screen.cursor.x == cells + 1
    assert screen.buffer[0][cells].data == "|"


def test_what_is_measured_without_a_look_at_the_tables_is_as_rich_has_it() -> None:
    for character in [*map(chr, range(0x20, 0xA0)), *"·–…─│▌▸▹↻→←", *map(chr, range(0x4E00, 0xA000))]:
        assert width(character) == max(cell_len(character, "17.0.0"), 0), character

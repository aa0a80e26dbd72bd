"""Letters that spell Chinese, and the bits that rule most texts out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from feishu_tui.pinyin import BITS, holds_chinese, marks, needed, readings, spelled
from feishu_tui.pinyin.readings import _dictionary
from feishu_tui.pinyin.syllables import SYLLABLES
from feishu_tui.store.texts import WORDS
from feishu_tui.text import fold

TITLE = "q3 产品评审会 (内部)"


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        ("chanpin", "产品"),
        ("chanp", "产品"),
        ("chanpingpingshenhui", ""),
        ("cppsh", "产品评审会"),
        ("cp", "产品"),
        ("产品ps", "产品评审"),
        ("cp评审", "产品评审"),
        ("cpin", "产品"),
        ("pspen", ""),
        ("hui", "会"),
        ("kuai", "会"),
        ("shkuai", "审会"),
        ("huinb", "会 (内部"),
        ("hui(nb)", "会 (内部)"),
        ("q3cp", "q3 产品"),
        ("anpin", ""),
        ("ui", ""),
        ("q3", ""),
    ],
)
def test_spelling(letters: str, said: str) -> None:
    found = spelled(TITLE, letters)
    assert [TITLE[start:end] for start, end in found] == ([said] if said else [])
    if found:
        assert can_be_heard(TITLE, letters)


def can_be_heard(text: str, letters: str) -> bool:
    heard = marks(text)
    return any(all(heard & bits for bits in way) for way in needed(letters))


def test_either_reading() -> None:
    for letters in ("chongqing", "zhongqing", "cq", "zq", "zhongq"):
        assert spelled("去重庆出差", letters) == [(1, 3)]
    assert spelled("女生", "nvsheng") == spelled("女生", "nusheng") == [(0, 2)]


def test_what_is_not_chinese_may_be_left_out() -> None:
    title = "产品 roadmap 评审"
    assert spelled(title, "cpps") == [(0, len(title))]
    assert spelled(title, "cproadmapps") == [(0, len(title))]


def test_nothing_is_spelled_across_the_end_of_a_line() -> None:
    assert spelled("产品\n评审", "cpps") == []
    assert spelled("产品\n评审", "pingshen") == [(3, 5)]
    assert spelled("a产\n- b品", "cp") == []


def test_a_syllable_is_not_spelled_from_its_middle() -> None:
    assert spelled("水会", "hui") == [(1, 2)]
    assert spelled("长江", "angj") == []


def test_every_place_is_found() -> None:
    assert spelled("周会，月会", "hui") == [(1, 2), (4, 5)]
    assert spelled("周会，月会", "hui", first=True) == [(1, 2)]


@given(st.text("产品评审会重庆女长行乐了a1 -", min_size=1, max_size=12), st.data())
def test_bits_never_rule_out_what_is_spelled(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    letters = ""
    for character in text[start:end]:
        ways = [character, *readings(character), *(each[0] for each in readings(character))]
        letters += data.draw(st.sampled_from(ways))
    letters = letters.replace(" ", "")
    if spelled(text, letters):
        assert can_be_heard(text, letters)
    assert marks(text) < 1 << BITS


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=8))
def test_pinyin_as_others_write_it_finds_the_text(text: str) -> None:
    for letters in ("".join(lazy_pinyin(text)), "".join(lazy_pinyin(text, style=Style.FIRST_LETTER))):
        folded = fold(letters)
        if folded.isascii() and folded.isalpha():
            assert spelled(text, folded)
            assert can_be_heard(text, folded)


def test_the_cache_has_room_for_all_bits() -> None:
    assert BITS == 64 * WORDS


def test_text_without_chinese_has_no_bits() -> None:
    assert marks("weekly 12") == 0
    assert not holds_chinese("かな weekly")
    assert readings("a") == ()


def test_the_syllables_are_those_of_the_dictionary() -> None:
    spoken = {each for character in map(chr, _dictionary()) for each in readings(character)}
    assert spoken <= set(SYLLABLES)
    assert len(set(SYLLABLES) - spoken) <= 1, "an older dictionary may lack one"
    assert list(SYLLABLES) == sorted(SYLLABLES)


def test_no_spelling_is_endless() -> None:
    assert spelled("安" * 1000, "a" * 601) == []
    assert spelled("安" * 300 + "b", "an" * 290 + "x") == []

"""A text is passed over only where what is typed cannot stand in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from feishu_tui.pinyin import readings, spelled
from feishu_tui.store.letters import KEPT, REST, TITLE, lacking, spelling, standing
from feishu_tui.store.store import Store
from tests.store.build import event, fill
from tests.store.found import titles

TEXTS = ("design review 7", "产品评审会 q3", "1:1 王芳 & anna", "重庆 changsha 银行", "stand-up", "", "§ 250 ½")
FIRST = {"title": TITLE, "rest": REST}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("column", FIRST)
def test_whatever_stands_in_a_text_is_not_lacking(text: str, column: str) -> None:
    lacks = lacking(text, "") if column == "title" else lacking("", "", text)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            assert not lacks & standing(text[start:end], column)


@pytest.mark.parametrize("text", TEXTS)
def test_whatever_spells_a_text_is_not_lacking(text: str) -> None:
    random, met = Random(text), 0
    lacks = lacking(text, text)
    for _ in range(500):
        spoken = [random.choice(readings(each) or (each,)) for each in text]
        typed = "".join(each[: random.choice((1, 2, len(each)))] for each in spoken)
        start = random.randrange(len(typed) + 1)
        letters = typed[start : start + random.randrange(1, 8)]
        if spelled(text, letters):
            met += 1
            assert not lacks & (spelling(letters, "title") | spelling(letters, "rest"))
    assert met or not any(map(readings, text))


def test_what_is_lacking_rules_out_words_and_leaves_qualities_alone() -> None:
    lacks = lacking("design review", "外滩", "notes")
    assert not lacks & KEPT
    assert lacks & standing("budget", "title")
    assert lacks & spelling("bj", "title")
    assert lacks & spelling("xihu", "rest")
    assert not lacks & spelling("wt", "rest")
    assert not lacks & standing("notes", "rest")


def test_what_is_no_letter_rules_nothing_out() -> None:
    assert not standing("评审 42", "title")


def test_every_text_is_kept_with_what_it_lacks(store: Store, path: Path) -> None:
    fill(store, event("a", "2026-11-21 14:00", summary="评审 q3", organizer="李明", description="notes"))
    with closing(sqlite3.connect(path)) as raw:
        [flags] = raw.execute("SELECT flags FROM texts").fetchone()
        assert flags & ~KEPT == lacking("评审 q3", "李明", "", "notes")
        raw.execute("UPDATE texts SET flags = flags & ?", (KEPT,))
        raw.commit()
    for typed in ("ps", "q3", "liming", "notes"):
        assert titles(store, typed) == ["评审 q3"], "of what an earlier version kept nothing is ruled out"
    assert titles(store, "xq") == []

"""Titles nobody foresaw: each is found by itself, by any piece of it, by how it is spoken and by who takes part."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin, pinyin

from feishu_tui.model import Attendee, EventDetail
from feishu_tui.query import Query, parse
from feishu_tui.store.store import Store
from feishu_tui.text import clean, fold
from feishu_tui.ui.asked import Asked
from tests.store.build import ME, NOW, TEAM, clock, event, fill
from tests.store.found import HERE

ODD = (
    "C++", "C#", "Q3 OKR 评审（第二次）", "產品評審會議", "10%", "100% done", "a_b_c", "\\n", "*", "***important***",
    "is:", "is:recurring", "after:party", "after:fri", "before: noon", "on:today sync", "cal:x", "with:li", "in:F2",
    "room:", "review is:allday", "is:video is:allday", "-is:video", 'with:"a b"', '-"x"', "是:否",
    "-foo", "- foo", "-", "--", "foo -bar", "foo -bar baz", "-a -b", "a - b",
    '"quoted" title', 'say "hi"', '"', '""', '"a b" c" d', "「引号」会议", "“弯引号”周会", "it’s",
    '"引号" 测试', "🎉", "🎉🎊🥳", "👨‍👩‍👧", "会", "a", "1", "1:1", "1:1 李明", "2026-11-21", "11/21", "09:30 站会",
    "#1", "@all",
    "重庆出差", "行长银行", "单于", "音乐节", "长大会", "绿色", "〇", "𠮷野家",
    "Café crème", "Zoë's Ångström", "ﬁne", "İstanbul", "ß straße", "½ day", "①②③", "Ａ１会议", "全角　空格", "ﾊﾝｶｸ",
    "日本語ミーティング", "한국어", "ab\u0301c", "a  b", "a  -b", "...", "。。。", "！！！", "？", "<b>bold</b>",
    "&amp;", "NOT", "a OR b", "NEAR(a b)", "'; DROP TABLE events; --", "{0}", "%s", "$HOME", "x" * 500, "长" * 120,
)  # fmt: skip


@cache
def odd_titles() -> Store:
    """A cache of all of them."""
    return cache_of([clean(title) for title in ODD])


def cache_of(titles: list[str]) -> Store:
    store = Store.open(None, clock)
    store.put_calendars([ME, TEAM])
    fill(store, *(event(f"e{number}", "2026-11-21 14:00", summary=title) for number, title in enumerate(titles)))
    return store


def found(store: Store, query: Query) -> set[str]:
    return {hit.event.summary for hit in store.search(query, HERE, limit=None, slips=False)}


def pieces(title: str, most: int = 40) -> set[str]:
    """The title, and what any three characters in a row of it say."""
    threes = (title[at : at + 3] for at in range(min(max(1, len(title) - 2), most)))
    return {title, *(each for each in threes if fold(each).strip())}


@pytest.mark.parametrize("title", map(clean, ODD), ids=lambda title: ascii(title[:20]))
def test_an_odd_title_is_found_on_the_command_line_and_in_the_bar(title: str) -> None:
    for text in pieces(title):
        assert title in found(odd_titles(), parse(text, HERE.date())), text
        assert title in found(odd_titles(), Asked(text).query(HERE.date(), 0)), text
    for style in (Style.NORMAL, Style.FIRST_LETTER):
        assert title in found(odd_titles(), parse("".join(lazy_pinyin(title, style=style)), HERE.date()))


CHINESE = "产品评审会重庆银行长音乐单行绿女单于周例会议评估项目规划季度预算朝会都会议处理数据调研着陆一不的了给"
WORDS = (
    "Review",
    "OKR",
    "Q3",
    "sync",
    "1:1",
    "2026",
    "C++",
    "v2.0",
    "（第二次）",
    "[urgent]",
    "🎉",
    "P0_bug",
    "&",
    "é",
)

titles = st.lists(
    st.one_of(st.text(CHINESE, min_size=1, max_size=6), st.sampled_from(WORDS)), min_size=1, max_size=4
).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda between: between.join(parts)))
people = st.lists(st.text(CHINESE, min_size=2, max_size=3), min_size=1, max_size=3)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(titles, people, people), min_size=1, max_size=5), st.data())
def test_every_event_is_found_by_all_its_sides_and_nothing_else_is(
    office: list[tuple[str, list[str], list[str]]], data: st.DataObject
) -> None:
    store = Store.open(None, clock)
    store.put_calendars([ME, TEAM])
    events = [
        event(f"e{number}", "2026-11-21 14:00", summary=title, organizer=organizers[0])
        for number, (title, _, organizers) in enumerate(office)
    ]
    fill(store, *events)
    for each, (_, names, _) in zip(events, office, strict=True):
        store.put_detail(EventDetail(each, attendees=tuple(Attendee("user", name) for name in names)), NOW.timestamp())
    known = {each.event_id: (each.summary, each.organizer, *row[1]) for each, row in zip(events, office, strict=True)}
    for each in events:
        sides = known[each.event_id]
        asked = pieces(each.summary) | set(sides[1:]) | {f"with:{name}" for name in sides[1:]}
        for style in (Style.NORMAL, Style.FIRST_LETTER):
            asked |= {"".join(lazy_pinyin(side, style=style)) for side in sides}
        asked.add(
            "".join(data.draw(st.sampled_from(one)) for one in pinyin(each.summary, Style.NORMAL, heteronym=True))
        )
        for text in sorted(asked):
            query = parse(text, HERE.date())
            hits = {hit.event.event_id for hit in store.search(query, HERE, limit=None, slips=False)}
            assert each.event_id in hits, text
            for event_id in hits:
                wanted = [term.text for term in query.terms] + [one.text for one in query.conditions]
                assert all(any(says(fold(side), word) for side in (*known[event_id], "me")) for word in wanted) or (
                    query.literal in fold(known[event_id][0])
                ), (text, known[event_id])
    store.close()


def says(text: str, word: str) -> bool:
    """Whether a text holds a word, or is spoken in a way that it spells: slowly, and by pypinyin alone."""
    return word in text or any(word_ends(text, at, word) for at in range(len(text)))


def word_ends(text: str, at: int, word: str) -> bool:
    if not word:
        return True
    if at == len(text):
        return False
    return any(word_ends(text, at + 1, word[used:]) for used in heard(text[at], word))


def heard(character: str, word: str) -> Iterator[int]:
    """How many letters of a word one character may stand for; what is not Chinese also for none."""
    if character == word[0]:
        yield 1
    if not "㐀" <= character <= "鿿":
        yield 0
        return
    for reading in pinyin(character, Style.NORMAL, heteronym=True)[0]:
        for length in range(1, min(len(reading), len(word)) + 1):
            if (
                reading.replace("ü", "v")[:length] == word[:length]
                or reading.replace("ü", "u")[:length] == word[:length]
            ):
                yield length


GARBAGE = st.one_of(
    st.text(max_size=60),
    st.text("()[]{}\"'%_*\\:-～“”（）【】：、。🎉 ", max_size=60),
    st.lists(st.sampled_from([*ODD, "is:", "with:", "after:", "NEAR/2", "AND", "MATCH", "title:", "SELECT *"])).map(
        " ".join
    ),
)


@settings(deadline=None, max_examples=60)
@given(GARBAGE)
def test_garbage_finds_itself_or_nothing_and_never_fails(text: str) -> None:
    for query in (parse(text, HERE.date()), Asked(text).query(HERE.date(), 0)):
        found(odd_titles(), query)


def test_a_word_is_found_however_it_is_joined() -> None:
    spellings = ["Daily stand-up", "Daily standup", "Daily stand up", "Daily stand–up"]
    store = cache_of([*spellings, "Daily stand on deck"])

    def pieced(query: Query) -> set[str]:
        return {hit.event.summary for hit in store.search(query, HERE, limit=None, slips=True)}

    for text in (*spellings, "standup", "STAND-UP", "stand.up"):
        assert pieced(parse(text, HERE.date())) == set(spellings), text
    assert pieced(parse('"stand-up"', HERE.date())) == {"Daily stand-up"}


def test_it_is_known_whether_a_word_may_go_on_in_pieces(store: Store) -> None:
    fill(store, event("a", "2026-11-22 10:00", summary="P0_incident review"))
    for word in ("p0i", "p0", "0in", "entr", "p0-i", "评"):
        assert store.stands_in_pieces(word, lambda: False), word
    for word in ("p1", "ip0", "qq", "review2"):
        assert not store.stands_in_pieces(word, lambda: False), word

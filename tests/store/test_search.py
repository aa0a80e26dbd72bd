"""Searching the cache: what is found, by what, in which order."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from feishu_tui.model import Attendee, Calendar, EventDetail, Meeting, Place
from feishu_tui.query import any_of, parse
from feishu_tui.store import SearchCancelled
from feishu_tui.store.hits import without_copies
from feishu_tui.store.store import Store
from feishu_tui.text import clean, fold
from tests.store.build import ME, NOW, TEAM, all_day, apply, clock, event, fill
from tests.store.found import hits, marked, starts, titles


@pytest.mark.parametrize(
    "text",
    ["产品评审会", "评", "cppsh", "chanpin", "产品ps", "cp评审", "CHANPINPINGSHEN", "chanpinpingshenhu", "ｃｐｐｓｈ"],
)
def test_chinese_is_found_by_characters_and_by_pinyin(store: Store, text: str) -> None:
    fill(store, event("a", "2026-11-21 14:00", summary="产品评审会"), event("b", "2026-11-21 14:00", summary="周会"))
    assert titles(store, text) == ["产品评审会"]


def test_what_matched_is_pointed_at(store: Store) -> None:
    fill(store, event("a", "2026-11-21 14:00", summary="Q3 产品评审会 Ｒéview (review)"))
    for text, parts in (
        ("cppsh", ["产品评审会"]),
        ("review", ["Ｒéview", "review"]),
        ("产品 q3", ["Q3 ", "产品"]),
        ("ps 评审", ["评审"]),
        ("reveiw", ["Ｒéview", "review"]),
    ):
        [hit] = hits(store, text)
        assert "".join(marked(hit)).replace(" ", "") == "".join(parts).replace(" ", "")


def test_every_field_is_searched(store: Store) -> None:
    fill(
        store,
        event(
            "a",
            "2026-11-21 14:00",
            summary="Weekly",
            description="bring <b>figures</b> &amp; charts",
            place=Place("F2-05 西湖", "1 Main Street"),
            organizer="李明",
            organizer_id="ou_li",
            meeting=Meeting("vc", "https://vc.example.com/j/1"),
        ),
    )
    store.put_detail(
        EventDetail(
            hits(store, "weekly")[0].event,
            attendees=(
                Attendee("user", "王芳", user_id="ou_wang"),
                Attendee("third_party", "Anna", email="anna@example.com"),
                Attendee("resource", "大会议室", room_id="omm_1"),
                Attendee("chat", "产品群", chat_id="oc_1"),
            ),
        ),
        NOW.timestamp(),
    )
    for text in (
        "figures",
        "xihu",
        "main street",
        "liming",
        "wf",
        "anna@example",
        "dahuiyishi",
        "cpq",
        "vc.example",
    ):
        assert titles(store, text) == ["Weekly"], text
    assert titles(store, "figures liming wf weekly") == ["Weekly"]
    for nothing in ("<b>", "&amp;", "ou_wang", "figures zhang"):
        assert titles(store, nothing) == []
    for condition in (
        "with:li",
        "with:ou_wang",
        "with:anna",
        "room:omm_1",
        "room:大会议室",
        "chat:产品",
        "in:f2",
        "in:dhys",
    ):
        assert titles(store, condition) == ["Weekly"], condition
    for condition in ("with:zhang", "with:ou_wan", "room:xihu", "chat:omm_1", "in:li", "-with:li"):
        assert titles(store, condition) == [], condition
    assert store.names() == {"with": ["Anna", "李明", "王芳"], "room": ["大会议室"], "chat": ["产品群"]}


def test_who_takes_part_is_known_still_after_the_event_changes(store: Store) -> None:
    planned = event("a", "2026-11-21 14:00", summary="Plan")
    fill(store, planned)
    store.put_detail(EventDetail(planned, attendees=(Attendee("user", "王芳"),)), NOW.timestamp())
    apply(store, event("a", "2026-11-22 14:00", summary="Plan B"))
    assert titles(store, "王芳") == ["Plan B"]
    fill(store, event("a", "2026-11-23 14:00", summary="Plan C"))
    assert titles(store, "wangfang") == ["Plan C"]
    assert titles(store, "plan b") == []


def test_the_attendees_of_an_occurrence_are_those_of_its_series(store: Store) -> None:
    master = event("s", "2026-11-02 09:30", summary="Stand-up", recurrence="FREQ=DAILY")
    fill(store, master)
    [occurrence] = [hit.occurrence for hit in hits(store, "stand-up")]
    told = EventDetail(
        master.at(occurrence.start, occurrence.end), attendees=(Attendee("user", "王芳", user_id="ou_w"),)
    )
    store.put_detail(told, NOW.timestamp())
    assert titles(store, "with:ou_w") == ["Stand-up"]


def test_a_name_is_not_spelled_by_the_ends_of_two(store: Store) -> None:
    meeting = event("a", "2026-11-21 14:00")
    fill(store, meeting)
    two = Attendee("user", "李明"), Attendee("user", "周涛")
    store.put_detail(EventDetail(meeting, attendees=two), NOW.timestamp())
    assert (titles(store, "limi"), titles(store, "with:zhoutao")) == (["a"], ["a"])
    assert (titles(store, "mingzhou"), titles(store, "with:mz")) == ([], [])


def test_several_words_must_all_be_there_in_any_order(store: Store) -> None:
    fill(
        store,
        event("a", "2026-11-21 14:00", summary="design review", place=Place("F2")),
        event("b", "2026-11-21 15:00", summary="design"),
    )
    assert titles(store, "F2 review des") == ["design review"]
    assert titles(store, '"design review"') == ["design review"]
    assert titles(store, '"review design"') == []
    assert titles(store, "design -review") == ["design"]


def test_title_before_the_rest_whole_before_part_near_before_far(store: Store) -> None:
    fill(
        store,
        event("far", "2026-12-21 14:00", summary="art far"),
        event("past", "2026-11-20 14:00", summary="art past"),
        event("near", "2026-11-21 14:00", summary="art near"),
        event("part", "2026-11-21 12:00", summary="start"),
        event("place", "2026-11-21 12:00", summary="x", place=Place("art")),
        event("word", "2026-11-21 12:00", summary="y", description="party"),
    )
    assert titles(store, "art") == ["art near", "art past", "art far", "start", "x", "y"]


def test_a_slip_is_forgiven_where_hardly_anything_fits(store: Store) -> None:
    fill(store, event("a", "2026-11-21 14:00", summary="Planning"), event("b", "2026-11-21 15:00", organizer="Florian"))
    assert titles(store, "plannign") == ["Planning"]
    assert titles(store, "planing") == ["Planning"]
    assert titles(store, "florain") == ["b"]
    assert titles(store, "plannign", slips=False) == []
    assert titles(store, '"plannign"') == []
    fill(
        store,
        *(event(f"e{number}", "2026-11-21 14:00", summary=f"plan {number}") for number in range(6)),
        event("plot", "2026-11-21 14:00", summary="plot"),
        event("clan", "2026-11-21 14:00", summary="clan"),
    )
    assert "clan" not in titles(store, "plan")


def test_calendars_are_found_by_their_names(store: Store) -> None:
    fill(store, event("a", "2026-11-21 14:00", summary="mine"))
    fill(store, event("b", "2026-11-21 14:00", summary="ours", calendar="team"), calendar="team")
    assert (
        titles(store, "xiaozu")
        == titles(store, "team")
        == titles(store, "cal:小组")
        == titles(store, "cal:team")
        == ["ours"]
    )
    assert titles(store, "-cal:team o OR") == titles(store, "cal:nobody o") == []
    assert sorted(titles(store, "cal:team cal:me is:allday")) == []
    assert sorted(titles(store, "cal:team cal:me -is:allday")) == ["mine", "ours"]
    assert titles(store, "m -team") == ["mine"]
    assert titles(store, "o", calendar_ids=["me"]) == []
    store.put_calendars([ME, Calendar("team", summary="New name", type="shared", role="reader")])
    assert titles(store, "new name") == ["ours"]


def test_copies_on_several_calendars_can_be_shown_as_one(store: Store) -> None:
    fill(store, event("a", "2026-11-21 14:00", summary="both", organizer_calendar_id="team"))
    fill(
        store,
        event("a", "2026-11-21 14:00", summary="both", calendar="team", organizer_calendar_id="team"),
        calendar="team",
    )
    found = hits(store, "both")
    assert len(found) == 2
    assert [hit.key for hit in without_copies(found, [ME, TEAM])] == [("team", "a_0")]


def test_what_changes_and_goes_is_found_no_longer(store: Store) -> None:
    fill(store, event("a", "2026-11-21 14:00", summary="old title"), event("b", "2026-11-21 15:00", summary="gone"))
    apply(
        store, event("a", "2026-11-25 14:00", summary="new title"), event("b", "2026-11-21 15:00", status="cancelled")
    )
    assert starts(store, "title") == [("new title", "11-25 14:00", 1)]
    assert titles(store, "gone") == titles(store, "old") == []
    fill(store, all_day("c", "2026-11-21", summary="title of all day"))
    assert starts(store, "title") == [("title of all day", "11-21", 1)]
    fill(store, event("d", "2026-11-21 16:00", summary="theirs", calendar="team"), calendar="team")
    assert titles(store, "theirs") == ["theirs"]
    store.put_calendars([ME])
    assert titles(store, "theirs") == []


QUERIES = [
    "(", "[]", '"', "'", '""', "%", "_", "*", "a*", "\\", "\\\\%", "😀", "👨‍👩‍👧",
    "NEAR(a b)", "a OR b", "a AND", "NOT",
    "title:x", "^a", "'; DROP TABLE events; --", "x' OR '1'='1", "{a}", "a NEAR/2 b", "\x00", "\ud800", "𓀀",
    "(" * 10_000, '"' * 10_001, "a " * 5_000, "ab" * 5_000, "%_" * 5_000, "会" * 10_000, "-" * 10_000, "is:" * 3_000,
    "with:a " * 1_400, *(" ".join(f"{name}a{each}" for each in range(900)) for name in ("with:", "cal:", "-")),
]  # fmt: skip


@pytest.mark.parametrize("text", QUERIES, ids=lambda text: ascii(text[:20]))
def test_whatever_is_typed_finds_that_text_or_nothing(store: Store, text: str) -> None:
    fill(
        store, event("same", "2026-11-21 14:00", summary=clean(text)), event("other", "2026-11-21 14:00", summary="Zzz")
    )
    begun = time.process_time()
    found = titles(store, text)
    assert time.process_time() - begun < 2
    assert found in ([clean(text)], []) if fold(clean(text)).strip() else True
    if fold(clean(text)).strip() and clean(text) == text.strip():
        assert found == [clean(text)]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(min_size=3, max_size=30), min_size=1, max_size=4), st.text())
def test_any_three_characters_of_a_title_find_it(given_titles: list[str], garbage: str) -> None:
    store = Store.open(None, clock)
    store.put_calendars([ME, TEAM])
    known = [clean(each) for each in given_titles]
    fill(store, *(event(f"e{number}", "2026-11-21 14:00", summary=each) for number, each in enumerate(known)))
    titles(store, garbage)
    for title in known:
        for window in (title[at : at + 3] for at in range(max(1, len(title) - 2))):
            if fold(window).strip():
                assert title in titles(store, window), window
        if fold(title).strip():
            assert title in titles(store, title)
    store.close()


@settings(deadline=None, max_examples=30)
@given(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12),
    st.sampled_from(["", " Review", "（二）", " 2027"]),
)
def test_every_chinese_title_is_found_by_its_pinyin_and_initials(chinese: str, rest: str) -> None:
    store = Store.open(None, clock)
    store.put_calendars([ME, TEAM])
    fill(store, event("a", "2026-11-21 14:00", summary=chinese + rest), event("b", "2026-11-21 14:00", summary="Zzz"))
    for style in (Style.NORMAL, Style.FIRST_LETTER):
        spelled = "".join(lazy_pinyin(chinese, style=style))
        if fold(spelled).isascii() and fold(spelled).isalpha():
            assert chinese + rest in titles(store, spelled)
            assert chinese + rest in titles(store, f"{spelled} {rest}".strip())
    store.close()


def test_any_number_of_ids_can_be_asked_for(store: Store) -> None:
    planned = event("a", "2026-11-21 14:00")
    fill(store, planned, event("b", "2026-11-21 15:00"))
    store.put_detail(EventDetail(planned, attendees=(Attendee("user", "王芳", user_id="ou_w"),)), NOW.timestamp())
    asked = parse("", NOW.date()).narrowed(None, None, *any_of("with", [f"ou_{each}" for each in range(2_000)]))
    assert store.search(asked, NOW) == []
    asked = asked.narrowed(None, None, *any_of("with", ["ou_w", "ou_x"]))
    assert store.search(asked, NOW) == []
    asked = parse("", NOW.date()).narrowed(None, None, *any_of("with", ["ou_w", *map(str, range(2_000))]))
    assert [hit.event.summary for hit in store.search(asked, NOW)] == ["a"]


def test_a_cancelled_search_ends_at_once(store: Store) -> None:
    fill(store, *(event(f"e{number}", "2026-11-21 14:00", summary=f"plan {number}") for number in range(300)))
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 5

    with pytest.raises(SearchCancelled):
        hits(store, "plan", cancelled=cancelled)
    assert asked == 6
    with pytest.raises(SearchCancelled):
        hits(store, "nothing here", cancelled=lambda: True)
    assert len(hits(store, "plan", limit=None)) == 300
    assert len(hits(store, "plan")) == 200
    assert len(titles(store, "plan 29")) == 13


def test_a_rehearsal_changes_no_answer_and_ends_as_soon_as_someone_types(store: Store) -> None:
    numbers = range(60)
    fill(
        store, *(event(f"s{each}_0", "2026-11-02 14:00", summary="plan", recurrence="FREQ=WEEKLY") for each in numbers)
    )
    store.rehearse_search(NOW, lambda: True)
    found = [(hit.key, hit.occurrence.start, hit.times) for hit in hits(store, "plan", limit=40)]
    store.rehearse_search(NOW, lambda: False)
    assert [(hit.key, hit.occurrence.start, hit.times) for hit in hits(store, "plan", limit=40)] == found
    assert len(found) == 40


def test_nothing_asked_finds_nothing(store: Store) -> None:
    fill(store, event("a", "2026-11-21 14:00"))
    assert hits(store, "") == hits(store, "   ") == []

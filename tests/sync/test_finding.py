"""The server's answer to a search, kept and merged with the cache's own."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from typing import Any

import pytest
from pypinyin import Style, lazy_pinyin

from feishu_tui.errors import NetworkError, NotSignedIn, ServerError
from feishu_tui.query import any_of, parse
from feishu_tui.simulator.api import Request
from feishu_tui.simulator.faults import Fault, rate_limited
from feishu_tui.simulator.sample import sample
from feishu_tui.store.hits import Hit, merged
from feishu_tui.sync.finding import Answer, Finder
from feishu_tui.text import fold
from tests.feishu.office import CAL, DAY, HOUR, NOW
from tests.sync.desk import SHANGHAI, TEAM, Desk, at

TEAM_CALENDAR = {"calendar_id": TEAM, "summary": "Team", "type": "shared", "role": "reader"}
HERE = datetime.fromtimestamp(NOW, SHANGHAI)
SEARCH = "/events/search"


class Searching(Desk):
    """A desk with a finder, that notes what the server is asked."""

    def __init__(self, *calendars: dict[str, Any], **switches: Any) -> None:
        super().__init__(*calendars, **switches)
        self.finder = Finder(self.office.events, self.store, self.clock)
        self.bodies: list[dict[str, Any]] = []
        answer = self.office.simulator.handle

        def handle(request: Request) -> Any:
            if request.path.endswith("search"):
                self.bodies.append(json.loads(request.body))
            return answer(request)

        self.office.simulator.handle = handle  # type: ignore[method-assign]

    async def ask(self, text: str, **options: Any) -> Answer:
        return await self.finder.search(parse(text, HERE.date()), HERE, **options)

    def look(self, text: str) -> list[Hit]:
        return self.store.search(parse(text, HERE.date()), HERE)

    async def both(self, text: str) -> list[tuple[str, str]]:
        """Titles and who found them."""
        local = self.look(text)
        answer = await self.ask(text)
        return [(hit.event.summary, hit.source) for hit in merged(local, answer.hits)]


async def desk_with(*titles: str, **switches: Any) -> Searching:
    """A desk whose cache holds the titles."""
    desk = Searching(TEAM_CALENDAR, **switches)
    for number, title in enumerate(titles):
        desk.office.add(f"e{number}", NOW + HOUR * number, NOW + HOUR * (number + 1), summary=title)
    await desk.puller.pull()
    return desk


async def test_both_answers_are_merged_and_what_only_the_server_finds_is_kept() -> None:
    desk = await desk_with("review known")
    desk.office.add("new", NOW + 200 * DAY, NOW + 200 * DAY + HOUR, calendar_id=TEAM, summary="Review new")
    desk.office.state.retitle(CAL, "e0_0", "renamed")
    assert await desk.both("review") == [("review known", "local"), ("Review new", "server")]
    assert await desk.both("review") == [("review known", "local"), ("Review new", "both")]
    await desk.puller.pull()
    assert await desk.both("re") == [("renamed", "both"), ("Review new", "both")]


async def test_three_hundred_matches_in_pages_of_ten_are_all_found_once() -> None:
    desk = Searching()
    await desk.puller.pull()
    for number in range(300):
        desk.office.add(f"e{number}", NOW + HOUR * number, NOW + HOUR * (number + 1), summary=f"match {number}")
    desk.office.faults.add(Fault(SEARCH, times=None, page_rows=10))
    answer = await desk.ask("match")
    assert len(desk.bodies) == 30
    assert sorted(hit.key for hit in answer.hits) == sorted((CAL, f"e{number}_0") for number in range(300))
    assert len(desk.look("match")) == 200
    assert {
        hit.source for hit in merged(desk.store.search(parse("match", HERE.date()), HERE, limit=None), answer.hits)
    } == {"both"}


async def test_the_window_is_always_named() -> None:
    desk = await desk_with()
    await desk.ask("x")
    await desk.ask("x after:2030-01-01")
    await desk.ask("x before:2020-01-01")
    await desk.ask("x on:2026-11-25")
    await desk.ask("x after:9000-01-01")
    windows = [
        tuple(int(body["filter"][end]["timestamp"]) for end in ("start_time", "end_time")) for body in desk.bodies[::2]
    ]
    assert windows[0] == (NOW - 365 * DAY, NOW + 730 * DAY)
    assert windows[1][0] == at("2030-01-01")
    assert windows[2][1] == at("2020-01-01")
    assert windows[3] == (at("2026-11-25"), at("2026-11-26"))
    assert all(1 <= low < high <= 16725225600 for low, high in windows)


async def test_ids_are_passed_on_of_each_kind_of_filter_the_first() -> None:
    desk = await desk_with()
    await desk.ask('plan with:li with:ou_a with:ou_b room:omm_1 chat:oc_1 -chat:oc_2 "Grand Café"')
    [body, _] = desk.bodies
    assert body["query"] == "plan Grand Café"
    assert body["filter"]["user_ids"] == ["ou_a"]
    assert (body["filter"]["room_ids"], body["filter"]["chat_ids"]) == (["omm_1"], ["oc_1"])
    query = parse("", HERE.date()).narrowed(None, None, *any_of("with", ["ou_a", "ou_b"]))
    await desk.finder.search(query, HERE)
    assert desk.bodies[-1]["filter"]["user_ids"] == ["ou_a", "ou_b"]


async def test_who_takes_part_is_the_servers_word() -> None:
    desk = Searching()
    attendees = [{"type": "user", "user_id": "ou_a", "display_name": "Anna"}]
    desk.office.add("a", NOW, NOW + HOUR, attendees=attendees)
    desk.office.add("b", NOW, NOW + HOUR)
    await desk.puller.pull()
    assert desk.look("with:ou_a") == []
    assert await desk.both("with:ou_a") == [("a", "server")]
    assert await desk.both("with:ou_a with:anna") == []
    await desk.puller.detail(CAL, "a_0")
    assert await desk.both("with:ou_a with:anna") == [("a", "both")]


ANNA = {"type": "user", "user_id": "ou_anna", "display_name": "Anna Berg"}
LI_NA = {"type": "user", "user_id": "ou_lina", "display_name": "李娜"}
LI_MING = {"type": "user", "user_id": "ou_liming", "display_name": "李明"}
ROOM = {"type": "resource", "room_id": "omm_big", "display_name": "大会议室"}
CHAT = {"type": "chat", "chat_id": "oc_sales", "display_name": "销售群"}


async def desk_that_knows(*attendees: dict[str, Any]) -> Searching:
    """A desk that has looked at one event of many with these attendees, and at none of the others."""
    desk = Searching(TEAM_CALENDAR)
    for number, each in enumerate((*attendees, {"type": "user", "user_id": "ou_other", "display_name": "周杰"})):
        desk.office.add(f"of {number}", NOW, NOW + HOUR, attendees=[each])
        desk.office.add(f"quiet {number}", NOW + DAY * number, NOW + DAY * number + HOUR)
    desk.office.add("known", NOW, NOW + HOUR, attendees=[*attendees])
    await desk.puller.pull()
    await desk.puller.detail(CAL, "known_0")
    desk.office.state.delete_event(CAL, "known_0")
    await desk.puller.pull()
    return desk


@pytest.mark.parametrize(
    ("text", "field", "ids"),
    [
        ("with:李娜", "user_ids", ["ou_lina"]),
        ("with:lina", "user_ids", ["ou_lina"]),
        ("with:berg", "user_ids", ["ou_anna"]),
        ("with:李", "user_ids", ["ou_lina", "ou_liming"]),
        ("room:dhys", "room_ids", ["omm_big"]),
        ("chat:销售", "chat_ids", ["oc_sales"]),
        ("李娜", "user_ids", ["ou_lina"]),
        ("anna", "user_ids", ["ou_anna"]),
        ("Anna Berg", "user_ids", ["ou_anna"]),
        ("大会议室", "room_ids", ["omm_big"]),
    ],
)
async def test_the_server_is_asked_by_name_for_whom_the_cache_knows(text: str, field: str, ids: list[str]) -> None:
    desk = await desk_that_knows(ANNA, LI_NA, LI_MING, ROOM, CHAT)
    assert desk.look(text) == []
    found = await desk.both(text)
    assert sorted(desk.bodies[-1]["filter"][field]) == sorted(ids)
    everyone = ["ou_anna", "ou_lina", "ou_liming", "omm_big", "oc_sales"]
    assert sorted(found) == sorted((f"of {everyone.index(each)}", "server") for each in ids)


async def test_a_name_nobody_is_known_by_is_looked_for_here_only() -> None:
    desk = await desk_that_knows(ANNA)
    assert await desk.both("with:周杰") == []
    assert await desk.both("quiet with:周杰") == []
    assert {tuple(body["filter"]) for body in desk.bodies} == {("start_time", "end_time")}
    assert await desk.both("with:anna -of") == []


async def test_a_part_of_a_name_is_a_word_like_others() -> None:
    desk = await desk_that_knows(LI_NA)
    assert await desk.both("娜") == []
    assert len(desk.bodies) == 2


async def test_an_organizer_is_known_by_name_to_the_server_too() -> None:
    desk = Searching()
    desk.office.add("a", NOW, NOW + HOUR, event_organizer={"user_id": "ou_anna", "display_name": "Anna Berg"})
    desk.office.add("b", NOW, NOW + HOUR, attendees=[ANNA])
    await desk.puller.pull()
    assert sorted(await desk.both("with:anna")) == [("a", "local"), ("b", "server")]


async def test_no_more_ids_are_named_than_a_question_should_hold() -> None:
    crowd = [{"type": "user", "user_id": f"ou_{each}", "display_name": f"王{each}"} for each in range(80)]
    desk = await desk_that_knows(*crowd)
    await desk.ask("with:王")
    assert len(desk.bodies[0]["filter"]["user_ids"]) == 50


async def test_what_the_server_does_not_filter_is_filtered_here() -> None:
    desk = Searching(TEAM_CALENDAR)
    await desk.puller.pull()
    desk.office.add("a", NOW, NOW + HOUR, summary="review one")
    desk.office.add("b", NOW, NOW + HOUR, summary="review two", calendar_id=TEAM)
    desk.office.add_days("c", "2026-11-25", "2026-11-26", summary="review three")
    for text, expected in {
        "review -two": ["review one", "review three"],
        "review is:allday": ["review three"],
        "review cal:team": ["review two"],
        "review on:11-25": ["review three"],
        '"review two"': ["review two"],
        "review is:recurring": [],
    }.items():
        answer = await desk.ask(text)
        assert sorted(hit.event.summary for hit in answer.hits) == sorted(expected), text


@pytest.mark.parametrize("hits", ["masters", "occurrences"])
async def test_a_series_is_one_hit_however_the_server_tells_it(hits: str) -> None:
    desk = Searching(**({"search_hits": hits} if hits == "occurrences" else {}))
    master = desk.office.add_daily("standup", start=at("2026-11-02 09:30"), summary="Stand-up")
    desk.office.state.move(CAL, f"standup_{at('2026-11-25 09:30')}", at("2026-11-25 11:00"), at("2026-11-25 12:00"))
    await desk.puller.pull()
    assert await desk.both("stand-up") == [("Stand-up", "both")]
    assert [hit.key for hit in desk.look("stand-up")] == [(CAL, master)]
    assert desk.look("stand-up")[0].occurrence.start == datetime(2026, 11, 22, 9, 30, tzinfo=SHANGHAI)


async def test_titles_with_an_underscore_are_found_in_the_cache() -> None:
    desk = await desk_with("P0_incident_review")
    assert await desk.both("incident_rev") == [("P0_incident_review", "local")]
    assert await desk.both("P0_incident_review") == [("P0_incident_review", "both")]


async def test_only_calendars_that_allow_it_are_asked() -> None:
    others = [
        {"calendar_id": f"feishu.cn_{name}@group.calendar.feishu.cn", "summary": name, **fields}
        for name, fields in {
            "google": {"type": "google", "role": "reader"},
            "room": {"type": "resource", "role": "reader"},
            "busy": {"type": "shared", "role": "free_busy_reader"},
        }.items()
    ]
    desk = Searching(TEAM_CALENDAR, *others)
    await desk.puller.pull()
    answer = await desk.ask("x")
    assert (answer.asked, answer.failed, len(desk.bodies)) == (2, {}, 2)
    assert (await desk.ask("x", calendar_ids=[TEAM])).asked == 1


async def test_what_the_server_cannot_answer_is_not_asked() -> None:
    desk = await desk_with()
    for text in ("is:recurring", "with:li", "-", "on:today", "x" * 201, ""):
        answer = await desk.ask(text)
        assert answer.hits == []
    assert [body["query"] for body in desk.bodies] == ["-", "-"]
    await desk.ask("x" * 200)
    assert desk.bodies[-1]["query"] == "x" * 200


async def test_one_calendars_failure_leaves_the_others_answers() -> None:
    desk = await desk_with("review here")
    desk.office.faults.add(Fault(f"{TEAM.split('@')[0]}.*{SEARCH}", times=None, status=500, code=190003))
    answer = await desk.ask("review")
    assert [hit.event.summary for hit in answer.hits] == ["review here"]
    assert {key: type(error) for key, error in answer.failed.items()} == {TEAM: ServerError}


@pytest.mark.parametrize(
    "fault",
    [Fault(SEARCH, times=None, status=500, code=190003), rate_limited(SEARCH, times=None)],
    ids=["500", "429"],
)
async def test_a_search_that_only_fails_leaves_the_cache_alone(fault: Fault) -> None:
    desk = await desk_with("review here")
    desk.office.faults.add(fault)
    answer = await desk.ask("review")
    assert answer.hits == []
    assert set(answer.failed) == {CAL, TEAM}
    assert [hit.source for hit in merged(desk.look("review"), answer.hits)] == ["local"]


async def test_no_token_and_no_network_are_told() -> None:
    desk = await desk_with()
    desk.office.faults.add(Fault(SEARCH, times=None, status=400, code=99991668))
    with pytest.raises(NotSignedIn):
        await desk.ask("x")

    class Silent:
        async def search(self, *_: object, **__: object) -> list[Any]:
            raise NetworkError("No answer.")

    answer = await Finder(Silent(), desk.store, desk.clock).search(parse("x", HERE.date()), HERE)  # type: ignore[arg-type]
    assert {type(error) for error in answer.failed.values()} == {NetworkError}


async def test_a_server_that_keeps_silent_blocks_nothing() -> None:
    desk = await desk_with("review here")
    asked = asyncio.Event()

    class Silent:
        async def search(self, *_: object, **__: object) -> list[Any]:
            asked.set()
            await asyncio.Event().wait()
            return []

    finder = Finder(Silent(), desk.store, desk.clock)  # type: ignore[arg-type]
    waiting = asyncio.create_task(finder.search(parse("review", HERE.date()), HERE))
    await asked.wait()
    assert [hit.event.summary for hit in desk.look("review")] == ["review here"]
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_every_event_of_the_sample_is_found_by_title_by_pinyin_and_by_who_is_invited() -> None:
    desk = Searching()
    desk.office.simulator.state = sample(HERE)
    await desk.puller.pull()
    listed = {hit.key: hit.event for hit in desk.store.search(parse("-is:cancelled", HERE.date()), HERE, limit=None)}
    assert len(listed) > 300

    def finds(text: str) -> set[tuple[str, str]]:
        found = desk.store.search(parse(text, HERE.date()), HERE, limit=None)
        return {hit.key for hit in found}

    by_title: dict[str, set[tuple[str, str]]] = {}
    for key, event in listed.items():
        if event.summary:
            by_title.setdefault(event.summary, set()).add(key)
    for title, keys in by_title.items():
        windows = {title[at : at + 3] for at in range(max(1, len(title) - 2))}
        for text in {title, *list(windows)[:6]}:
            if fold(text).strip():
                assert keys <= finds(text), (title, text)
        for style in (Style.NORMAL, Style.FIRST_LETTER):
            assert keys <= finds("".join(lazy_pinyin(title, style=style))), title

    key = next(key for key, event in listed.items() if "product review" in event.summary)
    detail = await desk.puller.detail(*key)
    assert detail.attendees
    for attendee in detail.attendees:
        assert key in finds(attendee.name)
        if attendee.user_id:
            assert key in finds(f"with:{attendee.user_id}")

"""Answers that are good JSON and say too little: nothing known is lost, nothing old passes as new."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest

from feishu_tui.errors import BadResponse
from tests.faults.time_lapse import run
from tests.faults.trial import CALENDARS, TEAM, Outcome, Trial, trial
from tests.faults.troubles import spoiling
from tests.faults.wire import Trouble
from tests.feishu.office import DAY, HOUR, NOW

Data = dict[str, Any]
EVENTS, LIST = "team%40.*/events\\?", "/calendars\\?"


def editing(edit: Callable[[Data], Data | None]) -> Trouble:
    """Answers as the simulator does, but for an edit of the data: what it returns, else what it left of it."""

    def spoil(body: bytes) -> bytes:
        document = json.loads(body)
        if "data" not in document:
            return body
        edited = edit(document["data"])
        return json.dumps({**document, "data": document["data"] if edited is None else edited}).encode()

    return spoiling(spoil)


def without(*names: str) -> Trouble:
    """The data lacks some of its fields."""
    return editing(lambda data: {name: value for name, value in data.items() if name not in names})


def with_rows(change: Callable[[list[Data]], list[Any]]) -> Trouble:
    """The rows are others."""

    def edit(data: Data) -> None:
        key = "calendar_list" if "calendar_list" in data else "items"
        data[key] = change(data[key])

    return editing(edit)


PAGES_THAT_ARE_NONE: dict[str, Trouble] = {
    "empty data": editing(lambda data: {}),
    "rows that are an object": editing(lambda data: {**data, "items": {}, "calendar_list": {}}),
    "rows that are a text": editing(lambda data: {**data, "items": "x", "calendar_list": "x"}),
    "rows that are a number": editing(lambda data: {**data, "items": 0, "calendar_list": 0}),
    "no sign of an end": without("has_more", "sync_token", "page_token"),
    "more without a place to go on": editing(lambda data: {"has_more": True, "items": [], "calendar_list": []}),
}


def kept_through(trouble: Trouble, pattern: str, *, full: bool = False) -> Outcome:
    """How a pull in trouble ended, after which all is there that was, and the next pull brings what was added."""

    async def suffer() -> Outcome:
        async with trial() as it:
            titles, rows = it.titles(), it.rows()
            it.wire.strike(trouble, pattern)
            outcome = await it.pull(full=full)
            assert set(titles) <= set(it.titles())
            assert it.rows() >= rows
            it.assert_never_floods()
            await _recover(it)
            return outcome

    return run(suffer())


async def _recover(it: Trial) -> None:
    it.wire.strike(None)
    assert not (await it.pull()).report.failed  # type: ignore[union-attr]
    assert len([title for title in it.titles() if title.startswith("new")]) == len(CALENDARS)


@pytest.mark.parametrize("full", [False, True], ids=["changes", "full"])
@pytest.mark.parametrize("name", PAGES_THAT_ARE_NONE)
def test_what_is_no_page_of_events_is_not_taken_for_an_empty_one(name: str, full: bool) -> None:
    error = kept_through(PAGES_THAT_ARE_NONE[name], EVENTS, full=full).of(TEAM)
    assert isinstance(error, BadResponse)
    assert (error.log_id, bool(error.hint)) == ("LOG-WIRE", True)


@pytest.mark.parametrize("name", PAGES_THAT_ARE_NONE)
def test_what_is_no_list_of_calendars_takes_none_away(name: str) -> None:
    report = kept_through(PAGES_THAT_ARE_NONE[name], LIST).report
    assert report is not None
    assert isinstance(report.error, BadResponse)
    assert (report.error.log_id, bool(report.error.hint)) == ("LOG-WIRE", True)


UNREAD_CALENDARS: dict[str, Callable[[list[Data]], list[Any]]] = {
    "none": lambda rows: [],
    "all but one's own": lambda rows: [row for row in rows if row["type"] != "primary"],
    "nothing": lambda rows: [None if row["calendar_id"] == TEAM else row for row in rows],
    "texts": lambda rows: [row["calendar_id"] for row in rows],
    "without an id": lambda rows: [{**row, "calendar_id": None} if row["calendar_id"] == TEAM else row for row in rows],
    "with a number": lambda rows: [{**row, "calendar_id": 7} if row["calendar_id"] == TEAM else row for row in rows],
}


@pytest.mark.parametrize("name", UNREAD_CALENDARS)
def test_a_calendar_list_with_rows_that_say_nothing_takes_none_away(name: str) -> None:
    report = kept_through(with_rows(UNREAD_CALENDARS[name]), LIST).report
    assert report is not None
    assert not report.failed
    assert isinstance(report.error, BadResponse)
    assert report.error.hint


def test_a_whole_list_without_a_calendar_takes_it_away() -> None:
    async def suffer() -> None:
        async with trial() as it:
            it.wire.strike(with_rows(lambda rows: [row for row in rows if row["calendar_id"] != TEAM]), LIST)
            await it.pull()
            assert TEAM not in it.synced()

    run(suffer())


def test_changes_that_are_null_once_come_with_the_next_pull() -> None:
    assert kept_through(editing(lambda data: {**data, "items": None}), EVENTS).of(TEAM) is None


def test_a_calendar_is_not_emptied_by_a_list_that_is_null() -> None:
    outcome = kept_through(editing(lambda data: {**data, "items": None}), EVENTS, full=True)
    assert isinstance(outcome.of(TEAM), BadResponse)


def test_a_calendar_is_emptied_by_a_list_that_is_empty() -> None:
    async def suffer() -> None:
        async with trial() as it:
            it.wire.strike(with_rows(lambda rows: []), EVENTS)
            assert (await it.pull(full=True)).of(TEAM) is None
            assert "team0" not in it.titles()

    run(suffer())


@pytest.mark.parametrize("row", [None, 7, "x", {}, {"event_id": None}, {"event_id": ["x"]}, {"event_id": 5}], ids=repr)
def test_events_without_an_id_cost_none_of_those_known(row: object) -> None:
    for full in (True, False):
        outcome = kept_through(with_rows(lambda rows: [row] * len(rows)), EVENTS, full=full)
        assert outcome.report is not None
        assert {one for one, _, _ in outcome.report.skipped} == {TEAM}
        assert isinstance(outcome.of(TEAM), BadResponse)


@pytest.mark.parametrize("full", [False, True], ids=["changes", "full"])
def test_an_event_that_cannot_be_read_any_more_stays_as_it_was_and_says_so(full: bool) -> None:
    async def suffer() -> None:
        async with trial() as it:
            it.office.state.retitle(TEAM, "team3_0", "better")
            trouble = with_rows(
                lambda rows: [{**row, "start_time": None} if row["event_id"] == "team3_0" else row for row in rows]
            )
            it.wire.strike(trouble, EVENTS)
            outcome = await it.pull(full=full)
            assert outcome.of(TEAM) is None
            assert {"team3", "new team"} <= set(it.titles())
            stored = it.store.event(TEAM, "team3_0")
            assert stored is not None
            assert any("newer version" in problem for problem in stored.event.problems)
            it.wire.strike(None)
            await it.pull(full=True)
            assert "better" in it.titles()

    run(suffer())


def test_a_change_that_cannot_be_read_once_comes_with_the_next_pull() -> None:
    report = kept_through(with_rows(lambda rows: [{**row, "start_time": None} for row in rows]), EVENTS).report
    assert report is not None
    assert not report.failed
    assert [(one, event_id) for one, event_id, _ in report.skipped] == [(TEAM, "new team_0")]


def test_a_list_of_which_nothing_can_be_read_is_not_taken_for_a_calendar() -> None:
    unreadable = with_rows(lambda rows: [{**row, "start_time": None} for row in rows])
    assert isinstance(kept_through(unreadable, EVENTS, full=True).of(TEAM), BadResponse)


def endless(rows: Callable[[int], list[Data]]) -> Trouble:
    """One page after another, each leading to the next."""
    numbers = itertools.count()

    def spoil(_: bytes) -> bytes:
        number = next(numbers)
        page = {"has_more": True, "page_token": f"p{number}", "items": rows(number)}
        return json.dumps({"code": 0, "data": page}).encode()

    return spoiling(spoil)


def event(number: int) -> Data:
    """An event of an hour some day."""
    times = {"start_time": {"timestamp": str(NOW + DAY)}, "end_time": {"timestamp": str(NOW + DAY + HOUR)}}
    return {"event_id": f"endless{number}_0", "summary": "endless", **times}


@pytest.mark.parametrize(
    ("rows", "most"),
    [
        pytest.param(lambda number: [event(number)], 510, id="short pages"),
        pytest.param(lambda number: [], 110, id="empty pages"),
        pytest.param(lambda number: [event(each) for each in range(80)], 20, id="the same page"),
    ],
)
def test_pages_without_an_end_are_given_up(rows: Callable[[int], list[Data]], most: int) -> None:
    outcome = kept_through(endless(rows), EVENTS, full=True)
    assert isinstance(outcome.of(TEAM), BadResponse)
    assert outcome.requests <= most + 3

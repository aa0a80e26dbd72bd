"""Bytes that are no UTF-8: what can be read is kept, and no damaged id or token is ever taken for a true one."""

from __future__ import annotations

from tests.faults.time_lapse import run
from tests.faults.trial import CALENDARS, TEAM, Outcome, trial
from tests.faults.troubles import spoiling
from tests.faults.wire import Trouble


def damaging(good: bytes, at: int = 0) -> Trouble:
    """One byte of some text becomes one that no UTF-8 has."""

    def spoil(body: bytes) -> bytes:
        assert good in body
        return body.replace(good, good[:at] + b"\xff" + good[at + 1 :])

    return spoiling(spoil)


def pulled_with(trouble: Trouble, pattern: str) -> tuple[Outcome, Outcome, list[str]]:
    """How a pull in trouble ended and the one after it, and what the agenda showed in between."""

    async def suffer() -> tuple[Outcome, Outcome, list[str]]:
        async with trial() as it:
            it.wire.strike(trouble, pattern)
            outcome = await it.pull(full=True)
            titles = it.titles()
            assert set(it.synced()) == set(CALENDARS)
            it.wire.strike(None)
            again = await it.pull()
            assert again.report is not None
            assert not again.report.failed
            await it.pull(full=True)
            assert "new team" in it.titles()
            return outcome, again, titles

    return run(suffer())


def test_in_a_title_costs_that_character_alone() -> None:
    outcome, _, titles = pulled_with(damaging(b'"summary":"new team"', 12), "team%40.*/events")
    assert outcome.of(TEAM) is None
    assert {"n\ufffdw team", "team0", "team4"} <= set(titles)


def test_in_an_event_id_costs_that_event_and_is_told() -> None:
    outcome, _, titles = pulled_with(damaging(b'"event_id":"team3_0"', 13), "team%40.*/events")
    assert outcome.report is not None
    assert [(one, reason) for one, _, reason in outcome.report.skipped] == [(TEAM, "The event's id arrived damaged.")]
    assert {"new team", "team0", "team4"} <= set(titles)


def test_in_a_calendar_id_leaves_the_list_as_it_was() -> None:
    outcome, _, titles = pulled_with(damaging(TEAM.encode(), 11), "/calendars\\?")
    assert outcome.report is not None
    assert outcome.report.error is not None
    assert "damaged" in outcome.report.error.sentence
    assert "new team" in titles


def test_in_a_sync_token_has_the_calendar_read_anew_the_next_time() -> None:
    outcome, again, titles = pulled_with(damaged_token(), "team%40.*/events")
    assert outcome.of(TEAM) is None
    assert "new team" in titles
    assert again.report is not None
    modes = {each.calendar_id: each.mode for each in again.report.calendars}
    assert [one for one, mode in modes.items() if mode == "full"] == [TEAM]


def damaged_token() -> Trouble:
    """The first byte of the sync token is no text."""
    mark = b'"sync_token":"'

    def spoil(body: bytes) -> bytes:
        before, found, after = body.partition(mark)
        assert found
        return before + mark + b"\xff" + after[1:]

    return spoiling(spoil)

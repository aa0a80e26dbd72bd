"""Calendars that share busy times only: whose they are is found out, and when they are taken is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from feishu_tui.model import Span
from feishu_tui.simulator.faults import Fault
from feishu_tui.sync.unlisted import NOT_A_PERSONS, UNKNOWN_OWNER
from tests.feishu.office import CAL, DAY, HOUR, ME, NOW
from tests.sync.desk import Desk, days

LIN, HER = "ou_lin", "feishu.cn_lin@group.calendar.feishu.cn"
TODAY = days("2026-11-21")


def hers(**fields: Any) -> dict[str, Any]:
    """Lin's own calendar, of which the identity may know the busy times."""
    return {
        "calendar_id": HER,
        "summary": "Lin",
        "type": "primary",
        "owner": LIN,
        "members": {ME: "free_busy_reader"},
        **fields,
    }


def desk_with(**fields: Any) -> Desk:
    desk = Desk(hers(**fields))
    desk.office.state.users[LIN] = {"open_id": LIN, "name": "Lin"}
    desk.office.add("secret", NOW + HOUR, NOW + 2 * HOUR, HER)
    return desk


def meet(desk: Desk, calendar_id: str, user_id: str = LIN) -> None:
    """An event of Lin's on one's own calendar, organized from a calendar."""
    organizer = {"user_id": user_id, "display_name": "Lin"}
    desk.office.add("talk", NOW, NOW + HOUR, organizer_calendar_id=calendar_id, event_organizer=organizer)


def taken(desk: Desk, span: Span = TODAY) -> list[tuple[int, int]]:
    """When she is taken, in hours from now."""
    found = desk.store.busy_times([HER], span)
    times = [(one.start.timestamp(), one.end.timestamp()) for one in found]  # type: ignore[union-attr]
    return [(int(start - NOW) // HOUR, int(end - NOW) // HOUR) for start, end in times]


def asked(desk: Desk) -> list[str]:
    """What was asked for since the last call, apart from lists of events."""
    log = [path.rsplit("/v4/", 1)[-1] for _, path, _ in desk.office.simulator.log]
    desk.office.simulator.log.clear()
    return [path for path in log if "freebusy" in path or "primarys" in path]


async def covered(desk: Desk, span: Span = TODAY) -> None:
    await desk.puller.pull()
    asked(desk)
    report = await desk.puller.cover(span, busy=True)
    assert [each.error for each in report.calendars] == [None] * len(report.calendars)


async def test_the_owner_is_known_by_what_she_organizes() -> None:
    desk = desk_with()
    meet(desk, HER)
    await covered(desk)
    assert asked(desk) == ["freebusy/list"]
    assert taken(desk) == [(1, 2)]
    [one] = desk.store.busy_times([HER], TODAY)
    assert (one.event.summary, one.instance_id, one.recurring) == ("", one.event.event_id, False)


async def test_else_people_met_are_asked_for_their_calendars() -> None:
    desk = desk_with()
    meet(desk, "feishu.cn_elsewhere@group.calendar.feishu.cn")
    await covered(desk)
    assert asked(desk) == ["calendars/primarys", "freebusy/list"]
    assert taken(desk) == [(1, 2)]


async def test_somebody_the_server_does_not_know_spoils_nobody_elses_search() -> None:
    desk = desk_with()
    meet(desk, CAL)
    for number in range(9):
        organizer = {"user_id": f"ou_gone{number}", "display_name": "Gone"}
        desk.office.add(f"old{number}", NOW, NOW + HOUR, event_organizer=organizer)
    await covered(desk)
    assert taken(desk) == [(1, 2)]


async def test_people_are_asked_once_for_the_sake_of_all_calendars() -> None:
    desk = desk_with()
    for number in range(25):
        user = f"ou_u{number}"
        desk.office.state.users[user] = {"open_id": user, "name": user}
        desk.office.add(f"m{number}", NOW, NOW + HOUR, event_organizer={"user_id": user, "display_name": user})
        desk.office.state.add_calendar(hers(calendar_id=f"her{number}@group.calendar.feishu.cn", owner=user))
    await covered(desk)
    requests = asked(desk)
    assert requests.count("calendars/primarys") <= 3
    assert requests.count("freebusy/list") == 25


async def test_an_owner_nobody_met_is_said_and_not_asked_for_again_at_once() -> None:
    desk = desk_with()
    await covered(desk)
    assert desk.state(HER).error == UNKNOWN_OWNER
    await desk.puller.cover(TODAY, busy=True)
    assert asked(desk) == []
    meet(desk, HER)
    desk.pass_time(hours=2)
    await covered(desk)
    assert (taken(desk), desk.state(HER).error) == ([(1, 2)], "")


async def test_a_calendar_that_is_nobodys_own_says_so() -> None:
    desk = desk_with(type="shared")
    await covered(desk)
    assert (desk.state(HER).error, asked(desk)) == (NOT_A_PERSONS, [])


async def test_windows_are_kept_for_ten_minutes_and_set_right_after_that() -> None:
    desk = desk_with()
    meet(desk, HER)
    await covered(desk)
    desk.office.add("secret", NOW + 3 * HOUR, NOW + 4 * HOUR, HER)
    await desk.puller.cover(TODAY, busy=True)
    assert (taken(desk), asked(desk)) == ([(1, 2)], ["freebusy/list"])
    desk.pass_time(minutes=11)
    await desk.puller.cover(TODAY, busy=True)
    assert (taken(desk), asked(desk)) == ([(3, 4)], ["freebusy/list"])


async def test_a_long_stretch_is_asked_for_in_pieces_of_ninety_days() -> None:
    desk = desk_with()
    meet(desk, HER)
    desk.office.add("late", NOW + 200 * DAY, NOW + 200 * DAY + HOUR, HER)
    span = Span(TODAY.start, TODAY.end + timedelta(days=240))
    await covered(desk, span)
    assert asked(desk) == ["freebusy/list"] * 4
    assert taken(desk, span) == [(1, 2), (4800, 4801)]


async def test_what_lies_over_the_edge_of_a_window_is_there_once() -> None:
    desk = desk_with()
    meet(desk, HER)
    edge = NOW // (35 * DAY) * 35 * DAY + 35 * DAY
    desk.office.add("night", edge - HOUR, edge + HOUR, HER)
    for offset in (-2 * DAY, 2 * DAY):
        desk.pass_time(minutes=20)
        moment = TODAY.start + timedelta(seconds=edge - NOW + offset)
        await covered(desk, Span(moment, moment + timedelta(days=1)))
    assert len(taken(desk, Span(TODAY.start, TODAY.end + timedelta(days=70)))) == 2


async def test_a_refusal_is_said_once_an_hour_and_fails_nothing_else() -> None:
    desk = desk_with()
    meet(desk, HER)
    await desk.puller.pull()
    desk.office.faults.add(Fault("freebusy", code=190002, status=400, times=10))
    report = await desk.puller.cover(TODAY, busy=True)
    assert [each.calendar_id for each in report.failed] == [HER]
    assert desk.state(HER).error
    asked(desk)
    await desk.puller.cover(TODAY, busy=True)
    assert asked(desk) == []


async def test_nobody_asks_unless_it_is_wanted() -> None:
    desk = desk_with()
    meet(desk, HER)
    await desk.puller.pull()
    asked(desk)
    await desk.puller.cover(TODAY)
    desk.store.set_shown(HER, False)
    await desk.puller.cover(TODAY, busy=True)
    assert asked(desk) == []


@pytest.mark.parametrize("gone", [True, False])
async def test_the_times_go_with_the_calendar(gone: bool) -> None:
    desk = desk_with()
    meet(desk, HER)
    await covered(desk)
    if gone:
        desk.office.state.delete_calendar(HER)
        await desk.puller.pull()
    assert taken(desk) == ([] if gone else [(1, 2)])

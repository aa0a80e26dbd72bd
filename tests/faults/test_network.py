"""Every fault of a network and a server, below the real client, sync and cache: nothing lost, nothing flooded."""

from __future__ import annotations

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feishu_tui.errors import FeishuTuiError, NetworkError, NetworkTimeout, NotSignedIn, TokenExpired
from feishu_tui.feishu.connect import Feishu
from feishu_tui.simulator.faults import Fault as Scripted
from feishu_tui.store import Store
from feishu_tui.sync.pull import FULL_TRIES, Puller
from feishu_tui.sync.report import Progress
from tests.faults.time_lapse import run
from tests.faults.trial import CALENDARS, ROOM, TEAM, Outcome, Trial, trial
from tests.faults.troubles import FAULTS, Fault, refusing
from tests.feishu.office import CAL, DAY, HOUR, NOW
from tests.feishu.signed_in import SignedIn

LARGE = ("gzip bomb", "100 MB")
"""So much to send that one request of it is enough."""

each_fault = pytest.mark.parametrize("name", FAULTS)
each_quick_fault = pytest.mark.parametrize("name", [name for name in FAULTS if name not in LARGE])


def assert_told(error: FeishuTuiError | None, fault: Fault) -> None:
    """A whole sentence, what to do, and the server's log id where it had the chance to give one."""
    assert isinstance(error, fault.error)
    assert str(error.sentence).endswith(".")
    assert error.hint
    assert error.log_id == ("LOG-WIRE" if fault.answers else "")


async def assert_recovers(it: Trial) -> None:
    """Once the trouble is over, a pull brings what was added meanwhile."""
    it.wire.strike(None)
    outcome = await it.pull()
    assert outcome.error is None
    assert outcome.report is not None
    assert not outcome.report.failed
    assert len([title for title in it.titles() if title.startswith("new")]) == len(CALENDARS)


@each_quick_fault
def test_of_everything(name: str) -> None:
    fault = FAULTS[name]

    async def suffer() -> None:
        async with trial() as it:
            titles, synced, rows = it.titles(), it.synced(), it.rows()
            it.wire.strike(fault.trouble)
            outcome = await it.pull()
            error = outcome.error
            if error is None:  # the calendars that are known were tried one by one
                assert outcome.report is not None
                error = outcome.report.error
                assert len(outcome.report.failed) + sum(bool(each.note) for each in outcome.report.calendars) == 3
            assert_told(error, fault)
            requests = 1 if isinstance(outcome.error, fault.error) else 1 + len(CALENDARS)
            assert outcome.requests <= fault.requests * requests
            assert outcome.seconds <= fault.seconds * 2
            it.assert_never_floods()
            assert (it.titles(), it.synced(), it.rows()) == (titles, synced, rows)
            await assert_recovers(it)

    run(suffer())


@each_fault
def test_of_one_calendar(name: str) -> None:
    fault = FAULTS[name]

    async def suffer() -> None:
        async with trial() as it:
            synced = it.synced()
            it.wire.strike(fault.trouble, "team%40.*/events")
            outcome = await it.pull()
            assert outcome.seconds <= fault.seconds * 2
            it.assert_never_floods()
            assert "new team" not in it.titles()
            assert it.synced()[TEAM] == synced[TEAM]
            assert "team0" in it.titles()
            report = outcome.report
            if report is None:
                assert fault.halts
                assert_told(outcome.error, fault)
            else:
                note = next(each.note for each in report.calendars if each.calendar_id == TEAM)
                if not note:
                    assert_told(outcome.of(TEAM), fault)
            if not fault.halts:
                assert {"new room", "new me@g"} <= set(it.titles())
                assert it.synced()[ROOM] != synced[ROOM]
            await assert_recovers(it)

    run(suffer())


@each_quick_fault
def test_in_the_middle_of_a_full_pull(name: str) -> None:
    fault = FAULTS[name]

    async def suffer() -> None:
        async with trial() as it:
            titles, synced, rows = it.titles(), it.synced(), it.rows()
            it.office.faults.add(Scripted("anchor_time", times=None, page_rows=2))
            it.wire.strike(fault.trouble, "anchor_time", after=2)
            outcome = await it.pull(calendar_ids=[CAL], full=True)
            assert outcome.seconds <= fault.seconds * 2
            it.assert_never_floods()
            assert (it.titles(), it.synced(), it.rows()) == (titles, synced, rows)
            it.wire.strike(None)
            await it.pull(full=True)
            await assert_recovers(it)

    run(suffer())


def test_refused() -> None:
    async def suffer() -> Outcome:
        async with trial() as it:
            titles, synced = it.titles(), it.synced()
            with socket.socket() as held:
                held.bind(("127.0.0.1", 0))
                outcome = await it.pull(f"http://127.0.0.1:{held.getsockname()[1]}")
            assert (it.titles(), it.synced()) == (titles, synced)
            await assert_recovers(it)
            return outcome

    outcome = run(suffer())
    assert isinstance(outcome.error, NetworkError)
    assert "cannot be reached" in outcome.error.sentence
    assert outcome.error.hint
    assert outcome.requests == 3
    assert outcome.seconds < 5


def test_no_such_host(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    known = socket.getaddrinfo

    def look_up(host: object, *rest: object, **named: object) -> object:
        asked.append(host)
        if host == b"open.feishu.example":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return known(host, *rest, **named)  # type: ignore[arg-type]

    async def suffer() -> Outcome:
        async with trial() as it:
            titles, synced = it.titles(), it.synced()
            monkeypatch.setattr(socket, "getaddrinfo", look_up)
            outcome = await it.pull("https://open.feishu.example")
            assert (it.titles(), it.synced()) == (titles, synced)
            await assert_recovers(it)
            return outcome

    outcome = run(suffer())
    assert isinstance(outcome.error, NetworkError)
    assert "no host named open.feishu.example" in str(outcome.error)
    assert outcome.requests == asked.count(b"open.feishu.example") == 3


def test_no_secure_connection() -> None:
    async def refuse(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async def suffer() -> Outcome:
        async with trial() as it, await asyncio.start_server(refuse, "127.0.0.1", 0) as plain:
            titles, synced = it.titles(), it.synced()
            outcome = await it.pull(f"https://127.0.0.1:{plain.sockets[0].getsockname()[1]}")
            assert (it.titles(), it.synced()) == (titles, synced)
            await assert_recovers(it)
            return outcome

    outcome = run(suffer())
    assert isinstance(outcome.error, NetworkError)
    assert "No secure connection" in str(outcome.error)
    assert outcome.requests <= 3


def test_nothing_was_ever_read_and_the_server_is_silent() -> None:
    async def suffer() -> Outcome:
        async with trial() as it:
            it.store.close()
            it.store = Store.open(None, it.clock)
            it.wire.strike(FAULTS["black hole"].trouble)
            return await it.pull()

    outcome = run(suffer())
    assert isinstance(outcome.error, NetworkTimeout)
    assert outcome.requests == 1
    assert outcome.seconds < 11


def test_a_connection_that_is_never_taken() -> None:
    async def suffer() -> Outcome:
        async with trial() as it:
            with socket.socket() as full:
                full.bind(("127.0.0.1", 0))
                full.listen(0)
                waiting = [socket.socket() for _ in range(4)]
                for each in waiting:  # so many that the box's queue takes no more
                    each.setblocking(False)
                    each.connect_ex(full.getsockname())
                outcome = await it.pull(f"http://127.0.0.1:{full.getsockname()[1]}")
                for each in waiting:
                    each.close()
            await assert_recovers(it)
            return outcome

    outcome = run(suffer())
    assert isinstance(outcome.error, NetworkError)
    assert outcome.requests == 1
    assert outcome.seconds <= 11


def test_a_sync_token_the_server_cannot_read_has_the_calendar_read_anew() -> None:
    async def suffer() -> Outcome:
        async with trial() as it:
            it.wire.strike(refusing(190002, "400 Bad Request"), "team%40.*sync_token=")
            outcome = await it.pull()
            assert "new team" in it.titles()
            return outcome

    outcome = run(suffer())
    assert outcome.report is not None
    assert not outcome.report.failed
    assert [each.mode for each in outcome.report.calendars] == ["incremental", "full", "incremental"]


def test_page_tokens_end_in_the_middle_of_a_pull_again_and_again() -> None:
    async def suffer() -> Outcome:
        async with trial() as it:
            titles, synced = it.titles(), it.synced()
            it.office.faults.add(Scripted("anchor_time", times=None, page_rows=2))
            it.wire.strike(refusing(190008, "400 Bad Request"), "page_token=")
            outcome = await it.pull(calendar_ids=[TEAM], full=True)
            assert (it.titles(), it.synced()) == (titles, synced)
            await assert_recovers(it)
            return outcome

    outcome = run(suffer())
    assert isinstance(outcome.of(TEAM), TokenExpired)
    assert outcome.requests <= 1 + 2 * FULL_TRIES


def test_the_login_ends_in_the_middle_of_a_pull() -> None:
    async def suffer() -> Outcome:
        async with trial() as it:
            titles, synced = it.titles(), it.synced()
            it.wire.strike(refusing(99991668, "400 Bad Request"), "/events", after=1)
            outcome = await it.pull()
            assert len([one for one in CALENDARS if it.synced()[one] != synced[one]]) == 1
            assert set(titles) <= set(it.titles())
            await assert_recovers(it)
            return outcome

    outcome = run(suffer())
    assert isinstance(outcome.error, NotSignedIn)
    assert outcome.requests <= 4


async def test_the_token_ends_in_the_middle_of_a_pull_is_renewed_and_the_pull_goes_on(tmp_path: Path) -> None:
    office = SignedIn(tmp_path, Scripted("/events", times=None, page_rows=2))
    (calendar_id,) = office.simulator.state.calendars
    for number in range(7):
        times = {"timestamp": str(NOW + number * HOUR)}, {"timestamp": str(NOW + (number + 1) * HOUR)}
        row = dict(zip(("start_time", "end_time"), times, strict=True))
        office.simulator.state.upsert_event(calendar_id, {"event_id": f"e{number}_0", "summary": f"e{number}", **row})
    before = office.login
    store = Store.open(None, lambda: datetime.fromtimestamp(office.now, UTC))

    def end_it(progress: Progress) -> None:
        if progress.pages == 1:
            office.simulator.expire_access_tokens()

    puller = Puller(Feishu(office.client, "exclusive"), store, lambda: datetime.fromtimestamp(office.now, UTC))
    report = await puller.pull(progress=end_it)
    assert [(each.error, each.stored) for each in report.calendars] == [(None, 7)]
    assert office.simulator.renewals == 1
    assert office.login.refresh_token != before.refresh_token
    store.close()


@pytest.mark.parametrize("by", [-DAY, -400 * DAY, 3 * HOUR, 400 * DAY])
def test_the_clock_jumps(by: int) -> None:
    async def suffer() -> None:
        async with trial() as it:
            it.later = timedelta(seconds=by)
            await it.pull()
            it.assert_never_floods()
            assert len(it.wire.times) <= 1 + len(CALENDARS)
            it.later = timedelta(hours=2)
            await assert_recovers(it)
            assert {"team0", "new team", "new room"} <= set(it.titles())

    run(suffer())

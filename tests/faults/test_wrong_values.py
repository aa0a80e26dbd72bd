"""Values of another type or kind in any field of any endpoint: nothing raises but our errors, nothing raw is shown."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feishu_tui.agenda import days
from feishu_tui.commands.agenda_text import agenda_text
from feishu_tui.commands.documents import calendar_document, occurrence_document
from feishu_tui.errors import FeishuTuiError, UnreadableRule
from feishu_tui.feishu.client import FeishuClient
from feishu_tui.feishu.connect import Feishu
from feishu_tui.feishu.login import DeviceFlow
from feishu_tui.feishu.oauth import App
from feishu_tui.feishu.pace import Pace
from feishu_tui.feishu.tokens import StaticToken, TenantToken
from feishu_tui.feishu.users import who
from feishu_tui.ical import Exported, calendar_text
from feishu_tui.language import Language
from feishu_tui.model import Occurrence, Span
from feishu_tui.query import parse
from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.sample import APP_ID, APP_SECRET
from feishu_tui.store import Store
from feishu_tui.sync.desk import SyncDesk
from feishu_tui.sync.report import Report
from feishu_tui.text import width
from feishu_tui.ui.detail_lines import detail_lines
from feishu_tui.ui.line import text_of
from feishu_tui.ui.subject import Subject
from tests.faults.home import LONG
from tests.faults.nasty import WRONG, nasty_values
from tests.faults.poison import KEPT, Poison, Poisoned, raw_in, small_office
from tests.feishu.replies import BASE, Sleeps
from tests.transport import transport
from tests.ui.sample_office import UNLIMITED

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 11, 0, tzinfo=SHANGHAI)
DAY_SPAN = Span.of_days(NOW.date(), NOW.date() + timedelta(days=2), SHANGHAI)
LONG_AGO = Span.of_days(NOW.date() - timedelta(days=700), NOW.date() - timedelta(days=699), SHANGHAI)
SAY = Language("en")
CELLS = 60


class Life:
    """A day of the program with a server whose answers are poisoned; ``said`` is all a person may see of it."""

    def __init__(self, poison: Poison) -> None:
        office = Poisoned(Simulator(small_office(NOW), UNLIMITED, clock=NOW.timestamp), poison)
        self.said: list[str] = []
        self._network = transport(office)
        self._store = Store.open(None, lambda: NOW.astimezone(UTC))
        self._feishu = self._as(StaticToken("u-demo"))

    def _as(self, auth: StaticToken | TenantToken) -> Feishu:
        client = FeishuClient(BASE, auth, transport=self._network, pace=Pace((), sleep=Sleeps()))
        return Feishu(client, "exclusive")

    async def pass_by(self) -> None:
        """Read all there is, look at all of it, sign in."""
        desk = SyncDesk(self._feishu, self._store, lambda: NOW.astimezone(UTC))
        for work in (
            desk.refresh,
            desk.refresh,
            lambda: desk.cover(DAY_SPAN, busy=True),
            lambda: desk.cover(LONG_AGO, busy=True),
            lambda: desk.search(parse("a with:ou_x", NOW.date()), NOW),
            self._rest,
            self._sign_in,
            lambda: who(self._feishu.client),
            self._as(TenantToken(APP_ID, APP_SECRET, BASE)).calendars.list,
        ):
            try:
                found: object = await work()
                if isinstance(found, Report):
                    self.said += [each.error.in_one_line() for each in found.failed if each.error]
                    self.said += [reason for _, _, reason in found.skipped]
            except FeishuTuiError as error:
                self.said.append(error.in_one_line())
        await self._look(desk)
        self._store.close()

    async def _rest(self) -> None:
        calendars = self._feishu.calendars
        mine = await calendars.primary()
        await calendars.get(mine.calendar_id)
        await calendars.owners(["ou_x"])
        await calendars.free_busy(NOW, NOW + timedelta(days=7), user_id="ou_x")

    async def _sign_in(self) -> None:
        sleeps = Sleeps()
        async with DeviceFlow(
            App(APP_ID, APP_SECRET),
            BASE,
            BASE,
            transport=self._network,
            clock=lambda: NOW.timestamp() + sum(sleeps.taken),
            sleep=sleeps,
        ) as flow:
            code = await flow.begin()
            self.said += [code.address, code.user_code]
            await flow.wait(replace(code, expires_at=NOW.timestamp() + 30))

    async def _look(self, desk: SyncDesk) -> None:
        calendars = {each.calendar.calendar_id: each.calendar for each in self._store.calendars()}
        self.said += [str(calendar_document(each)) for each in calendars.values()]
        listing = self._store.occurrences(DAY_SPAN)
        found = days(listing.occurrences, NOW.date(), NOW.date() + timedelta(days=2), SHANGHAI, calendars)
        self.said.append(agenda_text(found, NOW, calendars, SAY))
        self.said += [str(occurrence_document(each, None, SHANGHAI)) for each in listing.occurrences]
        for one in listing.occurrences[:12]:
            await self._open(desk, one)
        masters = self._store.series()[:4]
        with suppress(FeishuTuiError):
            for checked in await desk.compare(masters, DAY_SPAN):
                self.said.append(checked.error or "")

    async def _open(self, desk: SyncDesk, one: Occurrence) -> None:
        detail = None
        try:
            detail = await desk.detail(one.calendar_id, one.event.event_id)
            for person in detail.attendees[:2]:
                if person.type == "chat":
                    await self._feishu.events.chat_members(one.calendar_id, one.event.event_id, person.attendee_id)
        except FeishuTuiError as error:
            self.said.append(error.in_one_line())
        subject = Subject(occurrence=one, calendar=None, zone=SHANGHAI, now=NOW, say=SAY, detail=detail)
        for line in detail_lines(subject, CELLS):
            assert width(text_of(line)) <= CELLS
            self.said.append(text_of(line))
        exported = Exported(one.event.uid, one.event, detail, ())
        with suppress(UnreadableRule):
            self.said.append(calendar_text([exported], lambda event: event.summary, NOW).replace("\r\n", "\n"))


def live(poison: Poison) -> None:
    """Nothing but our errors, and nothing raw in what was said."""
    life = Life(poison)
    asyncio.run(life.pass_by())
    assert life.said
    for text in life.said:
        assert raw_in(text) == [], text


@cache
def places() -> tuple[str, ...]:
    """Where all values of all answers are."""
    seen: set[str] = set()

    def look(place: str, value: object) -> object:
        seen.add(place)
        return value

    live(look)
    return tuple(sorted(seen))


def test_the_office_has_every_kind_of_field() -> None:
    names = {place.rpartition(".")[2] for place in places()}
    assert len(places()) > 100
    assert {"summary", "meeting_url", "display_name", "third_party_email", "user_code", "tenant_access_token"} <= names


@pytest.mark.parametrize("number", range(len(WRONG)), ids=lambda number: repr(WRONG[number])[:30])
def test_everywhere_at_once(number: int) -> None:
    live(lambda place, value: value if place.rpartition(".")[2] in KEPT | {"calendar_id"} else WRONG[number])


@settings(max_examples=max(10, LONG), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_here_and_there(data: st.DataObject) -> None:
    chosen = data.draw(st.dictionaries(st.sampled_from(places()), nasty_values, min_size=3, max_size=25))
    live(lambda place, value: chosen.get(place, value))

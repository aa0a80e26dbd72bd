"""Reading a span from the cache, brought up to date first where it is old, and telling what could not be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feishu_tui.commands.asked import Asked
from feishu_tui.commands.output import note
from feishu_tui.commands.session import Session, name_of, nothing_read, tell, tell_skipped
from feishu_tui.errors import FeishuTuiError, NotFound, NotPermitted, UsageError
from feishu_tui.lazy_dataclasses import dataclass, field
from feishu_tui.lazy_typing import TYPE_CHECKING
from feishu_tui.model import Span
from feishu_tui.sentence import Sentence
from feishu_tui.sentence import sentence as as_sentence
from feishu_tui.store import CalendarState, Listing

if TYPE_CHECKING:
    from argparse import Namespace

    from feishu_tui.sync.desk import SyncDesk
    from feishu_tui.sync.report import Report


@dataclass(frozen=True, slots=True)
class Reading:
    """What the cache says of a span, of which calendars, and how true it is."""

    states: list[CalendarState]
    listing: Listing
    synced_at: float | None
    """Unix seconds when the calendar synced longest ago was synced; ``None`` where one never was."""
    stale: bool
    """Whether the server may know better: the cache is old, or could not be brought up to date."""
    failed: dict[str, FeishuTuiError]
    """What failed, by calendar id."""

    @property
    def calendar_ids(self) -> list[str]:
        """The calendars' ids, in the order they are listed in."""
        return [state.calendar.calendar_id for state in self.states]


@dataclass(slots=True)
class _Update:
    reports: list[Report] = field(default_factory=list)
    """What was done, also when the rest failed."""
    failed: bool = False

    def errors(self) -> dict[str, FeishuTuiError]:
        return {each.calendar_id: each.error for report in self.reports for each in report.failed if each.error}


def read_span(session: Session, arguments: Namespace, span: Span) -> Reading:
    """Read a span of the asked calendars, brought up to date as ``--offline`` and ``--refresh`` say; tell what failed.

    Raises NotSignedIn, the server's or the network's error where there is nothing in the cache to fall back on.
    """
    asked = Asked(session, arguments, span)
    update = _Update() if arguments.offline else _brought_up_to_date(asked, session)
    states, failed = asked.states, update.errors()
    for calendar_id, error in failed.items():
        tell(error, Sentence("{name} could not be brought up to date", name=name_of(states, calendar_id)))
    _require_something_read(states, failed)
    _tell_unread(update.reports)
    _tell_unreadable(asked)
    stale = update.failed or bool(failed) or any(map(asked.is_old, states))
    refused = _told_unlisted(states)
    return Reading(states, asked.listing, _oldest(states), stale, {**failed, **(refused if asked.names else {})})


def _brought_up_to_date(asked: Asked, session: Session) -> _Update:
    update = _Update()
    if asked.is_fresh():
        return update
    try:
        session.online(lambda desk: _ask(desk, asked, update.reports), hurried=asked.is_in_cache())
    except UsageError:
        raise
    except FeishuTuiError as error:
        if not asked.is_in_cache():
            raise
        tell(error, "Shown as last read, since the cache could not be brought up to date")
        update.failed = True
    for report in update.reports:
        if report.error is not None:
            tell(report.error, "The list of calendars could not be brought up to date")
    return update


async def _ask(desk: SyncDesk, asked: Asked, reports: list[Report]) -> None:
    try:
        if not asked.are_known():
            reports.append(await desk.refresh(calendar_ids=() if asked.names else None, fresh_since=asked.fresh_since))
            asked.forget()
        if not asked.known:
            raise NotFound("The server lists no calendar for this identity.")
        if asked.refresh or any(map(asked.is_old, asked.states)):
            reports.append(await desk.refresh(calendar_ids=asked.calendar_ids, fresh_since=asked.fresh_since))
        asked.forget()
        if asked.has_holes():
            reports.append(await desk.cover(asked.span, asked.calendar_ids))
    finally:
        asked.forget()


def _require_something_read(states: Sequence[CalendarState], failed: Mapping[str, FeishuTuiError]) -> None:
    listed = _listed(states)
    if listed and all(state.synced_at is None for state in listed):
        raise next(iter(failed.values()), nothing_read())


def _listed(states: Sequence[CalendarState]) -> list[CalendarState]:
    return [state for state in states if state.calendar.lists_events and state.error_code is None]


def _oldest(states: Sequence[CalendarState]) -> float | None:
    times = [state.synced_at for state in _listed(states)]
    known = [time for time in times if time is not None]
    return min(known) if known and len(known) == len(times) else None


def _tell_unread(reports: Sequence[Report]) -> None:
    for report in reports:
        tell_skipped(report)


def _tell_unreadable(asked: Asked) -> None:
    for master, reason in asked.listing.unreadable:
        told = asked.is_told_by_server(master.calendar_id, master.event_id)
        rest = Sentence("It is shown as the server expands it." if told else "Not all of its days can be shown.")
        note(
            Sentence(
                "The series “{title}” cannot be expanded here: {reason} {rest}",
                title=master.summary or master.event_id,
                reason=as_sentence(reason),
                rest=rest,
            )
        )


def _told_unlisted(states: Sequence[CalendarState]) -> dict[str, FeishuTuiError]:
    """Note the calendars whose events the API does not list, each with the reason."""
    refused: dict[str, FeishuTuiError] = {}
    for state in states:
        calendar = state.calendar
        if not calendar.lists_events:
            from feishu_tui.sync.unlisted import code_of, why_unlisted

            reason, code = why_unlisted(calendar), code_of(calendar)
        elif state.error_code is not None:
            reason, code = state.error, state.error_code
        else:
            continue
        note(Sentence("{name} is left out: {reason}", name=calendar.name, reason=as_sentence(reason)))
        refused[calendar.calendar_id] = NotPermitted(reason, code=code)
    return refused

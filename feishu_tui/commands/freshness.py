"""How fresh the cache has to be before it is printed, and what to say when it cannot be."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, field

from feishu_tui.commands.output import note
from feishu_tui.commands.session import PATIENCE_SECONDS, Session, chosen, nothing_read, tell
from feishu_tui.errors import FeishuTuiError, NotPermitted
from feishu_tui.model import Span
from feishu_tui.store import CalendarState
from feishu_tui.sync.desk import SyncDesk
from feishu_tui.sync.report import Report
from feishu_tui.sync.round import code_of, why_unlisted

FRESH_SECONDS = 600
"""A cache synced less than this ago is used as it is."""

Failures = list[tuple[str, FeishuTuiError]]
"""Calendar ids with what failed for each."""


@dataclass(slots=True)
class Freshness:
    """Which calendars a command may print, and how true they are."""

    states: list[CalendarState]
    synced_at: float | None
    """Unix seconds when the calendar synced longest ago was synced; ``None`` where one never was."""
    stale: bool
    failed: Failures = field(default_factory=list)

    @property
    def calendar_ids(self) -> list[str]:
        """The calendars' ids, in the order they are listed in."""
        return [state.calendar.calendar_id for state in self.states]


def freshen(session: Session, arguments: Namespace, span: Span) -> Freshness:
    """Bring the asked calendars up to date as ``--offline`` and ``--refresh`` say, and tell what failed.

    Raises NotSignedIn or the network's error where there is nothing in the cache to fall back on.
    """
    failed = [] if arguments.offline else _update(session, arguments, span)
    known = session.store.calendars()
    if not known:
        raise nothing_read()
    states = chosen(known, arguments.calendar)
    for calendar_id, error in failed:
        tell(error, f"{_name(known, calendar_id)} could not be brought up to date")
    failed += _tell_unlisted(states, named=bool(arguments.calendar))
    synced_at = _oldest(states)
    now = session.config.clock().timestamp()
    return Freshness(states, synced_at, synced_at is None or now - synced_at > FRESH_SECONDS, failed)


def _update(session: Session, arguments: Namespace, span: Span) -> Failures:
    known = session.store.calendars()
    states = chosen(known, arguments.calendar) if known else []
    if not (arguments.refresh or _is_old(session, states) or _has_holes(session, states, span)):
        return []
    readable = any(state.synced_at is not None for state in states)
    try:
        reports = session.online(
            lambda desk: _ask(desk, session, arguments, span), PATIENCE_SECONDS if readable else None
        )
    except FeishuTuiError as error:
        if not readable:
            raise
        tell(error, "Shown as last read, since the cache could not be brought up to date")
        return []
    for report in reports:
        if report.error is not None:
            tell(report.error, "The list of calendars could not be brought up to date")
    return list({each.calendar_id: each.error for report in reports for each in report.failed if each.error}.items())


async def _ask(desk: SyncDesk, session: Session, arguments: Namespace, span: Span) -> list[Report]:
    if not session.store.calendars():
        await desk.refresh(calendar_ids=())
    states = chosen(session.store.calendars(), arguments.calendar)
    ids = [state.calendar.calendar_id for state in states]
    reports = [await desk.refresh(calendar_ids=ids)] if arguments.refresh or _is_old(session, states) else []
    if _has_holes(session, chosen(session.store.calendars(), arguments.calendar), span):
        reports.append(await desk.cover(span, ids))
    return reports


def _is_old(session: Session, states: Sequence[CalendarState]) -> bool:
    oldest = _oldest(states)
    return not states or oldest is None or session.config.clock().timestamp() - oldest > FRESH_SECONDS


def _oldest(states: Sequence[CalendarState]) -> float | None:
    times = [state.synced_at for state in states if state.calendar.lists_events and state.error_code is None]
    known = [time for time in times if time is not None]
    return min(known) if known and len(known) == len(times) else None


def _has_holes(session: Session, states: Sequence[CalendarState], span: Span) -> bool:
    """Whether a pull leaves out something of the span: days before the anchor, or a series unreadable here."""
    ids = [state.calendar.calendar_id for state in states]
    start, end = int(span.start.timestamp()), int(span.end.timestamp())
    fresh_since = session.config.clock().timestamp() - FRESH_SECONDS
    if any(session.store.missing_windows(calendar_id, start, end, fresh_since=fresh_since) for calendar_id in ids):
        return True
    return bool(session.store.occurrences(span, ids).unreadable)


def _tell_unlisted(states: Sequence[CalendarState], *, named: bool) -> Failures:
    """Note the calendars whose events the API does not list; they are failures only where they were named."""
    failed: Failures = []
    for state in states:
        calendar = state.calendar
        if calendar.lists_events and state.error_code is None:
            continue
        reason, code = (
            (state.error, state.error_code) if calendar.lists_events else (why_unlisted(calendar), code_of(calendar))
        )
        note(f"{calendar.name} is left out: {reason}")
        if named:
            failed.append((calendar.calendar_id, NotPermitted(reason, code=code)))
    return failed


def _name(states: Sequence[CalendarState], calendar_id: str) -> str:
    return next((state.calendar.name for state in states if state.calendar.calendar_id == calendar_id), calendar_id)

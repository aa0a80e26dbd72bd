"""``feishu-tui check``: every recurring event expanded here, held against the instances endpoint."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from feishu_tui.commands.agenda import LONGEST_DAYS
from feishu_tui.commands.check_text import check_text
from feishu_tui.commands.output import note, print_json, print_text
from feishu_tui.commands.progress import Bar, progress_bar
from feishu_tui.commands.session import Session, are_known, chosen, name_of, tell, tell_skipped
from feishu_tui.config import Config
from feishu_tui.dates import parse_date
from feishu_tui.errors import FeishuTuiError, NotFound, UsageError
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.model import Event, Span
from feishu_tui.sentence import Sentence
from feishu_tui.sentence import sentence as as_sentence
from feishu_tui.store import CalendarState, Store
from feishu_tui.sync.check import AHEAD, BACK, CheckProgress, later, window_around
from feishu_tui.sync.checked import Checked

if TYPE_CHECKING:
    from argparse import Namespace

    from feishu_tui.sync.desk import SyncDesk
    from feishu_tui.sync.report import Progress, Report

DIFFERENT, PARTLY_DONE = 1, 5

EARLIEST, LATEST = datetime(1970, 1, 3, tzinfo=UTC), datetime(2499, 12, 30, tzinfo=UTC)
"""What the server can be asked about (introduction page: times up to 16725225600), with a day to spare."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check came to."""

    report: Report
    """How the calendars were brought up to date before."""
    results: list[Checked]
    failed: dict[str, FeishuTuiError]
    """Why the series of a calendar were not compared, by calendar id."""


def run(arguments: Namespace, config: Config) -> int:
    """Print how series compare; 1 where some differ, 5 where something could not be compared."""
    window = asked_window(arguments, config)
    with Session(config) as session, progress_bar() as bar:
        outcome = session.online(lambda desk: _check(desk, session.store, arguments, window, bar))
        states = session.store.calendars()
    _tell(outcome, states)
    if not outcome.results and outcome.failed and len(outcome.failed) == len(outcome.report.calendars):
        raise next(iter(outcome.failed.values()))
    if arguments.json:
        print_json(_document(outcome.results, window))
    else:
        names = {state.calendar.calendar_id: state.calendar.name for state in states}
        print_text(check_text(outcome.results, names, config.clock().astimezone(config.zone), Language(config.lang)))
    return _status(outcome, named=bool(arguments.calendar))


def asked_window(arguments: Namespace, config: Config) -> Span:
    """The window that --from and --until mean, whole days of the display zone, both included.

    An end that is not given is the default's, as long as that leaves a window. Raises UsageError.
    """
    now = config.clock().astimezone(config.zone)
    first, last = _day(arguments.first, now, config), _day(arguments.until, now, config)
    around = window_around(now)
    start, end = around.start, around.end
    if first is not None:
        start = Span.of_days(first, first, config.zone).start
        end = end if end > start else later(start, BACK + AHEAD)
    if last is not None:
        end = Span.of_days(last, last, config.zone).end
        if first is not None and last < first:
            raise UsageError(
                Sentence("--until {last} lies before {first}.", last=last, first=first),
                hint="Both days are included in the window.",
            )
        start = start if start < end else later(end, -BACK - AHEAD)
    if start < EARLIEST or end > LATEST:
        raise UsageError(
            Sentence("The server cannot be asked about {start:%Y-%m-%d} to {end:%Y-%m-%d}.", start=start, end=end)
        )
    if (end - start).days > LONGEST_DAYS:
        raise UsageError(
            Sentence("That is more than {most} days at once.", most=LONGEST_DAYS), hint="Ask for a shorter window."
        )
    return Span(start, end)


def _day(text: str | None, now: datetime, config: Config) -> date | None:
    if text is None:
        return None
    day = parse_date(text, now.date(), config.week_start)
    if not EARLIEST.date() < day < LATEST.date():
        raise UsageError(
            Sentence("The server cannot be asked about {day}.", day=day), hint="It knows the years 1970 to 2499."
        )
    return day


async def _check(desk: SyncDesk, store: Store, arguments: Namespace, window: Span, bar: Bar | None) -> Outcome:
    """Bring the calendars up to date, so that no change still to come is taken for a difference; then compare."""
    if not are_known(store.calendars(), arguments.calendar):
        await desk.refresh(calendar_ids=())
    ids = _calendar_ids(store, arguments)

    def pulled(progress: Progress) -> None:
        if bar is not None:
            bar(progress.done, progress.total, progress.calendar)

    def compared(progress: CheckProgress) -> None:
        if bar is not None:
            bar(progress.done, progress.total, progress.summary)

    report = await desk.refresh(progress=pulled, calendar_ids=ids)
    failed = {each.calendar_id: each.error for each in report.failed if each.error is not None}
    readable = [calendar_id for calendar_id in ids if calendar_id not in failed]
    masters = _named_series(store, arguments, ids) if arguments.event_ids else _series(store, readable)
    results = await desk.compare([each for each in masters if each.calendar_id in readable], window, compared)
    return Outcome(report, results, failed)


def _calendar_ids(store: Store, arguments: Namespace) -> list[str]:
    """The calendars to look at: those named; those of the events named; else all that are shown."""
    states = store.calendars()
    if arguments.event_ids and not arguments.calendar:
        known = [store.event(None, event_id.strip()) for event_id in arguments.event_ids]
        places = {each.event.calendar_id for each in known if each is not None}
        everywhere = None in known
        return [each.calendar.calendar_id for each in states if everywhere or each.calendar.calendar_id in places]
    return [each.calendar.calendar_id for each in chosen(states, arguments.calendar)]


def _series(store: Store, calendar_ids: Sequence[str]) -> list[Event]:
    """Every recurring event of the calendars, calendar by calendar."""
    order = {calendar_id: place for place, calendar_id in enumerate(calendar_ids)}
    return sorted(store.series(calendar_ids), key=lambda master: order[master.calendar_id])


def _named_series(store: Store, arguments: Namespace, calendar_ids: Sequence[str]) -> list[Event]:
    """The series of the ids given, each once: of masters, occurrences or exceptions. Raises NotFound, UsageError."""
    found = [_series_of(store, event_id.strip(), arguments, calendar_ids) for event_id in arguments.event_ids]
    return list({(each.calendar_id, each.event_id): each for each in found}.values())


def _series_of(store: Store, event_id: str, arguments: Namespace, calendar_ids: Collection[str]) -> Event:
    places: list[str | None] = [*calendar_ids] if arguments.calendar else [None]
    for place in places:
        stored = store.event(place, event_id)
        if stored is not None and stored.event.series_uid:
            stored = store.event(stored.event.calendar_id, f"{stored.event.series_uid}_0") or stored
        if stored is None:
            continue
        if not stored.event.is_series:
            title = stored.event.summary or event_id
            raise UsageError(
                Sentence("“{title}” does not recur: there is nothing to compare.", title=title),
                hint="Name a recurring event.",
            )
        return stored.event
    raise NotFound(
        Sentence("No calendar here has an event {event_id}.", event_id=event_id),
        hint="Ids come from: feishu-tui agenda --json",
    )


def _tell(outcome: Outcome, states: Sequence[CalendarState]) -> None:
    report = outcome.report
    if report.error is not None:
        tell(report.error, "The list of calendars could not be brought up to date")
    for each in report.calendars:
        name = name_of(states, each.calendar_id)
        if each.error is not None:
            tell(each.error, Sentence("{name} could not be brought up to date and is not checked", name=name))
        elif each.note:
            note(Sentence("{name} is left out: {reason}", name=name, reason=as_sentence(each.note)))
    tell_skipped(report)


def _document(results: Sequence[Checked], window: Span) -> dict[str, object]:
    statuses = [each.status for each in results]
    return {
        "window": {"start": int(window.start.timestamp()), "end": int(window.end.timestamp())},
        "events": [
            {
                "calendar_id": each.calendar_id,
                "event_id": each.event_id,
                "summary": each.summary or None,
                "recurrence": each.recurrence,
                "status": each.status,
                "local": each.local,
                "server": each.server,
                "only_local": each.only_local,
                "only_server": each.only_server,
                "referee": each.referee,
                "error": each.reason,
            }
            for each in results
        ],
        "summary": {
            "checked": len(results),
            "matched": statuses.count("match"),
            "mismatched": statuses.count("mismatch"),
            "errors": statuses.count("error"),
        },
    }


def _status(outcome: Outcome, *, named: bool) -> int:
    """``named``: whether the calendars were asked for by name, so that a refused one counts as failed."""
    statuses = {each.status for each in outcome.results}
    if "mismatch" in statuses:
        return DIFFERENT
    refused = named and any(each.code is not None for each in outcome.report.calendars)
    return PARTLY_DONE if "error" in statuses or outcome.failed or refused or outcome.report.error else 0

"""``feishu-tui sync``: bring the cache up to date."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from feishu_tui.commands.opening import renew_for_the_next_start
from feishu_tui.commands.output import note, print_json, print_text
from feishu_tui.commands.progress import Bar, progress_bar
from feishu_tui.commands.session import Session, are_known, chosen, tell, tell_skipped
from feishu_tui.config import Config
from feishu_tui.errors import FeishuTuiError
from feishu_tui.language import Language
from feishu_tui.sentence import Sentence
from feishu_tui.sentence import sentence as as_sentence
from feishu_tui.sync.report import CalendarReport, Progress, ProgressHandler, Report
from feishu_tui.text import pad

if TYPE_CHECKING:
    from argparse import Namespace

    from feishu_tui.sync.desk import SyncDesk

PARTLY_DONE = 5


def run(arguments: Namespace, config: Config) -> int:
    """Pull the calendars; 5 when some failed, the error's own status when none could be brought up to date."""
    say = Language(config.lang)
    with Session(config) as session:
        with progress_bar() as bar:
            report = session.online(lambda desk: _pull(desk, session, arguments, _shown_on(bar, say)))
        names = {state.calendar.calendar_id: state.calendar.name for state in session.store.calendars()}
    with suppress(FeishuTuiError):  # the next start will do without
        renew_for_the_next_start(config)
    if report.error is not None:
        tell(report.error, "The list of calendars could not be brought up to date")
    if arguments.json:
        print_json(_document(report))
    _tell_calendars(report, names, say, quiet=arguments.json)
    return _status(report, named=bool(arguments.calendar))


async def _pull(desk: SyncDesk, session: Session, arguments: Namespace, progress: ProgressHandler | None) -> Report:
    if not arguments.calendar:
        async with desk.looking_ahead():
            return await desk.refresh(arguments.full, progress)
    if not are_known(session.store.calendars(), arguments.calendar):
        await desk.refresh(calendar_ids=())
    ids = [state.calendar.calendar_id for state in chosen(session.store.calendars(), arguments.calendar)]
    async with desk.looking_ahead(ids):
        return await desk.refresh(arguments.full, progress, calendar_ids=ids)


def _shown_on(bar: Bar | None, say: Language) -> ProgressHandler | None:
    if bar is None:
        return None

    def show(progress: Progress) -> None:
        received = say("1 event") if progress.received == 1 else say("{count} events", count=progress.received)
        bar(progress.done, progress.total, f"{received} · {progress.calendar}")

    return show


def _status(report: Report, *, named: bool) -> int:
    """``named``: whether the calendars were asked for by name, so that a refused one counts as failed."""
    failed = [each.error for each in report.calendars if each.error is not None]
    refused = named and any(each.code is not None for each in report.calendars)
    if not failed:
        return PARTLY_DONE if report.error is not None or refused else 0
    done = any(each.mode in ("full", "incremental") and each.error is None for each in report.calendars)
    return PARTLY_DONE if done else failed[0].exit_status


def _document(report: Report) -> dict[str, object]:
    return {
        "calendars": [
            {
                "calendar_id": each.calendar_id,
                "mode": None if each.mode == "skipped" else each.mode,
                "requests": each.requests,
                "received": each.received,
                "stored": each.stored,
                "deleted": each.deleted,
                "skipped": each.skipped,
                "seconds": round(each.seconds, 3),
                "error": None if each.error is None else str(each.error),
            }
            for each in report.calendars
        ],
        "skipped": [
            {"calendar_id": calendar_id, "event_id": event_id, "reason": reason}
            for calendar_id, event_id, reason in report.skipped
        ],
    }


def _counts(each: CalendarReport, say: Language) -> str:
    counts = {"received": each.received, "stored": each.stored, "deleted": each.deleted}
    if each.mode == "full":
        return say("read anew: {received} received, {stored} stored, {deleted} deleted", **counts)
    return say("changes: {received} received, {stored} stored, {deleted} deleted", **counts)


def _tell_calendars(report: Report, names: dict[str, str], say: Language, *, quiet: bool) -> None:
    for each in report.calendars:
        name = names.get(each.calendar_id, each.calendar_id)
        if each.error is not None:
            tell(each.error, Sentence("{name} could not be brought up to date", name=name))
        elif each.note:
            note(Sentence("{name} is left out: {reason}", name=name, reason=as_sentence(each.note)))
        elif not quiet:
            print_text(f"{pad(name, 28)}  {_counts(each, say)}")
    tell_skipped(report)

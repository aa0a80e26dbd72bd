"""The cache and, where asked, the server, joined for the length of one command."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence

from feishu_tui.commands.output import note
from feishu_tui.config import Config
from feishu_tui.errors import CacheError, FeishuTuiError, NetworkTimeout, UsageError
from feishu_tui.lazy_typing import TYPE_CHECKING, Any, TypeVar
from feishu_tui.sentence import Sentence
from feishu_tui.sentence import sentence as as_sentence
from feishu_tui.store import CalendarState, Store

if TYPE_CHECKING:
    from feishu_tui.sync.desk import SyncDesk
    from feishu_tui.sync.report import Report

PATIENCE_SECONDS = 10.0
"""How long a command waits for a server when the cache could answer as well."""

T = TypeVar("T")


class Session:
    """What a command works with; a context manager that closes the cache."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.store = Store.open(config.cache_file, config.clock, config.hidden_calendars)
        self._told = ""
        self._tell_notice()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self._tell_notice()
        self.store.close()

    def _tell_notice(self) -> None:
        """Say once what became of the cache; a disk may be full, or damage be found, at any time."""
        if self.store.notice != self._told:
            self._told = self.store.notice
            note(self._told)

    def online(self, work: Callable[[SyncDesk], Coroutine[Any, Any, T]], *, hurried: bool = False) -> T:
        """Run ``work`` with a connection to the server; ``hurried`` where the cache could answer as well.

        Raises NotSignedIn where there is nothing to sign in with, NetworkTimeout when patience ends, and whatever
        ``work`` raises.
        """
        # httpx and asyncio cost more to import than an answer from the cache costs in all.
        from feishu_tui.commands.event_loop import run_until_done

        return run_until_done(self._online(work, PATIENCE_SECONDS if hurried else None))

    async def _online(self, work: Callable[[SyncDesk], Coroutine[Any, Any, T]], patience: float | None) -> T:
        import asyncio

        from feishu_tui.feishu.connect import open as connect
        from feishu_tui.sync.desk import SyncDesk

        try:
            async with asyncio.timeout(patience), connect(self.config) as feishu:
                return await work(SyncDesk(feishu, self.store, self.config.clock))
        except TimeoutError as error:
            raise NetworkTimeout(
                Sentence("The server did not answer within {seconds:g} seconds.", seconds=patience),
                hint="Check the network; what was read before is still there with --offline.",
            ) from error


def chosen(states: Sequence[CalendarState], asked: Sequence[str]) -> list[CalendarState]:
    """The calendars asked for by id or by an unambiguous part of their name; all that are shown when none is.

    Raises UsageError where nothing, or more than one calendar, answers to a name.
    """
    if not asked:
        return [state for state in states if state.shown]
    return list(dict.fromkeys(_named(states, word) for word in asked))


def are_known(states: Sequence[CalendarState], asked: Sequence[str]) -> bool:
    """Whether some calendar answers to each of the names, and there are any calendars at all."""
    return bool(states) and all(_answering(states, word) for word in asked)


def _named(states: Sequence[CalendarState], word: str) -> CalendarState:
    found = _answering(states, word)
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{state.calendar.name} ({state.calendar.calendar_id})" for state in found[:8])
        raise UsageError(
            Sentence("“{word}” could be any of these: {listed}.", word=word, listed=listed),
            hint="Use more of the name, or the id.",
        )
    listed = ", ".join(state.calendar.name for state in states[:8])
    raise UsageError(
        Sentence("There is no calendar “{word}”.", word=word),
        hint=Sentence("Known: {listed}. All of them: feishu-tui calendars", listed=listed),
    )


def _answering(states: Sequence[CalendarState], word: str) -> list[CalendarState]:
    """The calendar of that id; else those of exactly that name; else those with it in their name."""
    folded = word.strip().casefold()
    by_id = [state for state in states if state.calendar.calendar_id == word.strip()]
    exact = [state for state in states if folded in _names(state)]
    part = [state for state in states if folded and any(folded in name for name in _names(state))]
    return by_id or exact or part


def _names(state: CalendarState) -> list[str]:
    return [name.casefold() for name in (state.calendar.alias, state.calendar.summary) if name]


def name_of(states: Sequence[CalendarState], calendar_id: str) -> str:
    """What a calendar is called; its id where it is not known."""
    return next((state.calendar.name for state in states if state.calendar.calendar_id == calendar_id), calendar_id)


def tell(error: FeishuTuiError, what: str) -> None:
    """Say on standard error what failed and what is used instead."""
    note(Sentence("{what}: {error}", what=as_sentence(what), error=error.in_one_line()))


def tell_skipped(report: Report) -> None:
    """Say on standard error which events could not be read, and why."""
    for _, event_id, reason in report.skipped:
        words = as_sentence(reason)
        note(Sentence("An event could not be read: {event_id}: {reason}", event_id=event_id, reason=words))


def nothing_read() -> CacheError:
    """The error of a command that may not ask the server and has nothing in the cache."""
    return CacheError("Nothing was read yet.", hint="Run this first: feishu-tui sync")

"""The cache and, where asked, the server, joined for the length of one command."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from feishu_tui.commands.output import note
from feishu_tui.config import Config
from feishu_tui.errors import CacheError, FeishuTuiError, NetworkTimeout, UsageError
from feishu_tui.model import Calendar
from feishu_tui.store import CalendarState, Store

if TYPE_CHECKING:
    from feishu_tui.sync.desk import SyncDesk

PATIENCE_SECONDS = 10.0
"""How long a command waits for a server when the cache could answer as well."""

T = TypeVar("T")


class Session:
    """What a command works with; a context manager that closes the cache."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.store = Store.open(config.cache_path, config.clock)
        if self.store.notice:
            note(self.store.notice)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    def online(self, work: Callable[[SyncDesk], Coroutine[Any, Any, T]], patience: float | None = None) -> T:
        """Run ``work`` with a connection to the server.

        ``patience`` in seconds bounds it all. Raises NotSignedIn where there is nothing to sign in with,
        NetworkTimeout when patience ends, and whatever ``work`` raises.
        """
        return asyncio.run(self._online(work, patience))

    async def _online(self, work: Callable[[SyncDesk], Coroutine[Any, Any, T]], patience: float | None) -> T:
        from feishu_tui.feishu.connect import open as connect
        from feishu_tui.sync.desk import SyncDesk

        async with connect(self.config) as feishu:
            desk = SyncDesk(feishu, self.store, self.config.clock)
            try:
                async with asyncio.timeout(patience):
                    return await work(desk)
            except TimeoutError as error:
                raise NetworkTimeout(
                    f"The server did not answer within {patience:.0f} seconds.",
                    hint="Check the network; what was read before is still there with --offline.",
                ) from error


def chosen(states: Sequence[CalendarState], asked: Sequence[str]) -> list[CalendarState]:
    """The calendars asked for by id or by an unambiguous part of their name; all that are shown when none is.

    Raises UsageError where nothing, or more than one calendar, answers to a name.
    """
    if not asked:
        return [state for state in states if state.shown]
    return list(dict.fromkeys(_named(states, word) for word in asked))


def _named(states: Sequence[CalendarState], word: str) -> CalendarState:
    def names(calendar: Calendar) -> list[str]:
        return [calendar.calendar_id, calendar.alias, calendar.summary]

    folded = word.strip().casefold()
    exact = [state for state in states if folded in (name.casefold() for name in names(state.calendar))]
    part = [state for state in states if folded and any(folded in name.casefold() for name in names(state.calendar))]
    found = exact or part
    if len(found) == 1:
        return found[0]
    known = ", ".join(state.calendar.name for state in (found or states)[:8])
    if found:
        raise UsageError(f"“{word}” could be any of these calendars: {known}.", hint="Use more of the name, or the id.")
    raise UsageError(f"There is no calendar “{word}”.", hint=f"Known: {known or 'none yet'}. See: feishu-tui calendars")


def tell(error: FeishuTuiError, what: str) -> None:
    """Say on standard error what failed and what is used instead."""
    log_id = f" (log id {error.log_id})" if error.log_id else ""
    note(f"{what}: {error.sentence}{log_id} {error.hint}".rstrip())


def nothing_read() -> CacheError:
    """The error of a command that may not ask the server and has nothing in the cache."""
    return CacheError("Nothing was read yet.", hint="Run this first: feishu-tui sync")

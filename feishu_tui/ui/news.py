"""What changed and was not seen yet, as the screen sees it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from feishu_tui.model import Event

if TYPE_CHECKING:
    from feishu_tui.store import Store
    from feishu_tui.store.changes import Change

_VISITED = "changes_visited"
"""The ``meta`` key of when the list of changes was last looked at."""


class News:
    """The changes of the calendars that are shown; of copies of an event on several calendars one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._order: Mapping[str, int] = {}
        self._lingering: Change | None = None
        self._told: int | None = None
        self.unseen: Mapping[str, Change] = {}
        """By event id."""

    def refresh(self, shown: Collection[str]) -> None:
        """Read anew, of the calendars ``shown``, in this order."""
        self._order = {calendar_id: place for place, calendar_id in enumerate(shown)}
        self.unseen = {change.event_id: change for change in self._once(self._store.changes(unseen_only=True))}
        if self._told is None:
            self._told = self._newest

    @property
    def count(self) -> int:
        """How many changes nobody has looked at."""
        return len(self.unseen)

    def of(self, event: Event) -> Change | None:
        """What changed of an event: until it was looked at, and as long as that goes on."""
        lingering = self._lingering
        if lingering is not None and lingering.event_id == event.event_id:
            return lingering
        return self.unseen.get(event.event_id)

    def look_at(self, event: Event | None) -> bool:
        """The cursor is on that event now; whether what was looked at before has lost its mark."""
        lingering, self._lingering = self._lingering, None
        if lingering is None:
            return False
        if event is not None and event.event_id == lingering.event_id:
            self._lingering = lingering
            return False
        return True

    def see(self, event: Event) -> bool:
        """Somebody looks at the event: its change is no news any more; whether it was."""
        change = self.unseen.get(event.event_id)
        if change is None:
            return False
        self._lingering = change
        self._forget([event.event_id])
        return True

    def see_all(self, changes: Iterable[Change]) -> list[str]:
        """Somebody has seen these; whose they are, for ``keep_seen``."""
        ids = [change.event_id for change in changes if change.event_id in self.unseen]
        self._forget(ids)
        return ids

    def keep_seen(self, event_ids: Collection[str]) -> None:
        """Remember that these were seen; for a thread, as another program may be writing."""
        self._store.mark_seen(event_ids)

    def fresh(self) -> int:
        """How many came since this was asked last, or since the program was started."""
        found = sum(change.number > (self._told or 0) for change in self.unseen.values())
        self._told = max(self._newest, self._told or 0)
        return found

    def listed(self) -> list[Change]:
        """Every change that is kept, the latest first."""
        return self._once(self._store.changes())

    def visit(self, now: float) -> float | None:
        """Someone looks at the list of changes; when that was last done, in Unix seconds, ``None`` for never."""
        last = self._store.meta(_VISITED)
        self._store.set_meta(_VISITED, str(now))
        return None if last is None else float(last)

    @property
    def _newest(self) -> int:
        return max((change.number for change in self.unseen.values()), default=0)

    def _forget(self, event_ids: Collection[str]) -> None:
        self.unseen = {name: change for name, change in self.unseen.items() if name not in event_ids}

    def _once(self, changes: Iterable[Change]) -> list[Change]:
        """Each event's change once, as the first of the shown calendars has it."""
        best: dict[tuple[object, ...], Change] = {}
        for change in changes:
            if change.calendar_id not in self._order:
                continue
            key = (change.event_id, *(state and state.start for state in (change.before, change.after)))
            if key not in best or self._order[change.calendar_id] < self._order[best[key].calendar_id]:
                best[key] = change
        return list(best.values())

"""The events of one calendar, indexed so that a page costs what a page holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from feishu_tui.simulator.slots import Slot, read_slot


def split_id(event_id: str) -> tuple[str, int]:
    """`{uid}_{original_time}` apart, at the last underscore; an id without a number is a uid with 0."""
    uid, underscore, suffix = event_id.rpartition("_")
    if underscore and uid and suffix.isascii() and suffix.isdigit():
        return uid, int(suffix)
    return event_id, 0


@dataclass(slots=True)
class Record:
    """One stored row: the raw event and what is read from it once."""

    event_id: str
    raw: dict[str, Any]
    uid: str
    original: int
    slot: Slot | None
    version: int
    reach: float
    """The latest end the event ever had, so that changes after an anchor tell of events moved before it."""
    deleted: bool = False

    @property
    def is_exception(self) -> bool:
        """A materialised occurrence of a series."""
        return bool(self.raw.get("is_exception")) or self.original != 0

    @property
    def is_master(self) -> bool:
        """A series: it has a rule and is no exception."""
        return bool(self.raw.get("recurrence")) and not self.is_exception

    @property
    def is_cancelled(self) -> bool:
        """Deleted, or the tombstone of one occurrence."""
        return self.deleted or self.raw.get("status") == "cancelled"


class Shelf:
    """Records in the order they first came, each change numbered by a data version."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.order: list[Record] = []
        self.version = 0
        self._changes: list[tuple[int, Record]] = []
        self._exceptions: dict[str, dict[int, Record]] = {}
        self._masters: dict[str, Record] = {}
        self._by_start: list[tuple[int, int, Record]] | None = None
        self._longest = 0

    def put(self, event_id: str, raw: dict[str, Any]) -> Record:
        """Stores an event under its id as the newest version.

        A cancelled exception stays as the tombstone of its occurrence; any other cancelled event is deleted, and a
        series takes its exceptions with it, without a change of their own.
        """
        uid, original = split_id(event_id)
        slot = read_slot(raw)
        old = self.records.get(event_id)
        self.version += 1
        reach = max(old.reach if old else float("-inf"), slot.end if slot else float("inf"))
        if old is None:
            record = Record(event_id, raw, uid, original, slot, self.version, reach)
            self.records[event_id] = record
            self.order.append(record)
        else:
            record = old
            record.raw, record.slot, record.version, record.reach = raw, slot, self.version, reach
        record.deleted = raw.get("status") == "cancelled" and not record.is_exception
        if record.deleted:
            for exception in self._exceptions.get(uid, {}).values():
                exception.deleted = True
        self._changes.append((self.version, record))
        self._file(record)
        return record

    def exceptions(self, uid: str) -> dict[int, Record]:
        """The live exceptions of a series by original time, cancelled ones included."""
        return {key: record for key, record in self._exceptions.get(uid, {}).items() if not record.deleted}

    def master(self, uid: str) -> Record | None:
        """The live series of a uid."""
        record = self._masters.get(uid)
        return record if record is not None and not record.deleted else None

    def masters(self) -> Iterator[Record]:
        """Every live series."""
        return (record for record in self._masters.values() if not record.deleted)

    def placed(self, low: float, high: float) -> Iterator[Record]:
        """Live single events and exceptions that may meet a window, by start; the exact border is the caller's."""
        by_start = self._sorted()
        position = bisect_left(by_start, low - self._longest, key=lambda row: row[0])
        while position < len(by_start) and by_start[position][0] <= high:
            record = by_start[position][2]
            if not record.deleted:
                yield record
            position += 1

    def walk(self, position: int, count: int, keep: Callable[[Record], bool]) -> tuple[list[Record], int | None]:
        """`count` kept records from a position of the stock on, and the position of the next one, None at the end."""
        rows: list[Record] = []
        for index in range(position, len(self.order)):
            record = self.order[index]
            if not keep(record):
                continue
            if len(rows) == count:
                return rows, index
            rows.append(record)
        return rows, None

    def changed_since(self, version: int) -> int:
        """The position in the log of the first change after a version."""
        return bisect_left(self._changes, version + 1, key=lambda change: change[0])

    def walk_changes(
        self, position: int, count: int, keep: Callable[[Record], bool], until: int
    ) -> tuple[list[Record], int | None]:
        """`count` records changed up to version `until`, each at its latest change, and the next position or None.

        A record changed again after `until` is left to the next round.
        """
        rows: list[Record] = []
        for index in range(position, len(self._changes)):
            version, record = self._changes[index]
            if version > until:
                break
            if record.version != version or not keep(record):
                continue
            if len(rows) == count:
                return rows, index
            rows.append(record)
        return rows, None

    def _sorted(self) -> list[tuple[int, int, Record]]:
        if self._by_start is None:
            placed = [
                (slot.start, number, slot.end - slot.start, record)
                for number, record in enumerate(self.order)
                if (slot := record.slot) is not None and not record.is_master
            ]
            self._longest = max((length for _, _, length, _ in placed), default=0)
            self._by_start = sorted((start, number, record) for start, number, _, record in placed)
        return self._by_start

    def _file(self, record: Record) -> None:
        self._by_start = None
        if record.is_exception:
            self._exceptions.setdefault(record.uid, {})[record.original] = record
        elif record.is_master:
            self._masters[record.uid] = record
        else:
            self._masters.pop(record.uid, None)

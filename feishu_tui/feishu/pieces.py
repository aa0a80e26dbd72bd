"""Spans cut into pieces the server accepts. Times are Unix seconds, ends exclusive."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC
from typing import TypeVar

from feishu_tui.errors import ServerError
from feishu_tui.feishu.codes import SPAN_TOO_LONG, TOO_MANY_INSTANCES
from feishu_tui.model import Occurrence

DAY = 86_400
EARLIEST, LATEST = 1, 16_725_225_600
"""The times the API takes."""
SHORTEST = 7_200
"""Seconds; a piece as short as this is not cut any more."""

Found = TypeVar("Found")


def bounded(moment: int) -> int:
    """``moment`` moved into the range the API takes."""
    return min(max(moment, EARLIEST), LATEST)


def pieces(start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """``start`` to ``end`` in pieces of at most ``longest`` seconds.

    Each begins one second early: the server takes borders as exclusive, and something without length that lies on one
    would be in neither piece.
    """
    start, end = bounded(start), bounded(end)
    while start < end:
        piece_end = min(start + longest - 1, end)
        yield max(start - 1, EARLIEST), piece_end
        start = piece_end


async def bisected(fetch: Callable[[int, int], Awaitable[list[Found]]], start: int, end: int) -> list[Found]:
    """What ``fetch`` gives for the span; halved as often as the server finds it too long or too full.

    Raises the server's error for a piece that cannot be halved any more.
    """
    try:
        return await fetch(start, end)
    except ServerError as exc:
        if exc.code not in (SPAN_TOO_LONG, TOO_MANY_INSTANCES) or end - start <= SHORTEST:
            raise
    middle = (start + end) // 2
    return [*await bisected(fetch, start, middle), *await bisected(fetch, middle - 1, end)]


def in_span(occurrences: list[Occurrence], start: int, end: int) -> list[Occurrence]:
    """Each occurrence once, sorted by start; timed ones outside the span left out.

    All-day ones stay: which days a span means depends on a zone that is not known here.
    """
    kept = {
        (occurrence.instance_id, str(occurrence.start), str(occurrence.end)): occurrence
        for occurrence in occurrences
        if occurrence.all_day or _overlaps(occurrence, start, end)
    }
    return sorted(kept.values(), key=_start_key)


def _overlaps(occurrence: Occurrence, start: int, end: int) -> bool:
    starts, ends = occurrence.starts_at(UTC).timestamp(), occurrence.ends_at(UTC).timestamp()
    return starts < end and (ends > start or starts == ends == start)


def _start_key(occurrence: Occurrence) -> tuple[float, str]:
    return (occurrence.starts_at(UTC).timestamp(), occurrence.instance_id)

"""What the server found, put into the list of what the cache holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from feishu_tui.model import Calendar
from feishu_tui.store.hits import Hit, merged, without_copies


def joined(
    looked: Sequence[Hit], answer: Sequence[Hit], shown: Sequence[Hit], kept: int, calendars: Iterable[Calendar]
) -> list[Hit]:
    """Both sides' hits without copies: the first ``kept`` of ``shown`` where they are, the others best first.

    ``looked`` are the cache's own, copies included.
    """
    found = merged(looked, answer)
    by_key = {hit.key: hit for hit in found}
    head = [by_key.get(hit.key, hit) for hit in shown[:kept]]
    taken = {_identity(hit) for hit in head}
    return head + [hit for hit in without_copies(found, calendars) if _identity(hit) not in taken]


def _identity(hit: Hit) -> tuple[str, date | datetime, date | datetime]:
    """What copies of one event share."""
    one = hit.occurrence
    return one.instance_id, one.start, one.end

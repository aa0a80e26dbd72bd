"""What a search finds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from feishu_tui.agenda import merge_copies
from feishu_tui.lazy_dataclasses import dataclass, replace
from feishu_tui.model import Calendar, Event, Occurrence

if TYPE_CHECKING:
    from feishu_tui.pinyin import Range

Source = Literal["local", "server", "both"]


@dataclass(frozen=True, slots=True)
class Hit:
    """An event that satisfies a query; a series is one, with the occurrence that comes next."""

    event: Event
    """The event that was found: a single one, an exception, or the master of a series."""
    occurrence: Occurrence
    """Its occurrence: of a series the one that runs or comes next, or the last when it is over; an exception of the
    series perhaps, with an event of its own."""
    times: int | None = 1
    """How many occurrences it stands for: those still to come, or those in the days asked for; ``None`` where a series
    never ends; 0 for one that is over."""
    title_ranges: tuple[Range, ...] = ()
    """Where in ``event.summary``, also when the words spell it in pinyin; half open, from left to right, disjoint."""
    rank: int = 0
    """0 all words whole in the title, 1 in part or pinyin, 2 and 3 elsewhere, 4 and 5 with a slip of the finger, 6
    found by the server's own reading of the words."""
    distance: float = 0.0
    """Seconds from now to its start; 0 while it runs."""
    source: Source = "local"

    @property
    def is_series(self) -> bool:
        """Whether it stands for a whole series and can be unfolded."""
        return self.event.is_series

    @property
    def key(self) -> tuple[str, str]:
        """What it is the hit of: calendar and event id."""
        return self.event.calendar_id, self.event.event_id

    @property
    def order(self) -> tuple[int, float, str, str]:
        """By what hits are sorted: the better fit, then the nearer in time."""
        return self.rank, self.distance, *self.key

    def of(self, source: Source) -> Hit:
        """The same found by that."""
        return self if source == self.source else replace(self, source=source)


def without_copies(hits: Sequence[Hit], calendars: Iterable[Calendar]) -> list[Hit]:
    """One of each event that several calendars list (see ``agenda.merge_copies``), in the order of ``hits``."""
    kept = {id(each) for each in merge_copies((hit.occurrence for hit in hits), calendars)}
    return [hit for hit in hits if id(hit.occurrence) in kept]


def merged(local: Sequence[Hit], told: Sequence[Hit]) -> list[Hit]:
    """Both sides' hits, the best first, each with who found it; an exception goes with its series."""
    series = {(hit.event.calendar_id, hit.event.uid): hit.key for hit in (*told, *local) if hit.is_series}
    answered = {_shown_by(hit, series) for hit in told}
    hits = {hit.key: hit.of("both") if hit.key in answered else hit for hit in local}
    for hit in told:
        if _shown_by(hit, series) == hit.key:
            hits.setdefault(hit.key, hit)
    return sorted(hits.values(), key=lambda hit: hit.order)


def _shown_by(hit: Hit, series: dict[tuple[str, str], tuple[str, str]]) -> tuple[str, str]:
    """The hit under which one is shown: of an exception that of its series, where that is found too."""
    if not hit.event.is_exception:
        return hit.key
    return series.get((hit.event.calendar_id, hit.event.series_uid), hit.key)

"""What a pull changed of an event, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo

from feishu_tui.dates import day_words, span_words, weekday_name
from feishu_tui.language import Language
from feishu_tui.lazy_typing import TYPE_CHECKING
from feishu_tui.model import Moment
from feishu_tui.ui.line import Line, Piece

if TYPE_CHECKING:
    from feishu_tui.store.changes import Change, Kind, Snapshot

NEW, CANCELLED, CHANGED = "✚", "✗", "✎"
_SEPARATOR = " · "


def change_mark(change: Change) -> Piece:
    """A sign for what happened to the event."""
    signs = {"new": Piece(NEW, "good"), "cancelled": Piece(CANCELLED, "error")}
    return signs.get(change.kinds[0], Piece(CHANGED, "accent"))


def change_words(change: Change, zone: tzinfo, today: date, say: Language) -> str:
    """All that changed: ``moved from 14:00 · place changed from F3``; days and times in ``zone``."""
    return _SEPARATOR.join(_words(kind, change, zone, today, say) for kind in change.kinds)


def change_line(change: Change | None, zone: tzinfo, today: date, say: Language) -> Line:
    """Sign and words; empty for ``None``."""
    if change is None:
        return ()
    mark = change_mark(change)
    return mark, Piece(f" {change_words(change, zone, today, say)}", mark.role)


def tally_words(changes: Iterable[Change], say: Language) -> str:
    """How many there are of each kind: ``3 moved, 1 new, 1 cancelled``; each change by what is most telling of it."""
    first = [change.kinds[0] for change in changes]
    moved, new, cancelled = (first.count(kind) for kind in ("moved", "new", "cancelled"))
    others = len(first) - moved - new - cancelled
    told = (
        (moved, say("{count} moved", count=moved)),
        (new, say("{count} new", count=new)),
        (cancelled, say("{count} cancelled", count=cancelled)),
        (others, say("{count} otherwise changed", count=others)),
    )
    return say(", ").join(words for count, words in told if count)


def _words(kind: Kind, change: Change, zone: tzinfo, today: date, say: Language) -> str:
    old, new = change.before, change.after
    if old is None:
        return say("new")
    if new is None:
        return say("cancelled")
    if kind == "moved":
        return _moved(old, new, zone, today, say, series=change.is_series)
    if kind == "renamed":
        return say("renamed, was “{title}”", title=old.summary) if old.summary else say("has a title now")
    if kind == "rule":
        return say("repeats differently")
    if not old.place:
        return say("place: {place}", place=new.place)
    return (
        say("place was {place}", place=old.place)
        if new.place
        else say("no place any more, was {place}", place=old.place)
    )


def _moved(old: Snapshot, new: Snapshot, zone: tzinfo, today: date, say: Language, *, series: bool) -> str:
    before, after = old.start, new.start
    if not (isinstance(before, datetime) and isinstance(after, datetime)):
        return say("moved from {when}", when=span_words(old.start, old.end, zone, today, say))
    was, now = before.astimezone(zone), after.astimezone(zone)
    if before == after:
        times = [_time(each.end, zone) for each in (old, new)]
        return say("until {time} instead of {before}", time=times[1], before=times[0])
    if was.date() == now.date() or (series and was.weekday() == now.weekday()):
        return say("moved from {when}", when=f"{was:%H:%M}")
    day = weekday_name(was.weekday(), say) if series else day_words(was.date(), today, say)
    return say("moved from {when}", when=f"{day} {was:%H:%M}")


def _time(moment: Moment, zone: tzinfo) -> str:
    instant = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return f"{instant.astimezone(zone):%H:%M}"

"""What else an event carries: reminders, files, check-in, who sees it."""

from __future__ import annotations

from collections.abc import Sequence

from feishu_tui.dates import duration_words
from feishu_tui.language import Language
from feishu_tui.model import Attachment, CheckIn, Event
from feishu_tui.ui.detail_rows import flowing
from feishu_tui.ui.line import Line, Piece

_KILO = 1024
_DAY = 24 * 60
"""Minutes."""


def reminder_lines(event: Event, cells: int, say: Language) -> list[Line]:
    """When it reminds, the earliest first."""
    words = _day_reminder if event.all_day else _reminder
    offsets = sorted(set(event.reminders), reverse=True)
    return flowing([(Piece(words(minutes, say)),) for minutes in offsets], cells)


def attachment_lines(attachments: Sequence[Attachment], cells: int, say: Language) -> list[Line]:
    """The files, a line each, with their sizes."""
    lines: list[Line] = []
    for attachment in attachments:
        parts: list[Line] = [(Piece(attachment.name or say("a file without a name")),)]
        if attachment.size is not None:
            parts.append((Piece(size_words(attachment.size), "dim"),))
        lines += flowing(parts, cells, Piece("  "))
    return lines


def check_in_lines(check_in: CheckIn | None, cells: int, say: Language) -> list[Line]:
    """From when to when one may check in; nothing where check-in is off."""
    if check_in is None or not check_in.enabled:
        return []
    words: list[str] = []
    if check_in.opens is not None:
        words.append(say("opens {when}", when=_offset(*check_in.opens, say)))
    if check_in.closes is not None:
        words.append(say("closes {when}", when=_offset(*check_in.closes, say)))
    if check_in.notifies:
        words.append(say("people are told when it opens"))
    return flowing([(Piece(word),) for word in words or [say("on")]], cells)


def sharing_lines(event: Event, cells: int, say: Language) -> list[Line]:
    """How the event shows to others: busy or free, and who sees more than that."""
    visibility = {
        "default": say("default visibility"),
        "public": say("public"),
        "private": say("private"),
    }
    busy = {"busy": say("busy"), "free": say("free")}
    words = [busy.get(event.free_busy, event.free_busy), visibility.get(event.visibility, event.visibility)]
    return flowing([(Piece(word),) for word in words if word], cells)


def ability_lines(event: Event, cells: int, say: Language) -> list[Line]:
    """What those invited may do with the event."""
    words = {
        "none": say("may not see one another"),
        "can_see_others": say("may see one another"),
        "can_invite_others": say("may invite others"),
        "can_modify_event": say("may change the event"),
    }
    word = words.get(event.attendee_ability, event.attendee_ability)
    return flowing([(Piece(word),)], cells) if word else []


def size_words(size: int) -> str:
    """A size in bytes as ``812 B``, ``2.3 KB``, ``14 MB``; 1024 of one make the next."""
    amount, units = float(size), ["B", "KB", "MB", "GB"]
    while amount >= _KILO and len(units) > 1:
        amount /= _KILO
        units.pop(0)
    return f"{amount:.1f} {units[0]}" if amount < 10 and size >= _KILO else f"{amount:.0f} {units[0]}"


def _reminder(minutes: int, say: Language) -> str:
    if minutes == 0:
        return say("at the start")
    words = duration_words(abs(minutes) * 60, say)
    return (
        say("{duration} before", duration=words) if minutes > 0 else say("{duration} after the start", duration=words)
    )


def _day_reminder(minutes: int, say: Language) -> str:
    """For an all-day event, whose minutes count from the midnight it begins at: the day and the time of day."""
    days, minute = divmod(-minutes, _DAY)
    time = f"{minute // 60:02}:{minute % 60:02}"
    if days == 0:
        return say("on the day at {time}", time=time)
    if days == -1:
        return say("the day before at {time}", time=time)
    if days < 0:
        return say("{count} days before at {time}", count=-days, time=time)
    return say("{duration} after the start", duration=duration_words(-minutes * 60, say))


def _offset(anchor: str, minutes: int, say: Language) -> str:
    """A moment of the event as the check-in settings name it."""
    if minutes == 0:
        return say("at the end") if anchor == "after_event_end" else say("at the start")
    words = duration_words(minutes * 60, say)
    phrases = {
        "before_event_start": say("{duration} before the start", duration=words),
        "after_event_start": say("{duration} after the start", duration=words),
        "after_event_end": say("{duration} after the end", duration=words),
    }
    return phrases.get(anchor, anchor)

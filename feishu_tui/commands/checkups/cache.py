"""The cache: whether it is sound, how large, and how old what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from feishu_tui.commands.checkups.finding import Finding
from feishu_tui.dates import ago
from feishu_tui.language import Language
from feishu_tui.store.examination import Examination

OLD_SECONDS = 7 * 86400.0


def cache(path: Path, examination: Examination, say: Language, now: float) -> Iterator[Finding]:
    """What an examination of the cache at ``path`` came to; ``now`` in Unix seconds, by the program's clock."""
    if examination.condition == "missing":
        yield Finding("cache", "ok", say("Nothing was read yet."), say("To fill the cache: feishu-tui sync"))
        return
    fields = {"file": path, "size": _size(examination.size), "reason": examination.problem.rstrip(".")}
    if examination.condition == "unreadable":
        remedy = say("Move it away, or set FEISHU_TUI_CACHE_DIR to another folder.")
        reason = say(examination.problem)
        yield Finding("cache", "fault", say("{file} cannot be read: {reason}", **{**fields, "reason": reason}), remedy)
    elif examination.condition == "damaged":
        sentence = say("{file} ({size}) is damaged: {reason}.", **fields)
        yield Finding("cache", "fault", sentence, say("Move it away; all is read anew: mv {file} {file}.old", **fields))
    elif examination.condition == "other_version":
        sentence = say("{file} ({size}) was written by another version of the program.", **fields)
        yield Finding("cache", "warning", sentence, say("It is set aside and built anew by: feishu-tui sync"))
    elif examination.condition == "unfinished":
        sentence = say("{file} ({size}) is too large to be read through in a few seconds.", **fields)
        yield Finding("cache", "ok", sentence)
        yield _age(examination, say, now)
    else:
        sentence = say(
            "{file} is sound: {size}, version {version}, {calendars} calendars, {events} events.",
            **{
                **fields,
                "version": examination.version,
                "calendars": examination.calendars,
                "events": examination.events,
            },
        )
        yield Finding("cache", "ok", sentence)
        yield _age(examination, say, now)


def _age(examination: Examination, say: Language, now: float) -> Finding:
    if examination.synced_at is None:
        return Finding("cache_age", "warning", say("No calendar was read completely yet."), "feishu-tui sync")
    age = max(now - examination.synced_at, 0.0)
    sentence = say("The calendars shown were last read {ago}, or after that.", ago=ago(age, say))
    if age > OLD_SECONDS:
        return Finding("cache_age", "warning", sentence, say("Bring it up to date: feishu-tui sync"))
    return Finding("cache_age", "ok", sentence)


def _size(count: int) -> str:
    return f"{count / (1 << 20):.1f} MB" if count >= 1 << 20 else f"{-(-count // 1024)} KB"

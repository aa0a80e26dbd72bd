"""How series compare with the server as plain text, for people who read it in a shell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from feishu_tui.language import Language
from feishu_tui.sync.checked import Checked
from feishu_tui.text import steady
from feishu_tui.ui.check_lines import original_words, reason_words, referee_words, times_words

MARKS = {"match": "✓", "mismatch": "✗", "error": "!"}


def check_text(results: Sequence[Checked], calendars: Mapping[str, str], now: datetime, say: Language) -> str:
    """A line for each series, what differs below it, and a sum; ``now`` is aware, in the display zone.

    ``calendars`` are names by id.
    """
    if not results:
        return say("There is no recurring event to check.")
    lines = [line for checked in results for line in _series(checked, calendars, now, say)]
    statuses = [checked.status for checked in results]
    total = say(
        "{checked} series checked: {matched} match, {mismatched} differ, {errors} could not be checked.",
        checked=len(results),
        matched=statuses.count("match"),
        mismatched=statuses.count("mismatch"),
        errors=statuses.count("error"),
    )
    return steady("\n".join([*lines, "", total]))


def _series(checked: Checked, calendars: Mapping[str, str], now: datetime, say: Language) -> Iterator[str]:
    calendar = calendars.get(checked.calendar_id, checked.calendar_id)
    parts = [checked.summary or checked.event_id, calendar, _sum(checked, say), referee_words(checked, say)]
    yield f"{MARKS[checked.status]} {' · '.join(part for part in parts if part)}"
    zone = now.tzinfo
    assert zone is not None
    for row in checked.differing:
        words = say(
            "{original}: here {local}, on the server {server}",
            original=original_words(checked, row, zone, now, say),
            local=times_words(row.local, zone, now, say),
            server=times_words(row.server, zone, now, say),
        )
        yield f"    {words}"


def _sum(checked: Checked, say: Language) -> str:
    if checked.error is not None:
        return reason_words(checked, say)
    if checked.status == "match":
        return say("1 occurrence") if checked.local == 1 else say("{count} occurrences", count=checked.local)
    return say("{local} here, {server} on the server", local=checked.local, server=checked.server)

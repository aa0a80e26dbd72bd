"""The same events for other programs: calcurse's file, and a folder of iCalendar files for khal."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from tests.benchmarks.office import ZONE, Made

CALCURSE_TYPES = {"FREQ=DAILY": "1D", "FREQ=WEEKLY": "1W", "FREQ=MONTHLY": "1M", "FREQ=YEARLY": "1Y"}
"""Rules that calcurse has; of the others it gets the first occurrence alone, which spares it work."""


def installed(name: str) -> bool:
    """Whether a program is there to be measured."""
    return shutil.which(name) is not None


class Calcurse:
    """calcurse on some events."""

    def __init__(self, folder: Path, made: Iterable[Made], environ: Mapping[str, str]) -> None:
        self.environ = environ
        data, settings = folder / "calcurse", folder / "calcurse-settings"
        data.mkdir(parents=True)
        settings.mkdir()
        lines = sorted(filter(None, map(_calcurse_line, made)))
        (data / "apts").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (data / "todo").touch()
        (settings / "conf").touch()
        (settings / "keys").touch()
        self.browse = ["calcurse", "-q", "--read-only", "-D", str(data), "-C", str(settings)]

    def print_days(self, days: int) -> list[str]:
        """The command that prints some days."""
        return [*self.browse, "-d", str(days)]


class Khal:
    """khal and ikhal on some events, read into khal's own cache."""

    def __init__(self, folder: Path, made: Iterable[Made], environ: Mapping[str, str]) -> None:
        # Its calendar asks the locale for names, and knows of no C.UTF-8.
        self.environ = {**environ, "LC_ALL": "C", "PYTHONUTF8": "1"}
        events = folder / "khal" / "events"
        events.mkdir(parents=True)
        for one in made:
            if one.original is None:
                (events / f"{one.uid}.ics").write_text(_ics(one), encoding="utf-8")
        settings, marking = folder / "khal" / "config", folder / "khal" / "config-marking"
        text = (
            f"[calendars]\n[[bench]]\npath = {events}\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
            "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            f"local_timezone = {ZONE.key}\ndefault_timezone = {ZONE.key}\n"
            f"[sqlite]\npath = {folder / 'khal' / 'khal.db'}\n"
        )
        settings.write_text(text)
        # What is compared shows in the month which days hold events; ikhal does so where it is asked to.
        marking.write_text(f"{text}[default]\nhighlight_event_days = True\n")
        self.list_today = ["khal", "-c", str(settings), "list", "today", "1d"]
        self.browse = ["ikhal", "-c", str(marking)]


def _calcurse_line(made: Made) -> str:
    if made.original is not None:
        return ""
    if made.all_day:
        return f"{made.start:%m/%d/%Y} [1] {_repeated(made)}{made.summary}"
    return f"{made.start:%m/%d/%Y @ %H:%M} -> {made.end:%m/%d/%Y @ %H:%M}{_repeated(made)} |{made.summary}"


def _repeated(made: Made) -> str:
    frequency, *rest = made.rule.split(";")
    kind = CALCURSE_TYPES.get(frequency)
    if kind is None or any(part.startswith("BY") for part in rest):
        return ""
    until = next((part.removeprefix("UNTIL=") for part in rest if part.startswith("UNTIL=")), "")
    count = next((int(part.removeprefix("COUNT=")) for part in rest if part.startswith("COUNT=")), 0)
    if "INTERVAL=2" in rest:
        kind = f"2{kind[1]}"
    days = {"D": 1, "W": 7, "M": 30, "Y": 365}[kind[1]] * int(kind[0])
    last = _day(until) if until else made.start.date() + timedelta(days=days * (count - 1))
    limit = f" -> {max(last, made.start.date()):%m/%d/%Y}" if until or count else ""
    return f" {{{kind}{limit}}}" if not made.all_day else f"{{{kind}{limit}}} "


def _day(until: str) -> date:
    return date.fromisoformat(f"{until[:4]}-{until[4:6]}-{until[6:8]}")


def _ics(made: Made) -> str:
    if made.all_day:
        times = f"DTSTART;VALUE=DATE:{made.start:%Y%m%d}\nDTEND;VALUE=DATE:{made.end:%Y%m%d}"
    else:
        zone = f";TZID={ZONE.key}:"
        times = f"DTSTART{zone}{made.start:%Y%m%dT%H%M%S}\nDTEND{zone}{made.end:%Y%m%dT%H%M%S}"
    rule = f"\nRRULE:{made.rule}" if made.rule else ""
    return (
        f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//benchmarks//EN\nBEGIN:VEVENT\nUID:{made.uid}\n"
        f"DTSTAMP:20261101T000000Z\n{times}{rule}\nSUMMARY:{made.summary}\nEND:VEVENT\nEND:VCALENDAR\n"
    )

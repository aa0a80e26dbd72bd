"""Time zone data, and whether times are shown where the person is."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from feishu_tui.commands.checkups.finding import Finding
from feishu_tui.config import Config
from feishu_tui.language import Language

OLD_AFTER_YEARS = 3
"""Zones change their rules several times a year somewhere; data of so many years is wrong for some."""
_UTC_NAMES = frozenset({"UTC", "Etc/UTC", "Etc/UCT", "UCT", "Universal", "Zulu", "GMT", "Etc/GMT", "Greenwich"})


def zones(config: Config, say: Language) -> Iterator[Finding]:
    """What the zone data is, and which zone times are shown in."""
    yield _data(config.clock().year, say)
    yield _display(config, say)


def _data(year: int, say: Language) -> Finding:
    found = _system_data() or _packaged_data()
    if found is None:
        sentence = say("There is no time zone data: only UTC is known.")
        return Finding("zone_data", "fault", sentence, "pip install tzdata")
    release, place = found
    if not release:
        return Finding("zone_data", "ok", say("Time zone data of {place}.", place=place))
    sentence = say("Time zone data {release} of {place}.", release=release, place=place)
    written = re.match(r"\d{4}", release)
    if written and year - int(written[0]) >= OLD_AFTER_YEARS:
        return Finding("zone_data", "warning", sentence, say("Bring the system's package tzdata up to date."))
    return Finding("zone_data", "ok", sentence)


def _system_data() -> tuple[str, str] | None:
    """The release and folder of the first zone files there are: they are asked before the package (PEP 615)."""
    for folder in map(Path, zoneinfo.TZPATH):
        if not (folder / "Asia" / "Shanghai").is_file():
            continue
        return _release(folder), str(folder)
    return None


def _release(folder: Path) -> str:
    """Which release of the IANA database a folder holds, empty where it does not say."""
    for name, pattern in (("tzdata.zi", r"# version (\S+)"), ("+VERSION", r"(\d{4}\w*)")):
        try:
            with (folder / name).open(encoding="utf-8", errors="replace") as file:
                match = re.match(pattern, file.readline(100))
        except OSError:
            continue
        if match:
            return match[1]
    return ""


def _packaged_data() -> tuple[str, str] | None:
    try:
        return version("tzdata"), "pip: tzdata"
    except PackageNotFoundError:
        return None


def _display(config: Config, say: Language) -> Finding:
    now = config.clock().astimezone(config.zone)
    fields = {
        "zone": config.zone.key,
        "time": f"{now:%H:%M}",
        "offset": f"UTC{now.isoformat()[-6:]}",
        "box": config.box_timezone,
    }
    if config.timezone:
        sentence = say("Times are shown in {zone}, where it is {time} ({offset}); this machine is in {box}.", **fields)
        return Finding("zone", "ok", sentence)
    if config.box_timezone in _UTC_NAMES:
        sentence = say("This machine is on {box} and no zone is set: probably not yours.", **fields)
        remedy = say('Set yours: timezone = "Asia/Shanghai" in {file}, or --tz, or FEISHU_TUI_TZ.', file=config.file)
        return Finding("zone", "warning", sentence, remedy)
    sentence = say("Times are shown in {zone}, the zone of this machine, where it is {time} ({offset}).", **fields)
    return Finding("zone", "ok", sentence)

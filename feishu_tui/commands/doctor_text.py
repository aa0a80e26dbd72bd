"""Findings as plain text, for people who read them in a shell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feishu_tui.commands.checkups.finding import Finding, State
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.text import clean, pad, steady, wrap

_MARKS: dict[State, tuple[str, str, str]] = {
    "ok": ("✓", "+", "\x1b[32m"),
    "warning": ("!", "!", "\x1b[33m"),
    "fault": ("✗", "x", "\x1b[31m"),
}
"""The mark, what stands for it where the encoding lacks it, and its colour (ECMA-48 §8.3.117 SGR)."""
_LABEL_CELLS = 16
_BOTH_FIT = 60

_LABELS = {
    "configuration": "configuration",
    "config_folder": "config folder",
    "cache_folder": "cache folder",
    "state_folder": "state folder",
    "disk": "disk",
    "login": "login",
    "zone_data": "zone data",
    "zone": "time zone",
    "terminal": "terminal",
    "size": "size",
    "colors": "colours",
    "unicode": "characters",
    "widths": "widths",
    "multiplexer": "multiplexer",
    "clipboard": "clipboard",
    "cache": "cache",
    "cache_age": "cache age",
    "proxy": "proxy",
    "name_service": "name service",
    "connection": "connection",
    "encryption": "encryption",
    "server": "server",
    "accounts_server": "accounts server",
    "clock": "clock",
    "token": "token",
    "scopes": "scopes",
    "scope_calendars": "calendars",
    "scope_events": "events",
    "scope_attendees": "attendees",
    "scope_free_busy": "free and busy",
}
"""What a finding is called, by its name for scripts."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the text is written on: ``columns`` is ``None`` where lines may be of any length."""

    columns: int | None
    encoding: str
    colored: bool
    say: Language

    def lines(self, findings: Iterable[Finding]) -> Iterator[str]:
        """Each finding on a line, wrapped where there is a width, what to do about it below."""
        for finding in findings:
            yield from self._lines(finding)

    def _lines(self, finding: Finding) -> Iterator[str]:
        label, mark = self.say(_LABELS[finding.name]), self._mark(finding.state)
        lines = self._wrapped(finding.sentence)
        if self._narrow:
            yield f"{mark} {label}"
        else:
            yield f"{mark} {pad(label, _LABEL_CELLS)} {lines.pop(0)}"
        for line in lines:
            yield self._indent + line
        if finding.remedy:
            arrow = "→ " if self._has("→") else "> "
            for number, line in enumerate(self._wrapped(finding.remedy, used=2)):
                yield f"{self._indent}{'  ' if number else arrow}{line}"

    @property
    def _narrow(self) -> bool:
        """Whether names and sentences do not fit beside each other."""
        return self.columns is not None and self.columns < _BOTH_FIT

    @property
    def _indent(self) -> str:
        return " " * (2 if self._narrow else _LABEL_CELLS + 3)

    def _wrapped(self, text: str, used: int = 0) -> list[str]:
        words = clean(text)
        if self.columns is None:
            return [steady(words)]
        return wrap(words, self.columns - len(self._indent) - used)

    def _mark(self, state: State) -> str:
        sign, plain, color = _MARKS[state]
        mark = sign if self._has(sign) else plain
        return f"{color}{mark}\x1b[m" if self.colored else mark

    def _has(self, sign: str) -> bool:
        try:
            sign.encode(self.encoding)
        except (UnicodeEncodeError, LookupError):
            return False
        return True


def sum_text(states: list[State], say: Language) -> str:
    """How many findings of each kind."""
    return say(
        "{ok} ok, {warnings} to look at, {faults} at fault.",
        ok=states.count("ok"),
        warnings=states.count("warning"),
        faults=states.count("fault"),
    )

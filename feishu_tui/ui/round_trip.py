"""How long it takes to the terminal and back, by a question Textual asks every terminal at the start."""

from __future__ import annotations

from time import monotonic

ASK = "\x1b[?2026$p"
"""Asks whether the terminal knows synchronized output (DECRQM)."""
_ANSWER = "\x1b[?2026;"
FAR_SECONDS = 0.1
"""From here on a terminal is far away: a program on the same machine, or in the same house, answers far sooner."""


class RoundTrip:
    """Takes the time from the question to its answer, once."""

    def __init__(self) -> None:
        self._asked_at: float | None = None
        self._is_over = False

    def sent(self, data: str) -> None:
        """``data`` is sent to the terminal."""
        if data == ASK and self._asked_at is None:
            self._asked_at = monotonic()

    def was_long(self, read: str) -> bool:
        """Whether ``read`` brings the answer, and it was long in coming."""
        if self._is_over or self._asked_at is None or _ANSWER not in read:
            return False
        self._is_over = True
        return monotonic() - self._asked_at >= FAR_SECONDS

"""What the terminal was asked and has not answered: an answer after the end would be typed into the shell."""

from __future__ import annotations

from threading import Event
from time import monotonic

from feishu_tui.ui.round_trip import ASK as ASK_SYNCHRONIZED
from feishu_tui.ui.terminal_background import ASK as ASK_BACKGROUND

_ANSWERS = {
    ASK_SYNCHRONIZED: ("\x1b[?2026;", "y"),
    "\x1b[?2048$p": ("\x1b[?2048;", "y"),
    "\x1b[?2048h": ("\x1b[48;", "t"),
    ASK_BACKGROUND: ("\x1b]11;", "\x07\\"),
}
"""How the answers begin, and the characters any of which ends them: DECRPM, in-band size report, OSC 11."""
_LONGEST = 64
"""Characters that an answer has at most."""
LAST_WAIT_SECONDS = 0.15
"""So long may giving the terminal back be held up."""
GIVEN_UP_SECONDS = 5.0
"""What was not answered until then will not be: many terminals know only some of the questions."""


class Questions:
    """Notes what is asked and answered; one thread may ask and wait while another reads."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._asked_at = 0.0
        self._heard = ""
        self._settled = Event()

    @property
    def are_settled(self) -> bool:
        """Whether nothing is left to be answered."""
        return not self._open

    def sent(self, data: str) -> None:
        """``data`` is sent to the terminal."""
        if data in _ANSWERS:
            self._open.append(data)
            self._asked_at = monotonic()

    def read(self, text: str) -> None:
        """``text`` was read from the terminal."""
        if not self._open:
            return
        text = self._heard + text
        for index in reversed(range(len(self._open))):
            begin, ends = _ANSWERS[self._open[index]]
            _, found, rest = text.partition(begin)
            if found and any(end in rest for end in ends):
                del self._open[: index + 1]  # they are answered in turn, as far as they are known
                text = rest
                break
        self._heard = text[-_LONGEST:] if self._open else ""
        if not self._open:
            self._settled.set()

    def wait(self) -> None:
        """Wait for the answers that may be on their way, not for long."""
        self._settled.clear()
        if self._open and monotonic() - self._asked_at < GIVEN_UP_SECONDS:
            self._settled.wait(LAST_WAIT_SECONDS)

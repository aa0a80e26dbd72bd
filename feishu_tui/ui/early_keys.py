"""Keys typed before there is anything to press them on."""

from __future__ import annotations

from collections import deque

from textual.events import Key

_LINE_FEED = "ctrl+j"
"""What the terminal makes of Enter for as long as no program has told it to leave keys as they are (termios(3),
ICRNL)."""


class EarlyKeys:
    """Keeps keys in their order until everything has its place, for then they find it."""

    def __init__(self) -> None:
        self._kept: deque[Key] = deque()
        self.are_over = False
        """Whether everything has its place, and what was kept was taken."""

    def keep(self, key: Key) -> bool:
        """Whether the key is too early, and kept."""
        if self.are_over:
            return False
        self._kept.append(Key("enter", "\r") if key.key == _LINE_FEED else key)
        return True

    def take(self) -> Key | None:
        """The next one, ``None`` when there is no more: none that comes from then on is too early."""
        if not self._kept:
            self.are_over = True
            return None
        return self._kept.popleft()

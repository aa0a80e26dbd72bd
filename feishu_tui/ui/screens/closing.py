"""A screen that closes once, however often it is asked to."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

T = TypeVar("T")


class ClosingScreen(Screen[T]):
    """Closes itself and no other: Enter pressed twice is two answers, the second of them to nobody."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """As ``Screen.dismiss``; nothing where another screen is on top, or this one has gone."""
        return super().dismiss(result) if self.is_current else AwaitComplete()

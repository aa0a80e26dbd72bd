"""Which event's chats are unfolded in the detail, and how far."""

from __future__ import annotations

from collections.abc import Mapping

from feishu_tui.model import Chat, EventDetail, Occurrence

PAGE = 100
"""So many members more are shown at once; as many as a reply of the server holds."""
FRESH_SECONDS = 600.0
"""So long members that were read are taken as they are."""


class UnfoldedChats:
    """Folded for every event until ``toggle``; another event is folded again."""

    def __init__(self) -> None:
        self._of: tuple[str, str] | None = None
        self._shown = 0

    def shown(self, one: Occurrence) -> int:
        """How many members of each chat of an event are shown; 0 while they are folded."""
        return self._shown if self._of == _key(one) else 0

    def toggle(self, one: Occurrence) -> bool:
        """Unfold, or fold again; whether they are unfolded now."""
        self._shown = 0 if self.shown(one) else PAGE
        self._of = _key(one)
        return bool(self._shown)

    def more(self, one: Occurrence) -> None:
        """Show more of each chat."""
        if self.shown(one):
            self._shown += PAGE

    def lacking(
        self, one: Occurrence, detail: EventDetail, known: Mapping[str, Chat], now: float
    ) -> list[tuple[str, str]]:
        """Of which chats a page is to be fetched, with the token it comes after: none, if that is the first page."""
        wanted: list[tuple[str, str]] = []
        for attendee in detail.attendees:
            chat = known.get(attendee.attendee_id)
            if attendee.type != "chat" or not attendee.attendee_id or attendee.rsvp == "removed":
                continue
            if chat is None or (self.shown(one) <= PAGE and chat.fetched_at < now - FRESH_SECONDS):
                wanted.append((attendee.attendee_id, ""))
            elif chat.following and len(chat.members) < self.shown(one):
                wanted.append((attendee.attendee_id, chat.following))
        return wanted


def _key(one: Occurrence) -> tuple[str, str]:
    return one.calendar_id, one.instance_id

"""What the pretend server holds: raw JSON as it would answer it, and the hooks that change it.

The data file, every key optional:

    {"calendars": [{<documented calendar fields>,
                    "owner": "ou_…",                    whose it is, with role owner
                    "members": {"ou_…": "reader", …},   roles; without it `role` (default owner) is everyone's
                    "events": [{<documented event fields>}, …]}, …],
     "users":  [{"open_id", "union_id", "user_id", "name", "en_name", "email", …}, …]     or a mapping by open_id
     "chats":  {"oc_…": [{"open_id", "display_name", "rsvp_status", "is_optional", …}, …]}
     "apps":   [{"app_id", "app_secret", "scopes": ["calendar:calendar:readonly", …]}, …]   no scopes: all of them
     "tokens": [{"token", "kind": "user" | "tenant", "identity": "ou_…", "app_id", "scopes", "expires_at": unix}, …]}

An event carries what `get` documents: `attendees` and `event_check_in` inline, `vchat.meeting_settings`; times as
`{"date"}` or `{"timestamp", "timezone"}`. The end date of an all-day event is the day after the last one, and an end
not after the start makes one day. A missing `event_id` is made up: an exception takes it from `recurring_event_id`
and `original_time` (Unix seconds; its own start when missing). What cannot be read is kept and answered as it is.
Without apps there is `cli_demo` with the secret `demo-secret`; without tokens there is `u-demo` of the first user.
"""

from __future__ import annotations

import secrets
import threading
import uuid
from collections.abc import Iterable
from typing import Any

from feishu_tui.simulator.calendar import Calendar
from feishu_tui.simulator.logins import LoginBook
from feishu_tui.simulator.shelf import Record, Shelf, split_id
from feishu_tui.simulator.slots import day_of, read_slot
from feishu_tui.simulator.tokens import TokenBook

Raw = dict[str, Any]


class State:
    """Calendars, people and tokens behind one lock; every change gets a data version that sync tokens refer to."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.tokens = TokenBook()
        self.logins = LoginBook()
        self.users: dict[str, Raw] = {}
        self.chats: dict[str, list[Raw]] = {}
        self.calendars: dict[str, Calendar] = {}
        self.version = 0
        self.era = secrets.token_hex(4)
        """Names this run of versions: tokens of another run have expired."""

    @classmethod
    def load(cls, data: Raw) -> State:
        """Builds the state of a data file. Raises ValueError where its shape is not the documented one."""
        state = cls()
        try:
            users = data.get("users") or []
            for key, user in users.items() if isinstance(users, dict) else ((None, user) for user in users):
                open_id = str(user.get("open_id") or key)
                state.users[open_id] = {**user, "open_id": open_id}
            for chat_id, chat in (data.get("chats") or {}).items():
                state.chats[chat_id] = list(chat["members"] if isinstance(chat, dict) else chat)
            for calendar in data.get("calendars") or []:
                state.add_calendar(calendar)
            state.tokens.load(
                data.get("apps") or [{"app_id": "cli_demo", "app_secret": "demo-secret"}],
                data.get("tokens") or [{"token": "u-demo", "identity": next(iter(state.users), "")}],
            )
        except (AttributeError, KeyError, TypeError) as exc:
            raise ValueError(f"the data does not have the shape of a simulator state: {exc!r}") from exc
        return state

    def dump(self) -> Raw:
        """The data `load` builds this state from; deleted events and versions are not kept."""
        with self.lock:
            return {
                "calendars": [
                    {
                        **calendar.raw,
                        "events": [record.raw for record in calendar.shelf.order if not record.deleted],
                    }
                    for calendar in self.calendars.values()
                ],
                "users": list(self.users.values()),
                "chats": self.chats,
                **self.tokens.dump(),
            }

    def add_calendar(self, calendar: Raw) -> str:
        """Adds a calendar with the events in it, or changes the fields of one there is; returns its id."""
        with self.lock:
            raw = {key: value for key, value in calendar.items() if key != "events"}
            made = f"feishu.cn_{_made(f'calendar {len(self.calendars)}')}@group.calendar.feishu.cn"
            calendar_id = str(raw.setdefault("calendar_id", made))
            self.version += 1
            held = self.calendars.get(calendar_id)
            if held is None:
                held = self.calendars[calendar_id] = Calendar(calendar_id, raw, self.version)
            else:
                held.raw, held.version = raw, self.version
            self._fill(held, calendar.get("events") or [])
            return calendar_id

    def delete_calendar(self, calendar_id: str) -> None:
        """Marks a calendar deleted; the list of changes tells of it."""
        with self.lock:
            self.version += 1
            calendar = self.calendars[calendar_id]
            calendar.raw, calendar.version = {**calendar.raw, "is_deleted": True}, self.version

    def upsert_event(self, calendar_id: str, event: Raw) -> str:
        """Stores an event as it stands, in the place of one with the same id; returns the id."""
        with self.lock:
            return self._put(self.calendars[calendar_id], event).event_id

    def event(self, calendar_id: str, event_id: str) -> Raw:
        """A copy of an event as it is held. Raises KeyError."""
        with self.lock:
            return dict(self.calendars[calendar_id].shelf.records[event_id].raw)

    def change(self, calendar_id: str, event_id: str, **fields: Any) -> str:
        """Sets fields of an event; an occurrence that has none of its own becomes an exception. Returns the id."""
        with self.lock:
            shelf = self.calendars[calendar_id].shelf
            raw = shelf.records[event_id].raw if event_id in shelf.records else self._occurrence(shelf, event_id)
            return self._put(self.calendars[calendar_id], {**raw, **fields}).event_id

    def retitle(self, calendar_id: str, event_id: str, summary: str) -> str:
        """Gives an event or an occurrence another title; returns the id."""
        return self.change(calendar_id, event_id, summary=summary)

    def move(self, calendar_id: str, event_id: str, start: int | str, end: int | str) -> str:
        """Moves an event or an occurrence: Unix seconds, or ISO dates for all-day. Returns the id.

        Moving a series cancels its exceptions, whose original times no longer mean anything.
        """
        with self.lock:
            calendar = self.calendars[calendar_id]
            held = calendar.shelf.records.get(event_id)
            raw = held.raw if held else self._occurrence(calendar.shelf, event_id)
            zone = (raw.get("start_time") or {}).get("timezone")
            if held is not None and held.is_master:
                for exception in calendar.shelf.exceptions(held.uid).values():
                    calendar.shelf.put(exception.event_id, {**exception.raw, "status": "cancelled"})
            return self.change(
                calendar_id, event_id, start_time=_time_info(start, zone), end_time=_time_info(end, zone)
            )

    def cancel_instance(self, calendar_id: str, master_id: str, original_time: int) -> str:
        """Removes one occurrence of a series: its exception stays as a cancelled row. Returns the exception's id."""
        return self.change(calendar_id, f"{split_id(master_id)[0]}_{original_time}", status="cancelled")

    def delete_event(self, calendar_id: str, event_id: str) -> None:
        """Deletes an event, a series with all its exceptions, or one occurrence."""
        self.change(calendar_id, event_id, status="cancelled")

    def _fill(self, calendar: Calendar, events: Iterable[Raw]) -> None:
        for event in events:
            self._put(calendar, event)

    def _put(self, calendar: Calendar, event: Raw) -> Record:
        raw = dict(event)
        event_id = str(raw.get("event_id") or self._made_id(calendar, raw))
        raw["event_id"] = event_id
        raw.setdefault("organizer_calendar_id", calendar.calendar_id)
        raw.setdefault("status", "confirmed")
        raw.setdefault("is_exception", split_id(event_id)[1] != 0)
        return calendar.shelf.put(event_id, raw)

    @staticmethod
    def _made_id(calendar: Calendar, raw: Raw) -> str:
        if raw.get("is_exception") and raw.get("recurring_event_id"):
            slot = read_slot(raw)
            original = int(raw.get("original_time") or (slot.start if slot else 0))
            return f"{split_id(str(raw['recurring_event_id']))[0]}_{original}"
        return f"{_made(f'{calendar.calendar_id} {len(calendar.shelf.order)}')}_0"

    @staticmethod
    def _occurrence(shelf: Shelf, event_id: str) -> Raw:
        """The raw event of an ordinary occurrence, about to become an exception."""
        uid, original = split_id(event_id)
        master = shelf.master(uid)
        if master is None or master.slot is None or not original:
            raise KeyError(event_id)
        slot = master.slot.moved_to(original)
        zones = [(master.raw.get(key) or {}).get("timezone") for key in ("start_time", "end_time")]
        start, end = (
            _time_info(day_of(moment).isoformat() if slot.all_day else moment, zone)
            for moment, zone in zip((slot.start, slot.end), zones, strict=True)
        )
        return {
            **master.raw,
            "event_id": event_id,
            "start_time": start,
            "end_time": end,
            "recurrence": "",
            "is_exception": True,
            "recurring_event_id": master.event_id,
        }


def _made(text: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"feishu-tui simulator {text}"))


def _time_info(moment: int | str, zone: str | None) -> Raw:
    if isinstance(moment, str):
        return {"date": moment, "timezone": "UTC"}
    return {"timestamp": str(moment), "timezone": zone or "Asia/Shanghai"}

"""A simulator whose every answer, good or bad, is poisoned: values in it are replaced by worse ones."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import cycle
from typing import Any

from feishu_tui.simulator.api import Request, Response, Simulator
from feishu_tui.simulator.sample import sample
from feishu_tui.simulator.state import State

Poison = Callable[[str, object], object]
"""Given the place of a value, as ``data.items.summary``, and the value: what takes its place."""

KEPT = frozenset({"code", "has_more", "page_token", "sync_token"})
"""What an answer needs to be read at all."""
IDS = frozenset({"calendar_id", "event_id", "recurring_event_id", "attendee_id"})


class Poisoned(Simulator):
    """Answers like ``simulator``, whose state and faults it shares, but for the poison."""

    def __init__(self, simulator: Simulator, poison: Poison) -> None:
        super().__init__(simulator.state, simulator.switches, lambda: 0, simulator.faults)
        self._simulator = simulator
        self.poison = poison

    def handle(self, request: Request) -> Response:
        """Answers one request."""
        answer = self._simulator.handle(request)
        try:
            document = json.loads(answer.body)
        except ValueError:
            return answer
        # In ASCII, so that half a surrogate pair comes as the escape a server would send.
        body = json.dumps(self._spoilt(document, ""), ensure_ascii=True).encode()
        return Response(answer.status, answer.headers, body, answer.latency)

    def _spoilt(self, value: Any, place: str) -> Any:
        if isinstance(value, dict):
            return {key: self._spoilt(each, f"{place}.{key}".lstrip(".")) for key, each in value.items()}
        if isinstance(value, list):
            return [self._spoilt(each, place) for each in value]
        return self.poison(place, value)


def texts(kinds: Sequence[str], first: int = 0) -> Poison:
    """The ``kinds`` in place of every text that is neither an id, a time nor one of few words.

    Each place goes through all of them by itself, beginning with the ``first``.
    """
    turns: dict[str, Iterator[str]] = {}

    def poison(place: str, value: object) -> object:
        name = place.rpartition(".")[2]
        if not isinstance(value, str) or name in KEPT | IDS | STRUCTURE:
            return value
        if place not in turns:
            turns[place] = cycle([*kinds[first:], *kinds[:first]])
        return next(turns[place])

    return poison


STRUCTURE = frozenset(
    {"timestamp", "date", "timezone", "start_time", "end_time", "create_time", "recurrence"}
    | {"status", "type", "role", "vc_type", "free_busy_status", "rsvp_status", "ui_name", "ui_status"}
    | {"access_token", "refresh_token", "tenant_access_token", "device_code"}
)
"""Fields whose text decides what an answer means."""


def small_office(now: datetime) -> State:
    """The sample office with few events a calendar, which still hold every kind of field."""
    return State.load(json.loads(_small_sample(now)))


@cache
def _small_sample(now: datetime) -> str:
    document = sample(now).dump()
    for number, calendar in enumerate(document["calendars"]):
        calendar["events"] = calendar["events"][: 3 if number else 24]
    return json.dumps(document)


def raw_in(text: str) -> list[str]:
    """The characters of a text that a terminal may obey, hide, or turn a line around by; line feeds are none."""
    return [each for each in text if unicodedata.category(each) in RAW and each not in "\n\u200d"]


RAW = ("Cc", "Cf", "Cs", "Zl", "Zp")

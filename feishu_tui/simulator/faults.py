"""Scripted trouble: what should go wrong, on which requests, how often."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from feishu_tui.simulator.messages import Request


@dataclass(frozen=True, slots=True)
class Fault:
    """One piece of trouble, for the requests that match it from the `nth` (1 = first) on, `times` of them.

    `pattern` is a regular expression searched in `METHOD /path?query`. The first field that gives an answer of its
    own wins: `code` (an error envelope), or else `body` or `status` (not JSON unless `headers` say so). The others
    spoil the answer that the request would have got.
    """

    pattern: str = ""
    nth: int = 1
    times: int | None = 1
    """None: for ever."""
    status: int | None = None
    code: int | None = None
    msg: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    latency: float = 0.0
    """Seconds the answer is held back by the transport."""
    page_rows: int | None = None
    """At most so many rows in the page, the rest stays for the next; 0 is an empty page with has_more."""
    null_items: bool = False
    """The list in the data is null."""
    lost_page_token: bool = False
    """has_more without a page_token."""
    repeated_page_token: bool = False
    """has_more and the page_token of the request once more."""
    expire: Literal["", "paging", "access"] = ""
    """Ends all page and sync tokens (190008), or all access tokens, before the request is looked at."""


def rate_limited(
    pattern: str = "", *, nth: int = 1, times: int | None = 1, reset: int | None = 1, status: int = 429
) -> Fault:
    """The gateway's frequency limit; without its headers when `reset` is None."""
    headers = () if reset is None else (("x-ogw-ratelimit-limit", "50"), ("x-ogw-ratelimit-reset", str(reset)))
    return Fault(pattern, nth, times, status=status, code=99991400, headers=headers)


def bad_gateway(pattern: str = "", *, nth: int = 1, times: int | None = 1) -> Fault:
    """A 502 that a proxy made: HTML, no envelope."""
    page = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
    return Fault(pattern, nth, times, status=502, headers=(("Content-Type", "text/html"),), body=page)


@dataclass(frozen=True, slots=True)
class Skew:
    """What the expanded answers (instances, instance_view) get wrong about one series; keys are original times."""

    uid: str
    drop: frozenset[int] = frozenset()
    shift: Mapping[int, int] = field(default_factory=dict)
    """Seconds by which an occurrence's original time, and with it the occurrence, is off."""
    add: frozenset[int] = frozenset()


class Faults:
    """The script of one simulator."""

    def __init__(self, *faults: Fault, skews: tuple[Skew, ...] = ()) -> None:
        self._faults = [(fault, re.compile(fault.pattern)) for fault in faults]
        self._seen = [0] * len(faults)
        self.skews = {skew.uid: skew for skew in skews}

    def add(self, fault: Fault) -> None:
        """Adds a fault; its count begins now."""
        self._faults.append((fault, re.compile(fault.pattern)))
        self._seen.append(0)

    def skew(self, skew: Skew) -> None:
        """Spoils the expansion of a series from now on."""
        self.skews[skew.uid] = skew

    def clear(self) -> None:
        """Ends all trouble."""
        self._faults, self._seen, self.skews = [], [], {}

    def meet(self, request: Request) -> list[Fault]:
        """Counts a request and returns the faults that strike it."""
        line = f"{request.method} {request.path}?{request.query}"
        struck = []
        for number, (fault, pattern) in enumerate(self._faults):
            if pattern.search(line) is None:
                continue
            self._seen[number] += 1
            turn = self._seen[number] - fault.nth
            if turn >= 0 and (fault.times is None or turn < fault.times):
                struck.append(fault)
        return struck


def spoil(data: dict[str, Any], fault: Fault, page_token: str) -> None:
    """Spoils the data of a good answer; `page_token` is the request's own."""
    if fault.null_items:
        for name in ("items", "calendar_list"):
            if name in data:
                data[name] = None
    if fault.lost_page_token:
        data["has_more"] = True
        data.pop("page_token", None)
    if fault.repeated_page_token:
        data["has_more"] = True
        data["page_token"] = page_token or data.get("page_token", "")
        data.pop("sync_token", None)

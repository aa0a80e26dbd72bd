"""Counts calls as the gateway does: for each API and app, in every window of seconds."""

from __future__ import annotations

import math

from feishu_tui.simulator.envelope import Refusal
from feishu_tui.simulator.switches import Switches


class RateLimiter:
    """Fixed windows on the handed-in clock; a refused call is not counted."""

    def __init__(self, switches: Switches) -> None:
        self._switches = switches
        self._counts: dict[tuple[str, str, int], tuple[int, int]] = {}

    def check(self, api: str, app: str, now: float) -> None:
        """Counts a call. Raises `Refusal` with the cap and the seconds to wait in headers when a bound is reached."""
        counted: dict[tuple[str, str, int], tuple[int, int]] = {}
        for cap, seconds in self._switches.rate_limits:
            key, window = (api, app, seconds), math.floor(now / seconds)
            held_window, count = self._counts.get(key, (window, 0))
            if held_window != window:
                count = 0
            if count >= cap:
                wait = max(1, math.ceil((window + 1) * seconds - now))
                raise Refusal(
                    self._switches.rate_code,
                    status=self._switches.rate_status,
                    headers=[("x-ogw-ratelimit-limit", str(cap)), ("x-ogw-ratelimit-reset", str(wait))],
                )
            counted[key] = (window, count + 1)
        self._counts.update(counted)

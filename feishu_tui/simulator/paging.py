"""Page tokens and sync tokens: where a walk stands, bound to the query it belongs to."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from feishu_tui.simulator.envelope import Refusal


class TokenMint:
    """Makes and reads the opaque tokens. A token tells its maker's era, when it was issued and what it is for."""

    def __init__(self, era: str, lifetime: int) -> None:
        self._era = era
        self._lifetime = lifetime
        self._round = 0

    def expire_all(self) -> None:
        """Makes every token issued so far answer 190008."""
        self._round += 1

    def make(self, purpose: str, bound: Mapping[str, Any], content: Mapping[str, Any], now: float) -> str:
        """A token for a purpose; `bound` has to be the same when it comes back, `content` is handed out again."""
        token = {
            "for": purpose,
            "era": self._era,
            "round": self._round,
            "at": int(now),
            "bound": dict(bound),
            **content,
        }
        return base64.urlsafe_b64encode(json.dumps(token, separators=(",", ":")).encode()).decode()

    def read(self, token: str, purposes: frozenset[str], now: float) -> dict[str, Any]:
        """What a token holds.

        Raises `Refusal` 190002 for one that was never issued or is for something else, 190008 for one that expired.
        """
        try:
            content = json.loads(base64.b64decode(token, altchars=b"-_", validate=True))
        except (ValueError, binascii.Error, RecursionError) as exc:
            raise Refusal(190002) from exc
        if not isinstance(content, dict) or content.get("for") not in purposes:
            raise Refusal(190002)
        if (content.get("era"), content.get("round")) != (self._era, self._round):
            raise Refusal(190008)
        if now - content["at"] >= self._lifetime:
            raise Refusal(190008)
        return content

"""Page tokens and sync tokens: where a walk stands, bound to the query it belongs to."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from feishu_tui.simulator.envelope import Refusal

_SEAL = 6


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
        payload = json.dumps(token, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(_seal(payload) + payload).decode()

    def read(self, token: str, purposes: frozenset[str], now: float) -> dict[str, Any]:
        """What a token holds.

        Raises `Refusal` 190002 for one that was never issued or is for something else, 190008 for one that expired.
        """
        try:
            sealed = base64.b64decode(token, altchars=b"-_", validate=True)
        except ValueError as exc:
            raise Refusal(190002) from exc
        seal, payload = sealed[:_SEAL], sealed[_SEAL:]
        if seal != _seal(payload):
            raise Refusal(190002)
        content: dict[str, Any] = json.loads(payload)
        if content["for"] not in purposes:
            raise Refusal(190002)
        if (content["era"], content["round"]) != (self._era, self._round):
            raise Refusal(190008)
        if now - content["at"] >= self._lifetime:
            raise Refusal(190008)
        return content


def _seal(payload: bytes) -> bytes:
    """Tells our tokens from made-up ones; guards nothing."""
    return hashlib.blake2b(payload, digest_size=_SEAL).digest()

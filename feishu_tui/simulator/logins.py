"""Logins in the making and logins that can be renewed: device codes and refresh tokens."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""RFC 8628 §6.1: consonants only, so that no word comes about."""
OFFLINE_ACCESS = "offline_access"
"""The scope that a refresh token is given for."""


@dataclass(slots=True)
class Device:
    """One device code; times in Unix seconds."""

    device_code: str
    user_code: str
    app_id: str
    scopes: frozenset[str]
    expires_at: float
    interval: float
    answer: Literal["", "approved", "denied", "used"] = ""
    identity: str = ""
    asked_at: float | None = None
    """When it was last polled for."""


@dataclass(slots=True)
class Renewable:
    """One refresh token; `spent` tells why it is no good any more: the code of the refusal."""

    token: str
    app_id: str
    identity: str
    scopes: frozenset[str]
    expires_at: float
    spent: int = 0


class LoginBook:
    """The device codes and refresh tokens given out."""

    def __init__(self, make: Callable[[], str] = lambda: secrets.token_hex(24)) -> None:
        self.devices: dict[str, Device] = {}
        self.renewables: dict[str, Renewable] = {}
        self.renewed = 0
        """How often a refresh token was taken."""
        self._make = make

    def begin(self, app_id: str, scopes: frozenset[str], expires_at: float, interval: float) -> Device:
        """A new device code with its user code."""
        letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
        device = Device(self._make(), f"{letters[:4]}-{letters[4:]}", app_id, scopes, expires_at, interval)
        self.devices[device.device_code] = device
        return device

    def by_user_code(self, user_code: str) -> Device:
        """The device a user code stands for, however it is typed. Raises KeyError."""
        typed = "".join(filter(str.isalnum, user_code)).upper()
        for device in reversed(self.devices.values()):
            if device.user_code.replace("-", "") == typed:
                return device
        raise KeyError(user_code)

    def approve(self, user_code: str, identity: str, scopes: frozenset[str] | None = None) -> None:
        """Somebody agrees, to all that was asked for or to `scopes` of it. Raises KeyError."""
        device = self.by_user_code(user_code)
        device.answer, device.identity = "approved", identity
        if scopes is not None:
            device.scopes &= scopes

    def deny(self, user_code: str) -> None:
        """Somebody refuses. Raises KeyError."""
        self.by_user_code(user_code).answer = "denied"

    def expire_devices(self, now: float) -> None:
        """Ends every device code now."""
        for device in self.devices.values():
            device.expires_at = now

    def renewable(self, app_id: str, identity: str, scopes: frozenset[str], expires_at: float) -> Renewable:
        """A new refresh token."""
        made = Renewable(f"ur-{self._make()}", app_id, identity, scopes, expires_at)
        self.renewables[made.token] = made
        return made

    def end_renewables(self, code: int) -> None:
        """Makes every refresh token given out so far answer `code`: 20064 revoked, 20037 expired, 20026 invalid."""
        for renewable in self.renewables.values():
            renewable.spent = code

"""Who holds which token: apps, the tokens they and their users were given, and what those allow."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from feishu_tui.simulator.envelope import Refusal
from feishu_tui.simulator.switches import Switches

TENANT_LIFETIME = 7200
"""Seconds a tenant token lives (the page: at most two hours)."""
RENEWAL = 1800
"""A tenant token with less than this left is replaced when asked for again; the old one lives on."""


@dataclass(frozen=True, slots=True)
class App:
    """An application. `scopes` None means every scope."""

    app_id: str
    secret: str
    scopes: frozenset[str] | None = None


@dataclass(slots=True)
class Grant:
    """One access token: who acts with it, what for and until when (Unix seconds; None = for ever)."""

    token: str
    kind: Literal["user", "tenant"]
    identity: str
    app_id: str
    scopes: frozenset[str] | None = None
    expires_at: float | None = None

    def allows(self, scope: str) -> bool:
        """Whether the token itself carries a scope."""
        return self.scopes is None or scope in self.scopes


class TokenBook:
    """The apps and the tokens given out."""

    def __init__(self, make: Callable[[], str] = lambda: secrets.token_hex(16)) -> None:
        self.apps: dict[str, App] = {}
        self.grants: dict[str, Grant] = {}
        self.make = make

    def load(self, apps: list[dict[str, Any]], tokens: list[dict[str, Any]]) -> None:
        """Reads the lists of a data file; see `state` for their shape."""
        for app in apps:
            app_id = str(app["app_id"])
            self.apps[app_id] = App(app_id, str(app.get("app_secret", "")), _scopes(app.get("scopes")))
        default = next(iter(self.apps), "")
        for entry in tokens:
            token, app_id = str(entry["token"]), str(entry.get("app_id") or default)
            kind: Literal["user", "tenant"] = "tenant" if _is_tenant(entry) else "user"
            identity = str(entry.get("identity") or (app_id if kind == "tenant" else ""))
            expires = entry.get("expires_at")
            self.grants[token] = Grant(
                token, kind, identity, app_id, _scopes(entry.get("scopes")), None if expires is None else float(expires)
            )

    def dump(self) -> dict[str, Any]:
        """The two lists `load` reads."""
        return {
            "apps": [
                {"app_id": app.app_id, "app_secret": app.secret, **_scopes_entry(app.scopes)}
                for app in self.apps.values()
            ],
            "tokens": [
                {
                    "token": grant.token,
                    "kind": grant.kind,
                    "identity": grant.identity,
                    "app_id": grant.app_id,
                    **_scopes_entry(grant.scopes),
                    **({} if grant.expires_at is None else {"expires_at": grant.expires_at}),
                }
                for grant in self.grants.values()
            ],
        }

    def tenant_token(self, app: App, now: float) -> Grant:
        """The app's tenant token: the present one while it has half an hour left, else a new one."""
        for grant in self.grants.values():
            mine = grant.kind == "tenant" and grant.app_id == app.app_id
            if mine and grant.expires_at is not None and grant.expires_at - now >= RENEWAL:
                return grant
        grant = Grant(f"t-{self.make()}", "tenant", app.app_id, app.app_id, app.scopes, now + TENANT_LIFETIME)
        self.grants[grant.token] = grant
        return grant

    def expire(self, now: float, token: str | None = None) -> None:
        """Ends a token now, or all of them."""
        for grant in self.grants.values():
            if token is None or grant.token == token:
                grant.expires_at = now

    def bearer(self, authorization: str, now: float, switches: Switches) -> Grant:
        """The grant behind an Authorization header.

        Raises `Refusal`: 99991661 without a Bearer token, 99991663 for a bad or ended tenant token, 99991668 or
        99991677 for a bad or ended user token, 99991671 for a token of no known prefix.
        """
        scheme, _, token = authorization.partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer" or not token:
            raise Refusal(99991661)
        grant = self.grants.get(token)
        if grant is None:
            raise _unknown(token, switches)
        if grant.expires_at is not None and now >= grant.expires_at:
            raise Refusal(99991663 if grant.kind == "tenant" else switches.expired_user_token)
        return grant

    def check_scopes(self, grant: Grant, scopes: frozenset[str]) -> None:
        """Any one of `scopes` is enough; else 99991672 where the app lacks them, 99991679 where the user gave none."""
        if not scopes:
            return
        app = self.apps.get(grant.app_id)
        if app is not None and app.scopes is not None and not app.scopes & scopes:
            raise _scope_refusal(99991672, scopes)
        if not any(grant.allows(scope) for scope in scopes):
            raise _scope_refusal(99991672 if grant.kind == "tenant" else 99991679, scopes)


def _unknown(token: str, switches: Switches) -> Refusal:
    if token.startswith("t-"):
        return Refusal(99991663)
    if token.startswith(("u-", "eyJ")) or switches.unknown_token == "invalid":
        return Refusal(99991668)
    return Refusal(99991671)


def _scope_refusal(code: int, scopes: frozenset[str]) -> Refusal:
    names = sorted(scopes)
    if code == 99991672:
        return Refusal(
            code, msg=f"Access denied. One of the following scopes is required: [{', '.join(names)}]", scopes=names
        )
    return Refusal(code, scopes=names)


def _is_tenant(entry: dict[str, Any]) -> bool:
    return entry.get("kind") == "tenant" or ("kind" not in entry and str(entry["token"]).startswith("t-"))


def _scopes(value: object) -> frozenset[str] | None:
    if value is None:
        return None
    names = value.split() if isinstance(value, str) else value
    return frozenset(map(str, names)) if isinstance(names, (list, tuple, set, frozenset)) else None


def _scopes_entry(scopes: frozenset[str] | None) -> dict[str, list[str]]:
    return {} if scopes is None else {"scopes": sorted(scopes)}

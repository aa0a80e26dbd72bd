"""The documented rules behind one function, free of any transport: `Simulator.handle(request) -> response`.

The checks come in this order: route and method, token, scope, rate, parameters, calendar, event, paging token.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from feishu_tui.simulator import approval, oauth, sign_in
from feishu_tui.simulator.call import Call
from feishu_tui.simulator.envelope import Refusal, json_response, not_found, refused, success
from feishu_tui.simulator.faults import Fault, Faults, spoil
from feishu_tui.simulator.limits import RateLimiter
from feishu_tui.simulator.messages import Request, Response
from feishu_tui.simulator.paging import TokenMint
from feishu_tui.simulator.parameters import Parameters
from feishu_tui.simulator.routes import ROUTES, Route
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches

__all__ = ["Request", "Response", "Simulator"]

LOGIN_SCOPES = frozenset({"calendar:calendar:readonly", "offline_access"})
"""What the program asks for."""
_TENANT_TOKEN = "/open-apis/auth/v3/tenant_access_token/internal"
_USER_INFO = "/open-apis/authen/v1/user_info"


class Simulator:
    """A pretend Feishu over a state.

    `clock` gives Unix seconds for everything: token lifetimes, rate windows, "now" of a search. With a clock that
    stands still the rate windows never end; turn them off with `Switches(rate_limits=())`.
    `log` lists (method, path, query) of every request in order. Safe to call from several threads.
    """

    def __init__(
        self,
        state: State,
        switches: Switches | None = None,
        clock: Callable[[], float] = time.time,
        faults: Faults | None = None,
    ) -> None:
        self.state = state
        self.switches = switches or Switches()
        self.faults = faults or Faults()
        self.log: list[tuple[str, str, str]] = []
        self._clock = clock
        self._mint = TokenMint(state.era, self.switches.token_lifetime)
        self._limiter = RateLimiter(self.switches)
        self._numbers = itertools.count(1)

    def expire_paging_tokens(self) -> None:
        """Makes every page token and sync token issued so far answer 190008."""
        with self.state.lock:
            self._mint.expire_all()

    def expire_access_tokens(self, token: str | None = None) -> None:
        """Ends one access token, or all of them, now."""
        with self.state.lock:
            self.state.tokens.expire(self._clock(), token)

    def sign_in(self, identity: str, app_id: str = "", scopes: frozenset[str] = LOGIN_SCOPES) -> dict[str, Any]:
        """Signs somebody in without the device flow: what the token endpoint would answer."""
        with self.state.lock:
            app = self.state.tokens.apps[app_id] if app_id else next(iter(self.state.tokens.apps.values()))
            content: dict[str, Any] = oauth.issue(self.state, self.switches, self._clock(), app, identity, scopes)
            return content

    def end_logins(self, code: int) -> None:
        """Makes every refresh token answer `code` from now on: 20064 revoked, 20037 expired, 20026 invalid."""
        with self.state.lock:
            self.state.logins.end_renewables(code)

    @property
    def renewals(self) -> int:
        """How many refresh tokens were taken so far."""
        return self.state.logins.renewed

    def handle(self, request: Request) -> Response:
        """Answers one request."""
        with self.state.lock:
            self.log.append((request.method, request.path, request.query))
            now = self._clock()
            log_id = f"{time.strftime('%Y%m%d%H%M%S', time.gmtime(now))}{next(self._numbers):018X}"
            faults = self.faults.meet(request)
            latency = sum(fault.latency for fault in faults)
            self._expire(faults)
            forced = _forced(request, faults, log_id, self.switches, latency)
            if forced is not None:
                return forced
            try:
                return self._answer(request, now, log_id, faults, latency)
            except Refusal as refusal:
                return _refused(request, refusal, log_id, self.switches, latency)

    def _answer(self, request: Request, now: float, log_id: str, faults: list[Fault], latency: float) -> Response:
        path, method = request.path.rstrip("/"), request.method.upper()
        if (method, path) == ("POST", _TENANT_TOKEN):
            content = sign_in.tenant_token(request, self.state, self.switches, now)
            return json_response(200, content, log_id, latency=latency)
        if (method, request.path) == ("GET", _USER_INFO):
            return success(sign_in.user_info(request, self.state, self.switches, now), log_id, latency)
        signing_in = oauth.answer(request, self.state, self.switches, now, log_id, latency)
        signing_in = signing_in or approval.answer(request, self.state, now, log_id)
        if signing_in is not None:
            return signing_in
        found = _route(request)
        if found is None:
            if self.switches.unknown_route == "json":
                raise Refusal(99991301 if _fitting(request.path) else 99991201)
            return not_found(log_id)
        route, values = found
        grant = self.state.tokens.bearer(request.header("Authorization"), now, self.switches)
        self.state.tokens.check_scopes(grant, route.scopes)
        self._limiter.check(f"{route.method} {'/'.join(route.template)}", grant.app_id, now)
        rows = min((fault.page_rows for fault in faults if fault.page_rows is not None), default=None)
        query = Parameters(request.query, self.switches)
        call = Call(request, values, query, self.state, self.switches, self._mint, grant, now, rows, self.faults.skews)
        data = route.answer(call)
        for fault in faults:
            spoil(data, fault, query.text("page_token"))
        return success(data, log_id, latency)

    def _expire(self, faults: list[Fault]) -> None:
        if any(fault.expire == "paging" for fault in faults):
            self.expire_paging_tokens()
        if any(fault.expire == "access" for fault in faults):
            self.expire_access_tokens()


def _refused(request: Request, refusal: Refusal, log_id: str, switches: Switches, latency: float) -> Response:
    if oauth.speaks_oauth(request.path):
        return oauth.refused(refusal, log_id, latency)
    return refused(refusal, log_id, switches, latency)


def _forced(request: Request, faults: list[Fault], log_id: str, switches: Switches, latency: float) -> Response | None:
    for fault in faults:
        if fault.code is not None:
            refusal = Refusal(fault.code, status=fault.status, msg=fault.msg, headers=fault.headers)
            return _refused(request, refusal, log_id, switches, latency)
        if fault.body is not None or fault.status is not None:
            headers = (("X-Tt-Logid", log_id), *fault.headers)
            return Response(fault.status or 200, headers, fault.body or b"", latency)
    return None


def _route(request: Request) -> tuple[Route, dict[str, str]] | None:
    for route, values in _fitting(request.path):
        if route.method == request.method.upper():
            return route, values
    return None


def _fitting(path: str) -> list[tuple[Route, dict[str, str]]]:
    """The routes a path fits, whatever the method, with the decoded values of its named segments."""
    segments, fitting = path.split("/"), []
    for route in ROUTES:
        if len(route.template) != len(segments):
            continue
        pairs = list(zip(route.template, segments, strict=True))
        if all(segment if wanted.startswith(":") else wanted == segment for wanted, segment in pairs):
            named = [(wanted[1:], segment) for wanted, segment in pairs if wanted.startswith(":")]
            fitting.append((route, {name: unquote(text, errors="surrogateescape") for name, text in named}))
    return fitting

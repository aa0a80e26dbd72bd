"""Renewing a login: by one process at a time, and never left half-way by one that goes on living.

A refresh token works once, and the answer holds the next: an answer nobody reads costs the login. So the request is
made in a thread, which no cancelled task, lost patience or ``Ctrl-C`` cuts off.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from feishu_tui.errors import BadResponse, FeishuTuiError, NetworkError, NotSignedIn, StateError
from feishu_tui.feishu.body import require_few_pieces
from feishu_tui.feishu.codes import ENDED_CODES, USED_CODES
from feishu_tui.feishu.head import note
from feishu_tui.feishu.http import (
    HEADERS,
    TIMEOUT,
    WHOLE_REPLY,
    authorities_for,
    bad_environment,
    checked_base_url,
    trusts_environment,
)
from feishu_tui.feishu.network import translate
from feishu_tui.feishu.oauth import TOKEN_PATH, App, Granted, Refused, granted_of
from feishu_tui.feishu.spare_httpx import httpx
from feishu_tui.feishu.time_limit import TimeLimit
from feishu_tui.feishu.token_file import SIGN_IN_AGAIN, Login, TokenFile
from feishu_tui.lazy_dataclasses import replace

LONGEST_ANSWER = 1 << 20
"""Bytes; two tokens come to 10 KB."""

_log = logging.getLogger(__name__)


class Renewal:
    """Renews the login in a file with the app that ``app_of`` names for it.

    ``clock`` gives Unix seconds; ``transport`` replaces the network.
    """

    def __init__(
        self,
        file: TokenFile,
        app_of: Callable[[Login], App],
        *,
        transport: httpx.BaseTransport | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._file = file
        self._app_of = app_of
        self._transport = transport
        self._clock = clock
        self._guard = threading.Lock()
        self._stopped = False
        self._sent = False

    def stop(self) -> bool:
        """Lets no further request go out; whether one is under way, whose answer should be waited for."""
        with self._guard:
            self._stopped = True
            return self._sent

    def renew(self, refused: str) -> Login:
        """The renewed login, kept on disk; blocks. ``refused`` is an access token that the server does not take.

        Where another process was quicker, its login is returned and nothing is asked. Raises ``NotSignedIn`` where
        the login has ended for good, which is noted in the file; ``Passing``, ``NetworkError``, ``StateError`` and
        others where it has not, and the file stays as it is.
        """
        with self._file.lock():
            spent = ""
            while True:
                login = self._file.read()
                if login is None:
                    raise NotSignedIn("Nobody is signed in any more.", hint=SIGN_IN_AGAIN)
                if login.is_fresh(self._clock(), refused):
                    return login
                if not login.can_be_renewed:
                    raise ended(login)
                try:
                    return self._renewed(login)
                except Refused as refusal:
                    code = refusal.problem.code
                    # Somebody without the lock, such as a copy on another machine, may have been quicker.
                    if code in USED_CODES and login.refresh_token != spent and self._changed(login):
                        spent = login.refresh_token
                        continue
                    if code in ENDED_CODES:
                        self._note_end(login, code or 0)
                    raise _said(refusal) from refusal

    def _renewed(self, login: Login) -> Login:
        app = self._app_of(login)
        # Before the token is spent: a full disk must not cost the login.
        with self._file.replacing() as write:
            renewed = login.granted(self._ask(login, app), self._clock())
            try:
                write(renewed)
            except StateError as exc:
                _log.warning("The renewed login is used, but not kept: %s", exc)
            finally:
                with self._guard:
                    self._sent = False
        return renewed

    def _changed(self, login: Login) -> bool:
        now = self._file.read()
        return now is not None and now.refresh_token != login.refresh_token

    def _note_end(self, login: Login, code: int) -> None:
        try:
            self._file.write(replace(login, ended=code))
        except StateError as exc:
            _log.warning("%s", exc)

    def _ask(self, login: Login, app: App) -> Granted:
        base_url = checked_base_url(login.base_url)
        fields = {
            "grant_type": "refresh_token",
            "client_id": app.app_id,
            "client_secret": app.secret,
            "refresh_token": login.refresh_token,
        }
        response = self._post(base_url, fields)
        log_id = response.headers.get("x-tt-logid", "")
        _log.debug("POST %s HTTP %d %s", TOKEN_PATH, response.status_code, log_id)
        return granted_of(response, (app.secret, login.refresh_token, login.access_token))

    def _post(self, base_url: str, fields: Mapping[str, str]) -> httpx.Response:
        try:
            http = httpx.Client(
                verify=authorities_for((base_url,)),
                transport=self._transport,
                timeout=TIMEOUT,
                follow_redirects=False,
                trust_env=trusts_environment((base_url,)),
                headers={**HEADERS, "Accept-Encoding": "identity"},
            )
        except (OSError, ValueError, ImportError, httpx.InvalidURL) as exc:
            raise bad_environment(exc) from exc
        limit = TimeLimit(WHOLE_REPLY)

        def trace(event: str, info: Mapping[str, Any]) -> None:
            self._note_sending(event)
            limit.trace(event, info)
            note(event, info)

        url = f"{base_url}{TOKEN_PATH}"
        try:
            with http, limit, http.stream("POST", url, json=fields, extensions={"trace": trace}) as answer:
                return httpx.Response(answer.status_code, headers=answer.headers, content=_content(answer))
        except (httpx.HTTPError, TimeoutError) as exc:
            raise translate(TimeoutError() if limit.over else exc, urlsplit(base_url).hostname or "") from exc

    def _note_sending(self, event: str) -> None:
        """Called by httpcore as a request proceeds (httpx documentation, "Extensions", trace)."""
        if event.endswith("send_request_headers.started"):
            with self._guard:
                if self._stopped:
                    raise NetworkError("The program ended before the login was renewed.")
                self._sent = True


def ended(login: Login) -> NotSignedIn:
    """The error for a login that cannot be renewed."""
    return NotSignedIn("The login has ended.", hint=SIGN_IN_AGAIN, code=login.ended or None)


def _said(refusal: Refused) -> FeishuTuiError:
    problem = refusal.problem
    if refusal.word == "invalid_grant" and problem.code is None:
        # RFC 6749 §5.2 without a number: not known to be for good, so the file stays.
        return NotSignedIn("The server does not renew the login.", hint=SIGN_IN_AGAIN, log_id=problem.log_id)
    return problem


def _content(answer: httpx.Response) -> bytes:
    if answer.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise BadResponse("The server's answer is compressed in a way that was not asked for.")
    content = bytearray()
    for number, chunk in enumerate(answer.iter_bytes()):
        content += chunk
        require_few_pieces(number, len(content))
        if len(content) > LONGEST_ANSWER:
            raise BadResponse("The server's answer to the sign-in is too long.")
    return bytes(content)

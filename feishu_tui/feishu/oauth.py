"""The endpoint that gives out user tokens: what to send it, and how to read what it says.

https://open.feishu.cn/document/authentication-management/access-token/get-user-access-token
https://open.feishu.cn/document/authentication-management/access-token/refresh-user-access-token
Its fields stand at the top of the answer; its errors are ``{code, error, error_description}``. ``code`` decides where
there is one, else ``error``, by RFC 6749 §5.2 and RFC 8628 §3.5.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from feishu_tui.errors import BadResponse, FeishuTuiError
from feishu_tui.feishu.body import json_of
from feishu_tui.feishu.envelope import Document, code_of, document_of
from feishu_tui.feishu.retry import Passing
from feishu_tui.lazy_dataclasses import dataclass, field
from feishu_tui.text import clean

if TYPE_CHECKING:
    from feishu_tui.feishu.spare_httpx import httpx

TOKEN_PATH = "/open-apis/authen/v2/oauth/token"
SCOPES = ("calendar:calendar:readonly", "offline_access")
"""What is asked for, and nothing more: to read calendars, and to stay signed in."""
DEFAULT_ACCESS_SECONDS, DEFAULT_REFRESH_SECONDS = 7200.0, 604800.0
"""Where the server does not say; it usually does, and other numbers."""
DEVICE_WORDS = ("authorization_pending", "slow_down", "access_denied", "expired_token")
"""RFC 8628 §3.5."""
_LONGEST_SECONDS = 366 * 86400.0 * 10


@dataclass(frozen=True, slots=True)
class App:
    """The app somebody signs in to."""

    app_id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Granted:
    """A pair of tokens as the server gives it; lifetimes in seconds. Its ``repr`` shows no token."""

    access_token: str = field(repr=False)
    expires_in: float
    refresh_token: str = field(repr=False)
    """Empty where ``offline_access`` was not granted."""
    refresh_expires_in: float
    scopes: tuple[str, ...]


class Refused(Exception):
    """The endpoint says no; it never leaves this package.

    ``word`` is its ``error`` (``authorization_pending``, ``invalid_grant`` …), empty where it gave none; ``problem``
    what to raise if nobody knows better, its ``code`` included.
    """

    def __init__(self, word: str, problem: FeishuTuiError) -> None:
        super().__init__(word)
        self.word = word
        self.problem = problem


def is_token(value: object) -> bool:
    """Whether this can be put on a header: no control character, no blank, nothing but ASCII."""
    return isinstance(value, str) and value != "" and value.isascii() and value.isprintable() and " " not in value


def granted_of(response: httpx.Response, secrets: Iterable[str]) -> Granted:
    """The tokens in an answer of the endpoint.

    Raises ``Refused`` where it says no, ``Passing`` where a repeat may help, ``BadResponse`` for an answer that is
    neither. None of them quotes one of ``secrets``, whatever the server says.
    """
    document = answered(response, secrets)
    access, refresh = document.get("access_token"), document.get("refresh_token") or ""
    if not isinstance(access, str) or not is_token(access):
        raise BadResponse("The server's answer to the sign-in holds no token.")
    if not isinstance(refresh, str) or not (refresh == "" or is_token(refresh)):
        raise BadResponse("The server's answer to the sign-in holds a refresh token that cannot be one.")
    scope = document.get("scope")
    return Granted(
        access,
        seconds_of(document.get("expires_in"), DEFAULT_ACCESS_SECONDS),
        refresh,
        seconds_of(document.get("refresh_token_expires_in"), DEFAULT_REFRESH_SECONDS),
        tuple(clean(name) for name in scope.split()) if isinstance(scope, str) else (),
    )


def answered(response: httpx.Response, secrets: Iterable[str]) -> Document:
    """The fields of a good answer, whether or not they are wrapped in ``data``. Raises as ``granted_of`` does."""
    document = _object(response)
    word = document.get("error")
    code = code_of(document)
    if response.status_code < 400 and not word and not code:
        data = document.get("data")
        return data if isinstance(data, dict) else document
    passing: Passing | None = None
    problem: FeishuTuiError = BadResponse("The server's answer to the sign-in contradicts itself.")
    try:
        document_of(response)
    except Passing as exc:
        passing, problem = exc, exc.error
    except FeishuTuiError as exc:
        problem = exc
    problem = _without(problem, secrets)
    if passing is not None and word not in DEVICE_WORDS:
        raise Passing(problem, wait=passing.wait, tries=passing.tries)
    raise Refused(word if isinstance(word, str) else "", problem)


def seconds_of(value: object, default: float) -> float:
    """A lifetime; ``default`` where none is given that makes sense."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12:
        value = int(value)
    good = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < _LONGEST_SECONDS
    return float(value) if good and isinstance(value, int | float) else default


def _object(response: httpx.Response) -> Document:
    try:
        document = json_of(response.content)
    except ValueError:
        document = None
    if isinstance(document, dict) and not 300 <= response.status_code < 400:
        return document
    document_of(response)  # raises: it is no JSON, or leads elsewhere
    raise AssertionError("an answer that is no object was taken")


def _without(problem: FeishuTuiError, secrets: Iterable[str]) -> FeishuTuiError:
    """The same error without the secrets that the server may have quoted."""
    for secret in filter(None, secrets):
        if secret in problem.sentence:
            kind = type(problem)
            sentence = problem.sentence.replacing(secret, "…")
            problem = kind(sentence, hint=problem.hint, code=problem.code, log_id=problem.log_id)
    return problem

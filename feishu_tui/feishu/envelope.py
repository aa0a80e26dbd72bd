"""From a reply to its data, or to one of our errors.

Success is ``{"code": 0, "msg": "success", "data": {…}}``; ``code`` decides, also on HTTP 200. Errors come in several
shapes (https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN); all of them are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from feishu_tui.errors import (
    BadResponse,
    FeishuTuiError,
    NotPermitted,
    NotSignedIn,
    RateLimited,
    ServerError,
)
from feishu_tui.feishu.body import json_steps, log_id_in
from feishu_tui.feishu.codes import CHECK_ADDRESS, PASSING_CODES, REPORT, SCOPE_CODES, SLOWER, meaning_of
from feishu_tui.feishu.retry import Passing
from feishu_tui.feishu.wire.values import Data
from feishu_tui.feishu.wire.written import Reader, Steps, whole
from feishu_tui.sentence import Sentence
from feishu_tui.text import clean

if TYPE_CHECKING:
    from feishu_tui.feishu.spare_httpx import httpx

Document = dict[str, object]
"""A JSON object of the server's, whatever is in it."""

_LONGEST_SAYING = 300


def data_steps(response: httpx.Response, reader: Reader | None = None) -> Steps[Data]:
    """Step by step the ``data`` of a reply, with its log id; empty where there is none.

    See ``body.json_steps``. Raises our errors, inside ``Passing`` where a repeat may help.
    """
    document = yield from _document(response, reader)
    data = document.get("data")
    if data is not None and not isinstance(data, dict):
        raise BadResponse(
            "The server's answer holds no data where the documentation promises some.",
            hint=CHECK_ADDRESS,
            log_id=_log_id(response, document),
        )
    answered = Data(data or {})
    answered.log_id = _log_id(response, document)
    return answered


def document_of(response: httpx.Response) -> Document:
    """The whole JSON object of a successful reply: the token endpoints keep their fields at the top.

    Raises our errors, inside ``Passing`` where a repeat may help.
    """
    return whole(_document(response))


def _document(response: httpx.Response, reader: Reader | None = None) -> Steps[Document]:
    document = yield from _read(response, reader)
    code = code_of(document)
    if code == 0 and response.status_code < 400:
        return document
    if code is None and response.status_code < 400:
        raise BadResponse(
            "The server's answer does not say whether it succeeded.",
            hint=CHECK_ADDRESS,
            log_id=_log_id(response, document),
        )
    raise _passing_or_not(_error_of(code or None, response, document), response)


def code_of(document: object) -> int | None:
    """The ``code`` of an answer, ``None`` where it has none; a number in quotes counts."""
    code = document.get("code") if isinstance(document, dict) else None
    if isinstance(code, str) and code.strip().lstrip("-").isdecimal():
        return int(code) if len(code) < 20 else None
    return code if isinstance(code, int) and not isinstance(code, bool) else None


def _read(response: httpx.Response, reader: Reader | None) -> Steps[Document]:
    status = response.status_code
    if 300 <= status < 400:
        raise BadResponse(
            Sentence("The server redirects elsewhere (HTTP {status}); the token was not sent there.", status=status),
            hint=CHECK_ADDRESS,
            log_id=_log_id(response, {}),
        )
    try:
        document = yield from json_steps(response.content, reader)
    except ValueError as exc:
        raise _passing_or_not(_not_json(response), response) from exc
    if not isinstance(document, dict):
        raise _passing_or_not(_not_json(response), response)
    return document


def _not_json(response: httpx.Response) -> FeishuTuiError:
    status = response.status_code
    log_id = _log_id(response, {})
    if status == 429:
        return RateLimited("Too many requests.", hint=SLOWER, log_id=log_id, retry_after=_asked_wait(response.headers))
    kind = clean(response.headers.get("content-type", ""))[:60] or Sentence("nothing that has a type")
    if not response.content:
        kind = Sentence("an empty body")
    return BadResponse(
        Sentence(
            "The server answered HTTP {status} with {kind} instead of the JSON that is promised.",
            status=status,
            kind=kind,
        ),
        hint=CHECK_ADDRESS,
        log_id=log_id,
    )


def _passing_or_not(error: FeishuTuiError, response: httpx.Response) -> Exception:
    if isinstance(error, RateLimited):
        return Passing(error, wait=error.retry_after)
    if error.code in PASSING_CODES or (response.status_code >= 500 and type(error) in (ServerError, BadResponse)):
        return Passing(error, wait=_asked_wait(response.headers))
    return error


def _error_of(code: int | None, response: httpx.Response, document: Document) -> FeishuTuiError:
    log_id = _log_id(response, document)
    details = "; ".join(_details(document))
    if code is None:
        return _error_by_status(response, details, log_id)
    meaning = meaning_of(code)
    if meaning is None:
        saying = _saying(document)
        sentence = (
            Sentence("The server answered with error {code}: {saying}.", code=code, saying=saying)
            if saying
            else Sentence("The server answered {code}.", code=code)
        )
        kind: type[FeishuTuiError] = RateLimited if response.status_code == 429 else ServerError
        hint = SLOWER if kind is RateLimited else REPORT
    else:
        kind, sentence, hint = meaning.kind, Sentence(meaning.sentence), meaning.hint
    if code in SCOPE_CODES:
        details = ", ".join(_scopes(document)) or details
        hint = next((Sentence("{hint} {link}", hint=Sentence(hint), link=link) for link in _help_links(document)), hint)
    if details:
        sentence = Sentence("{sentence:open}: {details}.", sentence=sentence, details=details.rstrip("."))
    if issubclass(kind, RateLimited):
        wait = _asked_wait(response.headers)
        return kind(sentence, hint=hint, code=code, log_id=log_id, retry_after=wait)
    return kind(sentence, hint=hint, code=code, log_id=log_id)


def _error_by_status(response: httpx.Response, details: str, log_id: str) -> FeishuTuiError:
    status = response.status_code
    said = (details or clean(response.reason_phrase)).rstrip(".")
    sentence = (
        Sentence("The server answered HTTP {status}: {said}.", status=status, said=said)
        if said
        else Sentence("The server answered HTTP {status}.", status=status)
    )
    if status == 429:
        return RateLimited("Too many requests.", hint=SLOWER, log_id=log_id, retry_after=_asked_wait(response.headers))
    if status == 401:
        return NotSignedIn(sentence, hint="Sign in again, or set FEISHU_TUI_ACCESS_TOKEN.", log_id=log_id)
    if status == 403:
        return NotPermitted(sentence, hint=CHECK_ADDRESS, log_id=log_id)
    return ServerError(sentence, hint=CHECK_ADDRESS, log_id=log_id)


def _log_id(response: httpx.Response, document: Document) -> str:
    error = _object(document.get("error"))
    for candidate in (error.get("log_id"), error.get("logid"), document.get("log_id")):
        if isinstance(candidate, str) and (log_id := clean(candidate)[:100]):
            return log_id
    return log_id_in(response.headers)


def _asked_wait(headers: httpx.Headers) -> float | None:
    """Seconds the server asks to wait: its own header first, then the standard one; only whole positive numbers."""
    for name in ("x-ogw-ratelimit-reset", "retry-after"):
        value = headers.get(name, "").strip()
        if value.isascii() and value.isdigit() and len(value) < 9 and int(value) > 0:
            return float(value)
    return None


def _saying(document: Document) -> str:
    for key in ("msg", "error_description", "error", "message"):
        value = document.get(key)
        if isinstance(value, str) and value:
            return clean(value)[:_LONGEST_SAYING].rstrip(".")
    return ""


def _details(document: Document) -> Iterator[str]:
    """What exactly is wrong: ``error.details`` (190014) and ``error.field_violations`` (99992402)."""
    error = _object(document.get("error"))
    for row in _objects(error.get("field_violations")):
        named = [clean(str(row[key]))[:_LONGEST_SAYING] for key in ("field", "description") if row.get(key)]
        if named:
            yield " – ".join(named)
    for row in _objects(error.get("details")):
        if row.get("value"):
            yield clean(str(row["value"]))[:_LONGEST_SAYING]


def _scopes(document: Document) -> list[str]:
    rows = _objects(_object(document.get("error")).get("permission_violations"))
    names = (row.get("subject") or row.get("scope") for row in rows)
    return list(dict.fromkeys(clean(name)[:100] for name in names if isinstance(name, str) and name))


def _help_links(document: Document) -> list[str]:
    rows = _objects(_object(document.get("error")).get("helps"))
    links = (clean(url) for row in rows if isinstance(url := row.get("url"), str))
    return [link for link in links if link.startswith("https://") and len(link) < 500][:1]


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[Mapping[str, object]]:
    if not isinstance(value, list):
        return []
    return [row for row in value[:10] if isinstance(row, dict)]

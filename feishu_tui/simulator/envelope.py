"""The shapes of an answer: the success envelope, the error envelope in its variants, the headers every answer has."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from feishu_tui.simulator.codes import status_of, words_of
from feishu_tui.simulator.messages import Response
from feishu_tui.simulator.switches import Switches

JSON = "application/json; charset=utf-8"
_HELP = "https://open.feishu.cn/search?from=openapi&log_id={log_id}&code={code}"


class Refusal(Exception):
    """The server's no: a code with its HTTP status and whatever the error object says beside it."""

    def __init__(
        self,
        code: int,
        *,
        status: int | None = None,
        msg: str | None = None,
        violations: Iterable[tuple[str, str, str]] = (),
        details: Iterable[str] = (),
        scopes: Iterable[str] = (),
        headers: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.code = code
        self.status = status_of(code) if status is None else status
        self.msg = words_of(code) if msg is None else msg
        self.violations = tuple(violations)
        self.details = tuple(details)
        self.scopes = tuple(scopes)
        self.headers = tuple(headers)
        super().__init__(f"{code} {self.msg}")


def json_response(
    status: int, content: object, log_id: str, headers: Iterable[tuple[str, str]] = (), latency: float = 0.0
) -> Response:
    """An answer in JSON with the log id header, spelled as the official SDK looks it up."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return Response(status, (("Content-Type", JSON), ("X-Tt-Logid", log_id), *headers), body, latency)


def success(data: dict[str, Any], log_id: str, latency: float = 0.0) -> Response:
    """HTTP 200 with code 0 and the data under `data`."""
    return json_response(200, {"code": 0, "msg": "success", "data": data}, log_id, latency=latency)


def refused(refusal: Refusal, log_id: str, switches: Switches, latency: float = 0.0) -> Response:
    """The error envelope in the variant the switches ask for."""
    content: dict[str, Any] = {"code": refusal.code, "msg": refusal.msg}
    if switches.error_shape == "A":
        content["error"] = _guide_error(refusal, log_id)
    elif switches.error_shape == "C":
        content["error"] = _sdk_error(refusal, log_id)
    return json_response(refusal.status, content, log_id, refusal.headers, latency)


def not_found(log_id: str) -> Response:
    """The gateway's answer to a path or method it does not know: not JSON."""
    return Response(404, (("Content-Type", "text/plain"), ("X-Tt-Logid", log_id)), b"404 page not found")


def _sdk_error(refusal: Refusal, log_id: str) -> dict[str, Any]:
    error: dict[str, Any] = {
        "log_id": log_id,
        "troubleshooter": _HELP.format(log_id=log_id, code=refusal.code),
    }
    if refusal.scopes:
        kind = "action_scope_required" if refusal.code == 99991672 else "action_privilege_required"
        error["message"] = refusal.msg
        error["permission_violations"] = [{"type": kind, "subject": scope} for scope in refusal.scopes]
        error["helps"] = _helps(log_id, refusal.code)
    if refusal.violations:
        error["field_violations"] = _field_violations(refusal)
    if refusal.details:
        error["details"] = [{"value": text} for text in refusal.details]
    return error


def _guide_error(refusal: Refusal, log_id: str) -> dict[str, Any]:
    error: dict[str, Any] = {
        "message": refusal.msg,
        "logid": log_id,
        "troubleshooter": _HELP.format(log_id=log_id, code=refusal.code),
        "helps": _helps(log_id, refusal.code),
    }
    if refusal.scopes:
        error["permission_violations"] = [
            {"scope": scope, "url": "https://open.feishu.cn/app"} for scope in refusal.scopes
        ]
    if refusal.violations:
        error["field_violations"] = _field_violations(refusal)
    return error


def _field_violations(refusal: Refusal) -> list[dict[str, str]]:
    return [
        {"field": name, "value": value, "description": description} for name, value, description in refusal.violations
    ]


def _helps(log_id: str, code: int) -> list[dict[str, str]]:
    return [{"url": _HELP.format(log_id=log_id, code=code), "description": "Troubleshooting"}]

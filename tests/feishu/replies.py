"""Scripted replies behind httpx, and a client that never really waits."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx

from feishu_tui.feishu.client import FeishuClient
from feishu_tui.feishu.pace import Pace
from feishu_tui.feishu.tokens import StaticToken

BASE = "https://open.feishu.cn"


class Replies:
    """A transport that gives the scripted replies in turn, the last one for ever; ``asked`` holds the requests."""

    def __init__(self, *replies: object) -> None:
        self.asked: list[httpx.Request] = []
        self._replies = list(replies)
        self.transport = httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        reply = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        if isinstance(reply, type) and issubclass(reply, Exception):
            raise reply("scripted")
        if isinstance(reply, Exception):
            raise reply
        if isinstance(reply, httpx.Response):
            return reply
        if callable(reply):
            answer = reply(request)
            return answer if isinstance(answer, httpx.Response) else ok(answer)
        return ok(reply)

    @property
    def queries(self) -> list[dict[str, str]]:
        """The query parameters of each request."""
        return [dict(request.url.params) for request in self.asked]


def ok(data: object) -> httpx.Response:
    """A successful envelope."""
    return httpx.Response(200, json={"code": 0, "msg": "success", "data": data})


def refusal(code: int, status: int = 400, headers: dict[str, str] | None = None, **error: Any) -> httpx.Response:
    """An error envelope."""
    body = {"code": code, "msg": "some constant", "error": {"log_id": "LOG1", **error}}
    return httpx.Response(status, headers=headers, content=json.dumps(body).encode())


class Sleeps:
    """Stands in for ``asyncio.sleep``; ``taken`` holds the seconds asked for."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


def client_of(
    replies: Replies,
    *,
    auth: httpx.Auth | None = None,
    sleeps: Sleeps | None = None,
    chance: Callable[[], float] = lambda: 0.5,
) -> FeishuClient:
    """A client that gets ``replies`` and waits by ``sleeps``."""
    return FeishuClient(
        BASE,
        auth or StaticToken("u-secret"),
        transport=replies.transport,
        pace=Pace((), sleep=sleeps or Sleeps()),
        chance=chance,
    )

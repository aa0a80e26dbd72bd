"""Puts the simulator behind httpx without a socket."""

from __future__ import annotations

import httpx

from feishu_tui.simulator.api import Request, Simulator


def transport(simulator: Simulator) -> httpx.MockTransport:
    """Serves sync and async httpx clients from the simulator.

    A latency asked for by a fault is not slept; it stands in `response.extensions["latency"]`.
    """

    def handle(request: httpx.Request) -> httpx.Response:
        path, _, query = request.url.raw_path.decode("ascii").partition("?")
        answer = simulator.handle(Request(request.method, path, query, dict(request.headers.items()), request.read()))
        return httpx.Response(
            answer.status,
            headers=list(answer.headers),
            content=answer.body,
            extensions={"latency": answer.latency},
        )

    return httpx.MockTransport(handle)

"""An end to a whole exchange: a server that sends a byte now and then keeps every timeout of a single read."""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Self


class TimeLimit:
    """Ends an exchange of a blocking client ``seconds`` after it began, by cutting its connection.

    ``trace`` belongs into the request (httpx documentation, "Extensions", trace). What the client raises then is not
    to be believed: ``over`` tells that it was the limit.
    """

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(max(0.0, seconds), self._cut)
        self._timer.daemon = True
        self._stream: Any = None
        self.over = False
        """Whether the time was up."""

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Notes the connection, and the encrypted one in its place. Raises ``TimeoutError`` for one made too late."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            self._stream = info["return_value"]
            if self.over:
                raise TimeoutError("connected too late")

    def _cut(self) -> None:
        self.over = True
        if self._stream is not None:
            # Of the plain class: an encrypted socket would forget its keys while they are being read with.
            with suppress(OSError):
                socket.socket.shutdown(self._stream.get_extra_info("socket"), socket.SHUT_RDWR)

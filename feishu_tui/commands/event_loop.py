"""An event loop that can be left at any time, even while a name server keeps silent."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")


def run_until_done(work: Coroutine[Any, Any, T]) -> T:
    """``asyncio.run``, but without waiting at its end for host names that are still being looked up."""
    try:
        with asyncio.Runner(loop_factory=_Loop) as runner:
            return runner.run(work)
    finally:
        work.close()  # interrupted before it began, it would be complained about


class _Loop(asyncio.SelectorEventLoop):
    """Looks names up in threads of their own: getaddrinfo(3) cannot be interrupted, and takes up to minutes."""

    async def getaddrinfo(
        self,
        host: bytes | str | None,
        port: bytes | str | int | None,
        *,
        family: int = 0,
        type: int = 0,
        proto: int = 0,
        flags: int = 0,
    ) -> list[Any]:
        """As ``socket.getaddrinfo``; cancelling it leaves the thread to its fate."""
        found: asyncio.Future[list[Any]] = self.create_future()

        def settle(result: list[Any] | None, error: OSError | UnicodeError | None) -> None:
            if found.done():
                return
            if error is not None:
                found.set_exception(error)
            else:
                found.set_result(result or [])

        def look_up() -> None:
            result, problem = None, None
            try:
                result = socket.getaddrinfo(host, port, family, type, proto, flags)
            except (OSError, UnicodeError) as error:
                problem = error
            with suppress(RuntimeError):  # the loop may be closed by now
                self.call_soon_threadsafe(settle, result, problem)

        threading.Thread(target=look_up, name=f"look up {host!r}", daemon=True).start()
        return await found

"""An event loop that can be left at any time, even while a name server keeps silent."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")

ENDING = ("SIGTERM", "SIGHUP")


def run_until_done(work: Coroutine[Any, Any, T]) -> T:
    """``asyncio.run``, but without waiting at its end for host names that are still being looked up.

    A signal that asks to end cancels ``work``, and is answered as it would have been before once that has ended.
    """
    signals = _Signals()
    try:
        with asyncio.Runner(loop_factory=_Loop) as runner:
            return runner.run(signals.cancelling(work))
    finally:
        work.close()  # interrupted before it began, it would be complained about
        signals.answer()


class _Signals:
    """The signals that ask to end, put off until no task runs.

    A handler that raises would do so out of the midst of a task, whose group packs it with others into a group of
    exceptions that nobody takes for an end.
    """

    def __init__(self) -> None:
        self._came: list[int] = []
        self._before: dict[int, Callable[[int, FrameType | None], Any]] = {}

    async def cancelling(self, work: Coroutine[Any, Any, T]) -> T:
        """``work``, cancelled by the first signal; a second one of the same kind is answered at once."""
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        assert task is not None

        def put_off(number: int, _frame: FrameType | None) -> None:
            self._came.append(number)
            signal.signal(number, self._before[number])
            if not loop.is_closed():
                loop.call_soon_threadsafe(task.cancel)

        for name in ENDING if threading.current_thread() is threading.main_thread() else ():
            number = getattr(signal, name, None)
            before = signal.getsignal(number) if number is not None else None
            if number is not None and callable(before):
                self._before[number] = before
                signal.signal(number, put_off)
        return await work

    def answer(self) -> None:
        """Give the handlers back, and the first signal that came to its own."""
        for number, before in self._before.items():
            signal.signal(number, before)
        if self._came:
            signal.raise_signal(self._came[0])


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

"""When a request is worth repeating, and how long to wait before."""

from __future__ import annotations

from feishu_tui.errors import FeishuTuiError
from feishu_tui.lazy_dataclasses import dataclass

TRIES = 5
TRIES_WITHOUT_ANSWER = 3
"""For a server that cannot be reached: it rarely comes back within seconds, and somebody is waiting."""


class Passing(Exception):
    """An error that may be gone when the request is repeated; it never leaves this package.

    ``wait`` is how many seconds the server asked us to wait, ``None`` where it did not say; ``tries`` how often to
    try altogether.
    """

    def __init__(self, error: FeishuTuiError, *, wait: float | None = None, tries: int = TRIES) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait
        self.tries = tries


@dataclass(frozen=True, slots=True)
class Backoff:
    """Exponential waits with jitter, in seconds; ``longest_asked`` bounds what a server may ask for.

    ``tries`` is how often to try at most, whatever the error allows.
    """

    first: float = 0.5
    longest: float = 10.0
    jitter: float = 0.2
    longest_asked: float = 60.0
    tries: int = TRIES

    def seconds(self, attempt: int, passing: Passing, chance: float) -> float:
        """How long to wait after the ``attempt``-th try (from 1); ``chance`` is a random number in [0, 1)."""
        if passing.wait is not None:
            return min(passing.wait, self.longest_asked)
        plain: float = min(self.first * 2.0 ** (attempt - 1), self.longest)
        return plain * (1 + self.jitter * (2 * chance - 1))

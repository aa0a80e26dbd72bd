"""What goes into and comes out of the simulator, free of any transport."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. `path` is still percent-encoded, `query` is the raw text after the question mark."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def header(self, name: str) -> str:
        """The value of a header, whatever its capitals; empty when it was not sent."""
        for key, value in self.headers.items():
            if key.lower() == name.lower():
                return value
        return ""


@dataclass(frozen=True, slots=True)
class Response:
    """One HTTP answer. `latency` is how many seconds the transport should hold it back."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    latency: float = 0.0

    def header(self, name: str) -> str:
        """The value of a header, whatever its capitals; empty when it was not sent."""
        for key, value in self.headers:
            if key.lower() == name.lower():
                return value
        return ""

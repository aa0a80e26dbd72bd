"""What became of a command line."""

from __future__ import annotations

import json
from typing import Any, NamedTuple


class Ran(NamedTuple):
    """Exit status and what was printed."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output as the one JSON document it is."""
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, Any]:
        """The error document, which has every key of the contract."""
        assert list(self.document) == ["error"]
        error: dict[str, Any] = self.document["error"]
        assert list(error) == ["kind", "code", "message", "hint", "log_id"]
        return error


def unsafe(text: str) -> list[str]:
    """The characters of one line that a terminal might obey, hide, or turn the line around by."""
    return [each for each in text if not (each.isprintable() or each in "\u200d\u3000")]

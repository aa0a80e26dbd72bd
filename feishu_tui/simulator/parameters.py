"""Reads query parameters and bodies as strictly as their pages describe them.

Faults a gateway can see by the schema alone (missing, mistyped, out of range, not in the list) are 99992402 with the
field named; those of meaning are the endpoints' own 190002.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from feishu_tui.simulator.envelope import Refusal
from feishu_tui.simulator.messages import Request
from feishu_tui.simulator.switches import Switches

LATEST = 16725225600
"""The greatest timestamp the documentation admits, in seconds; the least is 1."""


class Parameters:
    """The query parameters of one request; an empty value counts as not given, of several the first counts."""

    def __init__(self, query: str, switches: Switches) -> None:
        self._switches = switches
        self._values: dict[str, str] = {}
        for name, value in parse_qsl(query, keep_blank_values=True):
            self._values.setdefault(name, value)

    def text(self, name: str) -> str:
        """The value as it came, or ""."""
        return self._values.get(name, "")

    def seconds(self, name: str) -> int | None:
        """A string of Unix seconds, 1 to 16725225600; None when not given."""
        text = self.text(name)
        if not text:
            return None
        number = self._integer(name, text)
        if not 1 <= number <= LATEST:
            raise violation(self._switches, name, text, f"the timestamp is not in seconds between 1 and {LATEST}")
        return number

    def required_seconds(self, name: str) -> int:
        """As `seconds`, but it has to be there."""
        number = self.seconds(name)
        if number is None:
            raise violation(self._switches, name, "", f"{name} is required")
        return number

    def page_size(self, default: int, low: int, high: int) -> int:
        """A page_size with a documented range; outside it is refused, or clamped by switch."""
        text = self.text("page_size")
        if not text:
            return default
        number = self._integer("page_size", text)
        if low <= number <= high:
            return number
        if self._switches.page_size_fault == "clamp":
            return min(max(number, low), high)
        if self._switches.page_size_fault == "190002":
            raise Refusal(190002)
        raise violation(self._switches, "page_size", text, f"the value is out of range {low}-{high}")

    def raised_page_size(self, default: int, low: int, high: int) -> int:
        """A page_size whose page raises what is below the least value instead of refusing it."""
        text = self.text("page_size")
        if text and self._integer("page_size", text) < low:
            return low
        return self.page_size(default, low, high)

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """Another number with a range."""
        text = self.text(name)
        number = self._integer(name, text) if text else default
        if not low <= number <= high:
            raise violation(self._switches, name, text, f"the value is out of range {low}-{high}")
        return number

    def flag(self, name: str) -> bool:
        """A boolean in any capitals; false when not given."""
        text = self.text(name)
        if text.lower() not in ("", "true", "false"):
            raise violation(self._switches, name, text, "the value is not a boolean")
        return text.lower() == "true"

    def user_id_type(self) -> str:
        """open_id, union_id or user_id."""
        text = self.text("user_id_type") or "open_id"
        if text not in ("open_id", "union_id", "user_id"):
            raise violation(self._switches, "user_id_type", text, "the value is not one of open_id, union_id, user_id")
        return text

    def _integer(self, name: str, text: str) -> int:
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 18:
            raise violation(self._switches, name, text, "the value is not an integer")
        return int(text)


def violation(switches: Switches, name: str, value: object, description: str) -> Refusal:
    """A fault of schema in one field."""
    if switches.schema_fault == "190002":
        return Refusal(190002)
    return Refusal(99992402, violations=[(name, str(value), description)])


def json_body(request: Request) -> dict[str, Any]:
    """The object in the body; no body is an empty object. Refuses other content types and anything but an object.

    The official SDK asks for its tenant token without naming a content type.
    """
    if not request.body.strip():
        return {}
    if request.header("Content-Type").partition(";")[0].strip().lower() not in ("", "application/json"):
        raise Refusal(9499)
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError) as exc:
        raise Refusal(9499) from exc
    if not isinstance(body, dict):
        raise Refusal(9499)
    return body


def form_body(request: Request) -> dict[str, Any]:
    """The fields of an `application/x-www-form-urlencoded` body."""
    return dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))


def strings(switches: Switches, body: Mapping[str, Any], name: str) -> list[str]:
    """A list of strings in a body; none when not given."""
    value = body.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise violation(switches, name, value, "the value is not a list of strings")
    return value


def string(switches: Switches, body: Mapping[str, Any], name: str) -> str:
    """A string in a body; "" when not given."""
    value = body.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise violation(switches, name, value, "the value is not a string")
    return value


def boolean(switches: Switches, body: Mapping[str, Any], name: str, default: bool) -> bool:
    """A boolean in a body."""
    value = body.get(name)
    if value is None:
        return default
    if not isinstance(value, bool):
        raise violation(switches, name, value, "the value is not a boolean")
    return value

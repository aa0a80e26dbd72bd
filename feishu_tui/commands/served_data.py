"""The data file of the simulator: what ``State.load`` documents, and ``"switches"`` by the names of ``Switches``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from feishu_tui.errors import UsageError
from feishu_tui.sentence import Sentence
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches


def load(path: str) -> tuple[State, dict[str, Any]]:
    """The state and the switches in a data file. Raises UsageError naming the file and what is wrong with it."""
    try:
        document = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(Sentence("Cannot read {path}: {reason}.", path=path, reason=error.strerror)) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(Sentence("{path} is not JSON: {reason}.", path=path, reason=error)) from error
    try:
        return State.load(document), _wishes(document.get("switches") or {})
    except (TypeError, ValueError) as error:
        raise UsageError(
            Sentence("{path} cannot be served: {reason}.", path=path, reason=error),
            hint="See feishu-tui simulate --help.",
        ) from error


def _wishes(switches: dict[str, object]) -> dict[str, Any]:
    """The switches of a data file as ``Switches`` takes them. Raises ValueError."""
    if not isinstance(switches, dict):
        raise ValueError('"switches" has to be an object')
    kinds = get_type_hints(Switches)
    for name in switches:
        if name not in kinds:
            raise ValueError(f"there is no switch {name!r}; there are {', '.join(kinds)}")
    return {name: _wish(name, kinds[name], value) for name, value in switches.items()}


def _wish(name: str, kind: Any, value: object) -> object:
    if get_origin(kind) is Literal:
        if value in get_args(kind) and not isinstance(value, bool):
            return value
        raise ValueError(f"{name} is one of {', '.join(map(repr, get_args(kind)))}")
    if get_origin(kind) is frozenset and isinstance(value, list):
        return frozenset(map(str, value))
    if get_origin(kind) is tuple and isinstance(value, list):
        return tuple((int(calls), int(seconds)) for calls, seconds in value)
    if kind is float and type(value) is int:
        return float(value)
    if isinstance(kind, type) and type(value) is kind:
        return value
    raise ValueError(f"{name} cannot be {value!r}")

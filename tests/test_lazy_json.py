"""What is read without ``json`` is what ``json`` reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from feishu_tui import lazy_json

TEXTS = [
    "{}", "[]", "null", "-0", "1.5e3", "NaN", "-Infinity", '"\\ud83d\\ude00 \\u4e2d"', '{"a": [1, {"b": "c"}], "a": 2}',
    " [1] ", "\n{}", "", " ", "[1,]", "{'a': 1}", "[1] 2", '"\x01"', '"\\x"', "nul", '{"a": 1', "[" * 100 + "]" * 100,
]  # fmt: skip


def outcome(read: Callable[[str], Any], text: str) -> str:
    """What comes of it, an error by its class and words."""
    try:
        return repr(read(text))
    except ValueError as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("text", TEXTS)
def test_reading(text: str) -> None:
    assert outcome(lazy_json.loads, text) == outcome(json.loads, text)


def test_writing() -> None:
    assert lazy_json.dumps({"a": "中"}, ensure_ascii=False) == '{"a": "中"}'

"""Chinese for every English sentence of the program, gathered from one table a part."""

from __future__ import annotations

from importlib import import_module

_PARTS = (
    "argparse_own",
    "arguments",
    "begin",
    "card",
    "check",
    "commands",
    "config",
    "dates",
    "doctor",
    "feishu",
    "login",
    "looks",
    "panes",
    "people",
    "rule_words",
    "search",
    "sign_in",
    "store",
    "time",
    "ui",
    "views",
)  # fmt: skip
"""The files beside this one, each with its ``TABLE``; a sentence two of them hold is the same in both."""

ZH: dict[str, str] = {}
for _part in _PARTS:
    ZH |= import_module(f"feishu_tui.phrases.{_part}").TABLE

"""Completion scripts for bash, zsh and fish, by shtab (https://docs.iterative.ai/shtab)."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

import shtab

SHELLS = ("bash", "zsh", "fish")
DATES = (
    *("today", "tomorrow", "yesterday", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "+1w", "+1m"),
    *("今天", "明天", "昨天", "周一", "周五", "下周一"),
)
_NAMES = "feishu-tui completion calendars 2>/dev/null"
_CALENDARS: dict[str, Any] = {
    "bash": "_feishu_tui_calendars",
    "zsh": "_feishu_tui_calendars",
    "fish": f"({_NAMES})",
    "preamble": {
        # A name with blanks is quoted; what was typed of it so far may be quoted, too.
        "bash": f"""
_feishu_tui_calendars() {{
  local name typed="${{1//\\\\/}}"
  while IFS= read -r name; do
    [[ "$name" == "$typed"* ]] && printf '%q\\n' "$name"
  done < <({_NAMES})
}}""",
        "zsh": f"""
_feishu_tui_calendars() {{
  local -a names
  names=("${{(@f)$({_NAMES})}}")
  compadd -a names
}}""",
    },
}
_DATES: dict[str, Any] = {
    "bash": "_feishu_tui_dates",
    "zsh": f"({' '.join(DATES)})",
    "fish": " ".join(DATES),
    "preamble": {
        "bash": f"""
_feishu_tui_dates() {{
  compgen -W "{" ".join(DATES)}" -- "$1"
}}""",
    },
}
_BY_METAVAR = {"C": _CALENDARS, "DATE": _DATES, "PATH": shtab.FILE, "FILE": shtab.FILE}


def completion(parser: argparse.ArgumentParser, shell: str) -> str:
    """The script for one of ``SHELLS``; calendars are named by the cache when one completes.

    ``parser`` is marked for that, and is of no other use afterwards.
    """
    for action in _actions(parser):
        if isinstance(action, argparse._SubParsersAction):
            _describe_shortly(action)
        if action.metavar in _BY_METAVAR:
            action.complete = _BY_METAVAR[str(action.metavar)]  # type: ignore[attr-defined]
    return shtab.complete(parser, shell)


def _describe_shortly(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Shells have one line for what a command does."""
    for told in commands._choices_actions:
        commands.choices[told.dest].description = told.help


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:  # argparse has no public way to list them
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)

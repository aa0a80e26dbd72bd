"""What the files that describe commands share: how a command is added, and options that several have."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn, Protocol

from feishu_tui.arguments.spoken import said
from feishu_tui.errors import UsageError
from feishu_tui.sentence import Sentence

DATES = Sentence("2026-11-21, 11-21, today, tomorrow, +3d, -2w, fri, next mon, 今天, 周五, 下周一")


class Parser(argparse.ArgumentParser):
    """An argument parser whose mistakes are our errors, so that ``--json`` applies to them as well."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(
            Sentence("{message}.", message=message[:1].upper() + message[1:]),
            hint=Sentence("See: {prog} --help", prog=self.prog),
        )


class AddCommand(Protocol):
    """Adds a command to the command line."""

    def __call__(self, name: str, summary: str, text: str, examples: str) -> argparse.ArgumentParser:
        """Its parser."""


def add_json(command: argparse.ArgumentParser) -> None:
    """Add ``--json``."""
    command.add_argument("--json", action="store_true", help="one JSON document on standard output")


def whole_number(text: str) -> int:
    """A whole number, for ``type=``; argparse tells what else was typed."""
    if re.fullmatch(r"[+-]?\d{1,9}", text.strip()):
        return int(text)
    raise argparse.ArgumentTypeError(said(Sentence("“{text}” is not a whole number", text=text.strip())))

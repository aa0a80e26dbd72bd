"""Lines that are read without argparse mean what argparse makes of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from feishu_tui.arguments.command_line import parser
from feishu_tui.arguments.plain import PLAIN, plain


@pytest.mark.parametrize("line", PLAIN)
def test_a_plain_line_means_what_argparse_makes_of_it(line: tuple[str, ...]) -> None:
    found = plain(line)
    assert found is not None
    assert vars(found) == vars(parser().parse_args(line))


@pytest.mark.parametrize("line", [("agenda", "--json"), ("agenda", "fri"), ("--demo",), ("agend",), ("sync",)])
def test_every_other_line_is_left_to_argparse(line: tuple[str, ...]) -> None:
    assert plain(line) is None


def test_a_line_read_twice_is_not_the_same_object() -> None:
    first = plain(["agenda"])
    assert first is not None
    first.date = "tomorrow"
    again = plain(["agenda"])
    assert again is not None
    assert again.date == "today"


def test_printing_a_day_imports_no_more_than_it_needs() -> None:
    code = "import sys, feishu_tui.cli, feishu_tui.commands.agenda, feishu_tui.recurrence; print(*sys.modules)"
    imported = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"argparse", "hashlib", "calendar", "locale", "dataclasses", "inspect", "asyncio"} & set(imported)
    assert not {"httpx", "textual", "rich", "dateutil"} & set(imported)


def test_opening_the_screen_imports_no_http() -> None:
    code = (
        "import sys, feishu_tui.cli, feishu_tui.commands.browse, feishu_tui.commands.accounts, "
        "feishu_tui.commands.late_desk, feishu_tui.feishu.identity, feishu_tui.ui.app; print(*sys.modules)"
    )
    imported = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "textual" in imported
    assert not {"httpx", "httpcore", "anyio"} & set(imported)

"""The command line in Chinese: help, mistakes, notes; and JSON, which speaks no language but English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from feishu_tui.text import width
from tests.commands.conftest import RunCli
from tests.feishu.office import Office


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEISHU_TUI_LANG", "zh")


def test_help(run_cli: RunCli) -> None:
    out = run_cli("--help").out
    assert out.startswith("用法：feishu-tui")
    assert "显示本帮助并退出" in out
    assert "退出状态：" in out
    assert max(map(width, out.splitlines())) <= 120


@pytest.mark.parametrize(
    "command",
    ["agenda", "calendars", "show", "search", "next", "sync", "check", "login", "logout", "status", "doctor", "config"],
)
def test_help_of_each_command(run_cli: RunCli, command: str) -> None:
    out = run_cli(command, "--help").out
    assert "示例：" in out
    assert "examples:" not in out
    assert "options" not in out
    assert "\n选项：\n" in out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["show"], "缺少必需的参数：EVENT_ID。"),
        (["agenda", "--days", "three"], "参数 --days：“three”不是整数。"),
        (["agenda", "--days"], "参数 --days：需要一个值。"),
        (["agenda", "明日黄花"], "“明日黄花”不是日期。"),
        (["agenda", "--until", "yesterday"], "--until 2026-11-20 早于 2026-11-21。"),
        (["doctor", "--demo"], "--demo 不能与 doctor 一起使用。"),
    ],
)
def test_mistakes(run_cli: RunCli, argv: list[str], said: str) -> None:
    ran = run_cli(*argv)
    assert ran.status == 2
    assert ran.err.splitlines()[0] == f"feishu-tui: {said}"


def test_errors_of_the_server_with_what_to_do(office: Office, run_cli: RunCli) -> None:
    office.add("mine", 0, 1)
    run_cli("sync")
    ran = run_cli("agenda", "--calendar", "无名")
    assert "没有日历“无名”。" in ran.err
    assert "查看全部：feishu-tui calendars" in ran.err


def test_nothing_read_yet(run_cli: RunCli) -> None:
    ran = run_cli("agenda", "--offline")
    assert ran.err == "feishu-tui: 尚未读取任何内容。\n  请先运行：feishu-tui sync\n"


def test_json_and_what_is_told_beside_it_are_english(run_cli: RunCli) -> None:
    ran = run_cli("agenda", "--offline", "--json")
    assert json.loads(ran.out)["error"]["message"] == "Nothing was read yet."
    ran = run_cli("show", "--json")
    assert json.loads(ran.out)["error"]["message"] == "The following arguments are required: EVENT_ID."


def test_the_flag_goes_before_the_variable(run_cli: RunCli) -> None:
    assert "Nothing was read yet." in run_cli("agenda", "--offline", "--lang", "en").err
    assert run_cli("--lang=en", "--help").out.startswith("usage: ")


def test_help_follows_the_file_and_the_locale(run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FEISHU_TUI_LANG")
    assert run_cli("--help").out.startswith("usage: ")
    monkeypatch.setenv("LC_MESSAGES", "zh_CN.UTF-8")
    assert run_cli("--help").out.startswith("用法：")
    monkeypatch.delenv("LC_MESSAGES")
    path = Path(run_cli("config", "path").out.strip())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('lang = "zh"\n', encoding="utf-8")
    assert run_cli("--help").out.startswith("用法：")


def test_the_starter_file_is_commented_in_chinese(run_cli: RunCli) -> None:
    assert "已写入" in run_cli("config", "init").err
    path = Path(run_cli("config", "path").out.strip())
    assert "配置文件" in path.read_text(encoding="utf-8")
    assert run_cli("config").status == 0


def test_the_table_of_calendars(office: Office, run_cli: RunCli) -> None:
    assert run_cli("calendars").out.split()[:4] == ["名称", "类型", "权限", "ID"]

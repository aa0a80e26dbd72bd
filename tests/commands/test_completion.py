"""Completion in real shells, the manual page, and both in the wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import ptyprocess
import pytest

from feishu_tui.arguments.command_line import parser
from feishu_tui.shell import SHELLS, manual
from tests.commands.conftest import OpenOffice, RunCli
from tests.feishu.office import Office

ROOT = Path(__file__).parents[2]
BASH = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
function_name=$(complete -p feishu-tui | sed 's/.*-F \\([^ ]*\\).*/\\1/')
"$function_name" feishu-tui "${@: -1}" "${@: -2:1}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(autouse=True)
def on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program as shells call it, wherever they begin."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def script(shell: str, run_cli: RunCli, folder: Path) -> Path:
    """The completion script in a file."""
    path = folder / f"_feishu-tui.{shell}"
    path.write_text(run_cli("completion", shell).out, encoding="utf-8")
    return path


def needed(shell: str) -> str:
    """The shell, or a word on why the test is skipped."""
    found = shutil.which(shell)
    return found or pytest.skip(f"{shell} is not installed")


def in_bash(path: Path, *words: str) -> list[str]:
    command = [needed("bash"), "--norc", "-c", BASH, "bash", str(path), "feishu-tui", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.split("\n")[:-1]


def test_bash(run_cli: RunCli, open_office: OpenOffice, tmp_path: Path) -> None:
    names = ("Team", "平台 Platform (R&D)")
    open_office(*({"calendar_id": name, "summary": name, "type": "shared", "role": "reader"} for name in names))
    run_cli("sync")
    path = script("bash", run_cli, tmp_path)
    assert in_bash(path, "ag") == ["agenda"]
    assert in_bash(path, "agenda", "--cal") == ["--calendar"]
    assert in_bash(path, "agenda", "--calendar", "") == ["Me", "Team", r"平台\ Platform\ \(R\&D\)"]
    assert in_bash(path, "--calendar", "Te") == ["Team"]
    assert in_bash(path, "agenda", "--calendar", r"平台\ P") == [r"平台\ Platform\ \(R\&D\)"]
    assert in_bash(path, "agenda", "tom") == ["tomorrow"]
    assert in_bash(path, "export", "--until", "明") == ["明天"]


def test_fish(run_cli: RunCli, office: Office, tmp_path: Path) -> None:
    run_cli("sync")
    path = script("fish", run_cli, tmp_path)

    def completed(line: str) -> list[str]:
        command = [needed("fish"), "--no-config", "-c", f"source {path}; complete -C'{line}'"]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout.split("\n")[:-1]

    assert completed("feishu-tui ag") == ["agenda\tprint the events of some days"]
    assert [line.split("\t")[0] for line in completed("feishu-tui agenda --calendar ")] == ["Me", "Team"]
    assert [line.split("\t")[0] for line in completed("feishu-tui agenda tom")] == ["tomorrow"]


def test_zsh(run_cli: RunCli, office: Office, tmp_path: Path) -> None:
    run_cli("sync")
    zsh = needed("zsh")
    script("zsh", run_cli, tmp_path).rename(tmp_path / "_feishu-tui")  # as it lies in site-functions
    shell = ptyprocess.PtyProcessUnicode.spawn([zsh, "-f", "-i"], dimensions=(24, 200))
    try:
        setting_up = f"fpath=({tmp_path} $fpath); autoload -U compinit; compinit -u -d {tmp_path}/dump"
        shell.write(f"PS1='$ '; {setting_up}; echo read''y\n")
        _until(shell, "ready")
        shell.write("feishu-tui agenda --calendar Te\t")
        _until(shell, "--calendar Team")
        shell.write("\x15feishu-tui exp\t")
        _until(shell, "feishu-tui export")
    finally:
        shell.terminate(force=True)


def _until(shell: ptyprocess.PtyProcessUnicode, words: str) -> None:
    seen = ""
    while words not in seen:
        seen = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|[\x07\r]", "", seen + shell.read())


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_can_read_its_script(shell: str, run_cli: RunCli, tmp_path: Path) -> None:
    path = script(shell, run_cli, tmp_path)
    done = subprocess.run([needed(shell), "-n", str(path)], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_names_come_from_the_cache_alone(run_cli: RunCli, office: Office) -> None:
    assert run_cli("completion", "calendars").out == ""
    run_cli("sync")
    asked = len(office.queries)
    assert run_cli("completion", "calendars").out == "Me\nTeam\n"
    assert len(office.queries) == asked


def test_the_manual_tells_every_command_and_option() -> None:
    page = manual(parser())
    for word in ("agenda", "export", "completion", "--offline", "--no-wait", "EXIT", "FEISHU_TUI_BRAND"):
        assert word.replace("-", "\\-").lower() in page.lower()
    assert not re.search(r"^\.(?!TH|SH|SS|PP|TP|B |nf|fi)", page, re.MULTILINE)


def test_the_manual_is_set_without_complaint(tmp_path: Path) -> None:
    path = tmp_path / "feishu-tui.1"
    path.write_text(manual(parser()), encoding="utf-8")
    command = [needed("man"), "-l", "--warnings", str(path)]
    environ = {**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "110"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True, env=environ)
    assert done.stderr == ""
    assert "feishu-tui agenda mon --days 5" in done.stdout
    assert "下周一" in done.stdout


def test_the_wheel_holds_them(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    ignored = shutil.ignore_patterns(".*", "tests", "screenshots", "__pycache__", "dist", "build")
    shutil.copytree(ROOT, tree, ignore=ignored)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(command, cwd=tree, capture_output=True, timeout=60, check=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    names = {name.partition(".data/data/share/")[2] for name in zipfile.ZipFile(wheel).namelist()}
    assert {
        "bash-completion/completions/feishu-tui",
        "zsh/site-functions/_feishu-tui",
        "fish/vendor_completions.d/feishu-tui.fish",
        "man/man1/feishu-tui.1",
    } <= names

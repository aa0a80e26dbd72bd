"""What the doctor says of configuration, folders and cache; it changes none of them."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from feishu_tui.config import load
from tests.commands.conftest import RunCli
from tests.commands.doctor_checks import checks
from tests.feishu.office import Office


def config_file(home: Path, text: str) -> Path:
    path = home / ".config" / "feishu-tui" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_each_mistake_in_the_configuration_is_a_finding(run_cli: RunCli, office: Office, home: Path) -> None:
    path = config_file(home, 'timezoen = "Asia/Tokyo"\nweek_start = 3\n[keys]\nfind = "/"\nnow = "t"\n')
    ran = run_cli("doctor", "--json")
    told = [check["message"] for check in ran.document["checks"] if check["name"] == "configuration"]
    assert f"{path}, line 1: timezoen: there is no such setting; perhaps timezone?" in told
    assert f"{path}, line 2: week_start: it has to be text, in quotation marks" in told
    assert any(message.startswith(f"{path}, line 4: There is no command find") for message in told)
    assert any(message.startswith(f"{path}: The key t is set for both") for message in told)
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize("text", ["timezone = Asia/Shanghai\n", 'base_url = "http://calendar.example.com"\n'])
def test_with_a_configuration_that_is_refused_the_rest_is_looked_at_but_no_server(
    text: str, run_cli: RunCli, office: Office, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FEISHU_TUI_BASE_URL")
    path = config_file(home, text)
    found = checks(run_cli("doctor", "--json"))
    assert found["configuration"]["state"] == "fault"
    assert str(path) in found["configuration"]["message"]
    assert "zone_data" in found
    assert not {"server", "connection", "login", "cache"} & set(found)
    assert office.simulator.log == []


def test_a_wrong_variable_is_a_fault_and_a_wrong_flag_a_wrong_command_line(
    run_cli: RunCli, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_cli("doctor", "--tz", "Berln").status == 2
    monkeypatch.setenv("FEISHU_TUI_TZ", "Shanghai")
    found = checks(run_cli("doctor", "--json"))
    assert "perhaps Asia/Shanghai" in found["configuration"]["message"]
    assert office.simulator.log == []


def test_a_secret_in_a_file_that_others_can_read(run_cli: RunCli, office: Office, home: Path) -> None:
    path = config_file(home, 'app_secret = "s3cret"\n')
    path.chmod(0o644)
    ran = run_cli("doctor", "--json")
    found = [check for check in ran.document["checks"] if check["remedy"] == f"chmod 600 {path}"]
    assert [check["state"] for check in found] == ["fault"]
    assert "s3cret" not in ran.out
    path.chmod(0o600)
    assert run_cli("doctor").status == 0


def test_folders_are_told_with_their_modes(
    run_cli: RunCli, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind, mode in (("STATE", 0o755), ("CACHE", 0o700), ("CONFIG", 0o777)):
        folder = tmp_path / kind.lower()
        folder.mkdir()
        folder.chmod(mode)
        monkeypatch.setenv(f"FEISHU_TUI_{kind}_DIR", str(folder))
    found = checks(run_cli("doctor", "--json"))
    assert (found["state_folder"]["state"], found["state_folder"]["remedy"]) == (
        "warning", f"chmod 700 {tmp_path / 'state'}",
    )  # fmt: skip
    assert found["cache_folder"] == {
        "name": "cache_folder", "state": "ok", "message": f"{tmp_path / 'cache'} (mode 0700).", "remedy": None,
    }  # fmt: skip
    assert found["config_folder"]["state"] == "fault"
    (tmp_path / "file").touch()
    monkeypatch.setenv("FEISHU_TUI_STATE_DIR", str(tmp_path / "file"))
    assert "is not a folder" in checks(run_cli("doctor", "--json"))["state_folder"]["message"]
    monkeypatch.setenv("FEISHU_TUI_STATE_DIR", str(tmp_path / "file" / "below"))
    assert "cannot be looked into" in checks(run_cli("doctor", "--json"))["state_folder"]["message"]


@pytest.fixture
def cache(run_cli: RunCli, office: Office) -> Path:
    """The cache of an office that was synced once."""
    assert run_cli("sync").status == 0
    return load({}, os.environ).cache_path


def test_a_sound_cache(run_cli: RunCli, cache: Path) -> None:
    found = checks(run_cli("doctor", "--json"))
    assert found["cache"]["state"] == "ok"
    assert "2 calendars" in found["cache"]["message"]
    assert found["cache_age"]["message"].startswith("The calendars shown were last read just now")
    later = checks(run_cli("--now", "2026-12-21T11:00:00+08:00", "doctor", "--json"))
    assert (later["cache_age"]["state"], "30 days ago" in later["cache_age"]["message"]) == ("warning", True)


def test_a_cache_of_another_version(run_cli: RunCli, cache: Path) -> None:
    with sqlite3.connect(cache) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert checks(run_cli("doctor", "--json"))["cache"]["state"] == "warning"
    assert cache.exists(), "it changes nothing"


@pytest.mark.parametrize("at", [0, 3 * 4096])
def test_a_damaged_cache_is_told_and_left_alone(at: int, run_cli: RunCli, cache: Path) -> None:
    content = cache.read_bytes()
    damaged = content[:at] + b"\xa5" * (len(content) - at)
    cache.write_bytes(damaged)
    found = checks(run_cli("doctor", "--json"))["cache"]
    assert (found["state"], "damaged" in found["message"]) == ("fault", True), found
    assert f"mv {cache}" in found["remedy"]
    assert cache.read_bytes() == damaged


def test_a_folder_where_the_cache_should_be(run_cli: RunCli, office: Office) -> None:
    path = load({}, os.environ).cache_path
    path.mkdir(parents=True)
    assert "not a plain file" in checks(run_cli("doctor", "--json"))["cache"]["message"]


def test_looking_makes_nothing(run_cli: RunCli, office: Office, home: Path) -> None:
    assert run_cli("doctor").status == 0
    assert list(home.iterdir()) == []

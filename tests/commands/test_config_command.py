"""Where the configuration is, what is in force, and a file to begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import RunCli


@pytest.fixture
def path(home: Path) -> Path:
    return home / ".config" / "feishu-tui" / "config.toml"


def test_the_path_is_told_whether_the_file_is_there_or_not(
    run_cli: RunCli, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_cli("config", "path") == (0, f"{path}\n", "")
    monkeypatch.setenv("FEISHU_TUI_CONFIG_DIR", str(tmp_path / "elsewhere"))
    assert run_cli("config", "path").out == f"{tmp_path / 'elsewhere' / 'config.toml'}\n"


def test_a_starter_file_is_written_once_for_its_owner_alone(run_cli: RunCli, path: Path) -> None:
    ran = run_cli("config", "init")
    assert (ran.status, ran.out, ran.err) == (0, "", f"feishu-tui: Wrote {path}\n")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    path.write_text(path.read_text() + '[profiles.work]\nlang = "zh"\n')
    ran = run_cli("config", "init")
    assert ran.status == 2
    assert "exists already; it was left as it is" in ran.err
    assert path.read_text().endswith('lang = "zh"\n')
    assert run_cli("config", "show").err == ""


def test_a_folder_that_cannot_be_made_is_told(run_cli: RunCli, home: Path) -> None:
    (home / ".config").write_text("not a folder")
    ran = run_cli("config", "init")
    assert ran.status == 2
    assert "Cannot make the folder" in ran.err


def test_what_is_in_force_is_shown_with_its_origin_and_no_secret(
    run_cli: RunCli, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir(parents=True)
    path.write_text('app_secret = "s3cret-of-the-app"\nbrand = "lark"\n')
    monkeypatch.setenv("FEISHU_TUI_ACCESS_TOKEN", "u-s3cret")
    out = run_cli("config", "--lang", "zh").out
    rows = {line.split()[0]: line.split()[1:] for line in out.splitlines()}
    assert rows["lang"] == ["zh", "--lang"]
    assert rows["brand"] == ["lark", "config.toml"]
    assert rows["timezone"] == ["Asia/Shanghai", "FEISHU_TUI_TZ"]
    assert rows["base_url"] == ["https://open.larksuite.com", "默认"]
    assert rows["access_token"] == ["********", "FEISHU_TUI_ACCESS_TOKEN"]
    assert rows["app_secret"] == ["********", "config.toml"]
    assert "s3cret" not in out

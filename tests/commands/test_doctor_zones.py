"""Zone data, and the zone of a box that is probably not the person's."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feishu_tui.commands.checkups.finding import Finding
from feishu_tui.commands.checkups.zones import zones
from feishu_tui.config import Config
from feishu_tui.language import Language


def found(folder: Path, **settings: object) -> tuple[Finding, Finding]:
    now = datetime(2026, 11, 21, 3, 7, tzinfo=UTC)
    config = Config(config_folder=str(folder), cache_folder=str(folder), state_folder=str(folder), now=now, **settings)  # type: ignore[arg-type]
    data, zone = zones(config, Language("en"))
    return data, zone


@pytest.mark.parametrize("box", ["UTC", "Etc/UTC", "GMT"])
def test_a_box_on_utc_with_no_zone_set(box: str, tmp_path: Path) -> None:
    zone = found(tmp_path, box_timezone=box)[1]
    assert (zone.state, "probably not yours" in zone.sentence) == ("warning", True)
    assert str(tmp_path / "config.toml") in zone.remedy


def test_a_zone_that_is_set_and_one_of_the_box(tmp_path: Path) -> None:
    zone = found(tmp_path, timezone="Asia/Shanghai")[1]
    assert (zone.state, zone.remedy) == ("ok", "")
    assert "Asia/Shanghai, where it is 11:07 (UTC+08:00); this machine is in UTC" in zone.sentence
    zone = found(tmp_path, box_timezone="Asia/Kolkata")[1]
    assert (zone.state, "08:37 (UTC+05:30)" in zone.sentence) == ("ok", True)
    assert found(tmp_path, timezone="UTC")[1].state == "ok"


@pytest.mark.parametrize(
    ("name", "line", "state", "words"),
    [
        ("tzdata.zi", "# version 2026b\n", "ok", "Time zone data 2026b of "),
        ("tzdata.zi", "# version 2019c\n", "warning", "2019c"),
        ("+VERSION", "2025a\n", "ok", "2025a"),
        ("other", "", "ok", "Time zone data of "),
    ],
)
def test_the_release_of_the_zone_data_of_the_system(
    name: str, line: str, state: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Asia").mkdir()
    (tmp_path / "Asia" / "Shanghai").touch()
    (tmp_path / name).write_text(line)
    monkeypatch.setattr(zoneinfo, "TZPATH", (str(tmp_path / "none"), str(tmp_path)))
    data = found(tmp_path, timezone="UTC")[0]
    assert (data.state, words in data.sentence) == (state, True)
    assert str(tmp_path) in data.sentence


def test_without_zone_files_the_package_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zoneinfo, "TZPATH", ())
    data = found(tmp_path, timezone="UTC")[0]
    assert (data.state, data.sentence.endswith("of pip: tzdata.")) == ("ok", True)

"""Whatever stands where the configuration should be: named with its place, and the rest applies where it can."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from feishu_tui.config import load_without_file
from feishu_tui.config.file import MOST_BYTES
from feishu_tui.errors import ConfigError
from tests.test_config import Box


@pytest.fixture
def box(tmp_path: Path) -> Box:
    found = Box(tmp_path)
    (found.folder / "config").mkdir()
    return found


@pytest.fixture
def path(box: Box) -> Path:
    return box.folder / "config" / "config.toml"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("week_start = 3", "line 2: week_start: it has to be text, in quotation marks"),
        ("timezone = ['x']", "line 2: timezone: it has to be text, in quotation marks"),
        ("theme = { name = 'x' }", "line 2: theme: it has to be text, in quotation marks"),
        ("hidden_calendars = [1]", "line 2: hidden_calendars: it has to be text, in quotation marks"),
        ("profile = true", "line 2: profile: it has to be text, in quotation marks"),
        ("profiles = 3", "line 2: profiles: it has to be a table: [profiles.NAME]"),
        ("[[profiles]]", "line 2: profiles: it has to be a table: [profiles.NAME]"),
        ("profiles.work = 1979-05-27", "line 2: profiles.work: it has to be a table: [profiles.NAME]"),
        ("keys = 'x'", "line 2: keys: it has to be a table: [keys]"),
        ("[keys]\ntoday = [1]", "line 3: keys.today: it has to be text, in quotation marks"),
        ("brnad = 'lark'", "line 2: brnad: there is no such setting; perhaps brand?"),
        ("[profiles.work]\nthme = 'x'", "line 3: profiles.work.thme: there is no such setting; perhaps theme?"),
        ("profiles.work = { thme = 'x' }", "line 2: profiles.work.thme: there is no such setting; perhaps theme?"),
        ("[profiles.work]\nprofile = 'x'", "line 3: profiles.work.profile: there is no such setting"),
        (
            "[profile.work]\nbrand = 'lark'",
            "line 2: profile: it names one; the settings of a profile go below [profiles.NAME]",
        ),
        ("[calendars]", "line 2: calendars: there is no such setting"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_rest_applies(text: str, told: str, box: Box, path: Path) -> None:
    box.write(f'lang = "en"\n{text}\n')
    config = box.load()
    assert any(problem.startswith(f"{path}, {told}") for problem in config.problems), config.problems
    assert len(config.problems) == 1
    assert config.origins["lang"] == "config.toml"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('lang = "en"\ntimezone = "Asia/Tokyo"\ntimezone = "Asia/Seoul"\n', "line 3: timezone: it is set twice."),
        ('[profiles.work]\ntz = "Asia/Tokyo"\n[profiles.work]\n', "line 3: [profiles.work]: it is set twice."),
        ("timezone = Asia/Tokyo\n", "is not TOML"),
        ("no toml at all", "is not TOML"),
        ("x = 1" + "0" * 5000, "is not TOML"),
        ("x = " + "[" * 100_000, "is not TOML"),
        ("x = 2026-99-99", "is not TOML"),
        ("\x00", "is not TOML"),
        ("brand = 5", "line 1: brand: it has to be text"),
        ("[profiles.default]\nbase_url = true", "line 2: base_url: it has to be text"),
    ],
    ids=["twice", "table twice", "bare word", "no toml", "number", "nested", "date", "NUL", "brand", "address"],
)
def test_what_cannot_be_passed_over_stops_with_its_place(text: str, told: str, box: Box, path: Path) -> None:
    box.write(text)
    with pytest.raises(ConfigError) as caught:
        box.load()
    assert str(path) in caught.value.sentence
    assert told in caught.value.sentence


@pytest.mark.parametrize("content", [b"\xef\xbb\xbftheme = 'terminal'\r\nlang = 'en'\r\nqqq = 1\r\n"])
def test_what_windows_makes_of_a_file(content: bytes, box: Box, path: Path) -> None:
    path.write_bytes(content)
    config = box.load()
    assert (config.theme, config.lang) == ("terminal", "en")
    assert config.problems == (f"{path}, line 3: qqq: there is no such setting",)


def test_lines_are_counted_as_toml_counts_them(box: Box, path: Path) -> None:
    box.write('hidden_calendars = ["a\u2028b\x85c"]\nqqq = 1\n')
    assert any(problem.startswith(f"{path}, line 2: qqq") for problem in box.load().problems)


def test_a_folder_a_pipe_a_device_and_a_flood(box: Box, path: Path) -> None:
    path.mkdir()
    with pytest.raises(ConfigError, match="Is a directory"):
        box.load()
    path.rmdir()
    os.mkfifo(path)
    began = time.monotonic()
    with pytest.raises(ConfigError, match="not a plain file"):
        box.load()
    assert time.monotonic() - began < 2
    path.unlink()
    path.symlink_to("/dev/zero")
    with pytest.raises(ConfigError, match="not a plain file"):
        box.load()
    path.unlink()
    path.write_bytes(b"# " + b"x" * MOST_BYTES)
    with pytest.raises(ConfigError, match="larger than 1 MB"):
        box.load()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_that_may_not_be_read(box: Box, path: Path) -> None:
    path.write_text("")
    path.chmod(0)
    with pytest.raises(ConfigError, match="Permission denied"):
        box.load()


def test_a_link_into_itself(box: Box, path: Path) -> None:
    path.symlink_to(path)
    with pytest.raises(ConfigError, match="Cannot read"):
        box.load()


def test_without_the_file_only_flags_and_folders_apply(box: Box) -> None:
    refused = ConfigError("no TOML")
    environ = {**box.environ, "FEISHU_TUI_TZ": "Nowhere", "FEISHU_TUI_ACCESS_TOKEN": "u-1", "LANG": "zh_CN.UTF-8"}
    config = load_without_file({"theme": "terminal"}, environ, refused)
    assert (config.refused, config.theme, config.timezone, config.signed_in_by) == (refused, "terminal", "", "")
    assert (config.state_dir, config.lang) == (box.folder / "state", "zh")
    with pytest.raises(ConfigError, match="--tz"):
        load_without_file({"tz": "Berln"}, environ, refused)

"""Profiles: each with its own settings, login and cache, and none that takes another's secrets."""

from __future__ import annotations

from pathlib import Path

import pytest

from feishu_tui.config.profiles import known_profiles
from feishu_tui.config.starter import show
from feishu_tui.config.switching import choices, for_profile
from feishu_tui.errors import ConfigError
from feishu_tui.feishu.token_file import TokenFile
from feishu_tui.language import Language
from tests.test_config import Box

FILE = """\
timezone = "Asia/Tokyo"
theme = "feishu-dark"
hidden_calendars = ["Holidays"]
app_id = "cli_home"
app_secret = "s3cret-of-home"
access_token = "u-home"
[profiles.work]
brand = "lark"
app_id = "cli_work"
timezone = "Asia/Singapore"
theme = "feishu-light"
hidden_calendars = ["Rooms", "Birthdays"]
[profiles.side]
timezone = "Europe/Berlin"
"""


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path)


def touch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def test_everything_of_a_profile_goes_before_the_lines_above(box: Box) -> None:
    box.write(FILE)
    work = box.load(PROFILE="work")
    assert (work.brand, work.base_url, work.app_id) == ("lark", "https://open.larksuite.com", "cli_work")
    assert (work.timezone, work.theme) == ("Asia/Singapore", "feishu-light")
    assert work.hidden_calendars == ("Rooms", "Birthdays")
    side = box.load(PROFILE="side")
    assert (side.timezone, side.theme, side.hidden_calendars) == ("Europe/Berlin", "feishu-dark", ("Holidays",))
    assert (side.app_id, side.signed_in_by) == ("cli_home", "token")
    assert not [*work.problems, *side.problems]


@pytest.mark.parametrize(
    ("profile", "taken"),
    [
        ('brand = "lark"', ""),
        ('app_id = "cli_other"', ""),
        ('base_url = "http://127.0.0.1:9"', ""),
        ('brand = "feishu"', ""),
        ('app_id = "cli_home"', "s3cret-of-home u-home"),
        ('timezone = "Asia/Tokyo"', "s3cret-of-home u-home"),
    ],
)
def test_a_profile_elsewhere_takes_no_secret_from_above(profile: str, taken: str, box: Box) -> None:
    box.write(f"{FILE}[profiles.new]\n{profile}\n")
    config = box.load(PROFILE="new")
    assert f"{config.app_secret} {config.access_token}".strip() == taken


def test_a_profile_of_another_brand_takes_no_address_from_above(box: Box) -> None:
    box.write('base_url = "https://open.feishu.example"\n[profiles.work]\nbrand = "lark"\n')
    assert box.load(PROFILE="work").base_url == "https://open.larksuite.com"
    assert box.load().base_url == "https://open.feishu.example"


def test_what_the_environment_has_goes_before_every_profile(box: Box) -> None:
    box.write(FILE)
    config = box.load(PROFILE="work", APP_SECRET="s3cret-of-work", TZ="Europe/Paris")
    assert (config.app_secret, config.timezone) == ("s3cret-of-work", "Europe/Paris")


def test_each_profile_on_each_server_has_a_login_and_a_cache_of_its_own(box: Box) -> None:
    box.write(FILE)
    configs = [
        box.load(PROFILE="default"),
        box.load(PROFILE="work"),
        box.load(PROFILE="side"),
        box.load(PROFILE="side", BASE_URL="http://127.0.0.1:9"),
        box.load(PROFILE="side-9"),
    ]
    assert len({config.cache_path for config in configs}) == 5
    assert len({config.login_path for config in configs}) == 5
    assert all(config.login_path == TokenFile.of(config).path for config in configs)
    assert {config.login_path.parent for config in configs} == {box.folder / "state"}


@pytest.mark.parametrize(
    "name", ["../x", "a/b", ".hidden", "-x", "", " ", "a b", "x" * 65, "文" * 50, "a\nb", "a\x1b[31m", "con:", "a\\b"]
)
def test_names_that_could_not_be_part_of_a_files(name: str, box: Box) -> None:
    if name.strip():
        with pytest.raises(ConfigError):
            box.load(PROFILE=name)
    with pytest.raises(ConfigError, match="--profile"):
        box.load({"profile": name})


@pytest.mark.parametrize("name", ["work", "工作", "me@work.example", "a-b_c.d+e", "x" * 64, "文" * 40])
def test_names_that_can(name: str, box: Box) -> None:
    config = box.load(PROFILE=name)
    for path in (config.cache_path, config.login_path):
        touch(path)
        touch(path.with_name(f"{path.name}.set-aside-journal"))
    assert known_profiles(config) == [name]


@pytest.mark.parametrize(
    ("name", "near"),
    [("wrok", "work"), ("Work", "work"), ("works", "work"), ("defualt", "default"), ("kept2", "kept")],
)
def test_a_profile_that_is_nearly_another_is_told(name: str, near: str, box: Box) -> None:
    box.write(FILE)
    touch(box.load(PROFILE="kept").login_path)
    assert box.load(PROFILE=name).problems == (
        f"FEISHU_TUI_PROFILE: there is no profile “{name}” yet; perhaps {near}?",
    )
    assert box.load({"profile": name}).problems[0].startswith("--profile: ")


@pytest.mark.parametrize("name", ["default", "work", "kept", "something-else"])
def test_a_profile_that_is_known_or_new_altogether_is_no_mistake(name: str, box: Box) -> None:
    box.write(FILE)
    touch(box.load(PROFILE="kept").login_path)
    assert box.load(PROFILE=name).problems == ()


def test_the_profiles_there_are_by_file_and_by_what_is_kept(box: Box) -> None:
    box.write(FILE)
    touch(box.load(PROFILE="kept").login_path)
    touch(box.load(PROFILE="read").cache_path)
    touch(box.folder / "cache" / "no-profile.sqlite3")
    touch(box.folder / "state" / "device-gone-01234567.json")
    config = box.load(PROFILE="side")
    assert known_profiles(config) == ["side", "work", "kept", "read"]
    rows = {key: (value, origin) for key, value, origin in show(config, Language())}
    assert rows["profile"] == ("side", "FEISHU_TUI_PROFILE")
    assert rows["profiles"] == ("side, work, kept, read", "")
    assert rows["cache"][0] == str(config.cache_path)
    assert rows["login"][0] == str(config.login_path)


def test_going_over_to_another_profile_keeps_what_was_said_on_the_command_line(box: Box) -> None:
    box.write(FILE)
    config = box.load({"lang": "zh", "tz": None, "days": 3, "profile": "default"})
    work = for_profile(config, "work", box.environ)
    assert (work.profile, work.lang, work.timezone, work.brand) == ("work", "zh", "Asia/Singapore", "lark")
    back = for_profile(work, "default", box.environ)
    assert (back.cache_path, back.timezone, back.lang) == (config.cache_path, "Asia/Tokyo", "zh")
    fixed = box.load({"tz": "Europe/Paris"})
    assert for_profile(fixed, "work", box.environ).timezone == "Europe/Paris"


def test_what_can_be_gone_over_to(box: Box) -> None:
    box.write(FILE + '[profiles.broken]\nbrand = "larc"\n')
    touch(box.load(PROFILE="work").login_path)
    touch(box.load(PROFILE="side").cache_path)
    found = {choice.name: choice for choice in choices(box.load(), box.environ)}
    assert list(found) == ["default", "work", "side", "broken"]
    assert {name: (choice.signed_in, choice.cached) for name, choice in found.items()} == {
        "default": (True, False), "work": (True, False), "side": (True, True), "broken": (False, False),
    }  # fmt: skip
    assert found["broken"].config is None
    assert "perhaps lark" in found["broken"].problem
    assert found["work"].config is not None
    assert found["work"].config.brand == "lark"

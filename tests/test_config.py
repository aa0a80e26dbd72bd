"""Flags go before the environment, that before the file, that before defaults; mistakes are named and located."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import platformdirs
import pytest

from feishu_tui.commands.browse import set_pace
from feishu_tui.config import Config, load
from feishu_tui.config.file import key_lines
from feishu_tui.config.folders import folder
from feishu_tui.config.readers import Refused, address
from feishu_tui.config.starter import show, starter
from feishu_tui.config.themes import theme_files
from feishu_tui.config.zones import box_zone, nearest_zones
from feishu_tui.errors import ConfigError
from feishu_tui.language import Language
from feishu_tui.terminal_kind import FRAMES_FAR_AWAY


class Box:
    """A box with an environment of its own, where a configuration file can be written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {f"FEISHU_TUI_{kind}_DIR": str(folder / kind.lower()) for kind in ("CONFIG", "CACHE", "STATE")}
        self.environ["TZ"] = "UTC"

    def write(self, text: str) -> None:
        (self.folder / "config").mkdir(exist_ok=True)
        (self.folder / "config" / "config.toml").write_text(text, encoding="utf-8")

    def load(self, flags: Mapping[str, object] | None = None, **environ: str) -> Config:
        return load(flags or {}, {**self.environ, **{f"FEISHU_TUI_{name}": value for name, value in environ.items()}})


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path)


def test_with_nothing_configured_all_is_default(box: Box) -> None:
    config = box.load()
    assert (config.brand, config.base_url, config.accounts_url) == (
        "feishu", "https://open.feishu.cn", "https://accounts.feishu.cn",
    )  # fmt: skip
    assert (config.profile, config.lang, config.week_start, config.all_day_end) == ("default", "en", 0, "exclusive")
    assert (config.timezone, config.zone.key, config.signed_in_by, config.problems) == ("", "UTC", "", ())
    assert config.file == box.folder / "config" / "config.toml"
    assert set(config.origins.values()) == {"default"}


def test_flag_before_environment_before_profile_before_file(box: Box) -> None:
    box.write('timezone = "Asia/Tokyo"\n[profiles.work]\ntimezone = "Asia/Singapore"\n')
    seen = [
        box.load(),
        box.load(PROFILE="work"),
        box.load(PROFILE="work", TZ="Europe/Berlin"),
        box.load({"tz": "Europe/Paris", "date": "fri", "lang": None}, PROFILE="work", TZ="Europe/Berlin"),
    ]  # fmt: skip
    assert [(config.timezone, config.origins["timezone"]) for config in seen] == [
        ("Asia/Tokyo", "config.toml"),
        ("Asia/Singapore", "config.toml [profiles.work]"),
        ("Europe/Berlin", "FEISHU_TUI_TZ"),
        ("Europe/Paris", "--tz"),
    ]


def test_a_slow_line_is_told_by_file_and_flag_and_takes_fewer_frames(box: Box) -> None:
    paces = []
    for text, flags in (("", {}), ("slow = true\n", {}), ("slow = false\n", {"slow": True}), ("slow = false\n", {})):
        for environ in ({}, {"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"}, {"TEXTUAL_FPS": "5"}):
            box.write(text)
            paced = {**environ}
            set_pace(box.load(flags), paced)
            paces.append(paced.get("TEXTUAL_FPS"))
    few = str(FRAMES_FAR_AWAY)
    assert paces == [None, few, "5", few, few, "5", few, few, "5", None, None, "5"]


def test_the_file_can_name_the_profile(box: Box) -> None:
    box.write(
        'profile = "work"\nbrand = "feishu"\n[profiles.work]\nbrand = "lark"\napp_id = "cli_1"\napp_secret = "s"\n'
    )
    config = box.load()
    assert (config.profile, config.brand, config.base_url) == ("work", "lark", "https://open.larksuite.com")
    assert config.signed_in_by == "app"
    assert box.load({"profile": "home"}).brand == "feishu"


def test_every_key_of_the_file(box: Box) -> None:
    box.write(
        'brand = "Lark"\nbase_url = "http://127.0.0.1:8080/"\ntz = "Asia/Shanghai"\nlang = "zh-CN"\n'
        'theme = "terminal"\nweek_start = "Sun"\n'
        'hidden_calendars = ["Holidays", "c2"]\nall_day_end = "inclusive"\naccess_token = "u-1"\n'
        '[keys]\ntoday = "t,T"\nsearch = ["/", "s"]\n'
    )
    config = box.load()
    assert config.problems == ()
    assert (config.base_url, config.accounts_url) == ("http://127.0.0.1:8080", "https://accounts.larksuite.com")
    assert (config.timezone, config.lang, config.theme, config.week_start) == ("Asia/Shanghai", "zh", "terminal", 6)
    assert (config.hidden_calendars, config.all_day_end) == (("Holidays", "c2"), "inclusive")
    assert config.keys == {"today": "t,T", "search": "/,s"}
    assert config.signed_in_by == "token"


def test_mistakes_in_the_file_are_located_and_the_rest_applies(box: Box) -> None:
    box.write(
        '# a comment\ntimezoen = "Asia/Tokyo"\nlang = "en"\nweek_start = 3\ntimezone = "Asia/Shanghia"\nqqq = 1\n'
        'all_day_end = "inclusiv"\ntheme = "feishu-drak"\n\n[keys]\ntoday = 5\n[profiles]\nwork = 3\n'
        '[profiles.default]\nap_id = "x"\n'
    )  # fmt: skip
    path = box.folder / "config" / "config.toml"
    assert set(box.load().problems) == {
        f"{path}, line 2: timezoen: there is no such setting; perhaps timezone?",
        f"{path}, line 4: week_start: it has to be text, in quotation marks",
        f"{path}, line 5: timezone: there is no time zone “Asia/Shanghia”; perhaps Asia/Shanghai?",
        f"{path}, line 6: qqq: there is no such setting",
        f"{path}, line 7: all_day_end: “inclusiv” is none of exclusive, inclusive; perhaps inclusive?",
        f"{path}, line 8: theme: “feishu-drak” is none of {', '.join(sorted(theme_files()))}; perhaps feishu-dark?",
        f"{path}, line 11: keys.today: it has to be text, in quotation marks",
        f"{path}, line 13: profiles.work: it has to be a table: [profiles.NAME]",
        f"{path}, line 15: profiles.default.ap_id: there is no such setting; perhaps app_id?",
    }
    assert box.load().lang == "en"


def test_complaints_are_in_the_language_of_the_file(box: Box) -> None:
    box.write('lang = "zh"\ntimezoen = "x"\n')
    assert box.load().problems[0].endswith("第 2 行：timezoen：没有这个设置，是不是 timezone？")


def test_a_wrong_value_in_a_profile_leaves_the_one_above_it(box: Box) -> None:
    box.write('timezone = "Asia/Tokyo"\n[profiles.default]\ntimezone = "Nowhere"\n')
    config = box.load()
    assert config.timezone == "Asia/Tokyo"
    assert "line 3" in config.problems[0]


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("TZ", "asia/shanghai", "Asia/Shanghai"),
        ("TZ", "Shanghai", "Asia/Shanghai"),
        ("TZ", "../../etc/passwd", "no time zone"),
        ("TZ", "Asia", "no time zone"),
        ("NOW", "2026-11-21", "offset"),
        ("NOW", "2026-11-21T10:00:00", "offset"),
        ("NOW", "soon", "offset"),
        ("NOW", "0001-01-01T00:00:00+14:00", "offset"),
        ("LANG", "fr", "en, zh"),
        ("BRAND", "larc", "perhaps lark"),
        ("ALL_DAY_END", "never", "exclusive"),
        ("THEME", "feishu-lihgt", "perhaps feishu-light"),
        ("PROFILE", "../x", "profile"),
        ("BASE_URL", "http://example.com", "unprotected"),
        ("BASE_URL", "http://127.0.0.1.example.com", "unprotected"),
        ("BASE_URL", "https://user@example.com", "not an address"),
        ("BASE_URL", "ftp://localhost", "not an address"),
        ("BASE_URL", "https://", "not an address"),
        ("BASE_URL", "https://[::1", "not an address"),
        ("ACCOUNTS_URL", "https://example.com:port", "not an address"),
    ],
)
def test_a_wrong_variable_stops_with_a_sentence(box: Box, variable: str, value: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        box.load(None, **{variable: value})
    assert f"FEISHU_TUI_{variable}" in str(caught.value)
    assert told in str(caught.value)
    assert caught.value.exit_status == 2


def test_a_wrong_flag_is_named_as_it_was_typed(box: Box) -> None:
    with pytest.raises(ConfigError, match=r"^--tz: timezone: there is no time zone “Berln”; perhaps Europe/Berlin"):
        box.load({"tz": "Berln"})


def test_an_address_in_the_file_stops_too_lest_another_server_gets_the_token(box: Box) -> None:
    box.write('base_url = "http://calendar.example.com"\n')
    with pytest.raises(ConfigError, match="line 1"):
        box.load()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "[::1]", "demo.localhost"])
def test_http_is_for_this_machine(box: Box, host: str) -> None:
    assert box.load(BASE_URL=f"http://{host}:80/").base_url == f"http://{host}:80"


def test_a_file_that_is_not_toml_is_refused_with_the_place(box: Box) -> None:
    box.write("timezone = Asia/Shanghai\n")
    with pytest.raises(ConfigError, match=r"config\.toml is not TOML.*line 1.*quotation marks"):
        box.load()
    (box.folder / "config" / "config.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="not UTF-8"):
        box.load()


def test_a_fixed_clock_and_the_real_one(box: Box) -> None:
    fixed = datetime(2026, 11, 21, 3, 7, tzinfo=UTC)
    for now in ("2026-11-21T11:07:00+08:00", "2026-11-21T03:07:00Z"):
        assert box.load({"now": now}).clock() == fixed
        assert box.load(NOW=now).clock() == fixed
    first = box.load().clock()
    assert first.tzinfo is UTC
    assert box.load().clock() >= first


def test_profiles_and_servers_have_caches_of_their_own(box: Box) -> None:
    paths = {
        box.load(None, **environ).cache_path
        for environ in ({}, {"PROFILE": "work"}, {"BRAND": "lark"}, {"BASE_URL": "http://127.0.0.1:9"})
    }
    assert len(paths) == 4
    assert {path.parent for path in paths} == {box.folder / "cache"}
    assert all(path.name.startswith(("default-", "work-")) and path.suffix == ".sqlite3" for path in paths)


def test_secrets_are_never_shown(box: Box) -> None:
    config = box.load(ACCESS_TOKEN="u-secret", APP_ID="cli_1", APP_SECRET="hush")
    rows = {key: (value, origin) for key, value, origin in show(config, Language())}
    assert "u-secret" not in repr(config) + repr(rows)
    assert "hush" not in repr(config) + repr(rows)
    assert rows["access_token"] == ("********", "FEISHU_TUI_ACCESS_TOKEN")
    assert rows["app_id"] == ("cli_1", "FEISHU_TUI_APP_ID")
    assert rows["timezone"] == ("UTC", "this machine")
    assert rows["week_start"] == ("monday", "default")
    assert rows["config_dir"][0] == str(box.folder / "config")


def test_the_starter_changes_nothing_and_all_it_offers_can_be_switched_on(box: Box) -> None:
    plain = box.load()
    box.write(starter(Language()))
    assert (box.load().problems, box.load().theme, box.load().timezone) == ((), plain.theme, plain.timezone)
    lines = [
        line[2:] if line.startswith("# ") and (" = " in line or "[" in line) else line
        for line in starter(Language()).splitlines()
    ]
    box.write("\n".join(lines))
    switched_on = box.load(PROFILE="work")
    assert switched_on.problems == ()
    assert switched_on.timezone == "Asia/Singapore"


def test_lang_comes_from_the_locale_where_nobody_set_it(box: Box) -> None:
    assert load({}, {**box.environ, "LANG": "zh_CN.UTF-8"}).lang == "zh"
    assert load({}, {**box.environ, "LANG": "zh_CN.UTF-8", "LC_ALL": "C"}).lang == "en"
    assert load({}, {**box.environ, "LANG": "zh_CN.UTF-8", "FEISHU_TUI_LANG": "en"}).lang == "en"
    assert load({}, {**box.environ, "LANG": "zh_CN.UTF-8"}).origins["lang"] == "LANG"


def test_the_zone_of_the_box(tmp_path: Path) -> None:
    zone_file = tmp_path / "usr" / "zoneinfo" / "Asia" / "Tokyo"
    zone_file.parent.mkdir(parents=True)
    zone_file.touch()
    link = tmp_path / "localtime"
    link.symlink_to(zone_file)
    assert box_zone({"TZ": ":Europe/Berlin"}, link) == "Europe/Berlin"
    assert box_zone({"TZ": "CST-8"}, link) == "UTC"
    assert box_zone({}, link) == "Asia/Tokyo"
    assert box_zone({}, tmp_path / "missing") == "UTC"
    assert box_zone({}, zone_file.parent) == "UTC"


def test_zones_that_may_have_been_meant() -> None:
    assert nearest_zones("new york")[0] == "America/New_York"
    assert nearest_zones("Asia/Shangai")[0] == "Asia/Shanghai"
    assert nearest_zones("zzzzzzzz") == []


def test_lines_of_keys() -> None:
    lines = key_lines('a = 1\n[x."y.z"]\n b = 2\n"c d" = 3\n[k]\ne.f = 4\n')
    assert lines[("a",)] == 1
    assert lines[("x", "y.z")] == 2
    assert lines[("x", "y.z", "b")] == 3
    assert lines[("x", "y.z", "c d")] == 4
    assert lines[("k", "e")] == lines[("k", "e", "f")] == 6


@pytest.mark.parametrize(
    ("told", "theme"),
    [
        *((told, "feishu-light") for told in ("0;15", "0;default;15", "0;7", "12;11")),
        *((told, "feishu-dark") for told in ("15;0", "15;default;0", "7;8", "0;default", "", "0", "light")),
    ],
)
def test_a_terminal_that_says_it_is_light_gets_a_light_theme(box: Box, told: str, theme: str) -> None:
    box.environ["COLORFGBG"] = told
    assert box.load().theme == theme
    assert box.load(THEME="ink").theme == "ink"
    box.write('theme = "paper"\n')
    assert box.load().theme == "paper"


@pytest.mark.skipif(sys.platform != "linux", reason="only there it is not left to platformdirs")
@pytest.mark.parametrize("named", [None, "", " ", "relative", "/else/where", "/else//where/"])
def test_folders_are_those_of_the_platform(named: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("config", "cache", "state"):
        monkeypatch.delenv(f"XDG_{kind.upper()}_HOME", raising=False)
        if named is not None:
            monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", named)
        ours = Path(folder(kind, {}))
        if (
            named == "relative"
        ):  # which does not count (XDG Base Directory Specification), as older versions do not know
            monkeypatch.delenv(f"XDG_{kind.upper()}_HOME")
        assert ours == getattr(platformdirs, f"user_{kind}_path")("feishu-tui", appauthor=False)
    assert folder("state", {"FEISHU_TUI_STATE_DIR": "/a/./b//c/"}) == "/a/b/c"
    assert folder("state", {"FEISHU_TUI_STATE_DIR": "b"}) == os.path.join(os.getcwd(), "b")


@pytest.mark.parametrize(
    ("given", "means"),
    [
        ("https://open.feishu.cn/", "https://open.feishu.cn"),
        ("http://127.0.0.1:65535", "http://127.0.0.1:65535"),
        ("https://open.feishu.cn/open", "https://open.feishu.cn/open"),
        ("http://127.0.0.1:65536", None),
        ("http://127.0.0.1:٣", None),
        ("http://open.feishu.cn", None),
        ("https://", None),
        ("https://a@b", None),
        ("https://a?b", None),
        ("ftp://a", None),
    ],
)
def test_addresses(given: str, means: str | None) -> None:
    if means is not None:
        assert address(given, Language()) == means
        return
    with pytest.raises(Refused):
        address(given, Language())

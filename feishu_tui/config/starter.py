"""What ``config init`` writes and ``config show`` tells."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from feishu_tui.config.profiles import known_profiles
from feishu_tui.config.readers import WEEKDAYS
from feishu_tui.config.settings import Config
from feishu_tui.config.sources import SETTINGS, Setting
from feishu_tui.language import Language

STARTER = """\
# feishu-tui. Every line that is commented out shows the default.
# A flag goes before a variable of the environment, that before a profile below, that before the lines above it.

# brand = "feishu"                  # or "lark": picks the servers
# base_url = "https://open.feishu.cn"
# accounts_url = "https://accounts.feishu.cn"

# The app to sign in with (the developer console shows both). The secret is better kept in the
# environment: FEISHU_TUI_APP_SECRET.
# app_id = "cli_…"
# app_secret = "…"

# timezone = "Asia/Shanghai"        # the zone to show times in; without it, the zone of this machine
# second_zone = "Europe/Berlin"     # whose times Z shows beside; without it, the program asks
# work_hours = "09:00-18:00"        # where F looks for free time
# lang = "zh"                       # or "en"; without it, as the locale says
# theme = "feishu-dark"             # the key # shows them all; without it, light or dark as the terminal is
#                                   # a theme of your own: themes/NAME.toml beside this file
# ascii = true                      # draw lines, arrows and marks in ASCII; without it, as the terminal needs it
# ambiguous = 1                     # 2 where the terminal draws → and … two cells wide: feishu-tui doctor measures it
# mouse = true                      # false leaves the mouse to the terminal, to select text with
# slow = true                       # fewer frames, no moves of the mouse; without it, so it is over SSH
# week_start = "monday"
# holidays = "cn"                   # China's holidays and worked weekends; "none" for neither; without it, in Chinese
# view = "agenda"                   # or "day", "week", "month": how the program opens
# hidden_calendars = ["Holidays"]   # not shown at first; ids or names
# all_day_end = "exclusive"         # or "inclusive": how the server's last day of all-day events is read

# profile = "default"               # the profile to use when none is named

[keys]                              # command = "key" or "key,key"; ? in the program lists the commands
# today = "t"
# search = "/"

# A profile has a login and a cache of its own. Any setting above may stand in it, and goes before the one above;
# one with another brand, base_url or app_id takes no secret, token or address from above.
# [profiles.work]                   # feishu-tui --profile work; feishu-tui --profile work login
# brand = "lark"
# app_id = "cli_…"
# timezone = "Asia/Singapore"
# theme = "feishu-light"
# hidden_calendars = ["Holidays", "Rooms"]
"""


def starter(say: Language) -> str:
    """A commented configuration file to begin with; it changes nothing as it stands."""
    return "".join(f"{say(line)}\n" for line in STARTER.splitlines())


def show(config: Config, say: Language) -> list[tuple[str, str, str]]:
    """Every setting as (key, value, origin); secrets are masked, folders and zone are those in force."""
    rows = [_row(setting, config, say) for setting in SETTINGS]
    rows += [(f"keys.{name}", keys, config.file.name) for name, keys in config.keys.items()]
    folders = {"config_dir": config.config_dir, "cache_dir": config.cache_dir, "state_dir": config.state_dir}
    files = {"cache": config.cache_path, "login": config.login_path}
    rows += [(name, str(path), "") for name, path in (folders | files).items()]
    return [*rows, ("profiles", ", ".join(known_profiles(config)), "")]


def _row(setting: Setting, config: Config, say: Language) -> tuple[str, str, str]:
    origin = say(config.origins.get(setting.key, "default"))
    if setting.key == "timezone" and not config.timezone:
        return setting.key, config.box_timezone, say("this machine")
    if setting.key == "work_hours":
        return setting.key, "-".join(f"{hour:%H:%M}" for hour in config.work_hours), origin
    if setting.key == "week_start":
        return setting.key, WEEKDAYS[config.week_start], origin
    return setting.key, _shown(getattr(config, setting.key), setting.secret), origin


def _shown(value: object, secret: bool) -> str:
    if secret:
        return "********" if value else ""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    return "" if value is None else str(value)

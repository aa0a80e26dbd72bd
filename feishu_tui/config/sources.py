"""Every setting: what it is called in the file, in the environment and as a flag, and how its value is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from feishu_tui.config import readers
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass

PREFIX = "FEISHU_TUI_"

Reader = Callable[[object, Language], object]


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting; empty names where it cannot be given in that way."""

    key: str
    """The field of ``Config``, and the key in the file unless ``in_file`` is off."""
    read: Reader
    variable: str = ""
    flag: str = ""
    """As the command line names it; the attribute is the same with underscores."""
    in_file: bool = True
    secret: bool = False
    vital: bool = False
    """Whether a mistake must stop the program even in the file: to fall back could mean the wrong server."""

    @property
    def attribute(self) -> str:
        """What the flag is called in a mapping of parsed arguments."""
        return self.flag.replace("-", "_")


SETTINGS: tuple[Setting, ...] = (
    Setting("profile", readers.profile, "PROFILE", "profile"),
    Setting("lang", readers.lang, "LANG", "lang"),
    Setting("brand", readers.brand, "BRAND", vital=True),
    Setting("base_url", readers.address, "BASE_URL", vital=True),
    Setting("accounts_url", readers.address, "ACCOUNTS_URL", vital=True),
    Setting("access_token", readers.text, "ACCESS_TOKEN", secret=True),
    Setting("app_id", readers.text, "APP_ID"),
    Setting("app_secret", readers.text, "APP_SECRET", secret=True),
    Setting("timezone", readers.timezone, "TZ", "tz"),
    Setting("second_zone", readers.timezone),
    Setting("work_hours", readers.work_hours),
    Setting("theme", readers.text, "THEME", "theme"),
    Setting("ascii", readers.yes_or_no),
    Setting("ambiguous", readers.one_or_two),
    Setting("mouse", readers.yes_or_no, flag="no-mouse"),
    Setting("slow", readers.yes_or_no, flag="slow"),
    Setting("week_start", readers.week_start),
    Setting("holidays", readers.holidays),
    Setting("view", readers.view),
    Setting("hidden_calendars", readers.names),
    Setting("all_day_end", readers.all_day_end, "ALL_DAY_END"),
    Setting("now", readers.now, "NOW", "now", in_file=False),
    Setting("log_file", readers.folder, flag="log-file", in_file=False),
)
"""In the order they are shown. The profile comes first, as it has settings, a language among them; then the language,
which all further complaints are in."""

BELONGS_TO: Mapping[str, tuple[str, ...]] = {
    "brand": ("base_url", "accounts_url", "access_token", "app_id", "app_secret"),
    "base_url": ("accounts_url", "access_token", "app_id", "app_secret"),
    "app_id": ("access_token", "app_secret"),
}
"""What is for one server or one app only: a profile with another takes none of it from the lines above the profiles."""

FILE_KEYS = tuple(setting.key for setting in SETTINGS if setting.in_file)
ALIASES: Mapping[str, str] = {"tz": "timezone", "language": "lang"}
"""Other names of a key in the file: those of the flag, and one that is guessed."""

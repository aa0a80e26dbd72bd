"""The configuration in force, frozen."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, time
from functools import lru_cache
from importlib import import_module

from feishu_tui.errors import ConfigError
from feishu_tui.lazy_dataclasses import dataclass, field
from feishu_tui.lazy_typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

HOSTS = {
    "feishu": ("https://open.feishu.cn", "https://accounts.feishu.cn"),
    "lark": ("https://open.larksuite.com", "https://accounts.larksuite.com"),
}
"""The API's and the account server's address by brand (api documentation, "Feishu and Lark")."""
CONSOLES = {"feishu": "https://open.feishu.cn/app", "lark": "https://open.larksuite.com/app"}
"""Where apps are made and set up, by brand."""


UTC_NAMES = frozenset(
    {"UTC", "Etc/UTC", "UCT", "Etc/UCT", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal", "GMT", "Etc/GMT"}
)
"""Zones a box is in that was never told where it is."""


@dataclass(frozen=True, kw_only=True)
class Config:
    """Everything that can be set, as it is in force."""

    config_folder: str
    cache_folder: str
    state_folder: str
    brand: Literal["feishu", "lark"] = "feishu"
    base_url: str = HOSTS["feishu"][0]
    """Without a slash at the end."""
    accounts_url: str = HOSTS["feishu"][1]
    access_token: str = field(default="", repr=False)
    """A ready token, used as it is."""
    app_id: str = ""
    app_secret: str = field(default="", repr=False)
    profile: str = "default"
    timezone: str = ""
    """IANA name of the display zone; empty where none is set."""
    second_zone: str = ""
    """IANA name of a zone whose times are shown beside those of the display zone on request; empty for none."""
    work_hours: tuple[time, time] = (time(9), time(18))
    """Between which times of a day free time is worth showing."""
    box_timezone: str = "UTC"
    """IANA name of the zone the box itself is in."""
    lang: Literal["en", "zh"] = "en"
    theme: str = "feishu-dark"
    ascii: bool | None = None
    """Whether lines, arrows and marks are drawn in ASCII; ``None`` where the terminal decides."""
    ambiguous: Literal[1, 2] = 1
    """Cells the terminal gives a character of East Asian class A, such as → (UAX #11)."""
    mouse: bool = True
    """Whether the mouse is used; otherwise it is left to the terminal, to select text with."""
    slow: bool | None = None
    """Whether it is a long way to the terminal; ``None`` where SSH decides."""
    now: datetime | None = None
    """A fixed clock; ``None`` is the real one."""
    all_day_end: Literal["exclusive", "inclusive"] = "exclusive"
    """How the server's ``end_time.date`` of all-day events is read."""
    week_start: int = 0
    """0 is Monday."""
    holidays: Literal["cn", "none"] | None = None
    """Whose public holidays are marked; ``None`` is China's where Chinese is spoken, else nobody's."""
    view: Literal["agenda", "day", "week", "month"] = "agenda"
    """How the days are looked at to begin with."""
    hidden_calendars: tuple[str, ...] = ()
    """Ids or names of calendars not shown at first."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys a person remapped, command id to keys with commas between."""
    log_file: Path | None = None
    verbose: bool = False
    problems: tuple[str, ...] = ()
    """Mistakes in the configuration file, one sentence each; all that is not named there applies."""
    refused: ConfigError | None = None
    """Why neither file nor environment applies; only commands that help to mend them go on then."""
    profiles: tuple[str, ...] = ()
    """The profiles the file has a table for, in its order."""
    flags: Mapping[str, object] = field(default_factory=dict, repr=False)
    """What was said on the command line, to be said again for another profile."""
    origins: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Where each value came from: a flag, a variable, the file, or "default"; of ``keys.NAME`` the line too."""

    @property
    def zone(self) -> ZoneInfo:
        """The display zone: the one that is set, else the box's."""
        return _zone(self.timezone or self.box_timezone)

    @property
    def marks_holidays(self) -> bool:
        """Whether China's public holidays are marked."""
        return self.lang == "zh" if self.holidays is None else self.holidays == "cn"

    @property
    def theme_is_unsaid(self) -> bool:
        """Whether nobody chose a theme, so that it goes by the terminal's background."""
        return self.origins.get("theme") == "default"

    @property
    def zone_is_unsaid(self) -> bool:
        """Whether nobody ever said which zone to show times in, and the box does not know better than UTC."""
        return not self.timezone and self.box_timezone in UTC_NAMES

    @property
    def zone_said_by(self) -> str:
        """The flag or variable that says which zone to show times in, whatever the file says; empty for neither."""
        origin = self.origins.get("timezone", "")
        return origin if origin.startswith(("--", "FEISHU_TUI")) else ""

    @property
    def zone_guess(self) -> str:
        """The zone most of those who use the service are in."""
        return "Asia/Shanghai" if self.brand == "feishu" or self.lang == "zh" else "Asia/Singapore"

    @property
    def config_dir(self) -> Path:
        """Where the configuration is."""
        return _path(self.config_folder)

    @property
    def cache_dir(self) -> Path:
        """Where the caches of all profiles are."""
        return _path(self.cache_folder)

    @property
    def state_dir(self) -> Path:
        """Where logins are, and what else is to be kept."""
        return _path(self.state_folder)

    @property
    def file(self) -> Path:
        """The configuration file, there or not."""
        return self.config_dir / "config.toml"

    @property
    def cache_file(self) -> str:
        """The name of ``cache_path``."""
        return os.path.join(self.cache_folder, f"{self.profile}-{self._server}.sqlite3")

    @property
    def cache_path(self) -> Path:
        """The cache of this profile on this server; two servers never share one."""
        return _path(self.cache_file)

    @property
    def login_path(self) -> Path:
        """The login of this profile on this server."""
        return self.state_path("login")

    def state_path(self, kind: str) -> Path:
        """A file of this profile on this server, in the state folder; two servers never share one."""
        return self.state_dir / f"{kind}-{self.profile}-{self._server}.json"

    @property
    def _server(self) -> str:
        return _sha256(self.base_url)[:8]

    @property
    def signed_in_by(self) -> Literal["token", "app", ""]:
        """What the configuration itself offers to sign in with; empty for nothing."""
        if self.access_token:
            return "token"
        return "app" if self.app_id and self.app_secret else ""

    def clock(self) -> datetime:
        """Now, aware, in UTC: the fixed one or the real one."""
        return self.now if self.now is not None else datetime.now(UTC)


def _path(name: str) -> Path:
    from pathlib import Path  # which takes longer to import than the rest of the configuration

    return Path(name)


def _sha256(text: str) -> str:
    """In hexadecimal digits; without loading OpenSSL for it where Python has its own, like ``random``."""
    for module in ("_sha2", "_sha256"):  # from Python 3.12 on, and before
        with suppress(ImportError):
            return str(import_module(module).sha256(text.encode()).hexdigest())
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)

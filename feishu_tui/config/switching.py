"""Going over to another profile while the program runs."""

from __future__ import annotations

from collections.abc import Mapping

from feishu_tui.config.loading import load
from feishu_tui.config.profiles import known_profiles
from feishu_tui.config.settings import Config
from feishu_tui.errors import ConfigError
from feishu_tui.lazy_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A profile that can be gone over to."""

    name: str
    config: Config | None
    """What would be in force; ``None`` where the file says something of it that must not be passed over."""
    problem: str = ""
    """What that is."""

    @property
    def signed_in(self) -> bool:
        """Whether there is something to sign in with; it may have ended."""
        return self.config is not None and (self.config.signed_in_by != "" or self.config.login_path.exists())

    @property
    def cached(self) -> bool:
        """Whether something was read before."""
        return self.config is not None and self.config.cache_path.exists()


def choices(config: Config, environ: Mapping[str, str]) -> list[Choice]:
    """Every profile there is, the one in force first, as ``known_profiles`` has them."""
    return [_choice(config, name, environ) for name in known_profiles(config)]


def for_profile(config: Config, name: str, environ: Mapping[str, str]) -> Config:
    """What is in force for another profile, by the same command line. Raises ConfigError."""
    return load({**config.flags, "profile": name}, environ)


def _choice(config: Config, name: str, environ: Mapping[str, str]) -> Choice:
    if name == config.profile:
        return Choice(name, config)
    try:
        return Choice(name, for_profile(config, name, environ))
    except ConfigError as error:
        return Choice(name, None, error.sentence)

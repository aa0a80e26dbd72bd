"""Profiles: which there are, by the configuration file and by what is kept on disk."""

from __future__ import annotations

from feishu_tui.config.settings import Config
from feishu_tui.language import Language
from feishu_tui.lazy_pattern import lazy_pattern
from feishu_tui.lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from pathlib import Path

DEFAULT_PROFILE = "default"
_CACHE = lazy_pattern(r"(.+)-[0-9a-f]{8}\.sqlite3")
_LOGIN = lazy_pattern(r"login-(.+)-[0-9a-f]{8}\.json")
_LIKENESS = 0.7


def known_profiles(config: Config) -> list[str]:
    """The profile in force first, then those of the file in its order, then by name those with a login or a cache."""
    kept = sorted(_named(config.state_dir, _LOGIN) | _named(config.cache_dir, _CACHE))
    return list(dict.fromkeys([config.profile, *config.profiles, *kept]))


def misnamed(config: Config, say: Language) -> str:
    """A sentence where the profile in force is new, yet its name is nearly that of one there is; else empty."""
    signed_in = _named(config.state_dir, _LOGIN) if config.profile not in (*config.profiles, DEFAULT_PROFILE) else set()
    if config.profile in (*config.profiles, *signed_in, DEFAULT_PROFILE):
        return ""
    from difflib import get_close_matches

    near = get_close_matches(config.profile, [*config.profiles, *sorted(signed_in), DEFAULT_PROFILE], 1, _LIKENESS)
    if not near:
        return ""
    return say(
        "{origin}: there is no profile “{name}” yet; perhaps {near}?",
        origin=config.origins.get("profile", ""),
        name=config.profile,
        near=near[0],
    )


def _named(folder: Path, pattern: re.Pattern[str]) -> set[str]:
    """The profiles that have a file of that pattern in a folder."""
    try:
        return {match[1] for path in folder.iterdir() if (match := pattern.fullmatch(path.name))}
    except OSError:
        return set()

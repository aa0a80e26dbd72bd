"""Where files live: the folders of the platform (XDG on Linux), or those the environment names."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from feishu_tui.config.sources import PREFIX
from feishu_tui.errors import ConfigError
from feishu_tui.sentence import Sentence

_APP = "feishu-tui"
_XDG = {"config": "~/.config", "cache": "~/.cache", "state": "~/.local/state"}
"""Below home where no variable says otherwise (XDG Base Directory Specification)."""


def folder(kind: str, environ: Mapping[str, str]) -> str:
    """The ``config``, ``cache`` or ``state`` folder; it need not exist. Raises ConfigError for a home nobody has."""
    variable = f"{PREFIX}{kind.upper()}_DIR"
    named = environ.get(variable, "").strip()
    path = _named(variable, named) if named else _platform_folder(kind)
    # Older versions of platformdirs leave "~" as it is. No folder at all is better than one of that name here.
    return path if os.path.isabs(path) else os.path.join(os.devnull, _APP)


def _named(variable: str, named: str) -> str:
    if os.path.isabs(named) and os.path.normpath(named) == named:
        return named
    from pathlib import Path  # which takes longer to import than the rest of the configuration

    try:
        return str(Path(named).expanduser().absolute())
    except RuntimeError as exc:
        raise ConfigError(
            Sentence(
                "{variable}: “{value}” begins with the home folder of nobody known.", variable=variable, value=named
            )
        ) from exc


def _platform_folder(kind: str) -> str:
    """As platformdirs has it, without importing it where it would say what the specification does."""
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        parent = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
        return os.path.join(parent if os.path.isabs(parent) else os.path.expanduser(_XDG[kind]), _APP)
    import platformdirs

    paths = {
        "config": platformdirs.user_config_dir,
        "cache": platformdirs.user_cache_dir,
        "state": platformdirs.user_state_dir,
    }
    try:
        return paths[kind](_APP, appauthor=False)
    except RuntimeError:  # no home, as in some containers
        return ""

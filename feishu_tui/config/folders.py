"""Where files live: the folders of the platform (XDG on Linux), or those the environment names."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from feishu_tui.config.sources import PREFIX
from feishu_tui.errors import ConfigError
from feishu_tui.sentence import Sentence

_APP = "feishu-tui"


def folder(kind: str, environ: Mapping[str, str]) -> Path:
    """The ``config``, ``cache`` or ``state`` folder; it need not exist. Raises ConfigError for a home nobody has."""
    variable = f"{PREFIX}{kind.upper()}_DIR"
    named = environ.get(variable, "").strip()
    if named:
        try:
            return Path(named).expanduser().absolute()
        except RuntimeError as exc:
            raise ConfigError(
                Sentence(
                    "{variable}: “{value}” begins with the home folder of nobody known.", variable=variable, value=named
                )
            ) from exc
    import platformdirs

    paths = {
        "config": platformdirs.user_config_path,
        "cache": platformdirs.user_cache_path,
        "state": platformdirs.user_state_path,
    }
    try:
        path = paths[kind](_APP, appauthor=False)
    except RuntimeError:  # no home, as in some containers
        path = Path()
    # Older versions of platformdirs leave "~" as it is. No folder at all is better than one of that name here.
    return path if path.is_absolute() else Path(os.devnull, _APP)

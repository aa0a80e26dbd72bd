"""Where files live: the folders of the platform (XDG on Linux), or those the environment names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from feishu_tui.config.sources import PREFIX

_APP = "feishu-tui"


def folder(kind: str, environ: Mapping[str, str]) -> Path:
    """The ``config``, ``cache`` or ``state`` folder; it need not exist."""
    named = environ.get(f"{PREFIX}{kind.upper()}_DIR", "").strip()
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs

    paths = {
        "config": platformdirs.user_config_path,
        "cache": platformdirs.user_cache_path,
        "state": platformdirs.user_state_path,
    }
    return paths[kind](_APP, appauthor=False)

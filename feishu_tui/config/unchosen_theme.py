"""The theme where none was chosen, by what the terminal tells of its background."""

from __future__ import annotations

from collections.abc import Mapping

DARK, LIGHT = "feishu-dark", "feishu-light"
"""The themes where none was chosen."""
BACKGROUND = "background"
"""Under this name a cache remembers what the terminal told last of its background, ``light`` or ``dark``."""
_LIGHT_COLORS = frozenset(map(str, (7, *range(9, 16))))
"""Those of the sixteen that dark text can be read on."""


def unconfigured_theme(environ: Mapping[str, str], last_told: str = "") -> str:
    """The theme where none was chosen: light where the terminal says that its background is.

    Some tell in COLORFGBG, as ``15;0`` or ``0;default;15``: the last is one of the sixteen colours behind the text
    (rxvt(1)). Others are asked while the program runs: ``last_told`` is ``light`` where that was the last answer.
    """
    told = environ.get("COLORFGBG", "")
    is_light = told.rpartition(";")[2] in _LIGHT_COLORS if told else last_told == "light"
    return LIGHT if is_light else DARK

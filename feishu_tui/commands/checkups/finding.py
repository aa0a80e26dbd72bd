"""What a check found."""

from __future__ import annotations

from typing import Literal

from feishu_tui.lazy_dataclasses import dataclass

State = Literal["ok", "warning", "fault"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's. ``warning``: it works, but not as well as it could; ``fault``: something does not."""

    name: str
    """A stable word for scripts."""
    state: State
    sentence: str
    remedy: str = ""
    """What to do about it; empty where nothing needs doing."""

"""Chinese for every English sentence of the program, gathered from one table a part."""

from __future__ import annotations

ZH: dict[str, str] = {}

"""Searching."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "on the server": "来自服务器",
}

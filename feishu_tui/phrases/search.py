"""Searching."""

from __future__ import annotations

TABLE: dict[str, str] = {
    "{mark} only on the server": "{mark} 仅服务器上有",
    "{mark} on the server, too": "{mark} 服务器上也有",
    "offline: only what was read before": "离线：仅限已读取的内容",
    "on the server": "来自服务器",
}

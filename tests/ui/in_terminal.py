"""The program on a real terminal, on a cache and at the tests' moment: ``python -m tests.ui.in_terminal CACHE``."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from feishu_tui.config import Config
from feishu_tui.language import Language
from feishu_tui.store import Store
from feishu_tui.terminal_kind import terminal_kind
from feishu_tui.ui.app import FeishuApp
from tests.ui.events import NOW


def clock() -> datetime:
    """The time is always the same."""
    return NOW.astimezone(UTC)


def main(cache: Path) -> None:
    """Browse until quit."""
    store = Store.open(cache, clock)
    config = Config(
        config_folder=str(cache.parent / "config"),
        cache_folder=str(cache.parent / "cache"),
        state_folder=str(cache.parent / "state"),
        timezone="Asia/Shanghai",
        slow={"0": False, "1": True}.get(os.environ.get("SLOW", "")),
        ambiguous=2 if os.environ.get("AMBIGUOUS") == "2" else 1,
    )
    kind = terminal_kind(os.environ, sys.stdout.encoding)
    FeishuApp(config, store, None, clock, Language(config.lang), kind=kind).run()
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""The program on a real terminal, on a cache and at the tests' moment: ``python -m tests.ui.in_terminal CACHE``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from feishu_tui.language import Language
from feishu_tui.store import Store
from feishu_tui.terminal_kind import terminal_kind
from feishu_tui.ui.app import FeishuApp
from tests.ui.sample_office import Clock, config_in


def main(cache: Path) -> None:
    """Browse until quit."""
    store = Store.open(cache, Clock())
    config = config_in(cache.parent, ambiguous=int(os.environ.get("AMBIGUOUS", "1")))
    kind = terminal_kind(os.environ, sys.stdout.encoding)
    FeishuApp(config, store, None, Clock(), Language(config.lang), kind=kind).run()
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

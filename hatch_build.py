"""Puts the completions and the manual page into the wheel, where shells and man(1) look for them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACES = {
    "bash": "share/bash-completion/completions/feishu-tui",
    "zsh": "share/zsh/site-functions/_feishu-tui",
    "fish": "share/fish/vendor_completions.d/feishu-tui.fish",
}
MANUAL = "share/man/man1/feishu-tui.1"


class ShellFiles(BuildHookInterface):
    """Writes the files from the parser of the source at hand."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the files before the wheel is put together."""
        sys.path.insert(0, self.root)
        try:
            from feishu_tui.arguments.command_line import parser
            from feishu_tui.shell import completion, manual

            texts = {place: completion(parser(), shell) for shell, place in PLACES.items()}
            texts[MANUAL] = manual(parser())
        finally:
            sys.path.remove(self.root)
        folder = Path(self.directory) / "shell"
        for place, text in texts.items():
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            build_data["shared_data"][str(path)] = place

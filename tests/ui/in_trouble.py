"""The program with a mistake in it, for seeing how it ends: ``python -m tests.ui.in_trouble WHERE [ARGUMENT]...``."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

from feishu_tui import __main__
from feishu_tui.ui.screens.main import MainScreen
from feishu_tui.ui.widgets.agenda_view import AgendaView


def mistaken(*_: object) -> NoReturn:
    """Do what nobody thought of."""
    raise LookupError(" ".join(["secret", "title"]))


def in_worker(screen: MainScreen) -> None:
    """Do it in the background."""

    async def work() -> None:
        mistaken()

    screen.run_worker(work())


PLACES: dict[str, tuple[Any, str, Any]] = {
    "key": (MainScreen, "action_today", mistaken),
    "worker": (MainScreen, "action_today", in_worker),
    "drawing": (AgendaView, "render_line", mistaken),
}
"""Where the mistake is, by name: the key ``t``, what it begins, or drawing."""


def main(place: str, arguments: list[str]) -> None:
    """Run the program with a mistake at a place."""
    setattr(*PLACES[place])
    sys.argv = ["feishu-tui", *arguments]
    __main__.main()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

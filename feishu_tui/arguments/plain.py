"""The command lines typed most often, which say nothing but a command: read without argparse.

To import that and describe a command to it takes as long as reading a day from the cache.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace

from feishu_tui.lazy_typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from argparse import Namespace

_ABSENT: Mapping[str, object] = {"open_date": None, "demo": False}
PLAIN: Mapping[tuple[str, ...], Mapping[str, object]] = {
    (): {**_ABSENT, "command": "browse"},
    ("agenda",): {
        **_ABSENT,
        "command": "agenda",
        "date": "today",
        "days": None,
        "until": None,
        "offline": False,
        "refresh": False,
        "json": False,
    },
    ("next",): {**_ABSENT, "command": "next", "format": None, "json": False},
}
"""What argparse would make of each."""


def plain(argv: Sequence[str]) -> Namespace | None:
    """The arguments of a line that is one of ``PLAIN``; ``None`` for any other."""
    found = PLAIN.get(tuple(argv))
    return None if found is None else cast("Namespace", SimpleNamespace(**found))

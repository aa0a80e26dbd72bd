"""Making folders that nobody but their owner may enter."""

from __future__ import annotations

import os

from feishu_tui.lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike


def make_private_folder(folder: str | PathLike[str]) -> None:
    """Make a folder and those above it where they are missing, each 0700 whatever the umask; raises OSError.

    As the XDG Base Directory Specification has it: https://specifications.freedesktop.org/basedir-spec/latest/
    """
    missing = []
    path = os.fspath(folder)
    while path and not os.path.isdir(path):
        missing.append(path)
        path = os.path.dirname(path)
    for each in reversed(missing):
        try:
            os.mkdir(each, 0o700)
        except FileExistsError:
            if not os.path.isdir(each):
                raise

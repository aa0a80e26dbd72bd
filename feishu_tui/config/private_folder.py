"""Making folders that nobody but their owner may enter."""

from __future__ import annotations

from pathlib import Path


def make_private_folder(folder: Path) -> None:
    """Make a folder and those above it where they are missing, each 0700 whatever the umask; raises OSError.

    As the XDG Base Directory Specification has it: https://specifications.freedesktop.org/basedir-spec/latest/
    """
    for each in (*reversed(folder.parents), folder):
        if not each.is_dir():
            each.mkdir(mode=0o700, exist_ok=True)

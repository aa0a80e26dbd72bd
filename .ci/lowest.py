"""Prints the oldest release that pyproject.toml allows of each run-time dependency, as constraints for pip."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def lowest(requirement: str) -> str:
    """``name>=1.2,<3`` as ``name==1.2``; raises ValueError where no oldest release is named."""
    found = re.fullmatch(r"([\w.-]+)>=([\w.]+)(,.*)?", requirement)
    if found is None:
        raise ValueError(f"{requirement} names no oldest release")
    return f"{found[1]}=={found[2]}"


if __name__ == "__main__":
    for each in tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]:
        print(lowest(each))

"""A program that is open for days gives back what it does not need any more."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

FREED = """
from pathlib import Path
from feishu_tui.garbage import give_back

def pages():
    return int(Path("/proc/self/statm").read_text().split()[1])

blocks = [bytes(1000) for _ in range(40_000)]
last = blocks[-1]
del blocks
before = pages()
give_back()
print(pages() < before * 0.6)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries give it back by themselves")
def test_memory_below_what_is_still_used_goes_back_to_the_system() -> None:
    done = subprocess.run([sys.executable, "-c", FREED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"]

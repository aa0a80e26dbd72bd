"""Command lines that are killed: ``python -m tests.faults.killing SEED``; a line on standard input is one.

Each is forked off a process that has imported everything, left alone for a random while no longer than the first one
took, and killed. The seconds it was left, or ``ended``, are printed; what it said goes nowhere.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import feishu_tui.commands.event_loop
import feishu_tui.commands.login
import feishu_tui.commands.sync
import feishu_tui.sync.desk  # noqa: F401
from feishu_tui.cli import run
from feishu_tui.config.keeping import keep_setting
from feishu_tui.feishu import connect  # noqa: F401
from feishu_tui.language import Language


def main(chance: random.Random) -> None:
    """Run and kill until the input ends."""
    longest = 0.0
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(line.split())
        begun = time.monotonic()
        if not longest:
            os.waitpid(child, 0)
            longest = time.monotonic() - begun
            print("ended", flush=True)
            continue
        patience = chance.uniform(0, longest)
        time.sleep(patience)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        print(f"{patience:.4f}", flush=True)


def _become(words: list[str]) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    status = 70
    try:
        if words[0] == "keep":
            keep_setting(Path(words[1]), "default", words[2], words[3], Language("en"))
            status = 0
        else:
            status = run(words)
    finally:
        os._exit(status)


if __name__ == "__main__":
    main(random.Random(int(sys.argv[1])))

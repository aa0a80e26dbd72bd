"""Command lines in processes forked off one that has imported everything: as separate as others, and sooner there.

``python -m tests.faults.forked DESCRIPTOR`` is that one; each message on the socket is a command line.
"""

from __future__ import annotations

import atexit
import io
import json
import os
import socket
import subprocess
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from tests.commands.ran import Ran

PATIENCE = 100.0
"""Seconds that a command line may take."""
LARGE = 1 << 20
"""Bytes; no message is larger."""


def run_forked(argv: Sequence[str], environ: Mapping[str, str]) -> Ran:
    """What became of a command line in this very environment."""
    out, err = os.pipe(), os.pipe()
    mask = os.umask(0)
    os.umask(mask)
    socket.send_fds(_forker(), [json.dumps([list(argv), dict(environ), mask]).encode()], [out[1], err[1]])
    for _, written in (out, err):
        os.close(written)
    with ThreadPoolExecutor(2) as pool:
        printed = pool.map(_read, (out[0], err[0]))
        status = int(_forker().recv(LARGE))
    return Ran(status, *printed)


def _read(descriptor: int) -> str:
    with os.fdopen(descriptor, encoding="utf-8") as file:
        return file.read()


@cache
def _forker() -> socket.socket:
    """The way to the process that forks; it ends with this one."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-m", __name__, str(theirs.fileno())]
    root = Path(__file__).parents[2]
    environ = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "PYTHONPATH": str(root)}
    process = subprocess.Popen(command, env=environ, pass_fds=[theirs.fileno()], cwd=root)
    theirs.close()
    ours.settimeout(PATIENCE)

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def fork_on(control: socket.socket) -> None:
    """Fork for each message, and answer with the exit status, until the other side is gone."""
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, LARGE, 2)
        if not message:
            return
        child = os.fork()
        if not child:
            control.close()
            _become(descriptors, *json.loads(message))
        for each in descriptors:
            os.close(each)
        _, status = os.waitpid(child, 0)
        control.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(descriptors: list[int], argv: list[str], environ: dict[str, str], mask: int) -> None:
    from feishu_tui.__main__ import main

    status: object = 70
    try:
        for own, given in enumerate((os.open(os.devnull, os.O_RDONLY), *descriptors)):
            os.dup2(given, own)
            os.close(given)
        sys.stdin, sys.stdout, sys.stderr = (
            io.TextIOWrapper(io.FileIO(own, mode, closefd=False), encoding="utf-8") for own, mode in enumerate("rww")
        )
        os.umask(mask)
        os.environ.clear()
        os.environ.update(environ)
        time.tzset()
        sys.argv = ["feishu-tui", *argv]
        main()
    except SystemExit as end:
        status = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(status if isinstance(status, int) else 70)


if __name__ == "__main__":
    import feishu_tui.commands.agenda
    import feishu_tui.commands.event_loop
    import feishu_tui.commands.sync
    import feishu_tui.feishu.connect
    import feishu_tui.sync.desk  # noqa: F401

    fork_on(socket.socket(fileno=int(sys.argv[1])))

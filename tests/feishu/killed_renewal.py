"""Renews a login over and over, each time in a child that kills itself two lines further in the code that does it.

Run as a program: state file, address of the server; prints one JSON object: for each line what came of it.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from feishu_tui.config import Config
from feishu_tui.errors import NotSignedIn
from feishu_tui.feishu import private_file, renewal, token_file
from feishu_tui.feishu.oauth import App
from feishu_tui.feishu.renewal import Renewal
from feishu_tui.feishu.signing_in import SigningIn
from feishu_tui.feishu.token_file import TokenFile

APP = App("cli_demo", "demo-secret")
TRACED = {module.__file__ for module in (private_file, renewal, token_file)}


def main(folder: Path, url: str) -> None:
    """Goes on until a child has come to the end of its renewal."""
    config = Config(
        config_folder=str(folder), cache_folder=str(folder), state_folder=str(folder), base_url=url, accounts_url=url
    )
    file = TokenFile.of(config)
    sign_in(config)
    told: list[str] = []
    while not told or told[-1] != "came to its end":
        child = os.fork()
        if child == 0:
            renew_and_die(file, 2 * len(told) + 1)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            told.append("came to its end" if os.WEXITSTATUS(status) == 0 else "failed")
        else:
            told.append(next_start(file))
        if told[-1] == "sign in again":
            sign_in(config)
    left = sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))
    print(json.dumps({"told": told, "left": left}))


def sign_in(config: Config) -> None:
    """Signs in by device flow; the server agrees by itself."""

    async def both() -> None:
        signing_in = SigningIn(config, APP, kept=True)
        await signing_in.finish(await signing_in.begin())

    asyncio.run(both())


def renew_and_die(file: TokenFile, line: int) -> None:
    """Renews in a thread as the program does, and is killed before the ``line``-th line of it."""
    count = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        if frame.f_code.co_filename not in TRACED:
            return None
        if event == "line":
            count += 1
            if count == line:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    login = file.read()
    assert login is not None
    threading.settrace(trace)
    thread = threading.Thread(target=lambda: renewing(file, login.access_token))
    thread.start()
    thread.join()
    os._exit(0)


def renewing(file: TokenFile, refused: str) -> None:
    """One renewal."""
    Renewal(file, lambda _: APP).renew(refused)


def next_start(file: TokenFile) -> str:
    """What a person finds who starts the program after the kill."""
    try:
        login = file.read()
        assert login is not None
        renewing(file, login.access_token)
    except NotSignedIn as error:
        return "sign in again" if error.hint == "Sign in again: feishu-tui login" else f"{error}"
    return "signed in"


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])

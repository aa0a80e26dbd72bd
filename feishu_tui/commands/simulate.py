"""``feishu-tui simulate``: the pretend Feishu by itself, over HTTP."""

from __future__ import annotations

import json
import signal
import threading
from argparse import Namespace
from pathlib import Path

from feishu_tui.commands.output import note, print_text
from feishu_tui.config import Config
from feishu_tui.errors import UsageError
from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.sample import sample
from feishu_tui.simulator.serve import serve
from feishu_tui.simulator.state import State
from feishu_tui.simulator.switches import Switches


def run(arguments: Namespace, config: Config) -> int:
    """Serve until interrupted or terminated."""
    state = _state(arguments.data, config)
    # With a clock that stands still the rate windows would never end.
    switches = Switches(rate_limits=()) if config.now else Switches()
    simulator = Simulator(state, switches, lambda: config.clock().timestamp())
    try:
        server = serve(simulator, arguments.host, arguments.port)
    except (OSError, OverflowError) as error:
        raise UsageError(f"Cannot listen on {arguments.host}:{arguments.port}: {error}.") from error
    with server:
        print_text(f"READY {server.url}")
        _flush()
        _wait()
    return 0


def _state(path: str | None, config: Config) -> State:
    if path is None:
        return sample(config.clock(), config.zone.key)
    try:
        document = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}.") from error
    except ValueError as error:
        raise UsageError(f"{path} is not JSON: {error}.") from error
    try:
        return State.load(document)
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{path} does not hold calendars and events: {error}.") from error


def _flush() -> None:
    import sys

    sys.stdout.flush()


def _wait() -> None:
    """Return at the first SIGINT or SIGTERM."""
    done = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: done.set())
    done.wait()
    note("Stopped.")

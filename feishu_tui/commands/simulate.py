"""``feishu-tui simulate``: the pretend Feishu by itself, over HTTP."""

from __future__ import annotations

import signal
import threading
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from feishu_tui.commands.output import note, print_text
from feishu_tui.commands.served_data import load
from feishu_tui.config import Config
from feishu_tui.errors import UsageError
from feishu_tui.sentence import Sentence
from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.sample import sample
from feishu_tui.simulator.serve import Server, serve
from feishu_tui.simulator.switches import Switches

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace, config: Config) -> int:
    """Serve until interrupted or terminated."""
    state, wishes = load(arguments.data) if arguments.data else (sample(config.clock(), config.zone.key), {})
    # With a clock that stands still the rate windows would never end.
    standing_still: dict[str, Any] = {"rate_limits": ()} if config.now else {}
    switches = Switches(**{**standing_still, **wishes})
    done = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: done.set())
    simulator = Simulator(state, switches, lambda: config.clock().timestamp())
    with _listening(simulator, arguments.host, arguments.port) as server:
        if not _is_loopback(arguments.host):
            note(Sentence("Everyone who reaches {host} can read what is served here.", host=arguments.host))
        for name, value in wishes.items():
            note(Sentence("switched: {name} = {value!r}", name=name, value=value))
        print_text(f"READY {server.url}")
        done.wait()
    return 0


def _listening(simulator: Simulator, host: str, port: int) -> Server:
    try:
        return serve(simulator, host, port)
    except OSError as error:
        raise UsageError(
            Sentence("Cannot listen on {host}:{port}: {reason}.", host=host, port=port, reason=error.strerror)
        ) from error
    except UnicodeError as error:
        raise UsageError(Sentence("“{host}” is not the name of a host.", host=host)) from error


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

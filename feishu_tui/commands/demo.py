"""The demo: the program against the built-in simulator, with a cache that is thrown away."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from feishu_tui.config import Config
from feishu_tui.lazy_dataclasses import replace
from feishu_tui.simulator.api import Simulator
from feishu_tui.simulator.sample import USER_TOKEN, sample
from feishu_tui.simulator.serve import serve
from feishu_tui.simulator.switches import Switches


@contextmanager
def demo(config: Config) -> Iterator[Config]:
    """The same configuration, but with a pretend Feishu on loopback and a cache that ends with it."""
    # With a clock that stands still the rate windows would never end.
    switches = Switches(rate_limits=()) if config.now else Switches()
    simulator = Simulator(sample(config.clock(), config.zone.key), switches, lambda: config.clock().timestamp())
    with tempfile.TemporaryDirectory(prefix="feishu-tui-demo-") as folder, serve(simulator) as server:
        yield replace(
            config,
            base_url=server.url,
            accounts_url=server.url,
            access_token=USER_TOKEN,
            cache_folder=os.path.join(folder, "cache"),
            state_folder=os.path.join(folder, "state"),
        )

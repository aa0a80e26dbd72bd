"""The command that runs the simulator."""

from __future__ import annotations

import argparse

from feishu_tui.arguments.command import AddCommand, whole_number
from feishu_tui.arguments.spoken import said
from feishu_tui.sentence import Sentence


def add_simulate(add: AddCommand) -> None:
    """Add ``simulate``."""
    text = """\
Runs the built-in pretend Feishu by itself, over HTTP, until interrupted. It prints READY and its address once
it listens, and serves a sample office, or the calendars and events of a JSON file:

  {"calendars": [{"summary": "Me", "type": "primary", "owner": "ou_me", "events": [EVENT, ...]}],
   "users": [{"open_id": "ou_me", "name": "Me"}], "tokens": [{"token": "u-demo", "identity": "ou_me"}],
   "switches": {"recurring_event_id": "bare"}}

An EVENT is what the API documents; its end date is the day after the last. "switches" turn doubtful points of
the documentation the other way (see simulator/switches.py). Tokens of its own: u-demo; cli_demo, demo-secret."""
    examples = """\
  feishu-tui simulate --port 8080
  FEISHU_TUI_BASE_URL=http://127.0.0.1:8080 FEISHU_TUI_ACCESS_TOKEN=u-demo feishu-tui agenda"""
    simulate = add("simulate", "run the simulator by itself", text, examples)
    simulate.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    simulate.add_argument("--port", type=_port, default=0, metavar="P", help="port to listen on (default: a free one)")
    simulate.add_argument("--data", metavar="FILE", help="what to serve (default: the sample)")


def _port(text: str) -> int:
    port = whole_number(text)
    if 0 <= port <= 65535:
        return port
    raise argparse.ArgumentTypeError(said(Sentence("a port is a number from 1 to 65535; 0 takes a free one")))

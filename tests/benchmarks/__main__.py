"""Measures everything and says where a goal is missed: ``python -m tests.benchmarks [--help]``."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from platform import platform, python_version
from time import monotonic

from tests.benchmarks.figures import Figure, broken
from tests.benchmarks.ground import LARGE, MIDDLE, SMALL, Ground
from tests.benchmarks.office import ZONE
from tests.benchmarks.rivals import installed
from tests.benchmarks.rows import (
    expansion,
    first_key,
    first_paint,
    full_sync,
    idle,
    incremental_sync,
    memory,
    moving,
    printing_a_day,
    searching,
)

ROWS = {
    "printing": printing_a_day,
    "paint": first_paint,
    "key": first_key,
    "moving": moving,
    "idle": idle,
    "searching": searching,
    "full-sync": full_sync,
    "incremental-sync": incremental_sync,
    "expansion": expansion,
    "memory": memory,
}
HOW_TO_INSTALL = "Debian, Ubuntu: apt install calcurse khal; macOS: brew install calcurse khal"


def main(arguments: Sequence[str]) -> int:
    """Measure; 1 where a goal is missed, or measuring broke off."""
    asked = _parser().parse_args(arguments)
    for rival in ("calcurse", "khal"):
        if not installed(rival):
            print(f"{rival} is not installed and will be skipped. {HOW_TO_INSTALL}", file=sys.stderr)
    begun = monotonic()
    with tempfile.TemporaryDirectory(prefix="feishu-tui-benchmarks-") as folder:
        found = _measured(Path(folder), asked.rows, asked.runs)
    print(f"{monotonic() - begun:.0f} s", file=sys.stderr)
    if asked.json:
        machine = {"platform": platform(), "python": python_version()}
        document = {"machine": machine, "figures": [figure.document() for figure in found]}
        asked.json.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if any(figure.state in ("missed", "broken") for figure in found) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("rows", nargs="*", choices=[*ROWS, []], help=f"only these: {', '.join(ROWS)}")
    parser.add_argument("--runs", type=int, default=7, metavar="N", help="how often quick things are run (7)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    return parser


def _measured(folder: Path, rows: Sequence[str], runs: int) -> list[Figure]:
    found: list[Figure] = []
    with Ground(folder, datetime.now(ZONE).date(), runs) as ground:
        if not rows:
            for desk in [ground.open(count) for count in (LARGE, MIDDLE, SMALL)]:
                desk.wait()
        print(f"{'row':>4}  {'what':45} {'goal':>12} {'figure':>12}          of what")
        for name in rows or ROWS:
            for figure in _figures(name, ground):
                print(_line(figure), flush=True)
                found.append(figure)
    return found


def _figures(name: str, ground: Ground) -> Iterator[Figure]:
    """The figures of a row; where measuring breaks off, that comes in place of the rest, and why."""
    try:
        yield from ROWS[name].figures(ground)
    except Exception as error:  # whatever it was, the other rows have figures
        traceback.print_exc()
        yield broken(name, error)


def _line(figure: Figure) -> str:
    value = "–" if figure.value is None else f"{figure.value:.2f} {figure.unit}"
    goal = "" if figure.broken else f"≤ {figure.goal:g} {figure.unit}"
    return f"{figure.row:>4}  {figure.what:45} {goal:>12} {value:>12} {figure.state:8} {figure.details}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Whole processes: how long they take, and how much memory they and their children hold."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

TICKS = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """What a process took."""

    wall: float
    """Milliseconds from start to end."""
    cpu: float
    """Milliseconds of processor time."""
    peak: float
    """Most memory held at once, in MB."""
    output: bytes


def run(command: Sequence[str], environ: Mapping[str, str]) -> Cost:
    """Run a command to its end. Raises CalledProcessError where it fails."""
    begun = perf_counter()
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        output, complaint = process.stdout.read(), process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output, complaint)
    return Cost(wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024, output)


def memory(pid: int) -> float:
    """MB a process and its children have in memory: their resident sets, as the budget states them (VmRSS in proc(5)).

    Not their proportional share (PSS), which depends on what else runs on the machine and has the same libraries open.
    """
    return sum(map(_resident, family(pid)))


def cpu_seconds(pid: int) -> float:
    """Processor time a process and its living children have taken."""
    total = 0.0
    for one in family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / TICKS
    return total


def family(pid: int) -> list[int]:
    """A process and everything it started."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024

"""``feishu-tui doctor``: what stands between a person and their calendar, and what to do about it."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from feishu_tui.commands.checkups.cache import cache
from feishu_tui.commands.checkups.clipboard import clipboard
from feishu_tui.commands.checkups.configuration import configuration
from feishu_tui.commands.checkups.finding import Finding
from feishu_tui.commands.checkups.folders import folders
from feishu_tui.commands.checkups.network import accounts, network
from feishu_tui.commands.checkups.scopes import scopes
from feishu_tui.commands.checkups.signed_in import signed_in
from feishu_tui.commands.checkups.terminal import Terminal, terminal
from feishu_tui.commands.checkups.zones import zones
from feishu_tui.commands.doctor_text import Sheet, sum_text
from feishu_tui.commands.event_loop import run_until_done
from feishu_tui.commands.output import print_json, print_text
from feishu_tui.config import Config
from feishu_tui.errors import FeishuTuiError
from feishu_tui.feishu.connect import open as connect
from feishu_tui.feishu.login import DEVICE_PATH
from feishu_tui.feishu.permissions import Permissions, try_permissions
from feishu_tui.feishu.reach import Journey, reach
from feishu_tui.feishu.retry import Backoff
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import replace
from feishu_tui.store.examination import Examination, examine

if TYPE_CHECKING:
    from argparse import Namespace

FAULT = 1
NETWORK_PATIENCE = 6.0
"""Seconds for the way to the server."""
PERMISSIONS_PATIENCE = 4.0
"""Seconds; with the way to the server before it, at most ten are spent on the network."""
CACHE_PATIENCE = 5.0
"""Seconds, spent while the network is looked at."""


def run(arguments: Namespace, config: Config) -> int:
    """Print every finding; 1 where one is a fault."""
    say = Language(config.lang)
    found: list[Finding] = []
    sheet = _sheet(say)
    for group in _groups(config, say):
        findings = [_for_profile(finding, config) for finding in group]
        found += findings
        if not arguments.json:
            print_text("\n".join(sheet.lines(findings)))
    states = [finding.state for finding in found]
    if arguments.json:
        print_json(_document(found))
    else:
        print_text(f"\n{sum_text(states, say)}")
    return FAULT if "fault" in states else 0


def _groups(config: Config, say: Language) -> Iterator[list[Finding]]:
    """Findings in the order they are shown: first what is known at once, then what has to be waited for."""
    examined = _in_background(lambda: examine(config.cache_path, CACHE_PATIENCE))
    yield [*configuration(config, say), *folders(config, say)]
    here = _terminal()
    yield [*zones(config, say), *terminal(here, say), *(clipboard(os.environ, say) if here.writes is not None else ())]
    if config.refused is not None:
        return  # which profile, which server and who to be is not known
    yield [login := signed_in(config, say, time.time())]
    yield run_until_done(_network(config, say, usable=login.state != "fault"))
    yield [*cache(config.cache_path, examined(), say, config.clock().timestamp())]


def _in_background(work: Callable[[], Examination]) -> Callable[[], Examination]:
    """Begins some work in a thread; the function that waits for what came of it."""
    results: list[Examination] = []
    thread = threading.Thread(target=lambda: results.append(work()), name="look at the cache", daemon=True)
    thread.start()

    def result() -> Examination:
        thread.join()
        return results[0]

    return result


async def _network(config: Config, say: Language, *, usable: bool) -> list[Finding]:
    """The way to the server and, with a login, what it may read; without one, the way to where signing in begins."""
    apart = config.accounts_url != config.base_url and not usable
    journey, beginning = await asyncio.gather(
        reach(config.base_url, patience=NETWORK_PATIENCE),
        reach(config.accounts_url, DEVICE_PATH, api=False, patience=NETWORK_PATIENCE) if apart else _nothing(),
    )
    findings = [*network(journey, say, time.time())]
    if beginning is not None:
        findings.append(accounts(beginning, say))
    if usable and journey.obstacle is None:
        findings += await _scopes(config, say)
    return findings


async def _nothing() -> Journey | None:
    return None


async def _scopes(config: Config, say: Language) -> list[Finding]:
    try:
        return [*scopes(await _permissions(config), say)]
    except TimeoutError:
        sentence = say("The server did not say within {seconds:g} s what may be read.", seconds=PERMISSIONS_PATIENCE)
        return [Finding("scopes", "warning", sentence, say("Try again later."))]
    except FeishuTuiError as error:
        return [Finding("scopes", "warning", say(error.sentence), say(error.hint))]


async def _permissions(config: Config) -> Permissions:
    # Leaving the connection waits for a renewal of the login that was sent: its answer must not be lost.
    async with connect(config, backoff=Backoff(tries=1)) as feishu, asyncio.timeout(PERMISSIONS_PATIENCE):
        return await try_permissions(feishu, config.clock())


def _terminal() -> Terminal:
    return Terminal(_descriptor(sys.stdin), _descriptor(sys.stdout), sys.stdout.encoding or "ascii", os.environ)


def _descriptor(stream: object) -> int | None:
    """The file descriptor of a stream that is a terminal."""
    if not hasattr(stream, "fileno"):
        return None  # closed by the shell: <&-
    try:
        descriptor = int(stream.fileno())
    except (OSError, ValueError):
        return None
    return descriptor if os.isatty(descriptor) else None


def _sheet(say: Language) -> Sheet:
    descriptor = _descriptor(sys.stdout)
    encoding = sys.stdout.encoding or "ascii"
    if descriptor is None:
        return Sheet(None, encoding, False, say)
    try:
        columns = os.get_terminal_size(descriptor).columns or 80
    except OSError:
        columns = 80
    colored = not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"
    return Sheet(columns, encoding, colored, say)


def _for_profile(finding: Finding, config: Config) -> Finding:
    """The finding with a remedy that names the profile, where it was named on the command line."""
    if config.origins.get("profile") != "--profile":
        return finding
    remedy = re.sub(r"\bfeishu-tui (?=login|sync)", f"feishu-tui --profile {config.profile} ", finding.remedy)
    return replace(finding, remedy=remedy)


def _document(findings: Iterable[Finding]) -> dict[str, object]:
    checks = [
        {"name": each.name, "state": each.state, "message": each.sentence, "remedy": each.remedy or None}
        for each in findings
    ]
    states = [check["state"] for check in checks]
    summary = {"ok": states.count("ok"), "warnings": states.count("warning"), "faults": states.count("fault")}
    return {"checks": checks, "summary": summary}

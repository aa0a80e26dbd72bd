"""The zone of the box means nothing where a display zone is known: what is said is the same on any box."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.commands.conftest import RunCli
from tests.feishu.office import HOUR, NOW, Office

COMMANDS = (
    ("agenda", "--days", "3"),
    ("agenda", "--days", "3", "--json"),
    ("agenda", "tomorrow"),
    ("next",),
    ("next", "--json"),
    ("search", "night", "--local"),
    ("search", "night", "--local", "--json"),
    ("show", "night_0"),
    ("status",),
    ("check",),
)


@pytest.fixture
def _real_zone() -> Iterator[None]:
    yield
    time.tzset()


@pytest.mark.usefixtures("_real_zone")
@pytest.mark.parametrize("argv", COMMANDS, ids=" ".join)
def test_the_same_on_a_box_anywhere(
    argv: tuple[str, ...], office: Office, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.add("night", NOW + 12 * HOUR, NOW + 15 * HOUR, summary="night shift")
    office.add_days("whole", "2026-11-22", "2026-11-23", summary="night train")
    assert run_cli("sync").status == 0
    told = []
    for zone in ("UTC", "Pacific/Apia", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        ran = run_cli(*argv)
        told.append((ran.status, ran.out, ran.err))
    assert told[0] == told[1] == told[2]
    assert told[0][1]

"""``datetime`` as it is made in C is all of it."""

from __future__ import annotations

import datetime
import subprocess
import sys

import pytest

USE = """
from feishu_tui.quick_datetime import import_quickly
import_quickly()
import copy, datetime, pickle, sys, zoneinfo
moment = datetime.datetime(2026, 11, 22, 9, 30, tzinfo=zoneinfo.ZoneInfo("Asia/Shanghai"))
assert pickle.loads(pickle.dumps(moment)) == copy.deepcopy(moment) == moment
assert datetime.datetime.strptime("2026-11-22", "%Y-%m-%d").date() == moment.date()
assert datetime.datetime.fromisoformat(moment.isoformat()) == moment
assert str(moment.astimezone(datetime.UTC)) == "2026-11-22 01:30:00+00:00"
print(datetime.__name__, *dir(datetime))
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="there it is imported quickly anyway")
def test_all_that_datetime_has_is_there() -> None:
    done = subprocess.run([sys.executable, "-c", USE], capture_output=True, text=True, timeout=60, check=True)
    name, *found = done.stdout.split()
    assert name == "_datetime"
    assert {each for each in dir(datetime) if not each.startswith("_")} - {"sys"} <= set(found)


def test_what_was_imported_before_stays() -> None:
    code = "import datetime as a; from feishu_tui.quick_datetime import import_quickly; import_quickly()"
    subprocess.run([sys.executable, "-c", f"{code}; import datetime as b; assert a is b"], timeout=60, check=True)

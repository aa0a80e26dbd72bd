"""The table of the benchmarks: whatever happens to a row, what was measured is told and written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import main
from tests.benchmarks.figures import Figure
from tests.benchmarks.ground import Ground
from tests.benchmarks.rows import first_key, idle


def test_a_row_that_breaks_off_takes_no_figure_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaking(ground: Ground) -> Iterator[Figure]:
        yield Figure("4", "a key", 1.0, 1.35, "×", "1 ms : 1 ms")
        raise TimeoutError("'Calendars' never came; there is:\nnothing")

    monkeypatch.setattr(first_key, "figures", breaking)
    monkeypatch.setattr(idle, "figures", lambda ground: [Figure("8", "a minute", 0.0, 0, "bytes", "0 times")])
    file = tmp_path / "figures.json"
    assert main(["key", "idle", "--json", str(file)]) == 1
    figures = json.loads(file.read_text(encoding="utf-8"))["figures"]
    assert [(one["row"], one["what"], one["state"]) for one in figures] == [
        ("4", "a key", "ok"),
        ("", "key", "broken"),
        ("8", "a minute", "ok"),
    ]
    told = capsys.readouterr()
    assert "broken   TimeoutError: 'Calendars' never came; there is:\n" in told.out
    assert "Traceback" in told.err

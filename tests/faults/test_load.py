"""As much as there can be: a thousand calendars, a day with 500 events, an event that 5000 people come to.

What is bounded is how many lines are drawn for a key, whatever there is to see.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from feishu_tui.model import Attendee, Calendar, EventDetail
from feishu_tui.simulator.api import Simulator
from feishu_tui.store import Store
from feishu_tui.ui.widgets.line_view import LineView
from tests.feishu.office import Office
from tests.store.build import ME, clock, event, fill
from tests.ui.sample_office import NOW, Synced, browsing

CALENDARS, EVENTS, PEOPLE = 1000, 500, 5000
SIZE = (120, 40)


@pytest.fixture
def full(tmp_path: Path) -> Synced:
    """A cache that holds all of this."""
    store = Store.open(tmp_path / "full.sqlite3", clock)
    others = [Calendar(f"c{number}", summary=f"Calendar {number}", role="reader") for number in range(CALENDARS - 1)]
    store.put_calendars([ME, *others])
    day = [event(f"e{number:03}", f"2026-11-21 {12 + number % 8}:{number % 60:02}") for number in range(EVENTS - 1)]
    big = event("big", "2026-11-21 11:30")
    fill(store, big, *day)
    people = [Attendee("user", f"Person {number:04}", f"user_{number}", "accept") for number in range(PEOPLE)]
    store.put_detail(EventDetail(big, tuple(people)), NOW.timestamp())
    store.close()
    simulator: Simulator = Office().simulator
    return Synced(tmp_path / "full.sqlite3", simulator)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A row for each line that a view drew."""
    rows: list[int] = []
    render_line = LineView.render_line

    def counting(view: LineView, y: int) -> object:
        rows.append(y)
        return render_line(view, y)

    monkeypatch.setattr(LineView, "render_line", counting)
    return rows


async def test_the_screen_draws_no_more_for_much_than_for_little(
    full: Synced, tmp_path: Path, drawn: list[int]
) -> None:
    folder = tmp_path / "browsing"
    folder.mkdir()
    async with browsing(folder, full, SIZE, signed_in=False) as it:
        assert it.title() == "big"
        assert any(str(PEOPLE) in line for line in it.lines(it.screen.detail))
        for keys in ("down", "up", "end", "home", "pagedown", "home", "tab", "ctrl+d", "end", "tab"):
            drawn.clear()
            await it.press(keys)
            assert len(drawn) <= 3 * SIZE[1], keys
        it.screen.picker.calendars.focus()
        drawn.clear()
        await it.press("down", "down", "up")
        assert it.lines(it.screen.picker.calendars)[0].split() == ["Calendars", str(CALENDARS), "of", str(CALENDARS)]
        assert len(drawn) <= 3 * SIZE[1]

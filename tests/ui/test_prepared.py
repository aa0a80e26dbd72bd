"""The first frame made of what the last start kept is the one made from the cache; where anything differs, none is."""

from __future__ import annotations

import marshal
import os
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from feishu_tui.commands.opening import frame_look, opened, renew_for_the_next_start
from feishu_tui.config import Config, load
from feishu_tui.language import Language
from feishu_tui.store import Store
from feishu_tui.store.changes import Change, Snapshot
from feishu_tui.ui.first_frame import FirstFrame, FrameLook, first_frame
from feishu_tui.ui.prepared import Prepared, Recording, Unprepared, packed
from feishu_tui.ui.prepared_file import Kept, await_settled, circumstances, is_kept, keep, kept
from feishu_tui.ui.reader import reader_for
from tests.ui.sample_office import NOW

ENCODING = "utf-8"
SIZES = ((120, 40), (80, 24), (200, 60), (40, 12))


def configured(environ: dict[str, str], settings: str) -> None:
    """Have these lines in the configuration file."""
    folder = Path(environ["FEISHU_TUI_CONFIG_DIR"])
    folder.mkdir()
    (folder / "config.toml").write_text(settings)


class Start:
    """A start of the program as far as the first frame, from the cache."""

    def __init__(self, environ: dict[str, str]) -> None:
        self.environ = environ
        self.config: Config = load({}, environ)
        self.path = str(self.config.cache_path)
        look = frame_look(self.config, environ, ENCODING)
        assert look is not None
        self.look: FrameLook = look

    def frame(self, size: tuple[int, int], *, keeps: bool = False) -> FirstFrame | None:
        """The frame from the cache; kept for the next start where that is wanted."""
        await_settled(self.path)
        then = circumstances(self.path, self.environ, ENCODING)
        store = Store.open(self.config.cache_path, self.config.clock)
        try:
            reader = reader_for(self.config, store, self.config.clock, Language(self.config.lang))
            recording = Recording(reader, self.config.now)
            found = first_frame(recording, reader.today, size, self.look)
            if keeps and then is not None:
                keep(then, recording, self.look)
        finally:
            store.close()
        return found


def again(found: Kept | None, size: tuple[int, int]) -> FirstFrame | None:
    assert found is not None
    return first_frame(found.prepared, found.prepared.today, size, found.look)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"FEISHU_TUI_LANG": "zh"},
        {"FEISHU_TUI_NOW": "2026-11-24T16:40:00+08:00"},
        {"FEISHU_TUI_NOW": "2027-06-05T08:00:00+08:00"},
        {"FEISHU_TUI_TZ": "America/Los_Angeles", "config.toml": 'second_zone = "Europe/Berlin"'},
        {"config.toml": "ascii = true"},
        {"config.toml": 'ambiguous = 2\nholidays = "cn"\n[keys]\nsearch = "f7"'},
        {"FEISHU_TUI_TZ": "Europe/Berlin", "FEISHU_TUI_NOW": "2027-03-27T12:00:00+01:00"},
        {"FEISHU_TUI_THEME": "feishu-light", "COLORTERM": "", "TERM": "xterm-256color"},
        {"NO_COLOR": "1"},
        {"TERM": "linux", "COLORTERM": ""},
    ],
    ids=str,
)
def test_what_was_kept_makes_the_same_frame(environ: dict[str, str], changed: dict[str, str]) -> None:
    changed = dict(changed)
    configured(environ, changed.pop("config.toml", ""))
    start = Start({"TERM": "xterm-256color", **environ, **changed})
    for size in SIZES:
        frame = start.frame(size, keeps=True)
        assert again(kept(start.environ, ENCODING), size) == frame
        assert frame is None or any(text.strip() for row in frame.rows for text, _ in row)


def test_time_goes_on_in_what_was_kept(environ: dict[str, str]) -> None:
    """What is over, what runs, how soon the next event is and how old the cache is are those of the later moment."""
    start = Start(environ)
    document = packed(start_recording(start))
    assert document is not None
    for minutes in (1, 25, 61, 240, 600):
        moment = NOW + timedelta(minutes=minutes)
        later = Start({**environ, "FEISHU_TUI_NOW": moment.isoformat()})
        store = Store.open(start.config.cache_path, start.config.clock)
        reader = reader_for(later.config, store, later.config.clock, Language("en"))
        recording = Recording(reader, moment)
        expected = first_frame(recording, reader.today, (120, 40), later.look)
        store.close()
        prepared = Prepared(document, moment.timestamp())
        assert first_frame(prepared, prepared.today, (120, 40), start.look) == expected


def start_recording(start: Start) -> Recording:
    """What is recorded when the program ends: eight days."""
    store = Store.open(start.config.cache_path, start.config.clock)
    reader = reader_for(start.config, store, start.config.clock, Language("en"))
    recording = Recording(reader, NOW)
    recording.days(reader.today, reader.today + timedelta(days=7))
    reader.next_up()
    store.close()
    return recording


def test_more_than_was_kept_is_not_made_up(environ: dict[str, str]) -> None:
    start = Start(environ)
    document = packed(start_recording(start))
    assert document is not None
    late = Prepared(document, (NOW + timedelta(days=9)).timestamp())
    with pytest.raises(Unprepared):
        first_frame(late, late.today, (120, 40), start.look)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FEISHU_TUI_TZ", "Europe/Berlin"),
        ("FEISHU_TUI_LANG", "zh"),
        ("TERM", "linux"),
        ("NO_COLOR", "1"),
        ("TZ", "Asia/Tokyo"),
    ],
)
def test_nothing_is_taken_from_other_surroundings(environ: dict[str, str], name: str, value: str) -> None:
    Start(environ).frame((120, 40), keeps=True)
    assert kept(environ, ENCODING) is not None
    assert kept({**environ, name: value}, ENCODING) is None
    assert kept(environ, "ascii") is None


def test_a_configuration_or_a_theme_that_changed_makes_it_void(environ: dict[str, str]) -> None:
    Start(environ).frame((120, 40), keeps=True)
    folder = Path(environ["FEISHU_TUI_CONFIG_DIR"])
    (folder / "themes").mkdir(parents=True)
    assert kept(environ, ENCODING) is not None
    (folder / "themes" / "feishu-dark.toml").write_text("")
    assert kept(environ, ENCODING) is None
    (folder / "themes" / "feishu-dark.toml").unlink()
    (folder / "config.toml").write_text("ascii = true\n")
    assert kept(environ, ENCODING) is None


def test_a_cache_that_changed_makes_it_void(environ: dict[str, str]) -> None:
    start = Start(environ)
    start.frame((120, 40), keeps=True)
    assert kept(environ, ENCODING) is not None
    store = Store.open(start.config.cache_path, start.config.clock)
    _, *others = store.calendars()
    store.set_shown(others[0].calendar.calendar_id, False)
    assert kept(environ, ENCODING) is None
    store.close()
    assert kept(environ, ENCODING) is None
    frame = start.frame((120, 40), keeps=True)
    assert again(kept(environ, ENCODING), (120, 40)) == frame


def test_what_a_sync_without_a_screen_changes_is_kept_for_the_same_settings(environ: dict[str, str]) -> None:
    start = Start(environ)
    start.frame((120, 40), keeps=True)
    connection = sqlite3.connect(start.path)
    connection.execute("UPDATE calendars SET synced_at = synced_at - 7200")
    connection.commit()
    connection.close()
    assert kept(environ, ENCODING) is None
    renew_for_the_next_start(load({}, {**environ, "FEISHU_TUI_TZ": "Asia/Tokyo"}))
    assert kept(environ, ENCODING) is None
    renew_for_the_next_start(start.config)
    found = again(kept(environ, ENCODING), (120, 40))
    assert found is not None
    assert found == start.frame((120, 40))
    assert "synced 2 h ago" in found.sent


def test_what_changed_while_it_was_read_is_not_kept(environ: dict[str, str]) -> None:
    start = Start(environ)
    await_settled(start.path)
    then = circumstances(start.path, environ, ENCODING)
    assert then is not None
    recording = start_recording(start)
    connection = sqlite3.connect(start.path)
    connection.execute("UPDATE calendars SET synced_at = synced_at + 1")
    connection.commit()
    connection.close()
    keep(then, recording, start.look)
    assert kept(environ, ENCODING) is None
    soon = time.time() + 60
    os.utime(start.path, (soon, soon))
    assert circumstances(start.path, environ, ENCODING) is None, "what changed just now may change again unnoticed"


def test_a_damaged_file_is_passed_over(environ: dict[str, str]) -> None:
    start = Start(environ)
    start.frame((120, 40), keeps=True)
    then = circumstances(start.path, environ, ENCODING)
    assert then is not None
    assert is_kept(then)
    (file,) = Path(start.path).parent.glob("*.frame")
    assert file.stat().st_mode & 0o777 == 0o600
    written = file.read_bytes()
    for damaged in (written[:-3], b"", written[:60] + b"\0" + written[61:]):
        file.write_bytes(damaged)
        assert kept(environ, ENCODING) is None
        assert not is_kept(then)
    for other in (b"\xff", marshal.dumps([1]), marshal.dumps({"around": ""})):  # by another Python, say
        file.write_bytes((int.from_bytes(other, "big") % ((1 << 61) - 1)).to_bytes(8, "big") + other)
        assert kept(environ, ENCODING) is None
        assert not is_kept(then)
    file.write_bytes(written)
    assert is_kept(then)
    assert sorted(each.name for each in file.parent.glob("*.frame*")) == [file.name]
    file.chmod(0o666)
    assert not is_kept(then)
    file.chmod(0o600)
    file.rename(file.with_name("elsewhere"))
    file.symlink_to(file.with_name("elsewhere"))
    assert not is_kept(then)


def test_no_secret_is_written_down(environ: dict[str, str]) -> None:
    start = Start({**environ, "FEISHU_TUI_ACCESS_TOKEN": "u-held-back", "FEISHU_TUI_APP_SECRET": "kept-to-oneself"})
    start.frame((120, 40), keeps=True)
    (file,) = Path(start.path).parent.glob("*.frame")
    assert b"u-held-back" not in file.read_bytes()
    assert b"kept-to-oneself" not in file.read_bytes()


def test_changes_nobody_has_looked_at_are_told_again_on_the_same_day(environ: dict[str, str]) -> None:
    start = Start(environ)
    store = Store.open(start.config.cache_path, start.config.clock)
    reader = reader_for(start.config, store, start.config.clock, Language("en"))
    one = next(entry.occurrence for day in reader.days(reader.today, reader.today) for entry in day.entries)
    before, after, gone = (
        Snapshot(one.start, one.end, title) for title in ("Old title", one.event.summary, "Called off")
    )
    reader.news.unseen = {
        one.event.event_id: Change(1, one.calendar_id, one.event.event_id, 0.0, False, before, after),
        "gone_0": Change(2, one.calendar_id, "gone_0", 0.0, False, gone, None),
    }
    recording = Recording(reader, NOW)
    expected = first_frame(recording, reader.today, (200, 60), start.look)
    document = packed(recording)
    store.close()
    assert expected is not None
    assert document is not None
    assert "Called off" in expected.sent
    assert "renamed, was" in expected.sent
    assert first_frame(Prepared(document, NOW.timestamp()), reader.today, (200, 60), start.look) == expected
    tomorrow = Prepared(document, NOW.timestamp() + 86400)
    with pytest.raises(Unprepared):
        first_frame(tomorrow, tomorrow.today, (200, 60), start.look)


@pytest.mark.parametrize("view", ["day", "week", "month"])
def test_no_agenda_is_shown_first_where_another_view_is_wanted(environ: dict[str, str], view: str) -> None:
    configured(environ, f'view = "{view}"')
    start = Start(environ)
    store = Store.open(start.config.cache_path, start.config.clock)
    assert opened(start.config, store, None) is None
    store.close()


def test_what_draws_it_imports_little(environ: dict[str, str]) -> None:
    """No configuration, no cache, and nothing of the standard library that takes long."""
    environ = {**environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": os.getcwd()}
    start = Start(environ)
    start.frame((120, 40), keeps=True)
    code = """
import os, sys
from feishu_tui.ui.first_frame import first_frame
from feishu_tui.ui.prepared_file import kept
found = kept(os.environ, "utf-8")
assert first_frame(found.prepared, found.prepared.today, (120, 40), found.look)
print(*sys.modules)
"""
    done = subprocess.run([sys.executable, "-S", "-c", code], env=environ, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "feishu_tui.ui.first_frame" in loaded
    slow = {"typing", "re", "enum", "json", "pathlib", "zoneinfo", "sqlite3", "textual", "asyncio", "threading"}
    assert loaded & (slow | {"feishu_tui.config", "feishu_tui.store", "feishu_tui.ui.keymap"}) == set()

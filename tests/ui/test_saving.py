"""Saving an event as a file."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

import icalendar
import pytest
from textual.widgets import Static

from feishu_tui.errors import StateError
from feishu_tui.ui.event_file import folder_words, proposed_name, write_new
from tests.ui.events import EN
from tests.ui.sample_office import Browsing, Synced, browsing

DAY = date(2026, 11, 21)


def test_a_proposed_name_is_one_any_file_system_takes(tmp_path: Path) -> None:
    assert proposed_name(DAY, "Review", tmp_path) == "2026-11-21 Review.ics"
    assert proposed_name(DAY, "../../etc/passwd", tmp_path) == "2026-11-21 etc passwd.ics"
    assert proposed_name(DAY, 'a: "b"? <c>|d*', tmp_path) == "2026-11-21 a b c d.ics"
    assert proposed_name(DAY, "...", tmp_path) == "2026-11-21.ics"
    long = proposed_name(DAY, "产品评审会" * 50, tmp_path)
    assert len(long.encode()) <= 124
    (tmp_path / long).touch()


def test_a_proposed_name_is_free(tmp_path: Path) -> None:
    (tmp_path / "2026-11-21 Review.ics").touch()
    (tmp_path / "2026-11-21 Review 2.ics").symlink_to("nowhere")
    assert proposed_name(DAY, "Review", tmp_path) == "2026-11-21 Review 3.ics"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    write_new(path, "x\r\n", EN)
    assert path.read_bytes() == b"x\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(StateError, match="exists already"):
        write_new(path, "y", EN)
    link = tmp_path / "link.ics"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StateError, match="exists already"):
        write_new(link, "y", EN)
    assert not (tmp_path / "elsewhere").exists()


def test_what_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StateError, match=r"no/such/a\.ics cannot be written: No such file or directory\."):
        write_new(tmp_path / "no" / "such" / "a.ics", "x", EN)
    with pytest.raises(StateError, match="cannot be the name of a file"):
        write_new(tmp_path / "a\0b", "x", EN)


@pytest.mark.parametrize(
    ("folder", "cells", "expected"),
    [
        ("/home/li/work", 20, "~/work"),
        ("/home/li", 20, "~"),
        ("/srv/calendar files", 20, "/srv/calendar files"),
        ("/srv/calendar files/2026", 6, "…/2026"),
        ("/home/li/文档/会议记录", 9, "…会议记录"),
    ],
)
def test_a_folder_is_told_in_the_room_there_is(folder: str, cells: int, expected: str) -> None:
    assert folder_words(Path(folder), Path("/home/li"), cells) == expected


async def saved(browser: Browsing, *keys: str) -> None:
    await browser.press("s", *keys, "enter")
    await browser.settle()


async def test_a_series_is_saved_whole(tmp_path: Path, cache: Synced, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    async with browsing(tmp_path, cache, size=(120, 40)) as browser:
        for _ in range(40):
            if browser.title().startswith("站会"):
                break
            await browser.press("j")
        await saved(browser)
        (name,) = os.listdir(folder)
        assert browser.status().startswith(f"Saved: {folder / name}"[:60])
        found = icalendar.Calendar.from_ical((folder / name).read_bytes()).walk("VEVENT")
        assert "RRULE" in found[0]
        assert len(found) > 1
        await browser.press("s")
        label = str(browser.screen.prompt.query_one(Static).render())
        assert label == f"Save in {folder_words(folder, Path.home(), 40)} as"
        assert browser.screen.prompt.text.endswith(" 2.ics")
        await browser.press("escape")
        assert os.listdir(folder) == [name]


async def test_a_folder_that_is_not_there_is_told(
    tmp_path: Path, cache: Synced, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with browsing(tmp_path, cache, size=(200, 40)) as browser:
        await browser.press("s", "home", *"nowhere/")
        await browser.press("enter")
        assert "cannot be written: No such file or directory." in browser.status()


async def test_a_folder_that_is_gone_is_told(tmp_path: Path, cache: Synced, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    async with browsing(tmp_path, cache, size=(120, 40)) as browser:
        monkeypatch.chdir(folder)
        await browser.press("s")
        folder.rmdir()
        await browser.press("enter")
        assert "cannot be the name of a file" in browser.status()
        await browser.press("s")
        assert "The folder the program was started in is gone." in browser.status()
        assert not browser.screen.prompt.is_open
        monkeypatch.chdir(tmp_path)

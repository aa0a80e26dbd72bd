"""The join card: what it says, what it copies, and how it looks where there is little room."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
import segno

from feishu_tui.language import Language
from feishu_tui.model import Event, EventDetail, Meeting, MeetingSettings
from feishu_tui.text import width
from feishu_tui.ui.card_lines import Side, card_lines, sent_words
from feishu_tui.ui.line import text_of
from feishu_tui.ui.qr import qr_lines, qr_pieces
from feishu_tui.ui.screens.card import CardScreen
from feishu_tui.ui.screens.commands import CommandsScreen
from feishu_tui.ui.screens.large_text import LargeTextScreen
from feishu_tui.ui.subject import Subject
from feishu_tui.ui.widgets.line_view import LineView
from tests.ui.events import EN, ZH, event, subject
from tests.ui.sample_office import Browsing, Synced, browsing

LINK = "https://vc.feishu.cn/j/418203377"
APP_LINK = "https://applink.feishu.cn/client/calendar/event/detail?calendarId=7039673579105026066&key=aac9c56b-aa57"


def card(about: Subject, side: Side = "meeting", cells: int = 78, rows: int = 20) -> list[str]:
    """The lines of the card as text."""
    return [text_of(line).rstrip() for line in card_lines(about, side, cells, rows)]


def with_meeting(url: str = LINK, kind: str = "vc", **fields: str) -> Subject:
    return subject(event(meeting=Meeting(kind, url, **fields)))


def test_link_number_and_password_are_told() -> None:
    listed = event(meeting=Meeting("vc", LINK))
    settings = MeetingSettings(password="204816", join_permission="anyone_can_join")
    lines = card(subject(listed, detail=EventDetail(listed, settings=settings)))
    assert lines[0] == "Review"
    assert LINK in lines
    assert any(line.endswith("Number   418 203 377") for line in lines)
    assert any(line.endswith("Password 204816") for line in lines)
    assert any("anyone may join" in line for line in lines)


def test_a_number_the_server_tells_goes_before_the_one_in_the_link() -> None:
    assert any(
        "Number   900 111 222" in line.replace("Number 9", "Number   9")
        for line in card(with_meeting(number="900111222"))
    )


@pytest.mark.parametrize("cells", [38, 60, 78, 118])
def test_a_link_is_never_cut(cells: int) -> None:
    link = LINK + "?pwd=" + "0123456789" * 30
    lines = card(with_meeting(link), cells=cells, rows=10)
    start = next(number for number, line in enumerate(lines) if line.startswith("https://"))
    assert "".join(lines[start:]).startswith(link)


@pytest.mark.parametrize("say", [EN, ZH], ids=["en", "zh"])
def test_every_line_fits_at_every_width(say: Language) -> None:
    title = "季度产品评审会🎉 Quarterly é review " * 3
    listed = event(summary=title, meeting=Meeting("vc", LINK, password="1234"), app_link=APP_LINK)
    for cells in range(38, 161):
        for side in get_args(Side):
            lines = card_lines(subject(listed, say=say), side, cells, 10 if cells < 60 else 20)
            assert all(width(text_of(line)) <= cells for line in lines), cells
            words = "".join(piece.text for line in lines for piece in line if piece.role != "qr")
            assert words.replace(" ", "").startswith(title.replace(" ", "")), cells


def test_the_code_is_drawn_where_it_fits_and_missed_where_it_does_not() -> None:
    roomy, cramped = card(with_meeting()), card(with_meeting(), cells=38, rows=10)
    assert any("▀" in line for line in roomy)
    narrow = card(with_meeting(), cells=58, rows=16)
    assert narrow[0].endswith("  Review")
    assert any("▀" in line for line in narrow)
    assert len(narrow) <= 16
    assert not any("▀" in line for line in cramped)
    assert "For a QR code this window is too" in cramped


def test_the_code_says_what_the_link_is() -> None:
    code = segno.make(APP_LINK, error="l", boost_error=False, micro=False)
    lines = qr_lines(APP_LINK, 80, 40)
    drawn = [[mark in marks for line in lines for mark in line] for marks in ("▀█", "▄█")]
    cells, rows = width(lines[0]), len(lines)
    modules = [drawn[half][row * cells : (row + 1) * cells] for row in range(rows) for half in (0, 1)]
    expected = [[bool(dark) for dark in row] for row in code.matrix_iter(border=4)]
    assert modules[: len(expected)] == expected


def test_where_there_are_no_halves_of_cells_the_code_is_drawn_in_whole_ones() -> None:
    code = segno.make(APP_LINK, error="l", boost_error=False, micro=False)
    drawn = [qr_pieces(row) for row in qr_lines(APP_LINK, 120, 60, whole=True)]
    assert all(piece.text.isspace() for line in drawn for piece in line)
    modules = [[piece.role == "qr-dark" for piece in line for _ in piece.text[::2]] for line in drawn]
    assert modules == [[bool(dark) for dark in row] for row in code.matrix_iter(border=4)]
    lines = card_lines(with_meeting(), "meeting", 110, 40, whole=True)
    assert any(piece.role == "qr-dark" for line in lines for piece in line)
    assert all(text_of(line).isascii() for line in lines if any(piece.role == "qr" for piece in line))
    assert all(width(text_of(line)) <= 110 for line in lines)


def test_it_says_what_was_done_with_the_link() -> None:
    assert "tmux" in sent_words("y", "tmux", EN)
    assert "screen" in sent_words("y", "screen", EN)
    assert sent_words("y", "", EN).startswith("Sent to the terminal's clipboard.")


def test_a_disguised_link_says_where_it_leads() -> None:
    lines = card(with_meeting("https://vc.feishu.cn@evil.example/j/1", "third_party"), rows=10)
    assert "https://evil.example/j/1" in lines
    assert "As sent, the link disguises where it leads: to evil.example." in lines
    lines = card(with_meeting("https://vc.fеishu.cn/j/1", "third_party"), rows=10)  # a Cyrillic е
    assert any(line.startswith("https://vc.xn--") for line in lines)
    assert any("disguises" in line for line in lines)
    assert not any("disguises" in line for line in card(with_meeting("HTTPS://VC.Feishu.cn/j/1")))


def test_events_without_a_meeting_say_so() -> None:
    assert "This event has no meeting." in card(subject(event()))
    assert "video meeting, no link yet" in card(with_meeting(""))
    assert "This event has no meeting." in card(
        subject(event(meeting=Meeting("vc", LINK), hidden=frozenset({"MeetingVideo"})))
    )
    assert "The server gives no link to this event." in card(subject(event()), "app")


def test_a_live_stream_is_called_one() -> None:
    assert any("live stream" in line for line in card(with_meeting("https://meetings.feishu.cn/s/1k2", "lark_live")))


def at_cursor(browser: Browsing) -> Event:
    """The event under the cursor."""
    one = browser.screen.occurrence
    assert one is not None
    return one.event


async def go_to(browser: Browsing, title: str) -> None:
    """Put the cursor on the next event so called."""
    for _ in range(60):
        if at_cursor(browser).summary.startswith(title):
            return
        await browser.press("j")
    raise AssertionError(title)


def shown(browser: Browsing) -> str:
    """The card on the screen."""
    screen = browser.app.screen
    assert isinstance(screen, CardScreen)
    return "\n".join(browser.lines(screen.query_one("#card", LineView))) + "\n".join(
        browser.lines(screen.query_one("#said", LineView))
    )


async def test_the_card_copies_and_shows_the_link_by_itself(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        await go_to(browser, "设计评审")
        await browser.press("o")
        await browser.settle()
        link = at_cursor(browser).meeting.url
        assert link in shown(browser)
        await browser.press("y")
        assert browser.app.clipboard == link
        assert "y again shows the link" in shown(browser)
        await browser.press("y")
        large = browser.app.screen
        assert isinstance(large, LargeTextScreen)
        assert browser.lines(large.query_one("#text", LineView))[:2] == [link, ""]
        await browser.press("j")
        assert link in shown(browser)
        await browser.press("O")
        assert at_cursor(browser).app_link in shown(browser).replace("\n", "")
        await browser.press("escape")
        assert browser.app.screen is browser.screen


async def test_the_password_is_fetched(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache, size=(80, 24)) as browser:
        await go_to(browser, "设计评审")
        await browser.press("o")
        await browser.settle()
        assert "204816" in shown(browser)


async def test_the_meeting_link_is_copied_from_the_agenda(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        await go_to(browser, "设计评审")
        await browser.press("Y")
        link = at_cursor(browser).meeting.url
        assert browser.app.clipboard == link
        assert link in browser.status()
        await browser.press("Y")
        assert isinstance(browser.app.screen, LargeTextScreen)


async def test_help_lists_the_keys_of_the_card_and_runs_them(tmp_path: Path, cache: Synced) -> None:
    async with browsing(tmp_path, cache) as browser:
        await go_to(browser, "设计评审")
        await browser.press("o", "?")
        assert isinstance(browser.app.screen, CommandsScreen)
        await browser.press("/", *"copy link", "enter")
        await browser.settle()
        assert "y again shows the link" in shown(browser)
        assert browser.app.clipboard == at_cursor(browser).meeting.url

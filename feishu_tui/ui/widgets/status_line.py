"""The line at the bottom that says how things stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.timer import Timer

from feishu_tui.errors import FeishuTuiError
from feishu_tui.lazy_dataclasses import replace
from feishu_tui.model import Occurrence
from feishu_tui.ui.filters import FILTERS, filter_words
from feishu_tui.ui.line import Line
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.status_lines import StatusLook, SyncState, status_line
from feishu_tui.ui.widgets.line_view import LineView

if TYPE_CHECKING:
    from feishu_tui.sync.report import Progress, Report
    from feishu_tui.ui.accounts import Accounts

NOTICE_SECONDS = 6.0
"""How long a notice takes the place of the rest."""


class OneLine(LineView, can_focus=False):
    """A single line, and nothing to be done with it."""

    DEFAULT_CSS = "OneLine { height: 1; }"

    def say(self, line: Line) -> None:
        """Show a line."""
        self.show([line])


class StatusLine(OneLine):
    """Keeps the state of the sync and a notice, and says them; no toasts anywhere, as those lose Chinese glyphs."""

    def __init__(self, reader: Reader, connected: bool, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.accounts: Accounts | None = None
        """Who knows about the login; where there is none, nothing is said of it."""
        self._reader = reader
        self._state = SyncState(connected=connected, synced_at=reader.synced_at)
        self._next: tuple[Occurrence | None, Occurrence | None] = (None, None)
        self._keys: Sequence[tuple[str, str]] = ()
        self._named: Mapping[str, str] = {}
        self._notice = ""
        self._alarming = False
        self._timer: Timer | None = None

    @property
    def state(self) -> SyncState:
        """How things stand between the cache and the server."""
        return self._state

    @property
    def has_notice(self) -> bool:
        """Whether a notice is being shown."""
        return bool(self._notice)

    def offer_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show these keys at the right: key and what it does, the most telling last."""
        if keys != self._keys:
            self._keys = keys
            self.draw()

    def name_keys(self, keys: Mapping[str, str]) -> None:
        """By which keys the commands come that are spoken of, such as the lists of changes and of replies."""
        self._named = keys

    def key_of(self, command: str) -> str:
        """The key of a command by its id, empty where it was not named."""
        return self._named.get(command, "")

    def begin(self) -> None:
        """A sync begins."""
        self._state = replace(self._state, running=True, done=0, total=0, events=0)
        self.draw()

    def progress(self, progress: Progress) -> None:
        """A sync has come further."""
        self._state = replace(
            self._state, running=True, done=progress.done, total=progress.total, events=progress.received
        )
        self.draw()

    def end(self, report: Report | None = None, error: FeishuTuiError | None = None) -> None:
        """A sync is over: with a report, with an error, or stopped with neither."""
        failures = report.failed if report else []
        every = report is not None and len(failures) == len(report.calendars)
        if report is not None:
            error = report.error or (failures[0].error if failures and every else None)
        self._state = replace(
            self._state,
            running=False,
            synced_at=self._reader.synced_at,
            error=error,
            failed=0 if every else len(failures),
            unread=len(report.skipped) if report else 0,
        )
        self.read()

    def read(self) -> None:
        """Read again what is next; the cache has changed, or time has passed."""
        self._next = self._reader.next_up()
        self.draw()

    def notice(self, text: str, *, alarming: bool = False) -> None:
        """Say something for some seconds; an empty text takes back what was said."""
        if self._timer is not None:
            self._timer.stop()
        self._notice, self._alarming = text, alarming
        if text:
            self._timer = self.set_timer(NOTICE_SECONDS, self._forget_notice)
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        """Say it in another width."""
        self.draw()

    def draw(self) -> None:
        """Say how things stand."""
        running, coming = self._next
        look = StatusLook(
            self.content_size.width,
            self._reader.now,
            self._reader.zone.key,
            self._reader.say,
            running,
            coming,
            self._keys,
            self._notice,
            self._alarming,
            self.accounts.sign_in_command if self.accounts else "",
            self._waiting(),
            self.accounts is not None and self.accounts.ends_soon,
            self._reader.second_zone.key if self._reader.second_zone else "",
            self._reader.zone.key != self._reader.zones.display.key,
            self._narrowed(),
            self.key_of("sync"),
        )
        self.say(status_line(self._state, look))

    def _waiting(self) -> Sequence[tuple[str, str]]:
        """What there is to look at, after the key that lists it."""
        reader, say = self._reader, self._reader.say
        told = (
            (reader.news.count, "changes", say("{count} updated", count=reader.news.count)),
            (reader.open_replies, "replies", say("{count} to answer", count=reader.open_replies)),
        )
        return [(self._named[name], words) for count, name, words in told if count and name in self._named]

    def _narrowed(self) -> str:
        """Which filters are on, and that what is over is hidden."""
        reader = self._reader
        words = [filter_words(name, reader.say) for name in FILTERS if name in reader.filters]
        if reader.past == "hide":
            words.append(reader.say("past hidden"))
        return reader.say("filter: {what}", what=reader.say(", ").join(words)) if words else ""

    def _forget_notice(self) -> None:
        self.notice("")

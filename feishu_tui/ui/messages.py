"""What background work tells the screen; each is a fact, and a handler changes the widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from feishu_tui.errors import FeishuTuiError
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.model import EventDetail, Span

if TYPE_CHECKING:
    from feishu_tui.sync.checked import Checked
    from feishu_tui.sync.finding import Answer
    from feishu_tui.sync.report import Progress, Report
    from feishu_tui.ui.asked import Asked
    from feishu_tui.ui.result_rows import Unfolded
    from feishu_tui.ui.seeker import Looked


@dataclass
class SyncProgressed(Message):
    """A sync has come further."""

    progress: Progress

    def can_replace(self, message: Message) -> bool:
        """Only the newest count matters."""
        return isinstance(message, SyncProgressed)


@dataclass
class Synced(Message):
    """A sync has ended; the cache holds what it brought, and the report what it could not."""

    report: Report


class LookedAhead(Message):
    """Details of what is near have come into the cache."""


@dataclass
class SyncFailed(Message):
    """A sync could not be done at all; the cache is as it was."""

    error: FeishuTuiError


@dataclass
class SyncStopped(Message):
    """A sync was stopped on request; what had arrived stays."""


@dataclass
class SpanCovered(Message):
    """Days of long ago were fetched into the cache."""

    span: Span


@dataclass
class SpanFailed(Message):
    """Days of long ago could not be fetched."""

    error: FeishuTuiError


@dataclass
class DetailArrived(Message):
    """An event's attendees and settings were fetched into the cache."""

    detail: EventDetail


@dataclass
class DetailFailed(Message):
    """An event's attendees and settings could not be fetched."""

    calendar_id: str
    event_id: str
    error: FeishuTuiError


@dataclass
class ChatsArrived(Message):
    """Members of an event's chats were fetched into the cache."""


@dataclass
class ChatsFailed(Message):
    """Members of an event's chats could not be fetched."""

    error: FeishuTuiError


@dataclass
class SeriesChecked(Message):
    """A series was held against the server; where they differ the cache now shows the server's occurrences."""

    checked: Checked


@dataclass
class CheckFailed(Message):
    """A series could not be held against the server."""

    calendar_id: str
    event_id: str
    error: FeishuTuiError


@dataclass
class SearchLooked(Message):
    """The cache was searched; the server perhaps answers later."""

    looked: Looked


@dataclass
class SearchAnswered(Message):
    """The server answered a search, or some of its calendars did."""

    asked: Asked
    answer: Answer


@dataclass
class SearchFailed(Message):
    """The cache could not be searched, or the server could not be asked."""

    asked: Asked
    error: FeishuTuiError


@dataclass
class MouseWanted(Message):
    """The mouse should be taken from the terminal, or left to it."""

    wanted: bool


@dataclass
class BackgroundTold(Message):
    """The terminal told what is behind its text."""

    is_light: bool


@dataclass
class FarAway(Message):
    """The terminal took long to answer."""


@dataclass
class SeriesUnfolded(Message):
    """The occurrences of a series that a search found, to be shown below it."""

    asked: Asked
    key: tuple[str, str]
    unfolded: Unfolded


@dataclass
class RepaintWanted(Message):
    """Someone sees rubbish on the terminal and wants every cell painted again."""

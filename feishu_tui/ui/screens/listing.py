"""A screen with a list over the whole terminal, from which one goes to an event in the agenda."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult

from feishu_tui.language import Language
from feishu_tui.ui.keymap import IDS, Command
from feishu_tui.ui.line import Line
from feishu_tui.ui.screens.overlay import Overlay
from feishu_tui.ui.widgets.line_view import LineView
from feishu_tui.ui.widgets.target_list import Listed, TargetList

T = TypeVar("T")

_ROOM_FOR_FOOT = 16
"""Lines from which on there is one for what follows the list, however long that is."""
_AROUND = 3
"""Lines of the title and of what is blank around the list."""


class ListingScreen(Overlay[T | None], Generic[T]):
    """Shows a title, rows and perhaps a foot; ends with what was chosen, or ``None``."""

    PANES: ClassVar[tuple[str, ...]] = ("list",)
    DEFAULT_CSS = """
    ListingScreen {
        padding: 0 1;
        & #title { height: 1; margin-bottom: 1; }
        & #foot { height: 3; margin-top: 1; }
    }
    """

    def __init__(self, say: Language, keys: Mapping[str, str]) -> None:
        super().__init__(say, keys)
        self.listed: TargetList[T] = TargetList(id="list")
        self._title = LineView(id="title")
        self._foot = LineView(id="foot")
        self._title.can_focus = self._foot.can_focus = False

    @property
    @abstractmethod
    def name_of_list(self) -> str:
        """What the list is called."""

    @abstractmethod
    def rows(self, cells: int) -> Sequence[Listed[T]]:
        """The rows, none wider than ``cells``."""

    @property
    def more_keys(self) -> Sequence[tuple[Command, str]]:
        """Further keys that matter, and what they do."""
        return ()

    def foot(self, cells: int) -> Sequence[Line]:
        """At most three lines below the list, about the row under the cursor."""
        return ()

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._title
        yield self.listed
        yield self._foot

    def on_mount(self) -> None:
        """The list is what keys are for."""
        self.listed.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out for the size there is."""
        self.call_after_refresh(self.draw)

    def draw(self) -> None:
        """Write everything."""
        cells = self.listed.content_size.width
        if not cells:
            return
        self._title.show([self._title_line(cells)])
        self.listed.offer(self.rows(cells))
        self._draw_foot()

    @on(TargetList.Chosen)
    def _choose(self) -> None:
        self.dismiss(self.listed.target)

    @on(LineView.CursorMoved, "#list")
    def _draw_foot(self) -> None:
        lines = self.foot(self.listed.content_size.width)
        taken = len(self.listed.lines) + len(lines) + _AROUND
        self._foot.display = bool(lines) and (self.size.height >= _ROOM_FOR_FOOT or taken <= self.size.height)
        self._foot.show(lines)

    def _title_line(self, cells: int) -> Line:
        offered = [(IDS["list.open"], self.say("go there")), (IDS["back"], self.say("back"))]
        return self.title_line(self.name_of_list, [*self.more_keys, *offered], cells)

"""A list of what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feishu_tui.store.changes import Change
from feishu_tui.ui.change_lines import ChangesLook, change_rows
from feishu_tui.ui.news import Visit
from feishu_tui.ui.reader import Reader
from feishu_tui.ui.screens.listing import ListingScreen
from feishu_tui.ui.widgets.target_list import Listed


class ChangesScreen(ListingScreen[Change]):
    """Lists ``changes``, those that came after the look ``since`` (``None`` for all) before the earlier ones."""

    def __init__(self, changes: Sequence[Change], since: Visit | None, reader: Reader, keys: Mapping[str, str]) -> None:
        super().__init__(reader.say, keys)
        self._changes = changes
        self._since = since
        self._reader = reader

    @property
    def name_of_list(self) -> str:
        """What the list is called."""
        return self.say("Changes")

    def rows(self, cells: int) -> Sequence[Listed[Change]]:
        """A change a row, or two lines."""
        reader = self._reader
        look = ChangesLook(cells, reader.now, reader.zone, self.say, reader.calendars)
        return change_rows(self._changes, self._since, look)

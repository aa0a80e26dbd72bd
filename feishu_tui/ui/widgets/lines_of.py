"""The lines of rows for a pane that shows few of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from feishu_tui.ui.agenda_row import Row
from feishu_tui.ui.line import Line


class LinesOf(Sequence[Line]):
    """The lines of rows, each made when it is asked for."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...

    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        if isinstance(index, slice):
            return [row.line for row in self._rows[index]]
        return self._rows[index].line

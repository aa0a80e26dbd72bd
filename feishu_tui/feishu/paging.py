"""Walks through the pages of a list, and stops where a server would let it walk for ever."""

from __future__ import annotations

from feishu_tui.errors import BadResponse
from feishu_tui.feishu.codes import REPORT
from feishu_tui.feishu.wire.pages import Marks, require_end
from feishu_tui.feishu.wire.written import Rows
from feishu_tui.sentence import Sentence

MOST_EMPTY = 100
"""Empty pages in a row: some are allowed, as the emptiness of a page says nothing about the next."""
MOST_STANDSTILLS = 10
"""Pages in a row that lead to the very place they were asked for, or bring the very rows of the one before."""
SHORT = 50
"""Rows; no list can be asked for shorter pages, but for those of small things."""
MOST_SHORT = 500
MOST_ROWS = 500_000
"""Five times what a whole profile is meant to hold."""


class Walk:
    """The guard of one walk: tells the token of the next page, and raises where the walk leads nowhere.

    ``states_end``: the list says of its last page that it is; one that does not say so is a mistake of the server's.
    """

    def __init__(self, *, states_end: bool = False) -> None:
        self._states_end = states_end
        self._seen: set[str] = set()
        self._token = ""
        self._rows: list[object] = []
        """The page before, as ``_print_of`` tells it."""
        self._received = 0
        self._short = 0
        self._empty = 0
        self._standstills = 0

    def next_token(self, marks: Marks) -> str | None:
        """The token to go on with, ``None`` at the end.

        ``has_more`` decides; where it is missing (events/search) a new token does. Raises ``BadResponse`` for more
        pages without a token, a token seen before, and pages that stay empty or bring the same again.
        """
        repeated = marks.page_token in self._seen
        if marks.has_more is False or (marks.has_more is None and (not marks.page_token or repeated)):
            if self._states_end:
                require_end(marks)
            return None
        if not marks.page_token:
            raise _lost("The server says that more follows, but not where to go on.", marks)
        if repeated and (marks.rows or marks.page_token != self._token):
            raise _lost("The server sends us in a circle: a page leads back to one read before.", marks)
        # A server whose tokens are positions gives the same one with a page it left empty: nothing came twice yet.
        rows = _print_of(marks.rows)
        self._stand_still(marks, still=repeated or (bool(rows) and rows == self._rows))
        self._token, self._rows = marks.page_token, rows
        self._seen.add(marks.page_token)
        self.count(marks)
        return marks.page_token

    def count(self, marks: Marks) -> None:
        """Counts a page that others follow. Raises ``BadResponse`` where there have been absurdly many."""
        self._received += len(marks.rows)
        self._short += len(marks.rows) < SHORT
        self._empty = 0 if marks.rows else self._empty + 1
        if self._empty > MOST_EMPTY:
            text = "The server sent {count} empty pages in a row, and says that more follows."
            raise _lost(Sentence(text, count=self._empty), marks)
        if self._short > MOST_SHORT:
            text = "The server sent {count} short pages, and says that more follows."
            raise _lost(Sentence(text, count=self._short), marks)
        if self._received > MOST_ROWS:
            text = "The server sent {count} rows, and says that more follows."
            raise _lost(Sentence(text, count=self._received), marks)

    def _stand_still(self, marks: Marks, *, still: bool) -> None:
        self._standstills = self._standstills + 1 if still else 0
        if self._standstills > MOST_STANDSTILLS:
            raise _lost("The server sends us in a circle: a page leads back to one read before.", marks)


def _print_of(rows: list[object]) -> list[object]:
    """By what pages are told apart: where their text was at hand, its hashes, as a page of events takes much room."""
    return [*rows.prints] if isinstance(rows, Rows) else rows


def _lost(sentence: str, marks: Marks) -> BadResponse:
    return BadResponse(sentence, hint=REPORT, log_id=marks.log_id)

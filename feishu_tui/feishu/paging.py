"""Walks through the pages of a list, and stops where a server would let it walk for ever."""

from __future__ import annotations

from feishu_tui.errors import BadResponse
from feishu_tui.feishu.wire.pages import Marks
from feishu_tui.sentence import Sentence

MOST_EMPTY = 100
"""Empty pages in a row: some are allowed, as the emptiness of a page says nothing about the next."""
MOST_STANDSTILLS = 10
"""Empty pages in a row that lead to the very place they were asked for."""
MOST_PAGES = 10_000


class Walk:
    """The guard of one walk: tells the token of the next page, and raises where the walk leads nowhere."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._token = ""
        self._pages = 0
        self._empty = 0
        self._standstills = 0

    def next_token(self, marks: Marks) -> str | None:
        """The token to go on with, ``None`` at the end.

        ``has_more`` decides; where it is missing (events/search) a new token does. Raises ``BadResponse`` for more
        pages without a token, a token seen before, and pages that stay empty.
        """
        if marks.has_more is False or (marks.has_more is None and not marks.page_token):
            return None
        if not marks.page_token:
            raise BadResponse("The server says that more follows, but not where to go on.")
        if marks.page_token in self._seen:
            if marks.has_more is None:
                return None
            self._stand_still(marks)
        else:
            self._standstills = 0
        self._token = marks.page_token
        self._seen.add(marks.page_token)
        self.count(marks)
        return marks.page_token

    def count(self, marks: Marks) -> None:
        """Counts a page that others follow. Raises ``BadResponse`` where there have been absurdly many."""
        self._pages += 1
        self._empty = 0 if marks.rows else self._empty + 1
        if self._empty > MOST_EMPTY:
            raise BadResponse(
                Sentence("The server sent {count} empty pages in a row, and says that more follows.", count=self._empty)
            )
        if self._pages > MOST_PAGES:
            raise BadResponse(Sentence("The server sent {count} pages, and says that more follows.", count=self._pages))

    def _stand_still(self, marks: Marks) -> None:
        # A server whose tokens are positions gives the same one with a page it left empty: nothing came twice yet.
        self._standstills += 1
        if marks.rows or marks.page_token != self._token or self._standstills > MOST_STANDSTILLS:
            raise BadResponse("The server sends us in a circle: a page leads back to one read before.")

"""What the search bar asks for: a text, and whether only what is to come or what is past counts."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from feishu_tui.lazy_dataclasses import dataclass, replace
from feishu_tui.lazy_pattern import lazy_pattern
from feishu_tui.query import FILTERS, Query, Term, parse
from feishu_tui.text import fold, plain_width

Scope = Literal["all", "upcoming", "past"]
SCOPES: tuple[Scope, ...] = ("all", "upcoming", "past")
"""In the order in which one key goes through them."""

_UNFINISHED = lazy_pattern(rf"(?<!\S)-?(?:(?:{'|'.join(FILTERS)}):)?[\"“”]?\Z", re.IGNORECASE)
_QUOTES = lazy_pattern('["“”＂]')


@dataclass(frozen=True, slots=True)
class Asked:
    """What is typed, and which days count."""

    text: str = ""
    scope: Scope = "all"

    @property
    def finished(self) -> str:
        """The text without a filter at its end that has no value yet, and with the quotes closed."""
        begun = _UNFINISHED.search(plain_width(self.text))
        text = self.text[: begun.start() if begun else None].strip()
        return f'{text}"' if len(_QUOTES.findall(text)) % 2 else text

    def scope_after(self, way: int) -> Scope:
        """What one key makes of the days: the next scope, or the previous one where ``way`` is -1."""
        return SCOPES[(SCOPES.index(self.scope) + way) % len(SCOPES)]

    def query(self, today: date, week_start: int) -> Query:
        """The query; empty as long as nothing is typed. Today is both to come and past.

        What is not finished may be a piece of a title all the same.
        """
        finished, typed = self.finished, fold(self.text).strip()
        query = parse(finished, today, week_start)
        if typed and not finished:
            query = Query(self.text, (Term(typed, exact=True),))
        elif finished != self.text.strip():
            query = replace(query, literal=typed)
        if query.is_empty or self.scope == "all":
            return query
        return query.narrowed(first=today) if self.scope == "upcoming" else query.narrowed(last=today)

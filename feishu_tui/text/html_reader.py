"""The reader behind ``plain_of_html``, apart so that only HTML costs the import of the standard library's parser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _PARAGRAPHS | frozenset(
    ("address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "hr", "ol", "pre", "table", "tr", "ul")
)
_UNSEEN = frozenset(("script", "style", "head", "title", "template"))
_LINKS = ("http://", "https://", "mailto:", "tel:")


def read_html(text: str) -> str:
    """HTML as lines of text. Broken HTML is read as far as it goes; nothing raises."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in "".join(reader.pieces).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0
        self._preformatted = 0
        self._link: tuple[str, int] | None = None
        """The address of the link that is open, and how many pieces there were before it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._unseen += tag in _UNSEEN
        self._preformatted += tag == "pre"
        if tag == "br":
            self.pieces.append("\n")
        elif tag == "li":
            self._begin_line()
            self.pieces.append("• ")
        elif tag in ("td", "th"):
            self.pieces.append(" ")
        elif tag == "img" and values.get("alt"):
            self.pieces.append(f"[{values['alt']}]")
        elif tag == "a":
            self._end_link()
            self._link = (values.get("href") or "").strip(), len(self.pieces)
        elif tag in _BLOCKS:
            self._begin_line()

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        self._preformatted -= tag == "pre" and self._preformatted > 0
        if tag == "a":
            self._end_link()
        elif tag in _BLOCKS or tag == "li":
            self._begin_line()
            if tag in _PARAGRAPHS:
                self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data if self._preformatted else re.sub(r"\s+", " ", data))

    def close(self) -> None:
        super().close()
        self._end_link()

    def _begin_line(self) -> None:
        last = next((piece for piece in reversed(self.pieces) if piece.strip(" ")), "\n")
        if not last.endswith("\n"):
            self.pieces.append("\n")

    def _end_link(self) -> None:
        """Writes the address after the link's text, unless it says so itself or leads nowhere outside."""
        if self._link is None:
            return
        address, before = self._link
        self._link = None
        shown = "".join(self.pieces[before:]).strip()
        if not address.lower().startswith(_LINKS) or address.rstrip("/") == shown.rstrip("/"):
            return
        if address.lower() in (f"mailto:{shown}".lower(), f"tel:{shown}".lower()):
            return
        self.pieces.append(f" ({address})" if shown else address)

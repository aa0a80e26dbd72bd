"""Web addresses as a person should see them: where they really lead is never cut off or disguised."""

from __future__ import annotations

from urllib.parse import urlsplit

from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.text import cut, width
from feishu_tui.ui.detail_rows import paragraph
from feishu_tui.ui.line import Line, Piece

_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Address:
    """An address split for the eye: ``start`` is scheme and true host, ``rest`` the path and what follows."""

    url: str
    start: str
    rest: str


def read_address(url: str) -> Address | None:
    """The address in parts, ``None`` where it is no http(s) address or its host cannot be told for sure.

    A name and password before the host are left out, since they are used to disguise it; a host in other than ASCII
    letters is shown as it travels (RFC 3490 §4).
    """
    if not url.isprintable() or any(mark in url for mark in ' \\"<>'):
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        if parts.scheme not in ("http", "https") or not host:
            return None
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError:
        return None
    if not all(character.isalnum() or character in "-._:" for character in host):
        return None
    host = f"[{host}]" if ":" in host else host
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    rest = f"{path}#{parts.fragment}" if parts.fragment else path
    start = f"{parts.scheme}://{host}" + (f":{port}" if port else "")
    return Address(f"{start}{rest}", start, rest)


def address_lines(address: Address, cells: int, most: int = _MOST_LINES) -> list[Line]:
    """The address as links: the host whole, however many lines that takes, then as much as ``most`` lines hold."""
    whole = paragraph(address.start + address.rest, cells, "link", link=address.url)
    most = max(most, -(-width(address.start) // cells))
    if len(whole) <= most:
        return whole
    *kept, (end,) = whole[:most]
    return [*kept, (Piece(cut(f"{end.text}…", cells), "link", link=address.url),)]

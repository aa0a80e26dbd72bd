"""httpx without what it imports and this program has no use for: 3 MB of memory, and a fifth of the time to import it.

That is a command line (click, Pygments, Rich), a jar for cookies (``http.cookiejar``, with it ``urllib.request`` and
``http.client``), ``email`` to read the encoding of a text, ``idna`` for hosts in other letters, OpenSSL's digests for a
kind of login, and a list of authorities as long as nothing is encrypted. While httpx is imported something small stands
in for each; whoever imports one of them later gets it itself, and so does httpx where it makes use of it after all.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any


class _StandIn(ModuleType):
    """Has what httpx takes from a module as it is imported; whatever else is asked of it is the module's own."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        _withdraw()
        return getattr(import_module(self.__name__), name)


class NoCookies:
    """Keeps no cookie and sends none: no endpoint needs one, and a server could fill the memory and every request."""

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def extract_cookies(self, response: object, request: object) -> None:
        """Keeps nothing of an answer."""

    def add_cookie_header(self, request: object) -> None:
        """Adds nothing to a request."""


class _Request:
    """What an answer or a request is made into for a jar; a jar without cookies looks at none."""

    def __init__(self, **_: object) -> None: ...


def _proxies() -> dict[str, str]:
    """See ``urllib.request.getproxies``; asked only where there may be some."""
    if sys.platform.startswith("linux") and not any(name.lower().endswith("_proxy") for name in os.environ):
        return {}
    from urllib.request import getproxies

    return getproxies()


def _http_list(header: str) -> list[str]:
    """See ``urllib.request.parse_http_list``."""
    from urllib.request import parse_http_list

    return parse_http_list(header)


def _digest(name: str, content: bytes = b"") -> object:
    """See ``hashlib.new``."""
    import hashlib

    return hashlib.new(name, content)


_STAND_INS: dict[str, dict[str, object]] = {
    "http.cookiejar": {"Cookie": None, "CookieJar": NoCookies},
    "urllib.request": {"Request": _Request, "getproxies": _proxies, "parse_http_list": _http_list},
    "email.message": {},
    "idna": {},
    "certifi": {},
    "hashlib": {name: partial(_digest, name) for name in ("md5", "sha1", "sha256", "sha512")},
}


@contextmanager
def _stand_ins() -> Iterator[None]:
    """Something in place of each that was not imported yet."""
    # Where those of the command line are not installed httpx goes without (sys.modules: None is "not to be found").
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
    for name, contents in _STAND_INS.items():
        if name not in sys.modules:
            package, _, last = name.rpartition(".")
            sys.modules[name] = stand_in = _StandIn(name)
            vars(stand_in).update(contents)
            if package:
                setattr(import_module(package), last, stand_in)
    try:
        yield
    finally:
        _withdraw()


def _withdraw() -> None:
    """Let whoever imports something from now on get it itself; what only passes on what it is asked for may stay."""
    for name, contents in _STAND_INS.items():
        if isinstance(sys.modules.get(name), _StandIn):
            del sys.modules[name]
            package, _, last = name.rpartition(".")
            if package and contents:
                delattr(sys.modules[package], last)


with _stand_ins():
    import httpcore  # noqa: F401 - else httpx imports it with the first client
    import httpx as httpx

"""The file beside the cache that holds what the first frame was made of."""

from __future__ import annotations

import marshal
import os
import stat
import time
from collections.abc import Callable, Mapping

from feishu_tui.lazy_typing import Any, NamedTuple
from feishu_tui.terminal_kind import TerminalKind, terminal_kind
from feishu_tui.ui.first_frame import FrameLook
from feishu_tui.ui.glyphs import Glyphs
from feishu_tui.ui.prepared import Prepared, Recording, packed
from feishu_tui.ui.surroundings import Stamp, cache_stamp, early_folder, surroundings

_ENDING = ".frame"
"""After the name of the cache's file, so that it goes where that goes."""
_FORMAT = 3
"""To be counted up whenever something else is written."""
_SUM, _PRIME = 8, (1 << 61) - 1
"""How many bytes a checksum takes, and what it is a remainder of."""
_SETTLED_NS = 20_000_000
"""So long after a change the clock of a file system is sure to tell another one from it."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Nothing else is opened in its place, nor waited for."""


class Kept(NamedTuple):
    """What a frame can be made of."""

    prepared: Prepared
    look: FrameLook


class Circumstances(NamedTuple):
    """What a program is run in, as far as the first frame depends on it, and in what state the cache is."""

    path: str
    """Of the cache."""
    around: str
    stamp: Stamp


def circumstances(path: str, environ: Mapping[str, str], encoding: str) -> Circumstances | None:
    """Those of now; ``None`` where the next start would not find them, or what changes now could go unnoticed."""
    around, stamp = surroundings(environ, encoding), cache_stamp(path)
    if around is None or not stamp or os.path.dirname(path) != early_folder("cache", environ):
        return None
    newest = max(stamp[1::3])
    return Circumstances(path, around, stamp) if newest < time.time_ns() - _SETTLED_NS else None


def await_settled(path: str) -> None:
    """Wait the moment until a change of the cache could not go unnoticed any more."""
    stamp = cache_stamp(path)
    age = time.time_ns() - max(stamp[1::3], default=0)
    if 0 <= age < _SETTLED_NS:
        time.sleep((_SETTLED_NS - age) / 1e9)


def is_kept(now: Circumstances) -> bool:
    """Whether the next start finds something, which would be the same."""
    document = _read(now.path + _ENDING)
    return document is not None and (document["around"], document["stamp"]) == (now.around, now.stamp)


def keep(then: Circumstances, recording: Recording, look: FrameLook) -> None:
    """Write down what a frame was made of, read from the cache in these circumstances, if they are still the same.

    A file that cannot be written is no loss.
    """
    data = packed(recording) if cache_stamp(then.path) == then.stamp else None
    if data is None:
        return
    document = {
        "format": _FORMAT,
        "around": then.around,
        "stamp": then.stamp,
        "data": data,
        "variables": dict(look.variables),
        "glyphs": look.glyphs.options,
        "offered": list(look.offered),
        "now": recording.fixed_now,
    }
    _write(then.path, document)


def renew(path: str, recorded: Callable[[], Recording]) -> None:
    """Have what is kept beside a cache hold what is in the cache by now, where it was made of the same settings."""
    document = _read(path + _ENDING)
    if document is None:
        return
    await_settled(path)
    stamp = cache_stamp(path)
    if document["stamp"] == stamp:
        return
    recording = recorded()
    data = packed(recording)
    if data is None or recording.fixed_now != document["now"] or cache_stamp(path) != stamp:
        return
    if all(data[name] == document["data"][name] for name in ("zone", "lang", "china", "background")):
        _write(path, {**document, "stamp": stamp, "data": data})


def _write(path: str, document: dict[str, Any]) -> None:
    written = marshal.dumps(document)
    from contextlib import suppress  # reading needs none of it

    target, beginning = path + _ENDING, f"{path}{_ENDING}.new"
    with suppress(OSError):
        with open(os.open(beginning, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _NO_LINK, 0o600), "wb") as file:
            file.write(_checksum(written) + written)
        os.replace(beginning, target)


def kept(environ: Mapping[str, str], encoding: str) -> Kept | None:
    """What was kept in the same circumstances; ``None`` where nothing was."""
    folder = early_folder("cache", environ)
    try:
        names = [name for name in os.listdir(folder) if name.endswith(_ENDING)] if folder else []
    except OSError:
        return None
    around = surroundings(environ, encoding) if names else None
    for name in names:
        path = os.path.join(folder or "", name)
        document = _read(path)
        if document is None or document["around"] != around:
            continue
        if document["stamp"] == cache_stamp(path.removesuffix(_ENDING)):
            kind = terminal_kind(environ, encoding)
            return Kept(Prepared(document["data"], document["now"]), _look(document, kind))
    return None


def _look(document: Mapping[str, Any], kind: TerminalKind) -> FrameLook:
    ascii, ambiguous, codec = document["glyphs"]
    glyphs = Glyphs(ascii=ascii, ambiguous=ambiguous, encoding=codec)
    return FrameLook(document["variables"], kind, glyphs, document["offered"])


def _checksum(content: bytes) -> bytes:
    """By which damage is told; a remainder, since a module that knows better ones would have to be loaded."""
    return (int.from_bytes(content, "big") % _PRIME).to_bytes(_SUM, "big")


def _read(path: str) -> dict[str, Any] | None:
    """What such a file holds; ``None`` where it is not as it was written, or others could have written it."""
    try:
        with open(os.open(path, os.O_RDONLY | _NO_LINK), "rb") as file:
            if not _is_ours(os.fstat(file.fileno())):
                return None
            content = file.read()
    except OSError:
        return None
    if not content or _checksum(content[_SUM:]) != content[:_SUM]:
        return None
    try:
        document = marshal.loads(content[_SUM:])
    except (EOFError, TypeError, ValueError):  # of another Python, perhaps
        return None
    return document if isinstance(document, dict) and document.get("format") == _FORMAT else None


def _is_ours(found: os.stat_result) -> bool:
    """Whether it is a plain file that nobody else could have written."""
    own = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    return own and stat.S_ISREG(found.st_mode) and not found.st_mode & 0o022

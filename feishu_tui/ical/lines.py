"""Content lines: names, parameters and values escaped and folded (RFC 5545 §3.1 and §3.3.11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

OCTETS = 75
"""The most a line may take, its end not counted."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def line(name: str, value: str, parameters: Mapping[str, str] | None = None) -> str:
    """An unfolded line; ``value`` as it is to stand there."""
    given = "".join(f";{key}={_parameter(each)}" for key, each in (parameters or {}).items())
    return f"{name}{given}:{value}"


def text_line(name: str, text: str) -> str:
    """A line whose value is text, escaped."""
    return line(name, _only_text(text).translate(_ESCAPES))


def address_line(name: str, value: str) -> str:
    """A line whose value is an address: as it is, but for what would end the line."""
    return line(name, _only_text(value).replace("\n", ""))


def folded(lines: Iterable[str]) -> str:
    """The lines as a document: at most 75 octets each, no character cut in half, every one ended by CR LF."""
    return "".join(f"{part}\r\n" for each in lines for part in _fold(each))


def _fold(whole: str) -> Iterable[str]:
    """A line in parts, of which all but the first begin with a blank."""
    part, octets = "", 0
    for character in whole:
        size = len(character.encode())
        if octets + size > OCTETS:
            yield part
            part, octets = " ", 1
        part += character
        octets += size
    yield part


def _parameter(value: str) -> str:
    """A parameter's value: quoted where it has to be; quotes cannot be told there (RFC 5545 §3.2)."""
    told = _only_text(value).replace("\n", " ").replace('"', "'")
    return f'"{told}"' if any(mark in told for mark in ":;,") else told


def _only_text(text: str) -> str:
    """The text with line ends as LF, without the control characters that no line may hold, and encodable."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(each for each in unified if each in "\n\t" or (each >= " " and each != "\x7f"))
    return kept.encode("utf-8", "replace").decode()

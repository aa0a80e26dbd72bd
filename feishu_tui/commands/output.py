"""Data on standard output, everything else on standard error."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress

from feishu_tui.errors import FeishuTuiError
from feishu_tui.language import Language
from feishu_tui.lazy_json import dumps
from feishu_tui.lazy_pattern import lazy_pattern
from feishu_tui.lazy_typing import TYPE_CHECKING
from feishu_tui.sentence import Sentence

if TYPE_CHECKING:
    import re
    from typing import TextIO

_PLAIN = lazy_pattern(r"[^\n -~¡-¬®-ʯ\u3000-\u9fff\uac00-\ud7a3\uff01-\uff5e]")
"""All but the characters that nearly every document is made of."""
_JOINER = "\u200d"


class _Narrator:
    """Who tells, on standard error, what is not data: there is one such stream for the process."""

    def __init__(self) -> None:
        self.say = Language()


_narrator = _Narrator()


class OutputError(FeishuTuiError):
    """Standard output cannot be written: a full disk, a device that is gone."""

    kind = "output"


def prepare_streams() -> None:
    """Make both streams such that printing a character they cannot carry replaces it instead of failing."""
    if sys.stdout is None:  # closed by the shell: >&-
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (for the rest of the process)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def abandon_output() -> None:
    """Send what may still stand in the buffer nowhere, so that Python does not fail once more when it ends."""
    _abandon(sys.stdout)


def _abandon(stream: TextIO) -> None:
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def print_json(document: object) -> None:
    """Print one JSON document in UTF-8, whatever the locale says; what a terminal might obey is escaped."""
    text = dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    _write(_PLAIN.sub(_escaped, text).encode() + b"\n")


def print_text(text: str) -> None:
    """Print lines of data. Raises OutputError, or BrokenPipeError where nobody reads any more."""
    encoding = sys.stdout.encoding or "utf-8"
    _write(f"{text}\n".encode(encoding, "replace"))


def print_document(text: str) -> None:
    """Print a document as it is, in UTF-8 whatever the locale says, its line ends its own.

    Raises OutputError, or BrokenPipeError where nobody reads any more.
    """
    _write(text.encode())


def speak(language: Language) -> None:
    """Tell in this language from now on, until the next command line is run."""
    _narrator.say = language


def note(sentence: str) -> None:
    """Tell the person something that is not data; nobody listening is no error."""
    _narrate("feishu-tui: ", sentence)


def report_error(error: FeishuTuiError, *, as_json: bool) -> None:
    """Show an error: a sentence, the remedy and the log id; with ``as_json`` the contract's error document."""
    if as_json and not isinstance(error, OutputError):
        with suppress(OutputError):
            return print_json({"error": error_document(error)})
    note(error.sentence)
    for line in (error.hint, Sentence("log id: {log_id}", log_id=error.log_id) if error.log_id else ""):
        if line:
            _narrate("  ", line)


def error_document(error: FeishuTuiError) -> dict[str, object]:
    """The ``error`` object of the contract."""
    return {
        "kind": error.kind,
        "code": error.code,
        "message": error.sentence,
        "hint": error.hint or None,
        "log_id": error.log_id or None,
    }


def _narrate(before: str, sentence: str) -> None:
    from feishu_tui.text import clean  # most of what is asked for goes without a word

    if sys.stderr is None:  # closed by the shell: 2>&-
        return
    try:
        print(f"{before}{clean(_narrator.say(sentence))}", file=sys.stderr, flush=True)
    except OSError:
        _abandon(sys.stderr)


def _write(data: bytes) -> None:
    """Write and flush at once, while a failure can still be told."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon_output()
        raise OutputError(Sentence("The output cannot be written: {reason}.", reason=error.strerror)) from error


def _escaped(match: re.Match[str]) -> str:
    """A character as JSON may spell it where it is none that is simply drawn; joined emoji stay as they are."""
    import unicodedata

    character = match[0]
    if character.isprintable() or character == _JOINER or unicodedata.category(character) == "Zs":
        return character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))

"""Data on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys

from feishu_tui.errors import FeishuTuiError


def print_json(document: object) -> None:
    """Print one JSON document in UTF-8, whatever the locale says."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    print_text(text)


def print_text(text: str) -> None:
    """Print a line of data; a character the stream cannot carry is replaced, never an error."""
    stream = sys.stdout
    encoding = stream.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        stream.flush()
        stream.buffer.write(text.encode("utf-8", "replace") + b"\n")
        return
    print(text)


def note(sentence: str) -> None:
    """Tell the person something that is not data."""
    stream = sys.stderr
    encoding = stream.encoding or "ascii"
    print(f"feishu-tui: {sentence}".encode(encoding, "replace").decode(encoding), file=stream)


def report_error(error: FeishuTuiError, *, as_json: bool) -> None:
    """Show an error: a sentence, the remedy and the log id; with ``as_json`` the contract's error document."""
    if as_json:
        print_json({"error": error_document(error)})
        return
    note(error.sentence)
    if error.hint:
        print(f"  {error.hint}", file=sys.stderr)
    if error.log_id:
        print(f"  log id: {error.log_id}", file=sys.stderr)


def error_document(error: FeishuTuiError) -> dict[str, object]:
    """The ``error`` object of the contract."""
    return {
        "kind": error.kind,
        "code": error.code,
        "message": error.sentence,
        "hint": error.hint or None,
        "log_id": error.log_id or None,
    }

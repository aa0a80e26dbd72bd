"""What a person answered once, kept beside the configuration file and never in it: that one is theirs to write."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from feishu_tui.errors import StateError
from feishu_tui.sentence import Sentence

FILE = "answers.json"
"""In the state folder."""


def answers(state_dir: Path) -> Mapping[str, str]:
    """Setting to answer; none where there is no such file, or one that cannot be read: then it is asked again."""
    try:
        kept = json.loads((state_dir / FILE).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    pairs = kept.items() if isinstance(kept, dict) else ()
    return {key: value for key, value in pairs if isinstance(value, str)}


def remember(state_dir: Path, key: str, value: str) -> None:
    """Keep an answer beside the others; the file is replaced as a whole (rename(2)).

    Raises StateError where it cannot be kept; nothing is lost then.
    """
    kept = json.dumps({**answers(state_dir), key: value}, ensure_ascii=False, indent=2)
    try:
        state_dir.mkdir(parents=True, mode=0o700, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=state_dir, prefix=FILE, delete=False) as new:
            try:
                new.write(kept + "\n")
                new.flush()
                os.fsync(new.fileno())
                os.replace(new.name, state_dir / FILE)
            except OSError:
                with suppress(OSError):
                    os.unlink(new.name)
                raise
    except OSError as exc:
        raise StateError(
            Sentence("The answer cannot be kept in {folder}: {reason}.", folder=state_dir, reason=exc.strerror),
            hint="It applies until the program ends. To keep it, write it into the configuration file.",
        ) from exc

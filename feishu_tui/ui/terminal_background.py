"""What is behind the text on the terminal: how to ask it, and its answer among what is typed."""

from __future__ import annotations

import re

from feishu_tui.ui.contrast import Rgb, luminance

ASK = "\x1b]11;?\x1b\\"
"""Asks for the background colour (xterm, Operating System Commands, OSC 11). Those who do not know it say nothing."""
LIGHT_FROM = 0.18
"""The luminance from which dark text is read better than white."""
_BEGIN = "\x1b]11;"
_ANSWER = re.compile(r"\x1b\]11;([^\x07\x1b]*)(?:\x07|\x1b\\)")
_LONGEST = 64
"""Characters after which what began like an answer is none."""
_COLOR = re.compile(r"rgba?:([0-9a-f]{1,4})/([0-9a-f]{1,4})/([0-9a-f]{1,4})", re.IGNORECASE)


class Answers:
    """Takes the terminal's answers out of what is read from it, whenever they come: they are no keys."""

    def __init__(self) -> None:
        self._held = ""
        self._is_light: bool | None = None

    @property
    def is_amid(self) -> bool:
        """Whether something is held back that may be the beginning of an answer."""
        return bool(self._held)

    def heard(self) -> bool | None:
        """Whether the background is light, as told since this was asked last; ``None`` where nothing was told."""
        told, self._is_light = self._is_light, None
        return told

    def without(self, read: str) -> str:
        """What is left of ``read`` and of what was held back: keys. A beginning of an answer is held back."""
        text = _ANSWER.sub(self._hear, self._held + read)
        begun = text.rfind("\x1b]")
        tail = text[begun:] if begun >= 0 else ""
        # A lone escape is a key, and is not to wait.
        is_begun = tail and len(tail) < _LONGEST and (_BEGIN.startswith(tail) or tail.startswith(_BEGIN))
        self._held = tail if is_begun else ""
        return text[: len(text) - len(self._held)]

    def let_go(self) -> str:
        """What was held back: nothing came after it, so that it is no answer."""
        held, self._held = self._held, ""
        return held

    def _hear(self, answer: re.Match[str]) -> str:
        color = _COLOR.match(answer[1])
        if color:
            parts = (int(part, 16) * 255 // (16 ** len(part) - 1) for part in color.groups())
            self._is_light = luminance(Rgb(*parts)) >= LIGHT_FROM
        return ""

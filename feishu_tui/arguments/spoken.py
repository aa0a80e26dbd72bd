"""Makes argparse speak the person's language: its own sentences, and the help of the commands."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable

from feishu_tui.language import Language
from feishu_tui.sentence import Sentence
from feishu_tui.sentence import sentence as as_sentence
from feishu_tui.text import wrap

_FUNCTION = "_"
"""What argparse calls for each of its sentences; by default it is ``gettext.gettext``, which wants compiled files."""


def speak(say: Language) -> None:
    """Have argparse say its sentences in this language, in the whole process."""
    vars(argparse)[_FUNCTION] = say


def said(sentence: Sentence) -> str:
    """One of our sentences, in the language argparse speaks."""
    say: Callable[[str], str] = vars(argparse)[_FUNCTION]
    return say(sentence) if isinstance(say, Language) else str(sentence)


class HelpText(argparse.RawDescriptionHelpFormatter):
    """Help in the person's language; lines of options are broken by cells, since Chinese has no blanks to break at."""

    def add_text(self, text: str | None) -> None:
        """Add a paragraph."""
        super().add_text(text and said(as_sentence(text)))

    def start_section(self, heading: str | None) -> None:
        """Begin a section."""
        super().start_section(heading and said(as_sentence(heading)))

    def format_help(self) -> str:
        """The whole; headings of Chinese end in its own colon."""
        return re.sub(r"^([\u4e00-\u9fff]+):$", r"\1：", super().format_help(), flags=re.MULTILINE)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return action.help and said(as_sentence(action.help))

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(" ".join(text.split()), width)

"""The words on screen, in English or Chinese.

Every sentence shown to a person is written in English in the code, whole, with named fields, and looked up here:
``say("Synced {ago}", ago=…)``. A sentence without a translation is shown in English; a test lists those that lack one.
Tables live in ``feishu_tui/phrases/``, one file a part of the program, each a ``dict`` from English to Chinese.
What does not know the language, an error say, is written as a ``Sentence`` and said where it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from feishu_tui.sentence import Sentence

LANGUAGES = ("en", "zh")


class Language:
    """A language to speak: ``code`` is ``en`` or ``zh``; call it with an English sentence and its fields."""

    def __init__(self, code: str = "en") -> None:
        self.code = code if code in LANGUAGES else "en"
        self._table: Mapping[str, str] = {}
        if self.code == "zh":
            from feishu_tui.phrases import ZH

            self._table = ZH

    def __call__(self, phrase: str, /, **fields: object) -> str:
        """The phrase in this language with its fields filled in; a field that is a sentence is said as well."""
        if isinstance(phrase, Sentence):
            return self._in_full(phrase)
        template = self._table.get(phrase, phrase)
        if not fields:
            return template
        return template.format(**{name: self._said(value) for name, value in fields.items()})

    def _in_full(self, sentence: Sentence) -> str:
        text = self(sentence.template, **sentence.fields)
        for old, new in sentence.replaced:
            text = text.replace(old, new)
        return text

    def _said(self, value: object) -> object:
        return Sentence(self(value)) if isinstance(value, Sentence) else value


def language_of(locale: str) -> str:
    """``zh`` or ``en`` for a locale name such as ``zh_CN.UTF-8``, ``C`` or ``en``."""
    return "zh" if locale.lower().startswith("zh") else "en"

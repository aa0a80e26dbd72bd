"""Sentences of the program that carry what they were made of, so that they can be said in another language later."""

from __future__ import annotations

from collections.abc import Mapping

FULL_STOPS = ".。"


class Sentence(str):
    """An English sentence with its fields filled in; a string to whoever does not care about languages.

    ``Sentence("Cannot write {file}.", file=path)`` reads as the English one. ``Language`` says it from ``template`` and
    ``fields``, and those fields that are sentences in turn. Without fields the template is taken as it stands, braces
    and all. ``{field:open}`` fills in a sentence without the full stop at its end.
    """

    template: str
    fields: Mapping[str, object]
    replaced: tuple[tuple[str, str], ...]
    """What was put in place of what, in any language."""

    def __new__(cls, template: str, /, **fields: object) -> Sentence:
        """The template and the fields it names."""
        made = super().__new__(cls, template.format(**fields) if fields else template)
        made.template, made.fields, made.replaced = template, fields, ()
        return made

    def __format__(self, spec: str) -> str:
        """As a string is formatted; ``open`` leaves the full stop out."""
        return self.rstrip(FULL_STOPS) if spec == "open" else super().__format__(spec)

    def replacing(self, old: str, new: str) -> Sentence:
        """The sentence with ``new`` wherever it has ``old``, a command or a secret say, in any language."""
        made = str.__new__(type(self), self.replace(old, new))
        made.template, made.fields, made.replaced = self.template, self.fields, (*self.replaced, (old, new))
        return made


def sentence(text: str) -> Sentence:
    """A text as a sentence; one that is a sentence already stays what it is."""
    return text if isinstance(text, Sentence) else Sentence(text)

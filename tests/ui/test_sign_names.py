"""Keys are called as Textual calls them."""

from __future__ import annotations

import unicodedata

import pytest
import textual.keys

from feishu_tui.ui.sign_names import know_names_of_signs


def test_signs_have_the_names_of_unicode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textual.keys, "unicodedata", unicodedata)
    characters = [
        chr(code) for code in [*range(32, 127), 7, 0xE9, 0x2603, *range(0x3000, 0x3020), *range(0xFF00, 0xFF80)]
    ]
    theirs = [textual.keys._character_to_key(each) for each in characters]
    aliases = [textual.keys._get_key_aliases(each) for each in theirs]
    named = [*theirs, *(key.value for key in textual.keys.Keys)]
    back = [textual.keys.key_to_character(each) for each in named]
    know_names_of_signs()
    assert vars(textual.keys)["unicodedata"] is not unicodedata
    assert [textual.keys._character_to_key(each) for each in characters] == theirs
    assert [textual.keys._get_key_aliases(each) for each in theirs] == aliases
    assert [textual.keys.key_to_character(each) for each in named] == back

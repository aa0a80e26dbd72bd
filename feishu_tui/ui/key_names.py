"""What keys are called: by Textual, by people, and by a Chinese input method that is left on."""

from __future__ import annotations

_TWINS = {
    "/": "、",
    ".": "。",
    "[": "【",
    "]": "】",
    "{": "「",
    "}": "」",
}
"""What a Chinese input method types for a key, besides the full-width form of the same sign."""
_FULL_WIDTH = 0xFEE0
"""From U+0021…U+007E to their full-width forms U+FF01…U+FF5E (Unicode, Halfwidth and Fullwidth Forms)."""
_SHOWN = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "Esc",
}
_ALSO_CALLED = {
    **{name.casefold(): key for key, name in _SHOWN.items()},
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "page down": "pagedown",
    "page up": "pageup",
    "control": "ctrl",
    "option": "alt",
}
_NAMED = frozenset(
    [
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "tab", "space"),
        *("backspace", "delete", "insert", "comma"),
        *(f"f{number}" for number in range(1, 25)),
    ]
)
"""Keys with a name that a terminal can send (https://textual.textualize.io/guide/input)."""
_MODIFIERS = ("ctrl", "alt", "shift", "super", "meta", "hyper")


def separate(keys: str) -> list[str]:
    """The keys of a list with commas between, each as Textual calls it: ``Ctrl+T, PgDn`` is ctrl+t and pagedown."""
    return [_normal(key.strip()) for key in keys.split(",") if key.strip()]


def with_twins(keys: list[str]) -> list[str]:
    """The keys, then what a Chinese input method that is left on makes of those that are signs or letters."""
    found = list(keys)
    for key in keys:
        if len(key) == 1 and "!" <= key <= "~":
            found += [chr(ord(key) + _FULL_WIDTH), *_TWINS.get(key, "")]
    return found


def shown(key: str) -> str:
    """A key as people write it: ``pagedown`` is PgDn, ``ctrl+t`` Ctrl+T."""
    if len(key) == 1:
        return key
    parts = [_SHOWN.get(part) or (part.capitalize() if len(part) > 1 else part.upper()) for part in key.split("+")]
    return "+".join(parts)


def is_key(key: str) -> bool:
    """Whether there is such a key."""
    *before, last = key.split("+") if len(key) > 1 else [key]
    return all(each in _MODIFIERS for each in before) and (len(last) == 1 or last in _NAMED)


def nearest(key: str) -> str:
    """The key that may have been meant, as people write it; empty where none comes near."""
    from difflib import get_close_matches

    *before, last = key.split("+")
    near = get_close_matches(last, _NAMED, 1)
    return shown("+".join([*before, near[0]])) if near and all(each in _MODIFIERS for each in before) else ""


def _normal(key: str) -> str:
    if key.casefold() in _ALSO_CALLED:
        return _ALSO_CALLED[key.casefold()]
    if len(key) == 1:
        return key
    *before, last = [_ALSO_CALLED.get(part.strip().casefold(), part.strip()) for part in key.split("+")]
    # Ctrl+T is the key t held with Ctrl, whatever its case; a letter by itself is not.
    return "+".join([*(each.casefold() for each in before), last.casefold()])

"""Strangers' text made safe, and any text measured, cut, padded and wrapped by terminal cells.

``clean`` and ``clean_multiline`` are for text that enters the program; what they let through keeps its meaning, emoji
joined by U+200D included. ``fold`` is how a search compares text. ``cut``, ``pad`` and ``wrap`` are for text about to
be drawn; what they return is ``steady``.
"""

from __future__ import annotations

from feishu_tui.lazy_typing import TYPE_CHECKING
from feishu_tui.text.cells import cut, pad, steady, width

if TYPE_CHECKING:
    from feishu_tui.text.folding import fold, fold_in_place, plain_width
    from feishu_tui.text.html_text import plain_of_html
    from feishu_tui.text.strangers import clean, clean_multiline
    from feishu_tui.text.wrapping import wrap
else:
    _PLACES = {
        "clean": "strangers",
        "clean_multiline": "strangers",
        "fold": "folding",
        "fold_in_place": "folding",
        "plain_of_html": "html_text",
        "plain_width": "folding",
        "wrap": "wrapping",
    }
    """In which module what is not needed to draw the first frame is found when it is asked for."""

    def __getattr__(name):
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        found = globals()[name] = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
        return found


__all__ = [
    "clean",
    "clean_multiline",
    "cut",
    "fold",
    "fold_in_place",
    "pad",
    "plain_of_html",
    "plain_width",
    "steady",
    "width",
    "wrap",
]

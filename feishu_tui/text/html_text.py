"""Descriptions that are HTML, as text: the API says an event's description may hold it."""

from __future__ import annotations

import re

from feishu_tui.lazy_pattern import lazy_pattern

_TAG = lazy_pattern(
    r"</?(?:a|abbr|address|article|b|blockquote|body|br|center|code|dd|del|div|dl|dt|em|font|h[1-6]|head|hr|html|i|img|"
    r"ins|li|mark|meta|ol|p|pre|s|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|"
    r"title|tr|tt|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_REFERENCE = lazy_pattern(r"&(?:nbsp|amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)


def plain_of_html(text: str) -> str:
    """``text`` without markup if it is HTML, else as it is; a link reads "text (address)", a list item "• item".

    The result is not yet safe to draw: ``&#27;`` is an escape. Pass it through ``clean_multiline``.
    """
    if not (("<" in text and _TAG.search(text)) or ("&" in text and _REFERENCE.search(text))):
        return text
    from feishu_tui.text.html_reader import read_html

    return read_html(text)

"""Errors as one sentence on the status line."""

from __future__ import annotations

from feishu_tui.errors import FeishuTuiError
from feishu_tui.language import Language


def error_words(error: FeishuTuiError, say: Language) -> str:
    """What is wrong, what to do about it, and the server's log id where there is one."""
    return say(error.in_one_line())

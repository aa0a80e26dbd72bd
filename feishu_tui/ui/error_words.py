"""Errors as one sentence on the status line."""

from __future__ import annotations

from feishu_tui.errors import FeishuTuiError
from feishu_tui.language import Language


def error_words(error: FeishuTuiError, say: Language) -> str:
    """What is wrong, what to do about it, and the server's log id where there is one."""
    words = " ".join(say(part) for part in (error.sentence, error.hint) if part)
    return f"{words} (log id {error.log_id})" if error.log_id else words

"""Titles as strangers write them, after cleaning: wide, joined, combining, hostile, empty."""

from __future__ import annotations

from feishu_tui.text import clean

AWKWARD_TITLES = tuple(
    clean(title)
    for title in (
        "",
        "Weekly product review with a title that goes on and on, well beyond any pane",
        "产品评审会：第四季度路线图、预算与招聘计划（含外部顾问）",
        "👨‍👩‍👧‍👦 family 👩🏽‍💻 day 🇨🇳🏳️‍🌈 ☕️ 1️⃣",
        "e\u0301te\u0301 Za\u0308hler a\u0301\u0302\u0303\u0304\u0305",
        "[bold]not bold[/] [/foo] [link=x]",
        "\x1b]52;c;ZXZpbA==\x07\x1b[2J\x9b31mred \u202eevil\u202c \x00 two\nlines",
        "ｆｕｌｌ　ｗｉｄｔｈ ﾊﾝｶｸ 한국어 ภาษาไทย हिन्दी العربية",
        "W" * 200,
        "会" * 100,
    )
)

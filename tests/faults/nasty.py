"""Strings that do harm somewhere: to a terminal, to a line, to a program that takes text for something else."""

from __future__ import annotations

from hypothesis import strategies as st

CANARY = "cGFzdGVk"
"""What the escape sequences carry; it is never to reach a terminal."""

NASTY: dict[str, str] = {
    "CSI": "a\x1b[2J\x1b[31;5mb\x1b[6n\x1b[?1049lc\x1b[10;10H",
    "OSC 52": f"a\x1b]52;c;{CANARY}\x07b",
    "OSC 8": f"\x1b]8;;https://evil.example/{CANARY}\x1b\\click\x1b]8;;\x1b\\",
    "OSC 0 without an end": f"a\x1b]0;{CANARY}",
    "DCS": f"\x1bP+q{CANARY}\x1b\\b\x1b_{CANARY}\x1b\\\x1b^{CANARY}\x1b\\\x1bX{CANARY}\x1b\\",
    "single escapes": "a\x1bc\x1b(0\x1b7\x1b#8\x1b=b",
    "C1": f"a\x9b2Jb\x9d52;c;{CANARY}\x9cc\x85d\x90{CANARY}\x9c\x84\x8d",
    "controls": "a\x07y\x08\x08b\x0e\x0f\x11\x13\x7f\x1a\x04",
    "NUL": "a\x00b",
    "breaks": "a\nb\r\nc\rd\te\vf\fg\x85h\u2028i\u2029j",
    "bidi": "abc\u202etxt.exe\u202d\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    "right to left": "שלום עולם مرحبا بالعالم 123",
    "no width": "a\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e\u17b5b",
    "zalgo": "Z" + "\u0300\u0316\u0489\u0360" * 60 + "a" + "\u0e49" * 80,
    "emoji": "👨\u200d👩\u200d👧\u200d👦🏳️\u200d🌈👍🏽1️⃣🇨🇳🇨❤️✈️☎",
    "selectors": "a\ufe0f\ufe0e\U000e0100\U000e01efb\ufe00",
    "astral": "𝕳𝖊𝖑𝖑𝖔 𠀀𪜶 🜁 𓀀 𒐫 ﷽",
    "half a surrogate": "a\ud800b\udfffc\udc00\ud83d",
    "tags": "a\U000e0001\U000e0065\U000e006e\U000e007fb",
    "nobody's": "a\ue000\U000f0000\U0010fffd\U00030000\u0378\ufdd0\uffff\U0010ffffb",
    "long": "x" * 6_000,
    "long and wide": "长" * 4_500,
    "markup": "[bold red]x[/] [/] [link=https://evil.example]y[/link] [@click=app.quit]z[/] \\[ [[ ]]",
    "template": "%s%n%x{0}{x!r:>99999}${HOME}$(id)`id`{{7*7}}",
    "SQL": "'; DROP TABLE events; -- \" ) OR 1=1 /* %_ \\",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt;&#27;[2J&#x9b;2J</td><a href='data:1'>k</a>",
    "path": "../../../../etc/passwd\\..\\C:\\x|y?z*.ics~$ -rf -- /dev/null CON",
    "look-alikes": "раypаl аpple ｅｘａｍｐｌｅ ⅿ․com",
    "iCalendar": 'a\r\nX-EVIL:1\nX-EVIL:2\\nX-EVIL:3\u2028X-EVIL:4;,:\\;"^n\rEND:VEVENT',
    "numbers": "١٢٣४५६ 1e309 NaN -Infinity 0x1F ①²½",
    "blanks": "\u00a0\u1680\u2000\u3000\u3164\uffa0\u115f\u1160\u2800",
}

WRONG: tuple[object, ...] = (
    None,
    True,
    False,
    0,
    -1,
    10**30,
    -(10**18),
    1.5,
    1e308,
    [],
    {},
    [None, [], {}],
    {"timestamp": {}, "date": []},
    "",
    " ",
    "null",
    "NaN",
    "-1",
    "99999999999999999999",
    "16725225601",
    "0000-00-00",
    "9999-12-31",
    "0001-01-01",
    "2026-02-30",
    "Mars/Olympus",
    "../../etc/localtime",
    "FREQ=SECONDLY;BYDAY=XX;UNTIL=99999999T999999Z;COUNT=-5",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
)
"""Values of another type or kind than any field expects."""

nasty_texts = st.one_of(
    st.sampled_from(list(NASTY.values())),
    st.lists(st.sampled_from(list(NASTY.values())), min_size=2, max_size=3).map("".join),
    st.text(st.characters(), max_size=60),
    st.text(
        st.sampled_from("\x1b[]()P\\;:?0123456789mJHc\x07\x9b\x9c\x9d\u202e\u2066\u200d\u0301👩\r\n\t 长a"), max_size=40
    ),
)
nasty_values = st.one_of(st.sampled_from(WRONG), nasty_texts, st.integers(), st.floats(allow_nan=False))

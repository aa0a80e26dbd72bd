"""``json`` for what every start waits for: the same two functions, without compiling patterns nobody needs.

What ``json`` itself reads with in CPython is called right away, which also takes half the time for a short text.
https://docs.python.org/3/library/json.html
"""

from __future__ import annotations

from feishu_tui.lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from json import dumps as dumps
    from json import loads as loads
else:
    from types import SimpleNamespace

    try:
        from _json import make_scanner
    except ImportError:  # not CPython
        from json import dumps, loads
    else:
        _CONSTANTS = {"-Infinity": float("-inf"), "Infinity": float("inf"), "NaN": float("nan")}
        _scan = make_scanner(
            SimpleNamespace(
                strict=True,
                object_hook=None,
                object_pairs_hook=None,
                parse_float=float,
                parse_int=int,
                parse_constant=_CONSTANTS.__getitem__,
            )
        )

        def loads(text):
            """As ``json.loads``, for text. Raises ``json.JSONDecodeError``."""
            try:
                value, end = _scan(text, 0)
            except StopIteration:
                end = -1
            if end == len(text):
                return value
            import json  # which knows blanks around it, and what to say of anything else

            return json.loads(text)

        def dumps(value, **options):
            """As ``json.dumps``."""
            import json

            return json.dumps(value, **options)

"""``signal`` for what every start waits for: the same functions and numbers, without ``enum``, which describes these.

https://docs.python.org/3/library/signal.html
"""

from __future__ import annotations

from feishu_tui.lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    import signal as lazy_signal
else:
    try:
        import _signal as lazy_signal  # what ``signal`` itself is made of in CPython
    except ImportError:
        import signal as lazy_signal

__all__ = ["lazy_signal"]

"""What of ``threading`` is built into CPython.

https://docs.python.org/3/library/threading.html
"""

from __future__ import annotations

from feishu_tui.lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threading import RLock as RLock
else:
    try:
        from _thread import RLock
    except ImportError:
        from threading import RLock

__all__ = ["RLock"]

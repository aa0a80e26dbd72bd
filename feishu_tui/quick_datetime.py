"""``datetime`` as it is made in C, at once.

Python 3.11 first makes all of it in Python and then puts what is made in C in its place, which takes as long as a tenth
of a day to read. Later ones do not: https://github.com/python/cpython/issues/84976.
"""

from __future__ import annotations

import sys


def import_quickly() -> None:
    """Have ``import datetime`` find what is made in C, where nobody has imported it yet."""
    if sys.version_info < (3, 12) and "datetime" not in sys.modules:
        try:
            import _datetime  # type: ignore[import-not-found]
        except ImportError:  # not CPython
            return
        sys.modules["datetime"] = _datetime

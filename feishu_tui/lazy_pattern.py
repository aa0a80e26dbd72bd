"""Regular expressions that are compiled when they are first used: most of them are not needed by most commands."""

from __future__ import annotations

from feishu_tui.lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from re import compile as lazy_pattern
else:

    class lazy_pattern:
        """As ``re.compile``, later. Raises ``re.error`` at the first use."""

        def __init__(self, pattern, flags=0):
            self._given = pattern, flags

        def __getattr__(self, name):
            import re  # which takes longer to import than most patterns to compile

            value = getattr(re.compile(*self._given), name)
            setattr(self, name, value)  # from now on found without coming here
            return value


__all__ = ["lazy_pattern"]

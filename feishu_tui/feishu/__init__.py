"""The HTTP API; the only user of httpx."""

from __future__ import annotations

import sys

# httpx comes with a command line of its own, which imports click, Pygments and half of Rich: twice what the rest of it
# takes. Where those are not installed it goes without; so it does here (sys.modules: None means "not to be found").
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]

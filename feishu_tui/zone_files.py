"""Where time zones are read from, said before ``zoneinfo`` asks how Python was built, which takes longer than all else.

Nearly every system keeps them in the first place where Python would look anyway; what is not there is taken from the
``tzdata`` package. https://docs.python.org/3/library/zoneinfo.html#configuring-the-data-sources
"""

from __future__ import annotations

import os

_VARIABLE, _PLACE = "PYTHONTZPATH", "/usr/share/zoneinfo"


def know_zone_files() -> None:
    """Have ``zoneinfo`` look where zones are; nothing where somebody has said so already, or they are elsewhere."""
    if _VARIABLE in os.environ or not os.path.exists(os.path.join(_PLACE, "UTC")):
        return
    os.environ[_VARIABLE] = _PLACE
    try:
        import zoneinfo  # noqa: F401  (which reads the variable now)
    finally:
        del os.environ[_VARIABLE]  # other programs are to look for themselves

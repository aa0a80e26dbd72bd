"""``python -m feishu_tui`` and the console script."""

from __future__ import annotations

import os
import sys

from feishu_tui.garbage import start_without
from feishu_tui.lazy_signal import lazy_signal as signal
from feishu_tui.lazy_typing import TYPE_CHECKING, NoReturn
from feishu_tui.quick_datetime import import_quickly
from feishu_tui.zone_files import know_zone_files

if TYPE_CHECKING:
    from types import FrameType

INTERRUPTED = 130


def main() -> None:
    """Run the command line of this process and end it with the exit status of the contract."""
    start_without()
    import_quickly()
    painted = None
    try:
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            # One that is ignored stays so: nohup(1).
            if number is not None and signal.getsignal(number) == signal.SIG_DFL:
                signal.signal(number, _end)
        if len(sys.argv) == 1:
            from feishu_tui.commands.reopening import reopened

            painted = reopened()
        know_zone_files()
        from feishu_tui.cli import run

        status = run(sys.argv[1:], painted)
    except KeyboardInterrupt:
        status = INTERRUPTED
    finally:
        if painted is not None:
            painted.leave()
    _leave(status)


def _leave(status: int) -> NoReturn:
    """End at once where no other thread is at work: Python takes longer to tidy up than a day takes to read."""
    threading = sys.modules.get("threading")
    if threading is None or threading.active_count() == 1:
        try:
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
        except (OSError, ValueError):
            sys.exit(status)
        os._exit(status)
    sys.exit(status)


def _end(number: int, _frame: FrameType | None) -> None:
    """End as a signal asks for, but leave the terminal, the cache and temporary folders in order."""
    sys.exit(128 + number)


if __name__ == "__main__":
    main()

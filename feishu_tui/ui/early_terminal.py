"""The terminal before Textual has it: the first frame on the alternate screen, and keys kept until they are read."""

from __future__ import annotations

import os
import sys
import termios

from feishu_tui.lazy_signal import lazy_signal as signal
from feishu_tui.lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

    from feishu_tui.ui.first_frame import FirstFrame
    from feishu_tui.ui.reader import Reader


class EarlyTerminal:
    """Shows a frame at once. Whoever draws on takes over; else ``leave`` puts everything back."""

    def __init__(self, frame: FirstFrame, reader: Reader | None = None) -> None:
        """``reader`` is what the frame was read through, with what it remembers of it; ``None`` for nothing."""
        assert sys.__stdin__ is not None
        self.frame = frame
        self.reader = reader
        self._input = sys.__stdin__.fileno()
        self.attributes = termios.tcgetattr(self._input)
        """The terminal's as they were (termios(3))."""
        self.was_resized = False
        """Whether the terminal had another size since, be it for a moment: the frame may have suffered."""
        self._taken = False
        self._handlers = [
            (number, signal.signal(number, handler))
            for number, handler in ((signal.SIGTSTP, self.pause), (signal.SIGWINCH, self._notice_size))
        ]
        try:
            self._show()
        except BaseException:
            self.leave()
            raise

    def __enter__(self) -> EarlyTerminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    @property
    def is_taken(self) -> bool:
        """Whether the terminal is somebody else's by now, or as it was."""
        return self._taken

    def hand_over(self) -> None:
        """Textual has the terminal now, and puts it back; the frame, and what it was read through, are let go.

        That the terminal is resized is noticed on, as the frame still stands.
        """
        self._taken = True
        lays_out = signal.getsignal(signal.SIGWINCH)

        def notice(number: int, frame: FrameType | None) -> None:
            self._notice_size()
            if callable(lays_out):
                lays_out(number, frame)

        signal.signal(signal.SIGWINCH, notice)
        del self.frame, self.reader

    def leave(self) -> None:
        """Put the terminal back, unless somebody else will."""
        if not self._taken:
            self._taken = True
            for number, handler in self._handlers:
                signal.signal(number, handler)
            self._put_back()

    def pause(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """Stop as Ctrl+Z asks for, with the terminal as it was meanwhile."""
        self._put_back()
        os.kill(os.getpid(), signal.SIGSTOP)
        self._show()

    def _notice_size(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        self.was_resized = True

    def _show(self) -> None:
        self._wait_for_keys()
        _send(f"\x1b[?1049h\x1b[?25l\x1b[?7l{self.frame.sent}")

    def _put_back(self) -> None:
        _send("\x1b[?7h\x1b[?1049l\x1b[?25h")
        termios.tcsetattr(self._input, termios.TCSANOW, self.attributes)

    def _wait_for_keys(self) -> None:
        """Have keys wait, one by one and not echoed, instead of lines; Ctrl+C still interrupts, Ctrl+Z stops.

        Nothing quits with a core dump, as nothing does under Textual: that would leave the terminal as it is.
        """
        changed = termios.tcgetattr(self._input)
        changed[0] &= ~termios.ICRNL
        changed[3] &= ~(termios.ECHO | termios.ICANON)
        changed[6][termios.VMIN] = 1
        changed[6][termios.VQUIT] = os.fpathconf(self._input, "PC_VDISABLE")
        termios.tcsetattr(self._input, termios.TCSANOW, changed)


def terminal_size() -> tuple[int, int]:
    """Columns and lines, by the variables that Textual obeys, else as the terminal says."""
    columns, lines = (os.environ.get(name, "") for name in ("COLUMNS", "LINES"))
    told = os.get_terminal_size(1)
    return int(columns) if columns.isdecimal() else told.columns, int(lines) if lines.isdecimal() else told.lines


def _send(text: str) -> None:
    sys.stdout.flush()
    left = text.encode(sys.stdout.encoding, "replace")
    while left:
        left = left[os.write(1, left) :]

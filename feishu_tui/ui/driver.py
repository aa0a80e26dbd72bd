"""How the screen reaches the terminal."""

from __future__ import annotations

import os
import select
import signal
import sys
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING, Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from feishu_tui.ui.messages import BackgroundTold, FarAway
from feishu_tui.ui.questions import Questions
from feishu_tui.ui.round_trip import RoundTrip
from feishu_tui.ui.terminal_background import ASK, Answers

if TYPE_CHECKING:
    from feishu_tui.ui.app import FeishuApp

_ALTERNATE_SCREEN = "\x1b[?1049h"
_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
"""Around what a terminal is to show at once (synchronized output, a private mode of several terminals)."""
_IN_ONE_GO = 1400
"""Characters that arrive together anyway: what fits into one packet needs no such brackets."""
_ANY_MOTION = "\x1b[?1003h"
"""Reports of every move of the mouse (xterm, any-event tracking), which nothing here needs."""
_CLICKS_ALONE = "\x1b[?1003l\x1b[?1000h"
"""Ends these, and all others with them, which are asked for anew."""
_JOB_CONTROL = (signal.SIGTSTP, signal.SIGCONT)
PLAIN_AGAIN = "\x1b[m"
"""Ends every style (ECMA-48 §8.3.117)."""
_AT_ONCE = 4096
"""Bytes read at once."""
_TICK_SECONDS = 0.1
"""How often is looked whether what has begun like a sequence of several characters goes on."""
_BEYOND_THE_OLD = ("\x1b]", "\x1b[>", "\x1b[<", "\x1b[?1004", "\x1b[?2004", "\x1b[?2048", "\x1b[?2026")
"""Clipboard, pointer shape, keyboard protocol, reports of focus, paste and size: what a bare terminal may print."""


class TerminalDriver(LinuxDriver):
    """Draws on standard output; Textual's own driver would draw on standard error, which people send elsewhere."""

    def __init__(self, app: FeishuApp, **options: Any) -> None:
        handlers = {number: signal.getsignal(number) for number in _JOB_CONTROL}
        super().__init__(app, **options)
        for number, handler in handlers.items():  # Textual's begin what has not been begun yet
            signal.signal(number, handler)
        assert sys.__stdout__ is not None
        self._file = sys.__stdout__
        self._early = app.early
        self._gathered: list[str] | None = None
        """What an update has sent so far, while there is one."""
        self._far = app.far
        self._round_trip = RoundTrip() if app.measures_distance else None
        self._over, self._end = os.pipe()
        """What the reader of keys is told by that it is over."""
        self._bare = app.kind.bare
        self._asks_background = app.asks_background
        self._answers = Answers()
        self._questions = Questions()
        self._is_leaving = False
        if self._bare:
            self._mouse = False

    def start_application_mode(self) -> None:
        """Take the terminal, over from the first frame where there is one."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual leaves it untyped
        if self._early is not None:
            self.attrs_before = self._early.attributes
            self._early.hand_over()
            self._early = None
        signal.signal(signal.SIGTSTP, self._sigtstp_application)
        signal.signal(signal.SIGCONT, self._sigcont_application)
        if self._asks_background:
            self._send(ASK)

    def stop_application_mode(self) -> None:
        """Give the terminal back, in its plain style."""
        self._send(PLAIN_AGAIN)
        super().stop_application_mode()

    def run_input_thread(self) -> None:
        """Read keys, asleep while there are none, where Textual's own reader wakes ten times a second."""
        parser, decode = XTermParser(self._debug), getincrementaldecoder("utf-8")("replace").decode
        while True:
            waits = _TICK_SECONDS if parser._timeout_time is not None or self._answers.is_amid else None
            ready = select.select([self.fileno, self._over], [], [], waits)[0]
            if self._over in ready:
                return
            if self.fileno in ready:
                read = decode(os.read(self.fileno, _AT_ONCE))
                self._questions.read(read)
                typed = "" if self._is_leaving else self._without_answers(read)
            else:
                typed = self._answers.let_go()
            for event in parser.feed(typed) if typed else ():
                self.process_message(event)
            for event in parser.tick():
                self.process_message(event)

    def _without_answers(self, read: str) -> str:
        """The keys among what was read; an answer of the terminal is told to the program."""
        if self._round_trip is not None and self._round_trip.was_long(read):
            self.send_message(FarAway())
        typed = self._answers.without(read)
        if (is_light := self._answers.heard()) is not None:
            self.send_message(BackgroundTold(is_light))
        return typed

    def disable_input(self) -> None:
        """End the reading of keys, once; before that answers that are on their way are waited for, and thrown away."""
        if self._key_thread is None:
            return
        self._is_leaving = True
        self._questions.wait()
        os.write(self._end, b".")
        super().disable_input()
        os.read(self._over, 1)
        self._key_thread, self._is_leaving = None, False

    def _sigcont_application(self, *_: object) -> None:
        """Go on; after a SIGSTOP, which nobody is told of, with a terminal that others may have used meanwhile."""
        if not self._must_signal_resume:
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()

    def write(self, data: str) -> None:
        """Send ``data``, but to a bare terminal nothing it could print instead of obeying."""
        if self._early is not None and data == _ALTERNATE_SCREEN:
            return  # it is there already; asked for again it would be cleared
        if self._far and data == _ANY_MOTION:
            return
        if data == _BEGIN and self._gathered is None:
            self._gathered = []
        elif self._gathered is None:
            self._send(data)
        elif data == _END:
            update, self._gathered = "".join(self._gathered), None
            self._send(update if len(update) <= _IN_ONE_GO else f"{_BEGIN}{update}{_END}")
        else:
            self._gathered.append(data)

    def _send(self, data: str) -> None:
        if data and not (self._bare and data.startswith(_BEYOND_THE_OLD)):
            if self._round_trip is not None:
                self._round_trip.sent(data)
            self._questions.sent(data)
            super().write(data)

    def be_far(self) -> None:
        """It is a long way to the terminal: no more moves of the mouse are to be reported."""
        self._far = True
        if self._mouse:
            self._send(_CLICKS_ALONE)

    def use_mouse(self, wanted: bool) -> None:
        """Take the mouse, or leave it to the terminal."""
        self._disable_mouse_support()
        self._mouse = wanted and not self._bare
        self._enable_mouse_support()

"""Whether copied text reaches the clipboard in front of the person: OSC 52, through tmux and screen."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping

from feishu_tui.commands.checkups.finding import Finding
from feishu_tui.language import Language

TMUX_PATIENCE = 2.0
"""Seconds."""
_QUESTION = "#{version}|#{set-clipboard}|#{allow-passthrough}|#{client_utf8}"
_OFF = ("off", "0")
_PASSES_ON_SINCE = (3, 3)
"""The release that turned passing sequences on to the terminal into an option, off unless set (tmux CHANGES)."""


def clipboard(
    environ: Mapping[str, str], say: Language, ask_tmux: Callable[[], str | None] | None = None
) -> Iterator[Finding]:
    """What stands between the program and the terminal; ``ask_tmux`` gives tmux's answer to our question."""
    if environ.get("TMUX"):
        yield from _tmux((ask_tmux or _asked)(), say)
    elif environ.get("STY"):
        yield Finding("multiplexer", "ok", say("screen; it passes copied text on to the terminal."))
    yield _terminal(environ, say)


def _asked() -> str | None:
    """What the running tmux says of itself, ``None`` where it cannot be asked."""
    try:
        done = subprocess.run(
            ("tmux", "display-message", "-p", _QUESTION),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TMUX_PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode(errors="replace").strip()


def _tmux(answer: str | None, say: Language) -> Iterator[Finding]:
    fields = (answer or "").split("|")
    if len(fields) != 4:
        yield Finding("multiplexer", "ok", say("tmux; it could not be asked for its settings."))
        return
    version, set_clipboard, passes_on, utf8 = fields
    if utf8 == "0":
        sentence = say("tmux {version} takes the terminal for one without UTF-8.", version=version)
        yield Finding("multiplexer", "warning", sentence, say("Attach with: tmux -u attach"))
    if set_clipboard != "on" and passes_on in _OFF and _number(version) >= _PASSES_ON_SINCE:
        sentence = say("tmux {version} keeps copied text from the terminal: allow-passthrough is off.", version=version)
        yield Finding("multiplexer", "warning", sentence, "tmux set -g allow-passthrough on")
    else:
        sentence = say(
            "tmux {version} passes copied text on to the terminal (set-clipboard {setting}).",
            version=version,
            setting=set_clipboard,
        )
        yield Finding("multiplexer", "ok", sentence)


def _number(version: str) -> tuple[int, ...]:
    """``3.3a`` as (3, 3); a development version counts as the newest."""
    parts = ["".join(filter(str.isdigit, part)) for part in version.split(".")]
    return tuple(int(part) for part in parts) if all(parts) else (99,)


def _terminal(environ: Mapping[str, str], say: Language) -> Finding:
    """A terminal cannot be asked whether it takes OSC 52, but some are known not to."""
    program = environ.get("TERM_PROGRAM", "")
    if environ.get("VTE_VERSION") or program == "Apple_Terminal":
        sentence = say("This terminal is known not to let programs copy (OSC 52).")
        remedy = say("What is copied is shown too: select it with the mouse, Shift held down.")
        return Finding("clipboard", "warning", sentence, remedy)
    if program == "iTerm.app":
        sentence = say("iTerm2 lets programs copy (OSC 52) only where that is switched on.")
        remedy = say("Settings, General, Selection: applications in terminal may access clipboard.")
        return Finding("clipboard", "ok", sentence, remedy)
    return Finding("clipboard", "ok", say("Copying uses OSC 52; a terminal cannot be asked whether it obeys."))

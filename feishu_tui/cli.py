"""Runs a command line: reads what was typed and lets the command answer.

Each command lives in ``feishu_tui/commands/`` and is imported only when it is asked for, so that a quick one starts
quickly.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack, nullcontext
from itertools import pairwise

from feishu_tui.arguments.plain import plain
from feishu_tui.commands.output import abandon_output, note, prepare_streams, report_error, speak
from feishu_tui.errors import ConfigError, FeishuTuiError, UsageError
from feishu_tui.garbage import look_from_now_on
from feishu_tui.language import Language
from feishu_tui.lazy_pattern import lazy_pattern
from feishu_tui.lazy_typing import TYPE_CHECKING
from feishu_tui.sentence import Sentence

if TYPE_CHECKING:
    from argparse import Namespace

    from feishu_tui.config import Config
    from feishu_tui.ui.early_terminal import EarlyTerminal

INTERRUPTED = 130
TELL_TIMES = ("agenda", "search", "show")
"""Commands whose times mean nothing to who does not know their zone."""

WITHOUT_DEMO = ("completion", "config", "doctor", "login", "logout", "simulate")
"""Commands that sample data means nothing to."""

_BACK = lazy_pattern(r"-\d+[dwmyDWMY]?")

_NEUTRAL = Language("en")
"""The language of JSON, and of what is told beside it: what scripts read does not depend on who runs them."""


def run(argv: Sequence[str], painted: EarlyTerminal | None = None) -> int:
    """Run one command line; returns the exit status. Never a traceback, unless ``--verbose``.

    ``painted`` has the first frame of the screen on it, which is left before anything is told.
    """
    prepare_streams()
    language = _spoken(argv)
    speak(language)
    try:
        return _told(argv, language, painted)
    except KeyboardInterrupt:
        note("Interrupted.")
        return INTERRUPTED
    except BrokenPipeError:  # the reader went away: | head
        abandon_output()
        return 0


def _spoken(argv: Sequence[str]) -> Language:
    """The language of the person, as far as it is known before the command line is read."""
    from feishu_tui.config import spoken

    return _NEUTRAL if "--json" in argv else spoken(_lang_of(argv), os.environ)


def _lang_of(argv: Sequence[str]) -> str:
    """What ``--lang`` says, whether or not the rest of the command line can be read."""
    following = [word for before, word in pairwise(argv) if before == "--lang"]
    joined = [word.partition("=")[2] for word in argv if word.startswith("--lang=")]
    return next(iter(following + joined), "")


def _only(argv: Sequence[str]) -> str | None:
    """The command that begins the line, empty for none; ``None`` where all of them have to be known."""
    if not argv:
        return ""
    return None if argv[0].startswith("-") or {"-h", "--help"} & set(argv) else argv[0]


def _told(argv: Sequence[str], language: Language, painted: EarlyTerminal | None) -> int:
    """The exit status, after an error was told."""
    try:
        with painted or nullcontext():
            return _run(argv, language, painted)
    except FeishuTuiError as problem:
        error = problem
    except SystemExit as end:  # --help, --version, or a signal
        return end.code if isinstance(end.code, int) else 0
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as mistake:
        from feishu_tui.commands.crash import InternalError

        error = InternalError(
            Sentence(
                "Something went wrong inside the program: {kind}: {mistake}.",
                kind=type(mistake).__name__,
                mistake=mistake,
            ),
            hint="This should not happen. Please report what it prints with --verbose added.",
        )
        error.__cause__ = mistake
    if "--verbose" in argv:
        import traceback

        traceback.print_exception(error)
    report_error(error, as_json="--json" in argv)
    return error.exit_status


def _read(argv: Sequence[str], language: Language) -> Namespace:
    """What was typed; complaints about it, and the help, are in this language."""
    from feishu_tui.arguments.command_line import parser
    from feishu_tui.arguments.spoken import speak as speak_argparse

    speak_argparse(language)
    try:
        return parser(_only(argv)).parse_args([_as_value(word) for word in argv])
    finally:
        sys.stdout.flush()  # the help, while a closed pipe can still be caught


def _run(argv: Sequence[str], language: Language, painted: EarlyTerminal | None) -> int:
    arguments = plain(argv) or _read(argv, language)
    arguments.calendar = [*getattr(arguments, "calendar_before", []), *getattr(arguments, "calendar", [])]
    _refuse_misplaced(arguments)
    if getattr(arguments, "json", False):
        arguments.lang = _NEUTRAL.code
    config = _configured(arguments)
    speak(Language(config.lang))
    if config.now is not None and not 1970 < config.now.year < 9999:
        raise UsageError(
            Sentence("--now {day:%Y-%m-%d} is too far away.", day=config.now), hint="Years from 1971 to 9998 will do."
        )
    arguments.painted = painted
    if painted is not None and config.problems:
        painted.leave()
    for problem in config.problems if arguments.command != "doctor" else ():
        note(problem)
    if config.zone_is_unsaid and arguments.command in TELL_TIMES and sys.stderr.isatty() and not arguments.demo:
        note(
            Sentence(
                "Times are in UTC, as this machine is. Another zone: --tz Asia/Shanghai, or timezone in config.toml"
            )
        )
    try:
        return _commanded(arguments, config)
    except (FeishuTuiError, BrokenPipeError):
        raise
    except Exception as mistake:
        from feishu_tui.commands.crash import crashed

        raise crashed(mistake, config) from mistake


def _commanded(arguments: Namespace, config: Config) -> int:
    command = importlib.import_module(f"feishu_tui.commands.{arguments.command}")
    with ExitStack() as stack:
        if config.log_file or config.verbose:
            from feishu_tui.commands.logs import logging_to

            aloud = config.verbose and arguments.command != "browse"
            stack.enter_context(logging_to(config.log_file, aloud=aloud, in_full=config.verbose))
        if arguments.demo:
            from feishu_tui.commands.demo import demo

            config = stack.enter_context(demo(config))
        if arguments.command != "browse":  # which goes on importing for a while
            look_from_now_on()
        status: int = command.run(arguments, config)
    return status


def _configured(arguments: Namespace) -> Config:
    """What is in force; for what helps to mend a configuration that cannot be read, what is without it."""
    from feishu_tui.config import load, load_without_file

    try:
        return load(vars(arguments), os.environ)
    except ConfigError as error:
        if arguments.command != "doctor" and getattr(arguments, "action", "") != "path":
            raise
        return load_without_file(vars(arguments), os.environ, error)


def _refuse_misplaced(arguments: Namespace) -> None:
    """Raise UsageError for options that the command would pass over without a word."""
    command = arguments.command
    if arguments.demo and command in WITHOUT_DEMO:
        raise UsageError(
            Sentence("--demo does not go with {command}.", command=command),
            hint="It goes with the commands that read calendars.",
        )
    if arguments.open_date is not None and command != "browse":
        raise UsageError(
            Sentence("--date does not go with {command}.", command=command),
            hint=Sentence("It opens the browser at a day; see: feishu-tui {command} --help", command=command),
        )
    if arguments.calendar and command in (*WITHOUT_DEMO, "browse"):
        raise UsageError(
            "--calendar goes with the commands that read calendars.", hint="Such as: feishu-tui agenda --calendar NAME"
        )


def _as_value(word: str) -> str:
    """A relative date such as ``-2w``, spaced so that argparse does not take it for an option."""
    return f"{word} " if _BACK.fullmatch(word) else word

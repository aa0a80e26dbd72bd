"""Whatever the program says, it says in Chinese as well: the source is searched for sentences that lack one."""

from __future__ import annotations

import argparse
import ast
import calendar
import inspect
import re
import string
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from zoneinfo import available_timezones

import pytest

import feishu_tui
from feishu_tui import errors
from feishu_tui.arguments.command_line import parser
from feishu_tui.config.starter import STARTER
from feishu_tui.phrases import ZH
from feishu_tui.phrases.argparse_own import TABLE as ARGPARSE
from feishu_tui.ui.keymap import COMMANDS

PACKAGE = Path(feishu_tui.__file__).parent
ERRORS = {name for name, value in vars(errors).items() if inspect.isclass(value)} | {"OutputError", "InternalError"}
SAYING = {"say", "_say", "Sentence", "Meaning", "note", "tell", "Finding", "parser_class", *ERRORS}
"""Functions whose texts a person comes to see."""
SPOKEN_BY_ARGPARSE = {"help", "title", "description", "epilog"}
HELP = {"add_argument", "add_argument_group", "add_parser", "add_subparsers", "Parser", "add"}
ALIKE = re.compile(r"[\W\d_]*|ID|App ID|Lark| +feishu-tui [^ ]+ --purge")
"""What needs no translation: signs, commands, and names that are the same in Chinese."""

COUNTED = {"month_number", "n"}
"""Fields that Chinese has in place of names: of months, and of the first, second and third."""

CITIES = {zone.rpartition("/")[2].replace("_", " ") for zone in available_timezones()}


@cache
def sources() -> tuple[tuple[str, ast.Module], ...]:
    """Every file of the program whose words a person may come to see."""
    return tuple(
        (path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
        if not {"phrases", "simulator"} & set(path.relative_to(PACKAGE).parts)
    )


def name_of(function: ast.expr) -> str:
    """What a called function is called."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call that says something, and where it is."""
    for place, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node.func) in SAYING | HELP:
                yield f"{place}:{node.lineno}", node


def texts(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that are words."""
    name = name_of(call.func)
    if name in HELP:
        yield from (each.value for each in call.keywords if each.arg in SPOKEN_BY_ARGPARSE)
        yield from call.args[1:] if name == "add" else call.args if name == "add_argument_group" else ()
    elif name in ("Meaning", "Finding"):
        yield from call.args[1:] if name == "Meaning" else ()
    else:
        yield from (call.args[1:] if name == "tell" else call.args[:1])
    yield from (each.value for each in call.keywords if each.arg == "hint")


def constants(node: ast.expr) -> Iterator[str]:
    """The texts an expression may be, as far as the source shows them."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def fields(phrase: str) -> set[str]:
    """The names of the fields in a phrase."""
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


def spoken() -> list[tuple[str, str, ast.Call]]:
    """Each place, what is said there, and the call."""
    return [(place, text, call) for place, call in calls() for node in texts(call) for text in constants(node)]


def test_every_sentence_has_its_chinese() -> None:
    missing = sorted(
        {f"{place}: {text!r}" for place, text, _ in spoken() if text not in ZH and not ALIKE.fullmatch(text)}
    )
    assert missing == []


def test_every_command_has_its_chinese() -> None:
    assert [text for each in COMMANDS for text in (each.label, each.description) if text not in ZH] == []


def test_no_sentence_is_pieced_together() -> None:
    """An f-string has no Chinese; ``Sentence`` with fields has."""
    pieced = [
        place
        for place, call in calls()
        for node in texts(call)
        if isinstance(node, ast.JoinedStr)
        and not all(ALIKE.fullmatch(str(each.value)) for each in node.values if isinstance(each, ast.Constant))
    ]
    assert pieced == []


def test_the_fields_filled_in_are_those_of_the_sentence() -> None:
    wrong = [
        f"{place}: {text!r}"
        for place, text, call in spoken()
        if name_of(call.func) in ("say", "_say", "Sentence")
        and call.keywords
        and all(each.arg for each in call.keywords)
        and not {each.arg for each in call.keywords} >= fields(text) | (fields(ZH.get(text, "")) & COUNTED)
    ]
    assert wrong == []


def test_chinese_has_the_same_fields() -> None:
    wrong = []
    for english, chinese in ZH.items():
        with suppress(ValueError):  # braces of an example, which are never filled in
            lost, made_up = fields(english) - fields(chinese), fields(chinese) - fields(english)
            if not (made_up <= COUNTED and lost <= {"month", "nth"}):
                wrong.append(english)
    assert wrong == []


OF_A_FILE = re.compile(r"""\[keys\]|.*\{title\}""", re.DOTALL)
"""Texts with code in them, set as code."""


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("no blank between Chinese and Latin", r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]"),
        ("a sign of half width", r"[\u4e00-\u9fff][,;:?!()]|[,;?!()][\u4e00-\u9fff]|[\u4e00-\u9fff]\.(\s|$)"),
        ("a blank beside a sign of full width", r"[，。；？！（）、”“] | [，。；：？！（）、]"),
        ("a word that Feishu has another for", "参与人|未回复|日历事件"),
    ],
)
def test_chinese_is_set_as_chinese_is(what: str, pattern: str) -> None:
    texts = [re.sub(r"\{[^}]*\}", "…", text) for text in ZH.values() if not OF_A_FILE.match(text)]
    assert [text for text in texts if re.search(pattern, text) and not re.fullmatch(r"\d+月", text)] == [], what


def test_the_help_of_every_command_has_its_chinese() -> None:
    top = parser()
    commands = next(each for each in top._actions if isinstance(each, argparse._SubParsersAction))
    told = [text for each in (top, *commands.choices.values()) for text in (each.description, each.epilog) if text]
    parts = [each for text in told for each in (text, *getattr(text, "fields", {}).values()) if "\n" in each]
    lacking = [text for text in parts if getattr(text, "template", text) not in ZH]
    assert [text for text in lacking if any(len(word) > 3 for word in re.findall(r"   [a-z]+", text))] == []


def test_the_starter_file_has_its_chinese() -> None:
    told = [line for line in STARTER.splitlines() if re.search(r"#(?! \w+ =| \[).* \w+ \w+|= .*#.*", line)]
    assert len(told) > 10
    assert [line for line in told if line not in ZH] == []


def test_no_translation_is_left_over() -> None:
    known = {node.value for _, tree in sources() for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    known |= set(STARTER.splitlines()) | CITIES | {name[:2] for name in calendar.day_name}
    known |= set(calendar.day_name) | set(calendar.day_abbr) | set(calendar.month_abbr)
    assert [text for text in ZH if text not in known and text not in ARGPARSE] == []


def test_what_argparse_says_is_what_it_says() -> None:
    """Its sentences are named in no documentation; another version may word them otherwise."""
    literal = {
        node.value
        for node in ast.walk(ast.parse(inspect.getsource(argparse)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert [text for text in ARGPARSE if text not in literal] == []

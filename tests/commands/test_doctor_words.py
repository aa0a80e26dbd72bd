"""Everything the doctor and the configuration can say is said in Chinese as well, with the same fields."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import feishu_tui
from feishu_tui.phrases import ZH

PACKAGE = Path(feishu_tui.__file__).parent
FILES = [*(PACKAGE / "commands").glob("doctor*.py"), *(PACKAGE / "commands" / "checkups").glob("*.py")]
FILES += (PACKAGE / "config").glob("*.py")


def fields(phrase: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name}


def said(path: Path) -> Iterator[str]:
    """The sentences a file hands to ``say``, and those it keeps in tables for that."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("say", "self.say"):
            yield from texts(node.args)
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.target) in ("_WORDS", "_FEATURES"):
            yield from (text for text in texts(ast.walk(node)) if text.endswith("."))
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_LABELS":
            assert isinstance(node.value, ast.Dict)
            yield from texts(node.value.values)


def texts(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_sentence_has_a_translation_with_its_fields(path: Path) -> None:
    for phrase in said(path):
        assert phrase in ZH
        assert fields(ZH[phrase]) == fields(phrase), phrase


def test_sentences_are_found() -> None:
    assert len({phrase for path in FILES for phrase in said(path)}) > 150

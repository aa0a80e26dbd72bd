"""Plain TOML, read without ``tomllib``: never anything else than what that reads."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feishu_tui.config.plain_toml import plain_table, read_toml
from feishu_tui.config.themes import packaged_themes

THEMES = sorted(packaged_themes().glob("*.toml"))

PIECES = st.sampled_from(
    (
        *("a", "b-1", "_", "é", " ", "\t", "=", '"', "'", "\\", "#", "[", "]", "{", "}", ",", ".", "true", "false"),
        *("0", "07", "12", "-1", "\n", "\r\n", "\r", "\x00", "\x85", "\u2028", "\u3000", "飞书"),
        *("[a]\n", 'a = "b"\n', "b = { a = "),
    )
)


@given(st.lists(PIECES, max_size=24).map("".join))
@example("a = 1\n[a]\n")
@example("[a]\n[a]\n")
@example('a = """"\n')
@example('a = { b = "c", }\n')
@example('a = { b = "c" "d" }\n')
@example("a = 12345678901234567890\n")
@example("\ufeffa = 1\n")
def test_what_is_read_is_what_tomllib_reads(content: str) -> None:
    found = plain_table(content)
    if found is not None:
        assert found == tomllib.loads(content)


@pytest.mark.parametrize("path", THEMES, ids=lambda path: path.stem)
def test_the_themes_are_plain(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    assert plain_table(content) == tomllib.loads(content)


def test_a_usual_configuration_is_plain_and_anything_else_is_read_all_the_same() -> None:
    usual = '# mine\ntimezone = "Asia/Shanghai"\nmouse = false\n\n[keys]\nquit = "q"\n'
    assert plain_table(usual) == {"timezone": "Asia/Shanghai", "mouse": False, "keys": {"quit": "q"}}
    assert plain_table("hidden = ['a']") is None
    assert read_toml("hidden = ['a']") == {"hidden": ["a"]}
    with pytest.raises(ValueError, match="Invalid value"):
        read_toml("a = ")

"""The themes as lines: a mark at the one that was worn, its name, and that of its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from feishu_tui.config.themes import ThemeColors, read_theme
from feishu_tui.errors import ConfigError
from feishu_tui.language import Language
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.text import clean
from feishu_tui.ui.error_words import error_words
from feishu_tui.ui.line import Line, Piece, ends_apart


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme there is, or a file that should be one."""

    name: str
    label: str
    colors: ThemeColors | None
    """``None`` where the file cannot be used."""
    problem: str = ""
    """Why."""


def theme_rows(files: Mapping[str, Path], say: Language) -> list[ThemeRow]:
    """Every theme, dark ones first, then light ones, then what cannot be used."""
    rows = [_row(name, path, say) for name, path in files.items()]
    return sorted(rows, key=lambda row: (row.colors is None, row.colors is not None and not row.colors.dark, row.name))


def theme_lines(rows: Sequence[ThemeRow], worn: str, cells: int, say: Language) -> list[Line]:
    """A line a theme, in ``cells`` columns."""
    return [_line(row, row.name == worn, cells, say) for row in rows]


def _row(name: str, path: Path, say: Language) -> ThemeRow:
    try:
        colors = read_theme(path)
    except ConfigError as error:
        return ThemeRow(name, clean(name), None, error_words(error, say))
    return ThemeRow(name, clean(colors.label_zh if say.code == "zh" else colors.label_en), colors)


def _line(row: ThemeRow, worn: bool, cells: int, say: Language) -> Line:
    start = (Piece(" ● " if worn else "   ", "good"), Piece(row.label))
    if row.colors is None:
        return ends_apart(start, (Piece(f"{say('cannot be used')} ", "warning"),), cells)
    return ends_apart(start, (Piece(f"{say('dark') if row.colors.dark else say('light')} ", "dim"),), cells)

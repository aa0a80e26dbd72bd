"""Theme files: colours by meaning, in TOML, ours and a person's own.

    label = { en = "Feishu dark", zh = "飞书深色" }
    dark = true

    [colors]
    background = "#171a20"
    …                          # every field of ThemeColors that is a colour

A colour is ``#rrggbb``, or ``ansi_…`` for one of the terminal's own sixteen, or ``ansi_default`` for its default.
"""

from __future__ import annotations

import os
from pathlib import Path

from feishu_tui.config.file import key_lines
from feishu_tui.config.plain_toml import read_toml
from feishu_tui.errors import ConfigError
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.sentence import Sentence

_TERMINALS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_NAMED = {"ansi_default", *(f"ansi_{one}" for one in _TERMINALS), *(f"ansi_bright_{one}" for one in _TERMINALS)}
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class ThemeColors:
    """A theme: what it is called, and its colours by what they mean."""

    name: str
    label_en: str
    label_zh: str
    dark: bool
    background: str
    """Behind everything."""
    surface: str
    """Behind what floats above: dialogs, the prompt."""
    panel: str
    """Behind the status line and headers."""
    foreground: str
    """Ordinary text."""
    dim: str
    """Text of less weight: times, labels."""
    faint: str
    """What is past, what belongs to another month."""
    border: str
    """Lines between panes; not text."""
    primary: str
    """Headings, links."""
    accent: str
    """Keys, matches, what asks for attention."""
    today: str
    """Today, in the month and in headings."""
    now: str
    """The line of now."""
    success: str
    """What runs, what is accepted."""
    warning: str
    """Conflicts."""
    error: str
    """What failed."""
    selection: str
    """Behind the line under the cursor, in the pane that has the keys."""
    selection_text: str
    """Text on it."""
    selection_blurred: str
    """Behind the line under the cursor in the other panes."""

    @property
    def uses_terminal_colors(self) -> bool:
        """Whether the background is the terminal's own."""
        return self.background.startswith("ansi_")


COLOR_NAMES = tuple(ThemeColors.__annotations__)[4:]
"""The names in ``[colors]``."""


def theme_files(config_dir: str | Path | None = None) -> dict[str, Path]:
    """Every theme file by name, which is the file's without ending; a person's own go before ours."""
    folders = [packaged_themes()] + ([Path(config_dir, "themes")] if config_dir else [])
    return {path.stem: path for folder in folders for path in _theme_files_in(folder)}


def _theme_files_in(folder: Path) -> list[Path]:
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return [folder / name for name in sorted(names) if name.endswith(".toml")]


def packaged_themes() -> Path:
    """The folder of the themes that come with the program: inside the package, or beside it in a checkout."""
    installed = _PACKAGE / "themes"
    return installed if installed.is_dir() else _PACKAGE.parent / "themes"


def _is_color(text: str) -> bool:
    return text in _NAMED or (len(text) == 7 and text[0] == "#" and set("0123456789abcdef").issuperset(text[1:]))


def read_theme(path: Path) -> ThemeColors:
    """The theme in a file. Raises ConfigError naming the file and what is wrong in it."""
    try:
        content = path.read_text(encoding="utf-8")
        table = read_toml(content)
    except OSError as exc:
        raise ConfigError(Sentence("Cannot read the theme {path}: {reason}.", path=path, reason=exc.strerror)) from exc
    except ValueError as exc:  # neither TOML nor UTF-8
        raise ConfigError(Sentence("The theme {path} is not TOML: {reason}.", path=path, reason=exc)) from exc
    colors = table.get("colors")
    if not isinstance(colors, dict):
        raise ConfigError(Sentence("The theme {path} has no table [colors].", path=path))
    for name in COLOR_NAMES:
        value = colors.get(name)
        if not isinstance(value, str) or not _is_color(value.lower()):
            hint = "A colour is #rrggbb, ansi_default, or ansi_blue and the like."
            line = key_lines(content).get(("colors", name))
            where = path if line is None else f"{path}:{line}"
            raise ConfigError(
                Sentence("The theme {path} has no colour {name} that can be used.", path=where, name=name), hint=hint
            )
    label = table.get("label")
    labels = label if isinstance(label, dict) else {}
    return ThemeColors(
        name=path.stem,
        label_en=str(labels.get("en", path.stem)),
        label_zh=str(labels.get("zh", labels.get("en", path.stem))),
        dark=table.get("dark") is not False,
        **{name: colors[name].lower() for name in COLOR_NAMES},
    )

"""Theme files: colours by meaning, in TOML, ours and a person's own.

    label = { en = "Feishu dark", zh = "飞书深色" }
    dark = true

    [colors]
    background = "#171a20"
    …                          # every field of ThemeColors that is a colour

A colour is ``#rrggbb``, or ``ansi_…`` for one of the terminal's own sixteen, or ``ansi_default`` for its default.
"""

from __future__ import annotations

from pathlib import Path

from feishu_tui.config.file import key_lines
from feishu_tui.errors import ConfigError
from feishu_tui.lazy_dataclasses import dataclass
from feishu_tui.lazy_pattern import lazy_pattern
from feishu_tui.sentence import Sentence

_COLOR = lazy_pattern(
    r"(?i)#[0-9a-f]{6}|ansi_(?:default|(?:bright_)?(?:black|red|green|yellow|blue|magenta|cyan|white))"
)
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
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}


def packaged_themes() -> Path:
    """The folder of the themes that come with the program: inside the package, or beside it in a checkout."""
    installed = _PACKAGE / "themes"
    return installed if installed.is_dir() else _PACKAGE.parent / "themes"


def read_theme(path: Path) -> ThemeColors:
    """The theme in a file. Raises ConfigError naming the file and what is wrong in it."""
    import tomllib

    try:
        content = path.read_text(encoding="utf-8")
        table = tomllib.loads(content)
    except OSError as exc:
        raise ConfigError(Sentence("Cannot read the theme {path}: {reason}.", path=path, reason=exc.strerror)) from exc
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise ConfigError(Sentence("The theme {path} is not TOML: {reason}.", path=path, reason=exc)) from exc
    colors = table.get("colors")
    if not isinstance(colors, dict):
        raise ConfigError(Sentence("The theme {path} has no table [colors].", path=path))
    for name in COLOR_NAMES:
        value = colors.get(name)
        if not isinstance(value, str) or not _COLOR.fullmatch(value):
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

"""The README's pictures, drawn by the program itself from the sample office: ``python -m tests.screenshots``."""

from __future__ import annotations

import asyncio
import re
import tempfile
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from feishu_tui.text import width
from tests.ui.sample_office import Browsing, Synced, browsing, synced

FOLDER = Path(__file__).parent.parent / "screenshots"

_WEB_FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_RUN = re.compile(r'textLength="[\d.]+"([^>]*)>([^<]*)</text>')
_CELL = 12.2
"""Units of the picture to a terminal cell, as Rich draws it."""


@dataclass(frozen=True)
class Picture:
    """One picture: how large the terminal is, what is set, and which keys are pressed."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    lang: str = "en"
    theme: str = "feishu-dark"
    second_zone: str = ""

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return FOLDER / f"{self.name}.svg"


VIEWS = {"agenda": "a", "day": "d", "week": "w", "month": "m"}
"""The views and their keys."""
_TO_AN_EVENT = ("j",) * 4


def _of_view(view: str, key: str) -> tuple[Picture, ...]:
    """One view wide and narrow, in both languages and three themes."""
    keys = (*_TO_AN_EVENT, key)
    return (
        Picture(view, (120, 40), keys),
        Picture(f"{view}-narrow", (80, 24), keys, theme="ink"),
        Picture(f"{view}-chinese", (120, 40), keys, lang="zh", theme="paper"),
        Picture(f"{view}-narrow-chinese", (80, 24), keys, lang="zh"),
    )


PICTURES = (
    *(picture for view, key in VIEWS.items() for picture in _of_view(view, key)),
    Picture("detail", (80, 24), (*_TO_AN_EVENT, "enter")),
    Picture("join", (80, 24), (*_TO_AN_EVENT, "o")),
    Picture("search", (100, 24), ("/", *"pingshen")),
    Picture("check", (100, 24), (*_TO_AN_EVENT, "i")),
    Picture("replies", (80, 24), ("I",)),
    Picture("zones", (100, 24), (*_TO_AN_EVENT, "Z"), second_zone="Europe/Berlin"),
    Picture("contrast", (100, 24), _TO_AN_EVENT, theme="high-contrast"),
    Picture("small", (40, 12), ()),
)


async def draw(picture: Picture, cache: Synced, folder: Path) -> str:
    """The picture as SVG; the same for the same program, whatever machine draws it."""
    settings = {name: getattr(picture, name) for name in ("lang", "theme", "second_zone")}
    async with browsing(folder, cache, picture.size, **settings) as browser:
        await browser.press(*picture.keys)
        await _details(browser)
        svg = browser.app.export_screenshot(title="feishu-tui")
    # Fonts from the web would tell strangers who reads the README.
    return _RUN.sub(_stretched, _WEB_FONTS.sub("", svg))


def _stretched(run: re.Match[str]) -> str:
    """A run of text as long as its cells: Rich counts characters, and would squeeze Chinese into half its room."""
    cells = width(unescape(run[2]))
    return f'textLength="{cells * _CELL:.1f}"{run[1]}>{run[2]}</text>'


async def _details(browser: Browsing) -> None:
    """Wait until the detail, where it is visible, shows all that is fetched when the cursor rests."""
    entry = browser.screen.view.entry if browser.screen.detail.display else None
    async with asyncio.timeout(60):
        while entry and browser.store.detail(entry.occurrence.calendar_id, entry.occurrence.event.event_id) is None:
            await browser.pilot.pause(0.05)
    await browser.settle()


def main() -> None:
    """Draw every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        cache = synced(Path(folder))
        for picture in PICTURES:
            picture.path.write_text(asyncio.run(draw(picture, cache, Path(folder))), encoding="utf-8")
            print(picture.path.name)


if __name__ == "__main__":
    main()

"""The pictures in the README show the program as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.screenshots import FOLDER, PICTURES, Picture, draw
from tests.ui.sample_office import Synced, synced


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Synced:
    return synced(tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_picture_is_current(picture: Picture, office: Synced, tmp_path: Path) -> None:
    """Fails when the program looks different: draw them anew, and look at them."""
    drawn = await draw(picture, office, tmp_path)
    # Compared outside an assertion, which would print both pictures.
    if picture.path.read_text(encoding="utf-8") != drawn:
        pytest.fail(f"{picture.path.name} is stale: python -m tests.screenshots")


def test_the_readme_shows_only_pictures_that_are_drawn() -> None:
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    for picture in FOLDER.iterdir():
        assert picture in [each.path for each in PICTURES]
    shown = set(re.findall(r"screenshots/([\w-]+)\.svg", readme))
    assert {"agenda", "agenda-chinese", "day-narrow", "week", "month-chinese"} <= shown
    assert shown <= {each.name for each in PICTURES}

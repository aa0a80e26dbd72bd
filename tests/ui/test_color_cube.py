"""The 256 colours: what each is, and what is one of them."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem

from feishu_tui.ui.color_cube import number_of, parts_of
from feishu_tui.ui.color_depth import at_depth
from feishu_tui.ui.contrast import Rgb


def test_each_is_known_by_what_it_is_made_of() -> None:
    for number in range(16, 256):
        found = number_of(parts_of(number))
        assert found is not None
        assert parts_of(found) == parts_of(number)


@pytest.mark.parametrize("parts", [Rgb(1, 1, 1), Rgb(0x14, 0x17, 0x1C), Rgb(95, 95, 96), Rgb(238, 238, 237)])
def test_what_is_not_among_them_has_no_number(parts: Rgb) -> None:
    assert number_of(parts) is None


def test_one_of_them_goes_by_its_number_where_there_are_all_colours() -> None:
    assert at_depth(Color.parse("#eeeeee"), ColorSystem.TRUECOLOR).get_ansi_codes() == ("38", "5", "255")
    assert at_depth(Color.parse("#eeeeed"), ColorSystem.TRUECOLOR).get_ansi_codes() == ("38", "2", "238", "238", "237")
    assert at_depth(Color.parse("red"), ColorSystem.TRUECOLOR).get_ansi_codes() == ("31",)

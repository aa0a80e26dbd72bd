"""Named tuples that are made without ``typing`` are those of ``typing``."""

from __future__ import annotations

import typing

import pytest

from feishu_tui.lazy_typing import Literal, NamedTuple
from feishu_tui.model import Status


class Light(NamedTuple):
    """A point."""

    x: int
    y: int = 2
    """How high."""

    @property
    def sum(self) -> int:
        """Both."""
        return self.x + self.y


class Standard(typing.NamedTuple):
    """A point."""

    x: int
    y: int = 2

    @property
    def sum(self) -> int:
        """Both."""
        return self.x + self.y


def test_a_light_literal_knows_its_values() -> None:
    assert typing.get_args(Literal["a", "b"]) == ("a", "b")
    assert typing.get_args(Literal["a"]) == ("a",)
    assert typing.get_args(Literal["a", "b"] | None)[0] == Literal["a", "b"]
    assert typing.get_args(Status) == ("tentative", "confirmed", "cancelled")


def test_a_light_named_tuple_is_like_the_standard_one() -> None:
    light, standard = Light(1), Standard(1)
    assert tuple(light) == tuple(standard) == (1, 2)
    assert light._replace(y=5).sum == standard._replace(y=5).sum == 6
    assert light._asdict() == standard._asdict()
    assert Light._fields == Standard._fields
    assert Light.__match_args__ == Standard.__match_args__
    assert (Light.__name__, Light.__module__, Light.__doc__) == ("Light", __name__, Standard.__doc__)
    assert Light.__qualname__ == "Light"
    assert repr(light) == "Light(x=1, y=2)"
    with pytest.raises(TypeError):
        Light()  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        light.x = 3  # type: ignore[misc]

"""Lazy dataclasses are what the standard library would have made of the same classes."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from feishu_tui import lazy_dataclasses

KINDS = [{}, {"frozen": True}, {"slots": True}, {"frozen": True, "slots": True}]
Made = Callable[..., Any]


def point(module: Any, **options: bool) -> Made:
    """A class of either kind; its name is that of a class pickle can find."""

    @module.dataclass(**options)
    class Point:
        kind: ClassVar[str] = "point"
        x: int
        y: int = 0
        label: str = module.field(default="", repr=False)
        note: str = module.field(default="", compare=False)
        seen: list[int] = module.field(default_factory=list)

        @property
        def across(self) -> int:
            return self.x + self.y

    made: Made = Point
    return made


def both(**options: bool) -> list[Made]:
    return [point(lazy_dataclasses, **options), point(dataclasses, **options)]


def outcome(work: Callable[[], Any]) -> Any:
    """What comes of it, an error by its class and words."""
    try:
        return work()
    except Exception as error:
        return type(error).__name__, str(error)


@pytest.mark.parametrize("options", KINDS, ids=str)
def test_they_are_alike(options: dict[str, bool]) -> None:
    def told(made: Made) -> list[Any]:
        one = made(1, y=2, label="secret")
        return [
            repr(one), one.across, one == made(1, 2, "secret", "other"), one == made(1, 2), one == 3, one.seen,
            made(1).seen is made(1).seen, made.__match_args__,  # type: ignore[attr-defined]
            outcome(lambda: hash(made(1, seen=())) == hash(made(1, note="other", seen=()))),
            outcome(made), outcome(lambda: made(1, 2, 3, 4, 5, 6)), outcome(lambda: made(1, z=2)),
            outcome(lambda: setattr(one, "x", 9)), outcome(lambda: delattr(one, "x")),
            outcome(lambda: hasattr(one, "__dict__")),
            [(each.name, each.type, each.repr, each.compare) for each in dataclasses.fields(one)],
            dataclasses.asdict(made(5)), repr(dataclasses.replace(made(5), y=6)), repr(copy.copy(made(5, 6))),
            repr(copy.deepcopy(made(5, 6))), dataclasses.is_dataclass(made),
        ]  # fmt: skip

    made = both(**options)
    for _ in range(2):
        lazily, standard = map(told, made)
        assert lazily == standard
        for _ in range(50):  # from some time on by a method that is compiled
            made[0](1)


def test_replacing_keeps_what_is_not_named() -> None:
    lazily, _ = both(frozen=True, slots=True)
    assert repr(lazy_dataclasses.replace(lazily(1, 2, note="n"), x=3)) == repr(lazily(3, 2, note="n"))


def test_fields_come_from_bases_too() -> None:
    def told(module: Any) -> list[Any]:
        @module.dataclass(frozen=True, slots=True)
        class Base:
            x: int
            y: int = 1

        @module.dataclass(frozen=True, slots=True, kw_only=True)
        class Derived(Base):
            z: int
            y: int = 2

        base: Any = Base
        made: Any = Derived
        fields = [each.name for each in dataclasses.fields(made)]
        return [repr(made(1, z=3)), made.__slots__, made(1, z=3) == base(1), fields]

    assert told(lazy_dataclasses) == told(dataclasses)


def test_own_methods_are_kept() -> None:
    @lazy_dataclasses.dataclass(frozen=True)
    class Alike:
        x: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Alike)

        def __hash__(self) -> int:
            return 7

    assert Alike(1) == Alike(2)
    assert hash(Alike(1)) == 7


@lazy_dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    x: int
    y: str = "y"


def test_they_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(Kept(1, "z"))) == Kept(1, "z")

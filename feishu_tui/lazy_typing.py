"""``typing`` for what every start waits for: to import that takes as long as to draw a screen, and ``re`` with it.

Type checkers see the standard library's own. https://docs.python.org/3/library/typing.html
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any as Any
    from typing import Literal as Literal
    from typing import NamedTuple as NamedTuple
    from typing import NoReturn as NoReturn
    from typing import Protocol as Protocol
    from typing import TypeVar as TypeVar
    from typing import cast as cast
else:
    from collections import namedtuple

    Any = NoReturn = object

    def cast(kind, value):
        """As ``typing.cast``."""
        return value

    class Protocol:
        """What is written below it is there for type checkers."""

    class Literal:
        """As ``typing.Literal``, between brackets; ``typing.get_args`` tells the values."""

        __class_getitem__ = classmethod(type(list[int]))

    def TypeVar(name, **bounds):
        """As ``typing.TypeVar``."""
        return name

    class _Named(type):
        """Makes named tuples of the classes below ``NamedTuple``, with their methods and properties."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                if key not in ("__module__", "__qualname__"):
                    setattr(made, key, value)
            made.__qualname__ = body["__qualname__"]
            return made

    class NamedTuple(metaclass=_Named):
        """As ``typing.NamedTuple``, below which classes are written."""

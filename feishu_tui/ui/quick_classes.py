"""Makes Textual's classes, and ours below them, in a tenth of the time.

For every class of nodes Textual looks through all that all of its bases define, and makes their bindings anew: for a
hundred classes that takes longer than to draw the first screen. What a base contributes is found out once here. It has
to be the same (``tests/ui/test_quick_classes.py``), as Textual does not promise to keep how it does that.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.reactive import Reactive


class _Part(NamedTuple):
    """What a class defines itself."""

    reactives: dict[str, Reactive[Any]]
    computes: frozenset[str]
    bindings: dict[str, list[Binding]] | None
    """``None`` where it is no class of nodes."""


TEXTUALS_OWN = DOMNode.__dict__["__init_subclass__"]
"""How Textual does it."""

_parts: dict[type, _Part] = {}


def make_classes_quickly() -> None:
    """Have all classes of nodes that are defined from now on made so."""
    DOMNode.__init_subclass__ = classmethod(init_subclass)  # type: ignore[assignment]


def init_subclass(
    cls: type[DOMNode],
    inherit_css: bool = True,
    inherit_bindings: bool = True,
    inherit_component_classes: bool = True,
) -> None:
    """As ``DOMNode.__init_subclass__``."""
    super(DOMNode, cls).__init_subclass__()
    cls._inherit_css = inherit_css
    cls._inherit_bindings = inherit_bindings
    cls._inherit_component_classes = inherit_component_classes
    bases = cls._css_bases(cls)
    cls._css_type_name = bases[0].__name__
    cls._css_type_names = frozenset(base.__name__ for base in bases)
    reactives: dict[str, Reactive[Any]] = {}
    computes: set[str] = set()
    keys: dict[str, list[Binding]] = {}
    for base in reversed(cls.__mro__):
        part = _part(base) if base is not cls else _part_of(base)  # which may be given more before it is a base
        reactives.update(part.reactives)
        computes |= part.computes
        if part.bindings is not None and issubclass(base, DOMNode):
            if not base._inherit_bindings:
                keys.clear()
            keys.update((key, list(bindings)) for key, bindings in part.bindings.items())
    cls._reactives = reactives
    cls._computes = frozenset(computes)
    cls._merged_bindings = BindingsMap.from_keys(keys)


def _part(base: type) -> _Part:
    part = _parts.get(base)
    if part is None:
        part = _parts[base] = _part_of(base)
    return part


def _part_of(base: type) -> _Part:
    attributes = vars(base)
    is_node = issubclass(base, DOMNode)
    return _Part(
        {name: value for name, value in attributes.items() if isinstance(value, Reactive)},
        frozenset(name.lstrip("_")[8:] for name in attributes if name.startswith(("_compute_", "compute_"))),
        BindingsMap(attributes.get("BINDINGS", [])).key_to_bindings if is_node else None,
    )

"""Classes that are made quickly are those that Textual makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import textual.widgets
from textual.dom import DOMNode

from feishu_tui.ui.app import FeishuApp
from feishu_tui.ui.quick_classes import TEXTUALS_OWN, init_subclass
from feishu_tui.ui.screens.main import MainScreen


def made(way: Callable[..., None], node: type[DOMNode]) -> dict[str, Any]:
    """What a class has after it was made in that way."""
    ours = ("_reactives", "_computes", "_css_type_name", "_css_type_names", "_merged_bindings")
    flags = ("_inherit_css", "_inherit_bindings", "_inherit_component_classes")
    way(node, **{flag.removeprefix("_"): getattr(node, flag) for flag in flags})
    found = {name: vars(node)[name] for name in (*ours, *flags)}
    return {**found, "_merged_bindings": vars(node)["_merged_bindings"].key_to_bindings}


def below(node: type[DOMNode]) -> set[type[DOMNode]]:
    """Every class of nodes there is."""
    return {node}.union(*map(below, node.__subclasses__()))


def test_every_class_is_the_same() -> None:
    assert all(getattr(textual.widgets, name) for name in vars(textual.widgets)["__all__"])
    nodes = below(DOMNode) - {DOMNode}
    assert {FeishuApp, MainScreen} < nodes
    for node in nodes:
        assert made(init_subclass, node) == made(TEXTUALS_OWN.__func__, node), node


def test_bindings_of_one_class_are_not_those_of_another() -> None:
    class One(MainScreen):
        pass

    class Other(MainScreen):
        pass

    first, second = (made(init_subclass, node)["_merged_bindings"] for node in (One, Other))
    first["t"].clear()
    assert second["t"]

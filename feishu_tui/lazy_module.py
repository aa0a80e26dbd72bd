"""Modules that are imported when something of them is first used."""

from __future__ import annotations


class lazy_module:
    """Stands for a module wherever only its names are asked for; beside it, type checkers import the module itself."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> object:
        from importlib import import_module

        return getattr(import_module(self._name), name)

"""``dataclasses`` for programs that start often: the same classes, whose methods are compiled when they are first used.

The standard library compiles half a dozen methods for every class where it is defined, and needs ``inspect`` for it:
that took a third of the time in which a day is printed. Type checkers see the standard library's own decorator, and
so do its ``fields``, ``replace`` and ``asdict``. Of its options only those below are known.
https://docs.python.org/3/library/dataclasses.html
"""

from __future__ import annotations

from feishu_tui.lazy_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
else:
    from operator import attrgetter

    _MISSING = object()
    _UNCOMPILED = 24
    """So many things of a class are made before its ``__init__`` is compiled, which takes as long as to make them."""

    def dataclass(cls=None, *, frozen=False, slots=False, kw_only=False):
        """As ``dataclasses.dataclass``, also used without brackets."""

        def made(cls):
            return _made(cls, frozen, slots, kw_only)

        return made if cls is None else made(cls)

    def replace(thing, /, **changes):
        """As ``dataclasses.replace``."""
        kept = {each.name: getattr(thing, each.name) for each in thing.__lazy_fields__ if each.name not in changes}
        return thing.__class__(**kept, **changes)

    class field:
        """As ``dataclasses.field``: a default that is no plain value, or what is left out of ``repr`` or ``==``."""

        __slots__ = ("annotation", "compare", "default", "default_factory", "kw_only", "name", "repr")

        def __init__(self, *, default=_MISSING, default_factory=_MISSING, repr=True, compare=True):
            self.default, self.default_factory, self.repr, self.compare = default, default_factory, repr, compare

        @property
        def required(self):
            """Whether there is no default."""
            return self.default is _MISSING and self.default_factory is _MISSING

    class _StandardFields:
        """``__dataclass_fields__``, made when somebody asks for it."""

        def __get__(self, thing, cls):
            import dataclasses

            described = []
            for each in cls.__lazy_fields__:
                given = {name: getattr(each, name) for name in ("default", "default_factory")}
                given = {name: value for name, value in given.items() if value is not _MISSING}
                standard = dataclasses.field(repr=each.repr, compare=each.compare, kw_only=each.kw_only, **given)
                described.append((each.name, each.annotation, standard))
            return dataclasses.make_dataclass(cls.__name__, described).__dataclass_fields__

    def _made(cls, frozen, slots, kw_only):
        fields = {each.name: each for base in cls.__mro__[:0:-1] for each in vars(base).get("__lazy_fields__", ())}
        own = _own_fields(cls, kw_only)
        inherited = set(fields)
        fields.update((each.name, each) for each in own)
        if slots:
            cls = _with_slots(cls, [each.name for each in own], inherited)
        cls.__lazy_fields__ = tuple(fields.values())
        cls.__match_args__ = tuple(each.name for each in cls.__lazy_fields__ if not each.kw_only)
        cls.__dataclass_fields__ = _StandardFields()
        _give(cls, __init__=_first_init(cls, frozen), __repr__=_repr, __eq__=_equality(cls))
        if not frozen:
            _give(cls, __hash__=None)
        else:
            _give(cls, __hash__=_hashing(cls), __setattr__=_refuse_to_set, __delattr__=_refuse_to_delete)
            if slots:
                _give(cls, __getstate__=_state, __setstate__=_set_state)
        return cls

    def _own_fields(cls, kw_only):
        found = []
        for name, annotation in vars(cls).get("__annotations__", {}).items():
            if str(annotation).startswith("ClassVar"):
                continue
            default = vars(cls).get(name, _MISSING)
            each = default if isinstance(default, field) else field(default=default)
            each.name, each.annotation, each.kw_only = name, annotation, kw_only
            if isinstance(default, field):
                if each.default is _MISSING:
                    delattr(cls, name)
                else:
                    setattr(cls, name, each.default)
            found.append(each)
        return found

    def _with_slots(cls, names, inherited):
        """The class once more, as slots can only be given to one that is being made."""
        body = {name: value for name, value in vars(cls).items() if name not in {*names, "__dict__", "__weakref__"}}
        made = type(cls)(
            cls.__name__, cls.__bases__, {**body, "__slots__": tuple(name for name in names if name not in inherited)}
        )
        made.__qualname__ = cls.__qualname__
        return made

    def _give(cls, **methods):
        """Add methods the class does not define itself; ``__hash__`` is set to ``None`` by Python beside ``__eq__``."""
        for name, method in methods.items():
            if vars(cls).get(name) is None:
                setattr(cls, name, method)

    def _first_init(cls, frozen):
        """``__init__`` until it was called so often that compiling one costs less."""
        left, positional, values, factories = _UNCOMPILED, (), {}, {}

        def __init__(self, *args, **kwargs):
            nonlocal left, positional, values
            if left == _UNCOMPILED:
                positional = tuple(each.name for each in cls.__lazy_fields__ if not each.kw_only)
                values = {each.name: each.default for each in cls.__lazy_fields__}
                factories.update(
                    (each.name, each.default_factory)
                    for each in cls.__lazy_fields__
                    if each.default_factory is not _MISSING
                )
            left -= 1
            if left < 0 or not _filled(self, args, kwargs, positional, values, factories):
                compiled = _compiled_init(cls, frozen)
                cls.__init__ = compiled
                compiled(self, *args, **kwargs)
            elif hasattr(cls, "__post_init__"):
                self.__post_init__()

        return __init__

    def _filled(self, args, kwargs, positional, defaults, factories):
        """Set every field; whether that could be done with what was given."""
        values = {**defaults, **dict(zip(positional, args)), **kwargs}  # noqa: B905
        if len(args) > len(positional) or len(values) > len(defaults):
            return False
        if args and kwargs and not kwargs.keys().isdisjoint(positional[: len(args)]):
            return False
        put = object.__setattr__
        for name, value in values.items():
            if value is _MISSING:
                if name not in factories:
                    return False
                value = factories[name]()
            put(self, name, value)
        return True

    def _compiled_init(cls, frozen):
        """``__init__`` that sets every field; in a frozen class past ``__setattr__``."""
        names = {"_object_set": object.__setattr__}
        parameters, body = [], []
        for each in sorted(cls.__lazy_fields__, key=lambda each: each.kw_only):
            name, value = each.name, each.name
            if each.kw_only and "*" not in parameters:
                parameters.append("*")
            if each.default_factory is not _MISSING:
                names[f"_make_{name}"], names["_missing"] = each.default_factory, _MISSING
                parameters.append(f"{name}=_missing")
                value = f"_make_{name}() if {name} is _missing else {name}"
            elif each.required:
                parameters.append(name)
            else:
                names[f"_default_{name}"] = each.default
                parameters.append(f"{name}=_default_{name}")
            slot = getattr(cls, name, None)
            if not frozen:
                body.append(f"self.{name} = {value}")
            elif hasattr(slot, "__set__"):
                names[f"_set_{name}"] = slot.__set__
                body.append(f"_set_{name}(self, {value})")
            else:
                body.append(f"_object_set(self, {name!r}, {value})")
        if hasattr(cls, "__post_init__"):
            body.append("self.__post_init__()")
        source = f"def __init__({', '.join(['self', *parameters])}):\n  " + "\n  ".join(body or ["pass"])
        exec(source, names)
        init = names["__init__"]
        init.__qualname__ = f"{cls.__qualname__}.__init__"
        return init

    def _repr(self):
        shown = ", ".join(f"{each.name}={getattr(self, each.name)!r}" for each in self.__lazy_fields__ if each.repr)
        return f"{self.__class__.__qualname__}({shown})"

    def _compared(cls):
        """What reads all that tells two apart."""
        names = [each.name for each in cls.__lazy_fields__ if each.compare]
        return attrgetter(*names) if names else lambda _: ()

    def _equality(cls):
        compared = _compared(cls)

        def __eq__(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            return self is other or compared(self) == compared(other)

        return __eq__

    def _hashing(cls):
        compared = _compared(cls)
        return lambda self: hash(compared(self))

    def _refuse_to_set(self, name, value):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def _refuse_to_delete(self, name):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def _state(self):
        return [getattr(self, each.name) for each in self.__lazy_fields__]

    def _set_state(self, state):
        for each, value in zip(self.__lazy_fields__, state, strict=True):
            object.__setattr__(self, each.name, value)

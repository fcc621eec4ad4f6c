"""Dataclasses as this program uses them, without what `dataclasses` costs a small daemon.

The standard module imports `inspect` and compiles six functions for each class: some 10 KiB and half a
millisecond a class, for 80 classes at every start. Here all classes share the same functions. What is not
here (`order`, `__post_init__`) is not used; to the type checker these are the standard ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

_MISSING: Any = object()
_NOTHING: Any = MappingProxyType({})


class FrozenError(AttributeError):
    """An attempt to change a value that stays as it is."""


class _Field:
    """One field of a class: its name, what it is without a word, and its type as it is written."""

    __slots__ = (
        "compare",
        "default",
        "default_factory",
        "init",
        "kw_only",
        "metadata",
        "name",
        "repr",
        "type",
    )

    def __init__(self, default: Any, default_factory: Any, metadata: Any) -> None:
        self.default, self.default_factory, self.metadata = default, default_factory, metadata
        self.name = self.type = ""
        self.init = self.repr = self.compare = True
        self.kw_only = False


def _field(
    *,
    default: Any = _MISSING,
    default_factory: Any = None,
    metadata: Any = _NOTHING,
    init: bool = True,
    repr: bool = True,
    compare: bool = True,
) -> Any:
    made = _Field(default, default_factory, metadata)
    made.init, made.repr, made.compare = init, repr, compare
    return made


def _dataclass(
    cls: Any = None,
    /,
    *,
    frozen: bool = False,
    slots: bool = False,
    eq: bool = True,
    kw_only: bool = False,
) -> Callable[[Any], Any] | Any:
    def made(kind: Any) -> Any:
        return _made(kind, frozen=frozen, slots=slots, eq=eq, kw_only=kw_only)

    return made if cls is None else made(cls)


def _made(cls: Any, *, frozen: bool, slots: bool, eq: bool, kw_only: bool) -> Any:
    inherited = getattr(cls, "__dataclass_fields__", _NOTHING)
    found = dict(inherited) | {one.name: one for one in _read_all(cls, kw_only=kw_only)}
    names = tuple(found)
    members = {
        "__dataclass_fields__": found,
        "__match_args__": tuple(one.name for one in found.values() if one.init and not one.kw_only),
        "__repr__": _repr,
        "_given": tuple(one.name for one in found.values() if one.init),
        "_values": _getter(tuple(one.name for one in found.values() if one.compare)),
    }
    if eq:
        members |= {"__eq__": _eq, "__hash__": _hash if frozen else None}
    if frozen:
        members |= {"__setattr__": _refuse, "__delattr__": _refuse}
    own = {name: member for name, member in members.items() if name not in cls.__dict__ or name == "__hash__"}
    if slots:
        cls = _with_slots(cls, tuple(name for name in names if name not in inherited), own)
    else:
        _add(cls, own)
    cls.__init__ = _init(cls, frozen=frozen)
    return cls


def _read_all(cls: Any, *, kw_only: bool) -> Iterator[_Field]:
    """The fields that the class itself names; those after a `_: KW_ONLY` are given by name only."""
    for name, kind in cls.__annotations__.items():
        if kind == "KW_ONLY":
            kw_only = True
        else:
            one = _read(cls, name, kind)
            one.kw_only = kw_only
            yield one


def _read(cls: Any, name: str, kind: str) -> _Field:
    default = cls.__dict__.get(name, _MISSING)
    one = default if isinstance(default, _Field) else _Field(default, None, _NOTHING)
    one.name, one.type = name, kind
    return one


def _add(cls: Any, members: dict[str, Any]) -> None:
    for name, member in members.items():
        setattr(cls, name, member)
    for one in cls.__dataclass_fields__.values():
        if isinstance(cls.__dict__.get(one.name), _Field):
            if one.default is _MISSING:
                delattr(cls, one.name)
            else:
                setattr(cls, one.name, one.default)


def _with_slots(cls: Any, names: tuple[str, ...], members: dict[str, Any]) -> Any:
    """The class once more: slots can only be given to a class while it is made."""
    left_out = {*names, "__dict__", "__weakref__"}
    inside = {name: member for name, member in cls.__dict__.items() if name not in left_out}
    again = type(cls)(cls.__name__, cls.__bases__, inside | members | {"__slots__": names})
    again.__qualname__ = cls.__qualname__
    return again


def _getter(names: tuple[str, ...]) -> Callable[[Any], Any]:
    """Gives all values of one object, to compare and to hash."""
    return attrgetter(*names) if names else attrgetter("__class__")


def _init(cls: Any, *, frozen: bool) -> Callable[..., None]:
    """Compiles the real `__init__` when the first object is made: most classes never see one."""

    def init(self: Any, *args: Any, **given: Any) -> None:
        cls.__init__ = _compiled(cls, frozen=frozen)
        cls.__init__(self, *args, **given)

    return init


def _compiled(cls: Any, *, frozen: bool) -> Any:
    known = {"_put": object.__setattr__, "_MISSING": _MISSING}
    takes: list[str] = []
    by_name: list[str] = []
    puts = []
    for name, one in cls.__dataclass_fields__.items():
        value, given = name, name
        if one.default_factory is not None:
            known[f"_make_{name}"] = one.default_factory
            given = f"{name}=_MISSING"
            value = f"_make_{name}() if {name} is _MISSING else {name}" if one.init else f"_make_{name}()"
        elif one.default is not _MISSING:
            known[f"_default_{name}"] = one.default
            given = f"{name}=_default_{name}"
        if one.init:
            (by_name if one.kw_only else takes).append(given)
        puts.append(f"_put(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    lines = "\n ".join(puts or ["pass"])
    takes += ["*", *by_name] if by_name else []
    exec(f"def __init__({', '.join(['self', *takes])}):\n {lines}", known)
    return known["__init__"]


def _eq(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return bool(self._values(self) == self._values(other))


def _hash(self: Any) -> int:
    return hash(self._values(self))


def _repr(self: Any) -> str:
    shown = (one.name for one in self.__dataclass_fields__.values() if one.repr)
    inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{type(self).__qualname__}({inside})"


def _refuse(self: Any, name: str, _value: object = None) -> None:
    raise FrozenError(f"{type(self).__name__}.{name} stays as it is")


def _fields(of: Any) -> tuple[_Field, ...]:
    return tuple(of.__dataclass_fields__.values())


def as_dict(of: Any) -> dict[str, Any]:
    """The fields of one object by name; what is in them stays as it is."""
    return {name: getattr(of, name) for name in of.__dataclass_fields__}


def _is_dataclass(of: object) -> bool:
    return hasattr(type(of), "__dataclass_fields__")


def _replace(of: Any, /, **changes: Any) -> Any:
    kept = {name: getattr(of, name) for name in of._given if name not in changes}
    return type(of)(**kept, **changes)


if TYPE_CHECKING:
    from dataclasses import KW_ONLY, dataclass, field, fields, is_dataclass, replace
else:
    KW_ONLY = None  # annotations are read as they are written
    dataclass, field, fields, is_dataclass, replace = _dataclass, _field, _fields, _is_dataclass, _replace

__all__ = ["KW_ONLY", "FrozenError", "as_dict", "dataclass", "field", "fields", "is_dataclass", "replace"]

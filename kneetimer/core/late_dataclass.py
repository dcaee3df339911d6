"""`dataclass(frozen=True, slots=True)` whose methods are made when they are first wanted.

The one of the standard library compiles six methods for each class, which takes half a millisecond, and a
start of the program makes 150 classes, of half of which it makes no object. Meant for values: knows no
keyword but these two, no `InitVar`, no field by keyword only and no `super()` without arguments, and none of
these classes is an ancestor or a descendant of one that the library decorated.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable
from functools import partial
from typing import Any, Literal, NoReturn, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type)
Members = dict[str, Any]


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def dataclass(*, frozen: Literal[True], slots: Literal[True]) -> Callable[[Class], Class]:
    """The decorator of the standard library, with its two keywords spelt out as there."""
    assert frozen
    assert slots
    return _with_late_members


class _Late:
    """Stands in a class for a member, and makes it and its siblings when it is first looked up.

    Two threads may do so at once: they make the same.
    """

    __slots__ = ("_make", "_name", "_of")

    def __init__(self, of: type, name: str, make: Callable[[], None]) -> None:
        self._of = of
        self._name = name
        self._make = make

    def __get__(self, instance: object, owner: type) -> Any:
        self._make()
        member = vars(self._of)[self._name]  # a derived class may have one of that name which called this
        return member.__get__(instance, owner) if hasattr(member, "__get__") else member


def _with_late_members(written: Class) -> Class:
    fields = [
        name
        for name, annotation in inspect.get_annotations(written).items()
        if not str(annotation).startswith(("ClassVar", "typing.ClassVar"))
    ]
    of_ancestors = {name for each in written.__mro__[1:] for name in getattr(each, "__slots__", ())}
    slots = tuple(name for name in fields if name not in of_ancestors)
    given = {name: value for name, value in vars(written).items() if name not in ("__dict__", "__weakref__")}
    kept = {name: value for name, value in given.items() if name not in fields}
    made = _class_like(written, _ALIKE | kept | {"__slots__": slots})
    told = {"init": False, "repr": False, "eq": False}
    compared = {"init": False, "repr": False, "unsafe_hash": given.get("__hash__") is None}
    makes: dict[tuple[str, ...], Callable[[], None]] = {
        ("__init__",): partial(_make_init, made),
        _TOLD: partial(_take, made, given, _TOLD, told),
        _PRINTED: partial(_take, made, given, _PRINTED, told | {"repr": True}),
        _COMPARED: partial(_take, made, given, _COMPARED, compared),
    }
    for names, make in makes.items():
        for name in names:
            if given.get(name) is None:  # Python puts a None for the hash of a class that compares
                setattr(made, name, _Late(made, name, make))
    return made


def _class_like(pattern: Class, members: Members) -> Class:
    made = type(pattern)(pattern.__name__, pattern.__bases__, members)
    made.__qualname__ = pattern.__qualname__
    return made


# What the library makes cheaply where it is not told that a class is frozen.
_TOLD = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")
_PRINTED = ("__repr__",)
_COMPARED = ("__eq__", "__hash__")


def _take(made: type, given: Members, names: tuple[str, ...], wanted: dict[str, bool]) -> None:
    """Give the class those members of a twin that is the library's."""
    # A class without a docstring would be given one that shows its signature, which takes as long again.
    twin: type = dataclasses.dataclass(**wanted)(_class_like(made, given | {"__doc__": made.__name__}))
    for name in names:
        if given.get(name) is None:
            setattr(made, name, vars(twin)[name])


def _make_init(made: type) -> None:
    """Give the class its `__init__`, which has to get round the refusal to set anything."""
    known: Members = {"_set": object.__setattr__, "_made_here": dataclasses.MISSING}
    head, body = ["self"], []
    for field in dataclasses.fields(made):
        name = value = field.name
        has_default = field.default is not dataclasses.MISSING
        makes_default = field.default_factory is not dataclasses.MISSING
        known[f"_default_of_{name}"] = field.default_factory if makes_default else field.default
        if not field.init:
            value = f"_default_of_{name}" + "()" * makes_default
        elif makes_default:
            value = f"_default_of_{name}() if {name} is _made_here else {name}"
        if field.init:
            default = "_made_here" if makes_default else f"_default_of_{name}"
            head.append(f"{name}={default}" if has_default or makes_default else name)
        if field.init or has_default or makes_default:
            body.append(f"_set(self, {name!r}, {value})")
    if hasattr(made, "__post_init__"):
        body.append("self.__post_init__()")
    exec("\n ".join([f"def __init__({', '.join(head)}):", *body, "return"]), known)
    init = known["__init__"]
    init.__qualname__ = f"{made.__qualname__}.__init__"
    init.__annotations__.update({each.name: each.type for each in dataclasses.fields(made) if each.init})
    made.__init__ = init  # type: ignore[misc]


def _refuse_to_set(self: object, name: str, value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


# What is the same in every class, and needs no compiling.
_ALIKE: Members = {
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _set_state,
}

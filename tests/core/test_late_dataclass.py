"""The late dataclass behaves as the one of the standard library does, whatever is asked of it first."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from kneetimer.core import late_dataclass


def classes(decorate: Any) -> dict[str, type]:
    """One class of each kind that the program has, decorated so."""

    @decorate(frozen=True, slots=True)
    class Plain:
        """Two fields that have to be given."""

        name: str
        weight: "float"

        def doubled(self) -> float:
            return 2 * self.weight

    @decorate(frozen=True, slots=True)
    class WithDefaults:
        number: int = 3
        of: tuple[str, ...] = ()
        steps: dict[str, int] = dataclasses.field(default_factory=dict, hash=False)
        rank: int = dataclasses.field(default=0, compare=False, repr=False)
        largest: ClassVar[int] = 9

    @decorate(frozen=True, slots=True)
    class Counted:
        word: str
        length: int = dataclasses.field(init=False)
        kind: str = dataclasses.field(init=False, default="word")
        seen: list[str] = dataclasses.field(init=False, default_factory=list, compare=False)

        def __post_init__(self) -> None:
            if not self.word:
                raise ValueError("a word has letters")
            object.__setattr__(self, "length", len(self.word))

    @decorate(frozen=True, slots=True)
    class Derived(Plain):
        weight: float = 2.5
        side: str = "left"

    @decorate(frozen=True, slots=True)
    class WithOwnWords:
        value: int

        def __repr__(self) -> str:
            return f"<{self.value}>"

        def __eq__(self, other: object) -> bool:
            return isinstance(other, WithOwnWords) and self.value % 10 == other.value % 10

    @decorate(frozen=True, slots=True)
    class WithOwnHash:
        value: int

        def __hash__(self) -> int:
            return 5

    @decorate(frozen=True, slots=True)
    class Empty:
        pass

    return {name: kind for name, kind in locals().items() if isinstance(kind, type)}


def answer(ask: Callable[[], Any]) -> object:
    """What comes of it: the value, or the exception by its kind and words."""
    try:
        return ask()
    except Exception as problem:
        return type(problem), str(problem)


ARGUMENTS: dict[str, list[tuple[tuple[Any, ...], dict[str, Any]]]] = {
    "Plain": [(("a", 1.5), {}), ((), {"name": "a", "weight": 1.5}), (("b", 1.5), {}), (("a",), {})],
    "WithDefaults": [((), {}), ((3, (), {}), {"rank": 8}), ((4,), {"steps": {"a": 1}}), ((), {"more": 1})],
    "Counted": [(("one",), {}), (("three",), {}), (("",), {}), (("one", 3), {})],
    "Derived": [(("a",), {}), (("a", 1.5), {"side": "right"}), ((), {})],
    "WithOwnWords": [((3,), {}), ((13,), {}), ((4,), {})],
    "WithOwnHash": [((3,), {}), ((3,), {}), ((4,), {})],
    "Empty": [((), {}), ((), {}), ((1,), {})],
}
QUESTIONS: dict[str, Callable[[type, list[Any]], object]] = {
    "words": lambda kind, made: [repr(each) for each in made],
    "equal": lambda kind, made: [[one == other for other in [*made, 7]] for one in made],
    "hash": lambda kind, made: [[hash(one) == hash(other) for other in made] for one in made],
    "fields": lambda kind, made: [
        (f.name, f.type, f.default, f.default_factory, f.init, f.repr, f.compare, f.hash)
        for f in dataclasses.fields(kind)
    ],
    "is one": lambda kind, made: [dataclasses.is_dataclass(kind), *map(dataclasses.is_dataclass, made)],
    "as a mapping": lambda kind, made: [dataclasses.asdict(each) for each in made],
    "as a tuple": lambda kind, made: [dataclasses.astuple(each) for each in made],
    "replaced": lambda kind, made: [
        [repr(dataclasses.replace(each, **{name: 1})) for name in inspect.signature(kind).parameters]
        for each in made
    ],
    "matched by place": lambda kind, made: kind.__match_args__,
    "parameters": lambda kind, made: [
        (each.name, each.annotation, each.kind, each.default is each.empty)
        for each in inspect.signature(kind).parameters.values()
    ],
    "slots": lambda kind, made: (kind.__slots__, [hasattr(each, "__dict__") for each in made]),
    "names": lambda kind, made: (kind.__name__, kind.__qualname__, kind.__module__),
    "copied": lambda kind, made: [(copy.copy(e) == e, repr(copy.deepcopy(e))) for e in made],
    "state": lambda kind, made: [each.__getstate__() for each in made],
    "set": lambda kind, made: [
        [answer(lambda e=each, n=name: setattr(e, n, 1)) for name in kind.__match_args__] for each in made
    ],
    "deleted": lambda kind, made: [
        [answer(lambda e=each, n=name: delattr(e, n)) for name in kind.__match_args__] for each in made
    ],
}
LIBRARY = classes(dataclasses.dataclass)


@pytest.mark.parametrize("name", ARGUMENTS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_late_dataclass_answers_as_one_of_the_library(name: str, question: str) -> None:
    """A class that was never asked anything answers the first question as the library's class does."""
    answers = []
    for kind in (LIBRARY[name], classes(late_dataclass.dataclass)[name]):
        made = [answer(lambda k=kind, w=words: k(*w[0], **w[1])) for words in ARGUMENTS[name]]
        failed = [each for each in made if isinstance(each, tuple)]
        objects = [each for each in made if not isinstance(each, tuple)]
        answers.append((failed, answer(lambda k=kind, o=objects: QUESTIONS[question](k, o))))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("question", ["fields", "is one", "matched by place", "parameters"])
def test_a_class_of_which_no_object_was_made_is_known_all_the_same(question: str) -> None:
    """What is asked of the class itself needs no object first, in a derived one neither."""
    for name, kind in classes(late_dataclass.dataclass).items():
        assert QUESTIONS[question](kind, []) == QUESTIONS[question](LIBRARY[name], [])


@late_dataclass.dataclass(frozen=True, slots=True)
class Stored:
    """What can be found again by its name, as pickle needs."""

    number: int
    inner: "Stored | None" = None


def test_a_pickled_value_comes_back() -> None:
    """A value that went through another process equals what was sent, and is matched by its fields."""
    sent = Stored(1, Stored(2))
    match pickle.loads(pickle.dumps(sent)):
        case Stored(1, Stored(number=inner)) as came:
            assert inner == 2
            assert came == sent
            assert hash(came) == hash(sent)
        case other:
            pytest.fail(f"{other} came back")


def test_a_derived_class_can_call_what_it_replaces() -> None:
    """A plain class that is derived from one and replaces a method reaches the method that it replaced."""
    ancestor = classes(late_dataclass.dataclass)["Plain"]

    class Heavier(ancestor):  # type: ignore[misc, valid-type]
        def __init__(self, name: str) -> None:
            super().__init__(name, 7.5)

        def __eq__(self, other: object) -> bool:
            return bool(super().__eq__(other))

        def __hash__(self) -> int:
            return super().__hash__()

    assert Heavier("a") == Heavier("a") != Heavier("b")
    assert hash(Heavier("a")) == hash(Heavier("a"))
    assert Heavier("a").doubled() == 15


def test_nothing_is_set_on_a_value_that_was_made() -> None:
    """A value has no room for what it was not declared with."""
    for name in ("number", "other"):
        with pytest.raises(dataclasses.FrozenInstanceError, match=name):
            setattr(Stored(1), name, 2)

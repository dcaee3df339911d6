"""A part of the program that is made when it is first wanted, so that the first picture need not wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Part = TypeVar("Part")


class Lazy(Generic[Part]):
    """Call it for the part; `made` is the part without making it, None while nobody wanted it."""

    def __init__(self, make: Callable[[], Part]) -> None:
        self._make = make
        self.made: Part | None = None

    def __call__(self) -> Part:
        if self.made is None:
            self.made = self._make()
        return self.made

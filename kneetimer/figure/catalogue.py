"""Finds the figure of an exercise among the shipped pose files and reads it when it is first asked for.
Does not draw.
"""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from kneetimer.figure.figure import Figure
from kneetimer.figure.pose_file import PoseFileError, merged, read_figure

EASED = "eased"
_MOST_EXTENSIONS = 4


def _stem(exercise_id: str, variant: str | None, view: str | None) -> str:
    return ".".join(part for part in (exercise_id, variant, view) if part)


class Catalogue:
    """Figures by exercise, variant and view. Nothing is read before it is asked for; what was read is
    kept.
    """

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder
        self._figures: dict[str, Figure] = {}
        self._names: frozenset[str] | None = None

    def names(self) -> list[str]:
        """All figures as exercise, exercise.variant, exercise.view or exercise.variant.view, sorted."""
        if self._names is None:
            self._names = frozenset(
                entry.name.removesuffix(".toml")
                for entry in self._folder.iterdir()
                if entry.name.endswith(".toml")
            )
        return sorted(self._names)

    def has(self, exercise_id: str, variant: str | None = None, view: str | None = None) -> bool:
        """Whether there is exactly this figure."""
        self.names()
        assert self._names is not None
        return _stem(exercise_id, variant, view) in self._names

    def figure(self, exercise_id: str, variant: str | None = None, view: str | None = None) -> Figure:
        """The figure; a variant or view that looks no different from the exercise gives the exercise's
        figure.

        Raises LookupError if the exercise has no figure (ask has() first), PoseFileError if its file is
        broken.
        """
        for stem in (
            _stem(exercise_id, variant, view),
            _stem(exercise_id, variant, None),
            _stem(exercise_id, None, view),
            exercise_id,
        ):
            if stem in self._figures:
                return self._figures[stem]
            if self.has(stem):
                return self.named(stem)
        raise LookupError(f"no figure for {exercise_id}")

    def eased(self, exercise_id: str, variant: str | None, range_percent: int) -> Figure:
        """The figure of the easier form: of its own file, as if "eased" were a view, or the usual one; its
        movement goes this share of the way. Made once and kept.

        Raises as figure() does.
        """
        figure = self.figure(exercise_id, variant, EASED)
        if range_percent == 100:
            return figure
        key = f"{figure.name}/{range_percent}"
        if key not in self._figures:
            self._figures[key] = figure.shallower(range_percent / 100)
        return self._figures[key]

    def named(self, name: str) -> Figure:
        """The figure with a name of names()."""
        if name not in self._figures:
            self._figures[name] = read_figure(f"{name}.toml", name, self._data(name, 0))
        return self._figures[name]

    def _data(self, name: str, depth: int) -> dict[str, Any]:
        file = f"{name}.toml"
        if depth > _MOST_EXTENSIONS:
            raise PoseFileError(file, "extends", "runs in a circle or too deep")
        try:
            data = tomllib.loads((self._folder / file).read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise PoseFileError(file, "(top)", f"is not TOML: {error}") from error
        except OSError as error:
            raise PoseFileError(file, "(top)", "cannot be read") from error
        base = data.get("extends")
        if base is None:
            return data
        if not isinstance(base, str) or not self.has(base):
            raise PoseFileError(file, "extends", "must name another pose file")
        return merged(self._data(base, depth + 1), data)


_shared: list[Catalogue] = []


def load_catalogue() -> Catalogue:
    """The catalogue of the shipped figures; the same one at every call."""
    if not _shared:
        _shared.append(Catalogue(files("kneetimer.resources").joinpath("figures")))
    return _shared[0]

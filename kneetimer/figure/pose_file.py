"""From the parsed TOML of a pose file to a Figure, or an error that names file, key and rule. Opens no
files itself.

docs/figures.md describes the format. Files may extend another: tables are merged, props and contacts are
appended (those named in without are left out first), muscles and arrows are replaced.
"""

import itertools
import math
from collections.abc import Iterable, Mapping
from typing import Any

from kneetimer.figure.camera import Eye
from kneetimer.figure.contact import PARTS, is_surface
from kneetimer.figure.figure import Arrow, Contact, Figure, Guide, Lens, Span, Works
from kneetimer.figure.motion import Motion, Passage
from kneetimer.figure.muscle import MUSCLES, LitMuscle, Role
from kneetimer.figure.prop import MAT_TOP, Disc, FloorMark, Loop, Material, Place, Prism, Prop, Rod
from kneetimer.figure.rig import (
    BONES,
    DEFAULTS,
    SIDES,
    SIGN,
    Anchor,
    ArmRule,
    HandShape,
    Layout,
    LegKind,
    LegRule,
    Numbers,
    Palm,
)

LIMIT = 400.0
_APPENDED = ("prop", "contact")
_FRAMES = (*BONES, "world", "hands", "feet")
_PAIRS = {limb + "s": limb for limb in ("plant", "leg", "arm", "hand", "elbow", "pole", "ankle", "wrist")}


class PoseFileError(ValueError):
    """A pose file breaks a rule of the format."""

    def __init__(self, file: str, key: str, rule: str) -> None:
        super().__init__(f"{file}: {key}: {rule}")
        self.file = file
        self.key = key
        self.rule = rule


class _Table:
    """A TOML table read key by key; what is left at the end was not expected."""

    def __init__(self, file: str, path: str, data: Any) -> None:
        if not isinstance(data, Mapping):
            raise PoseFileError(file, path or "(top)", "must be a table")
        self.file = file
        self.path = path
        self._data = dict(data)

    def key(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def fail(self, name: str, rule: str) -> PoseFileError:
        return PoseFileError(self.file, self.key(name), rule)

    def __contains__(self, name: str) -> bool:
        return name in self._data

    def take(self, name: str, default: Any = None) -> Any:
        return self._data.pop(name, default)

    def names(self) -> list[str]:
        return list(self._data)

    def end(self) -> None:
        if self._data:
            raise self.fail(next(iter(self._data)), "is not a key of this table")

    def number(
        self, name: str, default: float | None = None, low: float = -LIMIT, high: float = LIMIT
    ) -> float:
        if name not in self._data:
            if default is None:
                raise self.fail(name, "is missing")
            return default
        return self._checked(name, self._data.pop(name), low, high)

    def _checked(self, name: str, value: Any, low: float = -LIMIT, high: float = LIMIT) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fail(name, "must be a number")
        if not math.isfinite(value):
            raise self.fail(name, "must be finite")
        if not low <= value <= high:
            raise self.fail(name, f"must lie between {low:g} and {high:g}")
        return float(value)

    def numbers(self, name: str, count: int, default: tuple[float, ...] | None = None) -> tuple[float, ...]:
        if name not in self._data:
            if default is None:
                raise self.fail(name, "is missing")
            return default
        value = self._data.pop(name)
        if not isinstance(value, list) or len(value) != count:
            raise self.fail(name, f"must be a list of {count} numbers")
        return tuple(self._checked(name, v) for v in value)

    def vec(self, name: str, default: tuple[float, float, float] | None = None) -> tuple[float, float, float]:
        x, y, z = self.numbers(name, 3, default)
        return (x, y, z)

    def pair(self, name: str, default: tuple[float, float] | None = None) -> tuple[float, float]:
        a, b = self.numbers(name, 2, default)
        return (a, b)

    def word(self, name: str, choices: Iterable[str], default: str | None = None) -> str:
        if name not in self._data:
            if default is None:
                raise self.fail(name, "is missing")
            return default
        value = self._data.pop(name)
        allowed = tuple(choices)
        if value not in allowed:
            raise self.fail(name, "must be one of " + ", ".join(w or '""' for w in allowed))
        return str(value)

    def text(self, name: str, default: str | None = None) -> str:
        value = self._data.pop(name, default)
        if not isinstance(value, str) or not value:
            raise self.fail(name, "must be a text")
        return value

    def flag(self, name: str, default: bool) -> bool:
        value = self._data.pop(name, default)
        if not isinstance(value, bool):
            raise self.fail(name, "must be true or false")
        return value

    def words(self, name: str, default: list[str] | None = None) -> list[str]:
        value = self._data.pop(name, default)
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self.fail(name, "must be a list of texts")
        return value

    def table(self, name: str) -> "_Table":
        return _Table(self.file, self.key(name), self._data.pop(name, {}))

    def tables(self, name: str) -> "list[_Table]":
        value = self._data.pop(name, [])
        if not isinstance(value, list):
            raise self.fail(name, "must be a list of tables")
        return [_Table(self.file, f"{self.key(name)}[{i}]", v) for i, v in enumerate(value)]


def _names(entry: Any) -> set[str]:
    """What an entry of a list of tables may be left out by: its name, its part, the prop that it is on."""
    if not isinstance(entry, Mapping):
        return set()
    return {str(entry.get("name")), str(entry.get("part")), str(entry.get("on")).split(".")[0]}


def merged(base: Mapping[str, Any], extension: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a file that extends another."""
    without = extension.get("without", [])
    gone = {str(w) for w in without} if isinstance(without, list) else set()
    out = dict(base)
    for name, value in extension.items():
        if name in ("without", "extends"):
            continue
        if isinstance(value, Mapping) and isinstance(out.get(name), Mapping):
            out[name] = merged(out[name], value)
        else:
            out[name] = value
    for name in _APPENDED:
        old, new = base.get(name), extension.get(name)
        if isinstance(old, list):
            kept = [e for e in old if not _names(e) & gone]
            out[name] = kept + (new if isinstance(new, list) else [])
    return out


def read_figure(file: str, name: str, data: Mapping[str, Any]) -> Figure:
    """Build the figure that data (a whole pose file, extensions merged) describes; raises PoseFileError."""
    top = _Table(file, "", data)
    top.take("extends")
    top.take("without")
    view = top.table("view")
    eye = Eye(view.number("az", 0.0, -180, 180), view.number("el", 6.0, 0, 60))
    follow = view.number("follow", 0.0)
    aside = view.number("aside", 0.0, 0, 40)
    view.end()
    layout = _layout(top.table("rig"))
    works = Works(top.word("works", (Works.RIGHT.value, Works.BOTH.value)))
    is_hold = top.word("motion", ("reps", "hold"), "reps") == "hold"
    motion = _motion(top)
    props = _props(top)
    figure = Figure(
        name=name,
        eye=eye,
        layout=layout,
        motion=motion,
        works=works,
        is_hold=is_hold,
        muscles=_muscles(top, works),
        props=props,
        contacts=_contacts(top, props),
        arrows=tuple(_arrow(t) for t in top.tables("arrow")),
        guides=tuple(_guide(t) for t in top.tables("guide")),
        lens=_lens(top.table("lens")) if "lens" in top else None,
        sign=top.pair("sign") if "sign" in top else None,
        has_ghost=top.flag("ghost", True),
        layers=_layers(top.table("layer")),
        follow=follow,
        aside=aside,
        swaps=top.flag("swaps", False),
    )
    top.end()
    return figure


def _layout(t: _Table) -> Layout:
    anchor = Anchor(t.word("anchor", [a.value for a in Anchor], "stance"))
    stance = t.word("stance", SIDES, "R")
    legs: dict[str, LegRule] = {}
    arms: dict[str, ArmRule] = {}
    for side in SIDES:
        leg = t.table("leg" + side)
        legs[side] = LegRule(
            LegKind(leg.word("kind", [k.value for k in LegKind], "plant")), leg.word("on", ("", *BONES), "")
        )
        leg.end()
        arm = t.table("hand" + side)
        on: str | None = arm.word("on", _FRAMES) if "on" in arm else None
        arms[side] = ArmRule(
            "" if on == "world" else on,
            HandShape(arm.word("shape", [h.value for h in HandShape], "rest")),
            Palm(arm.word("palm", [p.value for p in Palm])) if "palm" in arm else None,
        )
        arm.end()
    t.end()
    if anchor is Anchor.STANCE and legs[stance].kind is not LegKind.PLANT:
        raise t.fail("stance", "the standing leg must be planted")
    return Layout(anchor, stance, legs, arms)


def _pose(t: _Table, base: Numbers) -> Numbers:
    n = dict(base)
    for name in t.names():
        if name in DEFAULTS:
            n[name] = t.number(name)
        elif name in _PAIRS:
            for side in SIDES:
                _limb(t, name, _PAIRS[name] + side, SIGN[side], n)
            t.take(name)
        elif name + ".x" in DEFAULTS or name + ".flex" in DEFAULTS or name + ".bend" in DEFAULTS:
            _limb(t, name, name, 1.0, n)
            t.take(name)
    t.end()
    return n


def _limb(t: _Table, key: str, limb: str, sign: float, n: dict[str, float]) -> None:
    value = t.take(key)
    t._data[key] = value
    keys = [k.split(".")[1] for k in DEFAULTS if k.startswith(limb + ".")]
    # An elbow's pole is outwards on both sides already; everything else in a pair is mirrored here.
    flips = sign if not limb.startswith("elbow") else 1.0
    if isinstance(value, list):
        if keys[:3] != ["x", "y", "z"] or len(value) != 3:
            raise t.fail(key, f"must be a table of {', '.join(keys)}")
        parts = [t._checked(key, v) for v in value]
        n[limb + ".x"], n[limb + ".y"], n[limb + ".z"] = parts[0], parts[1], parts[2] * flips
        return
    if not isinstance(value, Mapping):
        raise t.fail(key, "must be a table or a list of three numbers")
    for k, v in value.items():
        if k not in keys:
            raise t.fail(f"{key}.{k}", f"is not one of {', '.join(keys)}")
        n[f"{limb}.{k}"] = t._checked(f"{key}.{k}", v) * (flips if k == "z" else 1.0)


def _motion(top: _Table) -> Motion:
    tables = top.table("pose")
    base = _pose(tables.table("base"), DEFAULTS)
    poses: dict[str, Numbers] = {}
    for name in tables.names():
        poses[name] = _pose(tables.table(name), base)
    rep = top.table("rep")
    first = _passage(rep, "first", poses, ["start", "end"])
    second = _passage(rep, "second", poses, []) if "second" in rep else None
    still = rep.word("still", poses, first.names[-1])
    kept = rep.word("kept", poses, first.names[0])
    rep.end()
    return Motion(poses, first, second, still, kept)


def _passage(rep: _Table, key: str, poses: Mapping[str, Numbers], default: list[str]) -> Passage:
    names = rep.words(key, default)
    if len(names) < 2:
        raise rep.fail(key, "needs two poses or more")
    for name in names:
        if name not in poses:
            raise rep.fail(key, f"there is no pose {name!r}")
    even = tuple(i / (len(names) - 1) for i in range(len(names)))
    at = rep.numbers(key + "_at", len(names), even)
    if at[0] != 0 or at[-1] != 1 or any(b <= a for a, b in itertools.pairwise(at)):
        raise rep.fail(key + "_at", "must rise from 0 to 1")
    return Passage(tuple(names), at)


def _muscles(top: _Table, works: Works) -> tuple[LitMuscle, ...]:
    lit: list[LitMuscle] = []
    for t in top.tables("muscle"):
        name = t.word("name", MUSCLES)
        role = Role(t.word("role", [r.value for r in Role], "works"))
        side = t.word("side", ("R", "L", "both"), "both" if works is Works.BOTH else "R")
        t.end()
        lit += [LitMuscle(name, s, role) for s in (SIDES if side == "both" else (side,))]
    return tuple(lit)


def _place(t: _Table, key: str) -> Place:
    value = t.take(key)
    if isinstance(value, list):
        t._data[key] = value
        return Place(t.vec(key))
    inner = _Table(t.file, t.key(key), value)
    place = Place(inner.vec("at", (0.0, 0.0, 0.0)), inner.word("on", _FRAMES))
    inner.end()
    return place


def _props(top: _Table) -> tuple[Prop, ...]:
    props: list[Prop] = []
    for i, t in enumerate(top.tables("prop")):
        props += _prop(t, i)
    return tuple(props)


def _prop(t: _Table, index: int) -> list[Prop]:
    kind = t.word("kind", ("box", "prism", "rod", "disc", "loop", "mat", "mark"))
    name = t.text("name", f"{kind}{index}")
    layer = t.number("layer", -300.0, -1000, 1000)
    fits = t.flag("fits", True)
    if kind == "mark":
        made: list[Prop] = [FloorMark(name, layer, t.pair("x"), t.pair("z"), fits)]
    elif kind == "mat":
        (x0, x1), depth = t.pair("x"), t.pair("z")
        outline = ((x0, 0.0), (x1, 0.0), (x1, MAT_TOP), (x0, MAT_TOP))
        made = [Prism("mat", layer, Material.MAT, outline, depth, "", fits)]
    else:
        material = Material(t.word("material", [m.value for m in Material], "iron"))
        if kind == "box":
            (x0, x1), (y0, y1), depth = t.pair("x"), t.pair("y"), t.pair("z")
            on = t.word("on", _FRAMES, "world")
            outline = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
            made = [Prism(name, layer, material, outline, depth, on, fits)]
        elif kind == "prism":
            made = [_prism(t, name, layer, material, fits)]
        elif kind == "rod":
            ends = _place(t, "from"), _place(t, "to")
            made = [Rod(name, layer, material, *ends, t.number("radius", 1.0, 0.05, 40), fits)]
        elif kind == "disc":
            centre, axis = _place(t, "centre"), t.vec("axis", (0.0, 1.0, 0.0))
            made = [Disc(name, layer, material, centre, axis, t.number("radius", None, 0.05, 80),
                         t.number("thickness", 1.0, 0.05, 80), fits)]  # fmt: skip
        else:
            a, b = _place(t, "from"), _place(t, "to")
            ra, rb = t.number("from_radius", None, 0.1, 40), t.number("to_radius", None, 0.1, 40)
            made = [Loop(name, layer, t.number("back", -200.0, -1000, 1000), material, a, ra, b, rb,
                         t.number("width", 2.0, 0.1, 20), fits)]  # fmt: skip
    t.end()
    return made


def _prism(t: _Table, name: str, layer: float, material: Material, fits: bool) -> Prism:
    points = t.take("outline")
    if not isinstance(points, list) or len(points) < 3:
        raise t.fail("outline", "must be a list of three points or more")
    outline: list[tuple[float, float]] = []
    for p in points:
        if not isinstance(p, list) or len(p) != 2:
            raise t.fail("outline", "each point must be a list of two numbers")
        outline.append((t._checked("outline", p[0]), t._checked("outline", p[1])))
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(outline, outline[1:] + outline[:1], strict=True))
    if area < 0:
        outline.reverse()
    return Prism(name, layer, material, tuple(outline), t.pair("z"), t.word("on", _FRAMES, "world"), fits)


def _contacts(top: _Table, props: tuple[Prop, ...]) -> tuple[Contact, ...]:
    out: list[Contact] = []
    for t in top.tables("contact"):
        part = t.word("part", PARTS)
        on = t.text("on")
        if not is_surface(on, props):
            raise t.fail(
                "on", "must be floor, the name of a rod, or a box's or prism's name with a face, as seat.top"
            )
        out.append(Contact(part, on, Span(t.word("span", [s.value for s in Span], "always"))))
        t.end()
    return tuple(out)


def _arrow(t: _Table) -> Arrow:
    arrow = Arrow(
        place=Place(t.vec("at", (0.0, 0.0, 0.0)), t.word("on", _FRAMES)),
        shift=t.pair("shift", (0.0, 0.0)),
        low=t.number("low", 0.0, 0, 1),
        high=t.number("high", 1.0, 0, 1),
        least=t.number("least", 0.0, 0, 80),
        swings=t.flag("swings", False),
    )
    t.end()
    return arrow


def _guide(t: _Table) -> Guide:
    guide = Guide(_place(t, "from"), _place(t, "to"))
    t.end()
    return guide


def _lens(t: _Table) -> Lens:
    place = Place(t.vec("at", (0.0, 0.0, 0.0)), t.word("on", _FRAMES))
    lens = Lens(place, t.number("covers", 10.0, 1, 50), t.number("times", 2.0, 1, 5), t.pair("centre"))
    t.end()
    return lens


def _layers(t: _Table) -> dict[str, float]:
    out: dict[str, float] = {}
    for name in t.names():
        if name not in ("armR", "armL", "legR", "legL", "shirt", "head"):
            raise t.fail(name, "must be one of armR, armL, legR, legL, shirt, head")
        out[name] = t.number(name, None, -1000, 1000)
    return out

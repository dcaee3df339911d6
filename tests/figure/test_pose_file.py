"""Broken pose files are refused with the file, the key and the rule."""

from pathlib import Path
from typing import Any

import pytest

from kneetimer.figure.catalogue import Catalogue, load_catalogue
from kneetimer.figure.motion import START
from kneetimer.figure.pose_file import PoseFileError, read_figure


def sound() -> dict[str, Any]:
    """A small pose file without faults."""
    return {
        "works": "both",
        "view": {"az": 10, "el": 6},
        "muscle": [{"name": "quads"}],
        "pose": {"start": {"shank": 2}, "end": {"shank": 20, "bend": 60}},
        "prop": [{"kind": "box", "name": "box", "x": [0, 1], "y": [0, 1], "z": [0, 1]}],
        "contact": [{"part": "soleR", "on": "floor"}],
        "arrow": [{"on": "pelvis", "at": [1, 2, 3]}],
    }


def test_a_sound_file_is_read() -> None:
    """The file that the faults below are put into is itself accepted."""
    figure = read_figure("x.toml", "x", sound())
    assert figure.motion.at(START)["shank"] == 2


FAULTS: list[tuple[list[Any], Any, str, str]] = [
    (["works"], "left", "works", "must be one of"),
    (["works"], 3, "works", "must be one of"),
    (["view"], [], "view", "must be a table"),
    (["view", "az"], "10", "view.az", "must be a number"),
    (["view", "az"], True, "view.az", "must be a number"),
    (["view", "az"], float("nan"), "view.az", "must be finite"),
    (["view", "el"], float("inf"), "view.el", "must be finite"),
    (["view", "el"], 95, "view.el", "must lie between"),
    (["view", "zoom"], 2, "view.zoom", "is not a key"),
    (["colour"], "red", "colour", "is not a key"),
    (["pose", "start", "shink"], 2, "pose.start.shink", "is not a key"),
    (["pose", "start", "shank"], "2", "pose.start.shank", "must be a number"),
    (["pose", "start", "shank"], 1e9, "pose.start.shank", "must lie between"),
    (["pose", "start", "plantR"], {"w": 1}, "pose.start.plantR.w", "is not one of"),
    (["pose", "start", "plantR"], 4, "pose.start.plantR", "must be a table"),
    (["pose", "start", "handR"], [1, 2], "pose.start.handR", "must be a table"),
    (["pose", "start", "arms"], [1, 2, 3], "pose.start.arms", "must be a table"),
    (["rep"], {"first": ["start"]}, "rep.first", "needs two poses"),
    (["rep"], {"first": ["start", "top"]}, "rep.first", "there is no pose"),
    (["rep"], {"first": "start"}, "rep.first", "must be a list of texts"),
    (["rep"], {"first_at": [0, 0]}, "rep.first_at", "must rise"),
    (["rig"], {"anchor": "sky"}, "rig.anchor", "must be one of"),
    (["rig"], {"handR": {"on": "tail"}}, "rig.handR.on", "must be one of"),
    (["rig"], {"legR": {"kind": "free"}}, "rig.stance", "must be planted"),
    (["muscle"], [{"name": "wings"}], "muscle[0].name", "must be one of"),
    (["muscle"], {"name": "quads"}, "muscle", "must be a list of tables"),
    (["prop", 0, "kind"], "ball", "prop[0].kind", "must be one of"),
    (["prop", 0, "x"], [1], "prop[0].x", "must be a list of 2"),
    (["prop", 0, "material"], "gold", "prop[0].material", "must be one of"),
    (["contact", 0, "part"], "tail", "contact[0].part", "must be one of"),
    (["contact", 0, "on"], "moon", "contact[0].on", "must be floor"),
    (["contact", 0, "on"], "box", "contact[0].on", "must be floor"),
    (["arrow", 0, "on"], "tail", "arrow[0].on", "must be one of"),
    (["arrow", 0, "low"], 2, "arrow[0].low", "must lie between"),
    (["lens"], {"on": "footR"}, "lens.centre", "is missing"),
    (["layer"], {"hat": 3}, "layer.hat", "must be one of"),
]


@pytest.mark.parametrize(("place", "value", "key", "rule"), FAULTS, ids=[f"{f[2]}={f[1]}" for f in FAULTS])
def test_a_fault_is_named_by_file_key_and_rule(place: list[Any], value: Any, key: str, rule: str) -> None:
    """Every kind of fault gives one error that says where it is and what would be right."""
    data = sound()
    table: Any = data
    for step in place[:-1]:
        table = table[step]
    table[place[-1]] = value
    with pytest.raises(PoseFileError) as caught:
        read_figure("x.toml", "x", data)
    assert caught.value.file == "x.toml"
    assert caught.value.key == key
    assert rule in caught.value.rule
    assert str(caught.value).startswith(f"x.toml: {key}: ")


def test_broken_toml_and_circles_are_named(tmp_path: Path) -> None:
    """A file that is not TOML, or that extends itself, gives an error and not a crash."""
    (tmp_path / "a.toml").write_text("works = ", encoding="utf-8")
    (tmp_path / "b.toml").write_text('extends = "b"', encoding="utf-8")
    (tmp_path / "c.toml").write_text('extends = "nothing"', encoding="utf-8")
    catalogue = Catalogue(tmp_path)
    for name in "abc":
        with pytest.raises(PoseFileError, match=rf"^{name}\.toml: "):
            catalogue.figure(name)


def test_asking_for_no_figure_is_safe() -> None:
    """has() answers for anything; an exercise without a figure is a LookupError."""
    catalogue = load_catalogue()
    assert catalogue.has("clamshell")
    assert not catalogue.has("juggling")
    assert not catalogue.has("../clamshell")
    with pytest.raises(LookupError):
        catalogue.figure("juggling")


def test_a_variant_that_looks_the_same_has_the_exercises_figure() -> None:
    """An unknown variant falls back on its exercise."""
    catalogue = load_catalogue()
    assert catalogue.figure("clamshell", "slow") is catalogue.figure("clamshell")
    assert catalogue.figure("bodyweight-squat", "goblet") is not catalogue.figure("bodyweight-squat")


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    """A broken file harms nobody who does not ask for it."""
    (tmp_path / "bad.toml").write_text("=", encoding="utf-8")
    catalogue = Catalogue(tmp_path)
    assert catalogue.has("bad")
    assert catalogue.names() == ["bad"]


def test_all_figures_of_the_plan_are_there() -> None:
    """The twenty exercises, the variants that look different and the front views all have a figure."""
    catalogue = load_catalogue()
    for exercise, variant, view in (
        ("bodyweight-squat", "goblet", None),
        ("bodyweight-squat", "sumo", None),
        ("bodyweight-squat", None, "front"),
        ("walking-lunge", "reverse", None),
        ("glute-bridge", "band", None),
        ("side-leg-raise", "band", None),
        ("calf-raise", "single-leg", None),
        ("wall-sit", "weighted", None),
        ("single-leg-rdl", "supported", None),
        ("deadlift", "romanian", None),
        ("walking-lunge", "dumbbells", None),
        ("step-up", "dumbbells", None),
        ("step-up", None, "front"),
        ("calf-raise", "weighted", None),
        ("calf-raise", "edge", None),
        ("leg-press", "wide-feet", None),
    ):
        assert catalogue.has(exercise, variant, view), (exercise, variant, view)

"""The exercises that come with the program, read from resources/exercises and checked.

Holds no words of form itself, and no figures: those are in the resource files and in figure/.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from types import MappingProxyType

from kneetimer.core.exercise import Eased, Exercise, Setup, Side, SideWord, Tempo, Unit, Variant
from kneetimer.core.language import Sentence, mark, tr
from kneetimer.storage.plans.toml_file import Source
from kneetimer.storage.plans.toml_table import Table, read_table
from kneetimer.storage.plans.translated import language_key, read_built_in

FORMAT = 3
CUE_CHARACTERS = 40  # what fits on one line that is read from two metres
STEP_CHARACTERS = 60

# In the order of the Exercises page.
EXERCISE_IDS = (
    "bodyweight-squat",
    "glute-bridge",
    "single-leg-glute-bridge",
    "clamshell",
    "terminal-knee-extension",
    "single-leg-rdl",
    "lateral-band-walk",
    "wall-sit",
    "walking-lunge",
    "step-up",
    "calf-raise",
    "side-leg-raise",
    "deadlift",
    "leg-press",
    "hamstring-curl",
    "leg-swing-forward",
    "leg-swing-sideways",
    "quad-stretch",
    "hamstring-stretch",
    "figure-four-stretch",
)

KIT_LABELS: Mapping[str, Sentence] = MappingProxyType(
    {
        "mat": mark("Mat"),
        "mini-band": mark("Mini band"),
        "long-band": mark("Long band"),
        "pole": mark("Pole"),
        "support": mark("Something to hold"),
        "step": mark("Step"),
        "chair": mark("Chair"),
        "wall": mark("Wall"),
        "barbell": mark("Barbell"),
        "dumbbell": mark("Dumbbells"),
        "leg-press": mark("Leg press machine"),
        "curl-machine": mark("Leg curl machine"),
        "space": mark("Floor space"),
    }
)

MUSCLE_LABELS: Mapping[str, Sentence] = MappingProxyType(
    {
        "quads": mark("Quads"),
        "glutes": mark("Glutes"),
        "gluteus-maximus": mark("Gluteus maximus"),
        "gluteus-medius": mark("Gluteus medius"),
        "hamstrings": mark("Hamstrings"),
        "adductors": mark("Adductors"),
        "hip-abductors": mark("Hip abductors"),
        "hip-flexors": mark("Hip flexors"),
        "hip-rotators": mark("Hip rotators"),
        "calves": mark("Calves"),
        "lower-back": mark("Lower back"),
    }
)

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_UNITS = tuple(unit.value for unit in Unit)
_SIDE_WORDS = tuple(word.value for word in SideWord)


def kit_label(kit_id: str) -> str:
    """What a piece of kit is called on screen. Raises KeyError for an unknown one."""
    return tr(KIT_LABELS[kit_id])


def muscle_label(muscle_id: str) -> str:
    """What a muscle is called on screen. Raises KeyError for an unknown one."""
    return tr(MUSCLE_LABELS[muscle_id])


def load_exercises(language: str = "") -> Mapping[str, Exercise]:
    """Every exercise by its id, in the order of the Exercises page; read once for each language and kept.

    Without the code of a language it is the one in use. Raises FileProblem where a resource file is missing
    or broken.
    """
    return _exercises(language_key(language))


@functools.cache
def _exercises(language: tuple[str, str]) -> Mapping[str, Exercise]:
    def read(name: str) -> Exercise:
        return read_built_in(
            "exercises", name, functools.partial(read_exercise, expected_id=name), language[0]
        )

    return MappingProxyType({name: read(name) for name in EXERCISE_IDS})


def read_exercise(source: Source | Table, expected_id: str, file: str = "") -> Exercise:
    """One exercise from its file, whose id has to be `expected_id`. Raises FileProblem."""
    table = read_table(source, file or f"{expected_id}.toml")
    table.check_format(FORMAT)
    table.only(
        "format", "id", "name", "muscles", "kit", "unit", "side_word", "get_ready_s", "cues",
        "steps", "why", "running", "stop_if", "tempo", "setup", "eased", "variants",
    )  # fmt: skip
    if table.text("id", 40) != expected_id:
        raise table.problem("id", tr("must be “{id}”, as in the name of the file", id=expected_id))
    unit = Unit(table.one_of("unit", _UNITS))
    variants = _variants(table, unit)
    kit = table.some_of("kit", KIT_LABELS)
    return Exercise(
        id=expected_id,
        name=table.text("name", 32),
        muscles=table.some_of("muscles", MUSCLE_LABELS),
        kit=kit,
        unit=unit,
        side_word=SideWord(table.one_of("side_word", _SIDE_WORDS)),
        tempo=_tempo(table, unit),
        get_ready_s=table.whole("get_ready_s", 3, 60),
        setup=_setup(table.table("setup"), unit, variants),
        cues=table.texts("cues", CUE_CHARACTERS, least_lines=3, most_lines=5),
        eased=_eased(table.table("eased"), unit, kit, variants),
        steps=table.texts("steps", STEP_CHARACTERS, least_lines=4, most_lines=6),
        why=table.text("why", 240),
        stop_if=table.text("stop_if", 120),
        variants=variants,
        running=table.text("running", 100, default=""),
    )


def _tempo(table: Table, unit: Unit) -> Tempo | None:
    if unit.is_timed:
        if "tempo" in table:
            raise table.problem("tempo", tr("a hold has no tempo; leave it out"))
        return None
    tempo = table.table("tempo")
    tempo.only("first_s", "hold_s", "second_s", "pause_s", "first", "hold", "second")
    try:
        return Tempo(
            first_ms=tempo.milliseconds("first_s", 10),
            hold_ms=tempo.milliseconds("hold_s", 10),
            second_ms=tempo.milliseconds("second_s", 10),
            pause_ms=tempo.milliseconds("pause_s", 10, default=0),
            first_word=tempo.text("first", 12),
            hold_word=tempo.text("hold", 12, default=tr("Hold")),
            second_word=tempo.text("second", 12),
        )
    except ValueError as problem:
        if type(problem) is not ValueError:
            raise  # a FileProblem already says where
        raise tempo.problem("", str(problem)) from None


def _eased(table: Table, unit: Unit, kit: tuple[str, ...], variants: tuple[Variant, ...]) -> Eased:
    table.only(
        "cue", "note", "range_percent", "count_percent", "pace_percent", "hold_percent", "kit", "without"
    )
    if unit.is_timed:
        for key in ("pace_percent", "hold_percent"):
            if key in table:
                raise table.problem(key, tr("a hold has no tempo; leave it out"))
    eased = Eased(
        cue=table.text("cue", CUE_CHARACTERS),
        note=table.text("note", 80),
        range_percent=table.whole("range_percent", 30, 100, default=100),
        count_percent=table.whole("count_percent", 30, 100, default=100),
        pace_percent=table.whole("pace_percent", 50, 100, default=100),
        hold_percent=table.whole("hold_percent", 0, 100, default=100),
        kit=table.some_of("kit", KIT_LABELS, default=()),
        without=table.some_of("without", KIT_LABELS, default=()),
    )
    for piece in eased.kit:
        if piece in kit:
            raise table.problem(
                "kit", tr("“{piece}” is in the kit of the exercise; leave it out here", piece=piece)
            )
    for piece in eased.without:
        if piece not in kit and not any(piece in variant.kit for variant in variants):
            raise table.problem(
                "without", tr("“{piece}” is not in any kit of the exercise; leave it out", piece=piece)
            )
    return eased


def _setup(table: Table, unit: Unit, variants: tuple[Variant, ...]) -> Setup:
    table.only("start", "change")
    sides_in_start = unit.changes_side
    sides_in_change = sides_in_start or any(v.unit is not None and v.unit.changes_side for v in variants)
    if sides_in_change and "change" not in table:
        raise table.problem("change", tr("this field is missing; the exercise changes sides"))
    if not sides_in_change and "change" in table:
        raise table.problem("change", tr("the exercise never changes sides; leave it out"))
    return Setup(
        start=_sentence(table, "start", sides_in_start),
        change=_sentence(table, "change", sides_in_change) if sides_in_change else "",
    )


def _sentence(table: Table, key: str, sides: bool) -> str:
    sentence = table.text(key, 60)
    spoken = sentence.replace("{side}", Side.RIGHT.value).replace("{other}", Side.RIGHT.value)
    if "{" in spoken or "}" in spoken:
        raise table.problem(
            key, tr("only {side} and {other} may stand in braces", side="{side}", other="{other}")
        )
    if spoken != sentence and not sides:
        raise table.problem(
            key,
            tr(
                "the exercise has no side here, so {side} and {other} mean nothing",
                side="{side}",
                other="{other}",
            ),
        )
    most = int(CUE_CHARACTERS * table.room)
    if len(spoken) > most:
        raise table.problem(
            key, tr("must have at most {most} characters, not {length}", most=most, length=len(spoken))
        )
    return sentence


def _variants(table: Table, unit: Unit) -> tuple[Variant, ...]:
    variants: list[Variant] = []
    for entry in table.tables("variants", 0, 10):
        entry.only("id", "name", "note", "kit", "unit", "tempo", "seconds" if unit.is_timed else "reps")
        variant_id = entry.text("id", 40)
        if not _ID.fullmatch(variant_id):
            raise entry.problem("id", tr("must be small letters and digits joined by hyphens"))
        if any(variant.id == variant_id for variant in variants):
            raise entry.problem("id", tr("“{word}” is here twice", word=variant_id))
        own_unit = Unit(entry.one_of("unit", _UNITS)) if "unit" in entry else None
        if own_unit is not None and own_unit.is_timed != unit.is_timed:
            raise entry.problem("unit", tr("a variant cannot turn reps into a hold, or a hold into reps"))
        variants.append(
            Variant(
                id=variant_id,
                name=entry.text("name", 32),
                note=entry.text("note", 80),
                kit=entry.some_of("kit", KIT_LABELS, default=()),
                unit=own_unit,
                tempo=_tempo(entry, unit) if "tempo" in entry else None,
                amount=_amount(entry, unit),
            )
        )
    return tuple(variants)


def _amount(table: Table, unit: Unit) -> int | None:
    key, most = ("seconds", 600) if unit.is_timed else ("reps", 100)
    return table.whole(key, 1, most) if key in table else None

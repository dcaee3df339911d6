"""Each thing that the two articles behind the plans say stands somewhere in the program's own texts."""

from __future__ import annotations

import re

import pytest

from kneetimer.core.plan import BlockKind
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import build_script
from kneetimer.storage.plans import plan_file
from kneetimer.storage.plans.articles import load_articles
from kneetimer.storage.plans.library import load_exercises
from kneetimer.ui.first_start import safety

EXERCISES = load_exercises()
LIBRARY = load_articles()


def _told() -> dict[str, str]:
    """What is read at each place, without capitals."""
    places = {each.id: [*each.texts()] for each in LIBRARY.articles}
    places["references"] += [f"{each.cite} {each.found}" for each in LIBRARY.references]
    places["see-someone"] += [str(line) for _, lines in safety.SECTIONS for line in lines]
    for plan in map(plan_file.load_plan, plan_file.plan_ids()):
        places[plan.id] = [plan.about, *(phase.aim for phase in plan.phases)]
    for each in EXERCISES.values():
        ways = [text for way in each.variants for text in (way.name, way.note)]
        places[each.id] = [each.why, each.running, each.stop_if, *each.steps, *each.cues, *ways]
    return {place: " ".join(texts).casefold() for place, texts in places.items()}


TOLD = _told()

# Where it is read, and words that have to stand there.
FACTS = (
    ("why-hips", "not the joint alone", "little time", "right muscles"),
    ("knee-over-foot", "steer the thigh bone", "knee is inside of the foot", "hip drops"),
    ("knee-over-foot", "on one leg", "squat", "over the foot", "dives? in"),
    ("why-hips", "14 trials", "673 people", r"3\.3 of 10", r"1\.5 points less", "already had pain"),
    ("bodyweight-squat", "chest", "through your heels", "comfortable"),
    ("clamshell", "never goes slack", "does not fall in"),
    ("terminal-knee-extension", "never goes slack", "last degrees"),
    ("lateral-band-walk", "before the band goes slack", "side to side"),
    ("bodyweight-squat", "landing", "in line"),
    ("glute-bridge", "pelvis level", "firm your core", "hip", "palms down", "upper back", "neck"),
    ("single-leg-rdl", "power", "balance"),
    ("how-often", "two or three sessions a week", "six weeks", "day of rest", "regular beats hard"),
    ("how-much", "progressive overload", "step by step"),
    ("train-with-pain", "never push through sharp pain", "glute bridges and clamshells", "dull ache"),
    ("train-with-pain", "before you start", "does not go away", "swollen"),
    ("see-someone", "physiotherapist", "swell", "lasts"),
    ("warm-up", "five to ten minutes", "never begin cold", "10 to 12", "15 squats", "10 lunges", "15 glute"),
    ("warm-up", "five minutes of stretches", "three stretches of 30 seconds a side"),
    ("leg-swing-forward", "ten to twelve"),
    ("leg-swing-sideways", "ten to twelve"),
    ("six-week-knee", "learn the movements", "form comes first", "not be sore", "more sets and harder forms"),
    ("strength-and-runs", "24 to 48 hours", "day before a long run", "some hours later", "without a run"),
    ("flat-or-sore", "rest day more", "shorter session", "set less", "sore"),
    ("when-difference", "control", "a few weeks", "four to six", "two weeks", "depends"),
    ("brace", "for a time", "no cure", "doctor"),
    ("references", "nascimento", "francis", "28 %", "blagrove", "2 to 8 %", "lighter"),
    ("why-hips", "28 %", "2 to 8 %", "lighter than that"),
    ("bodyweight-squat", "goblet", "sumo", "arms in front"),
    ("walking-lunge", "right angle", "above the ankle", "just above the floor", "heel"),
    ("walking-lunge", "reverse", "dumbbell"),
    ("step-up", "park", "gym bench", "knee height", "whole foot", "does not land", "foot down first"),
    ("step-up", "change legs", "dumbbell"),
    ("deadlift", "middle of your feet", "begin with a light bar", "core", "flat", "bar close"),
    ("deadlift", "pause", "hips back", "overhand", "below your knees"),
    ("leg-press", "right angle", "low weight", "add to it", "shoulder-wide", "grips", "never lock", "slowly"),
    ("leg-press", "higher and wider", "glutes and inner thighs"),
    ("calf-raise", "balls of your feet", "as high as you can", "hold", "five on each leg", "dumbbell"),
    ("calf-raise", "kerb", "weight plate"),
    ("wall-sit", "smooth, flat wall", "shoulder-wide", "right angle", "thighs level", "back", "kettlebell"),
    ("side-leg-raise", "straight", "forearm", "as high as is comfortable", "pause", "clamshells", "band"),
    ("hamstring-curl", "above your ankles", "straight legs", "grips", "as is comfortable", "moment"),
    ("glute-bridge", "few seconds", "band above your knees"),
    ("shoes", "stable", "cushion", "replace", "light", "knee pads"),
    ("how-often", "once or twice", "at least twice later"),
    ("strength-and-runs", "never meet"),
    ("how-much", "handful", "ten percent", "several muscles"),
    ("kit", "kerb", "park", "weight plate", "kettlebell", "smooth"),
)  # fmt: skip


@pytest.mark.parametrize("fact", FACTS, ids=[f"{fact[0]}: {fact[1]}" for fact in FACTS])
def test_what_the_articles_say_is_told(fact: tuple[str, ...]) -> None:
    """Somebody who looks at that place reads it there."""
    place, *words = fact
    assert [word for word in words if not re.search(word, TOLD[place])] == []


def test_every_exercise_says_what_a_runner_has_of_it() -> None:
    """A line each, and none twice but for the two swings."""
    lines = [each.running for each in EXERCISES.values()]
    assert all(lines)
    assert len(set(lines)) >= len(lines) - 1


@pytest.mark.parametrize("plan_id", plan_file.plan_ids())
def test_the_warm_up_of_every_plan_takes_five_to_ten_minutes(plan_id: str) -> None:
    """Nobody starts the strength work cold, whichever plan they follow."""
    plan = plan_file.load_plan(plan_id)
    script = build_script(plan, 1, 1, Preferences(), EXERCISES)
    warm = sum(step.length_ms for step in script.steps if step.block is BlockKind.WARM_UP)
    assert 5 * 60_000 <= warm <= 10 * 60_000


FORBIDDEN = (
    "25 %", "28,176", "prevents? injur", "avoid injur", "cures", "protects? your knee", "vmo",
    "acute:chronic", "reduces? soreness", "as long as you can",
)  # fmt: skip


def test_no_text_claims_what_studies_do_not_bear_out() -> None:
    """No prevention, no cure, no muscle by itself, and no cause that is none."""
    assert [
        (place, claim) for place, text in TOLD.items() for claim in FORBIDDEN if re.search(claim, text)
    ] == []

"""A name keeps the capitals that are part of it, wherever it stands."""

import pytest

from kneetimer.ui.plan import words as plan_words
from kneetimer.ui.session import words as session_words
from kneetimer.ui.settings import words as settings_words
from kneetimer.ui.text.names import within

WIDE = "W" * 30


@pytest.mark.parametrize(
    ("name", "stands"),
    [
        ("Wall sit", "wall sit"),
        ("Single-leg deadlift", "single-leg deadlift"),
        ("A long walk", "a long walk"),
        ("VMO", "VMO"),
        ("VMO squats", "VMO squats"),
        ("McGill curl-up", "McGill curl-up"),
        ("T raises", "T raises"),
        ("Phase A", "Phase A"),
        (WIDE, WIDE),
        ("", ""),
    ],
)
def test_only_a_plain_first_capital_goes(name: str, stands: str) -> None:
    """An abbreviation, a single letter and a name with more capitals stay as they were written."""
    assert within(name) == stands


def test_a_phase_and_a_plan_stand_as_they_were_named() -> None:
    """In titles nothing is changed; in a sentence an abbreviation is not."""
    assert plan_words.phase_title(1, 3, "Kraft") == "Weeks 1 to 3: Kraft"
    assert plan_words.ease_title("VMO") == "Ease into VMO"
    assert plan_words.go_on_with("Knie Reha") == "Go on with Knie Reha"


def test_an_own_exercise_stands_as_it_was_named() -> None:
    """In the plan, in a session and in the settings."""
    said = (
        plan_words.taken_out("VMO squats"),
        session_words.for_exercise("VMO squats"),
        settings_words.rest_of("VMO squats"),
    )
    assert said == ("Taken out of this plan: VMO squats.", "for VMO squats", "Rest of VMO squats")

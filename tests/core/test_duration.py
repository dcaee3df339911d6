"""Times are understood as people type them, and what is not understood is explained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetimer.core.duration import DurationError, duration_text, parse_duration


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("45", 45),
        ("45s", 45),
        ("45 s", 45),
        (" 45 sec. ", 45),
        ("90 seconds", 90),
        ("1:30", 90),
        ("0:45", 45),
        ("1 min 30", 90),
        ("1min30s", 90),
        ("2 MIN", 120),
        ("1'30\"", 90),
        ("1:30 min", 90),
        ("0", 0),
    ],
)
def test_a_time_may_be_typed_in_many_ways(typed: str, seconds: int) -> None:
    """Nobody has to learn a format."""
    assert parse_duration(typed, 0, 300) == seconds


@pytest.mark.parametrize("typed", ["", "soon", "4 5", "1:75", "1.5.2", "45 kg", "1:", "min", "²", "٤٥:x"])
def test_what_is_no_time_is_refused_with_examples(typed: str) -> None:
    """The sentence says what can be typed instead."""
    with pytest.raises(DurationError, match="such as 45, 45 s, 1:30 or 1 min 30"):
        parse_duration(typed, 0, 300)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("301", "5:01 min is too long. It can be from 0 s to 5:00 min."),
        ("99999 min", "99999:00 min is too long. It can be from 0 s to 5:00 min."),
        ("-5", "A time cannot be less than 0. It can be from 0 s to 5:00 min."),
    ],
)
def test_a_time_outside_of_the_range_says_the_range(typed: str, sentence: str) -> None:
    """A wrong value is never bent into another one in silence."""
    with pytest.raises(DurationError) as refused:
        parse_duration(typed, 0, 300)
    assert str(refused.value) == sentence


@given(st.integers(0, 300))
def test_what_is_shown_can_be_typed_again(seconds: int) -> None:
    """The text of a time reads back as the same time."""
    assert parse_duration(duration_text(seconds), 0, 300) == seconds


@given(st.text(max_size=12))
def test_any_text_gives_a_time_in_range_or_a_sentence(text: str) -> None:
    """Whatever is pasted into the field, it is a time or it is explained."""
    said = ""
    seconds = 3
    try:
        seconds = parse_duration(text, 3, 60)
    except DurationError as refused:
        said = str(refused)
    assert 3 <= seconds <= 60
    assert said == "" or said.endswith(".")

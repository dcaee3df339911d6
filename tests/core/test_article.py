"""Which answers a search finds, and with which sentence."""

from __future__ import annotations

from kneetimer.core.article import search

TEXTS = [
    ("kit", ["Kit", "A mini band, and a mat. A park has the rest.", "A step: a kerb."]),
    ("bands", ["Bands", "They are light."]),
    ("pain", ["Pain", "A knee that is swollen: see someone."]),
]


def test_a_word_in_the_title_comes_first_and_its_beginning_is_enough() -> None:
    """Somebody who types "band" gets the answer about bands before the one that names one in passing."""
    assert [each.id for each in search(TEXTS, "BAND")] == ["bands", "kit"]


def test_the_sentence_that_fits_best_is_shown() -> None:
    """Of all sentences the one with most of the words; a text in which a word is missing is not found."""
    assert [(each.id, each.sentence) for each in search(TEXTS, "park rest")] == [
        ("kit", "A park has the rest.")
    ]
    assert search(TEXTS, "park swollen") == search(TEXTS, " ") == ()


def test_the_middle_of_a_word_is_not_looked_at() -> None:
    """ "ark" is not a word of a park."""
    assert search(TEXTS, "ark") == ()

"""What is said in another language, and what is said where that has no word or a wrong one."""

from collections.abc import Iterator

import pytest

from kneetimer.core.language import Language, mark, markc, tr, trc, trn, use_language

SAID = {
    "Rest": "Päusle",
    "{done} of {all} sets": "{all} Sätz, {done} sind gschafft",
    "Hold {seconds} s": "{sekonda} s",
    "Rest {seconds} s": "{seconds.lang} s",
    "{reps} reps": "{reps[0]} mol",
}


class Swabian:
    """A small catalogue with a slip in it."""

    def gettext(self, message: str, /) -> str:
        return SAID.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        return "oi Tag" if n == 1 else "{number} Däg"

    def pgettext(self, context: str, message: str, /) -> str:
        return {"a side": "lenks", "still to do": "no"}[context]


@pytest.fixture(autouse=True)
def swabian() -> Iterator[None]:
    use_language(Language("swg", Swabian()))
    yield
    use_language(Language())


def test_what_is_said() -> None:
    """Sentences, their fields in the order of the language, plurals, and a word with two meanings."""
    assert tr("Rest") == "Päusle"
    assert tr("{done} of {all} sets", done=1, all=3) == "3 Sätz, 1 sind gschafft"
    assert [trn("one day", "{number} days", number) for number in (1, 2)] == ["oi Tag", "2 Däg"]
    assert trn("one day", "{number} days", 2, number="zwoi") == "zwoi Däg"
    assert [trc("a side", "left"), trc("still to do", "left")] == ["lenks", "no"]


def test_a_table_speaks_the_language_of_its_reader() -> None:
    """What a module had at its import is said in the language that is in use when it is shown."""
    table = (mark("Rest"), markc("a side", "left"))
    assert [tr(said) for said in table] == ["Päusle", "lenks"]
    assert f"{table[0]}!" == "Päusle!"
    use_language(Language())
    assert [tr(said) for said in table] == ["Rest", "left"]


def test_a_slip_of_the_translation_takes_no_sentence_away() -> None:
    """A field that does not exist, or a sentence that is missing: the English one is said."""
    assert tr("Hold {seconds} s", seconds=30) == "Hold 30 s"
    assert tr("Rest {seconds} s", seconds=30) == "Rest 30 s"
    assert tr("{reps} reps", reps=12) == "12 reps"
    assert tr("Get set") == "Get set"

"""Exercises, plans and articles in another language: what is translated, what stays, and what is refused."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import pytest

from kneetimer.core.exercise import Side
from kneetimer.core.language import Language, use_language
from kneetimer.core.utterance import Kind, Message
from kneetimer.program.known_exercises import as_spoken
from kneetimer.storage.plans.articles import load_articles
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.plans.plan_repository import PlanRepository
from kneetimer.storage.plans.translated import text_paths
from kneetimer.ui.text.spoken_english import SpokenEnglish

Write = Callable[[str, str], None]
EXERCISE = """
name = "Aufsteiger"
cues = ["Der ganze Fuß steht oben.", "Drück dich hoch."]
why = "Jedes Bein hebt und senkt dich allein."

[tempo]
first = "Hoch"

[eased]
cue = "Nimm eine niedrigere Stufe."

[[variants]]
name = "Mit Hanteln"
"""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """German is spoken; write("plans/mine.toml", text) translates a file."""
    monkeypatch.setenv("KNEETIMER_LOCALE", str(tmp_path))
    use_language(Language("de"))

    def write(name: str, text: str) -> None:
        (tmp_path / "de" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "de" / name).write_text(text, encoding="utf-8")

    yield write
    use_language(Language())


def test_an_exercise_is_shown_in_the_language_and_keeps_its_numbers(write: Write) -> None:
    """What is translated stands in its place, line by line; what is not stays English."""
    write("exercises/step-up.toml", EXERCISE)
    german = load_exercises()["step-up"]
    use_language(Language())
    english = load_exercises()["step-up"]
    assert (german.name, english.name) == ("Aufsteiger", "Step-ups")
    assert german.cues == ("Der ganze Fuß steht oben.", "Drück dich hoch.", *english.cues[2:])
    assert (german.eased.cue, german.eased.note) == ("Nimm eine niedrigere Stufe.", english.eased.note)
    assert german.variants[0].name == "Mit Hanteln"
    assert german.variants[0].kit == english.variants[0].kit
    assert german.tempo is not None
    assert english.tempo is not None
    assert (german.tempo.first_word, german.tempo.second_word) == ("Hoch", "Down")
    assert german.tempo.rep_ms == english.tempo.rep_ms
    assert (german.steps, german.kit, german.unit) == (english.steps, english.kit, english.unit)


def test_a_translation_may_be_longer_than_english(write: Write) -> None:
    """A cue has 40 characters in English and 64 in another language; a sentence may name a side."""
    cue, start = "x" * 64, "Lege dich auf diese Seite und strecke die Beine aus: {side}."
    write("exercises/clamshell.toml", f'cues = ["{cue}"]\n[setup]\nstart = "{start}"')
    clamshell = load_exercises()["clamshell"]
    assert clamshell.cues[0] == cue
    assert clamshell.setup_sentence(Side.LEFT) == start.replace("{side}", "left")


def test_a_plan_and_its_copy(write: Write, tmp_path: Path) -> None:
    """A built-in plan is called as the language says; a copy is the person's and stays as it was kept."""
    text = 'name = "Knieplan"\n[[phases]]\n[[phases]]\nname = "Aufbau"\naim = "Mehr, sobald es sitzt."'
    write("plans/six-week-knee.toml", text)
    german = load_plan("six-week-knee")
    assert (german.name, [phase.name for phase in german.phases]) == ("Knieplan", ["Foundation", "Aufbau"])
    own = PlanRepository(tmp_path / "plans", load_exercises()).add(german, "Meiner")
    use_language(Language())
    kept = PlanRepository(tmp_path / "plans", load_exercises()).load(own.id)
    assert [phase.name for phase in kept.phases] == ["Foundation", "Aufbau"]
    assert load_plan("six-week-knee").blocks == german.blocks


def test_an_article_and_what_it_refers_to(write: Write) -> None:
    """Titles, paragraphs, captions and buttons are translated; where they lead to is not."""
    write("learn/flat-or-sore.toml", 'title = "Zu viel?"\n[[deeds]]\n[[deeds]]\ntext = "Kürzer üben"')
    write("learn/sources.toml", '[[sources]]\nfound = "Kraft hilft."')
    german = load_articles()
    use_language(Language())
    english = load_articles()
    article, was = german.article("flat-or-sore"), english.article("flat-or-sore")
    assert (article.title, article.short) == ("Zu viel?", was.short)
    assert article.deeds[1].text == "Kürzer üben"
    assert [(deed.go, deed.about) for deed in article.deeds] == [(deed.go, deed.about) for deed in was.deeds]
    assert (german.references[0].found, german.references[0].cite) == (
        "Kraft hilft.",
        english.references[0].cite,
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'name = "Muschel"\nget_ready_s = 9',
            r"line 2 \(get_ready_s\): only a text that stands",
        ),
        ('cues = ["a", "b", "c", "d", "e", "f"]', r"\(cues 5\): only a text that stands at the same place"),
        ('[[variants]]\nid = "band"', r"line 2 \(variants 1, id\): only a text"),
        ("name = 3", r"line 1 \(name\): must be text in quotation marks"),
        (f'name = "{"x" * 52}"', r"line 1 \(name\): must have at most 51 characters"),
        ('[setup]\nstart = "{links} liegen"', r"only \{side\} and \{other\} may stand in braces"),
        ('name = "Mu', r"line 1: "),
    ],
)
def test_a_wrong_translation_is_told_and_english_stands(
    write: Write, caplog: pytest.LogCaptureFixture, text: str, told: str
) -> None:
    """Whoever translates reads which file is wrong and where; whoever trains has the English text."""
    write("exercises/clamshell.toml", text)
    german = load_exercises()["clamshell"]
    assert german.name == "Clamshells"
    assert len(caplog.messages) == 1
    assert "de/exercises/clamshell.toml" in caplog.text
    assert re.search(told, caplog.text)


def test_the_recorded_voice_keeps_its_own_words(write: Write) -> None:
    """Its recordings are English: it names an exercise so, whatever is read on the screen."""
    write("exercises/step-up.toml", EXERCISE)
    pack = SpokenEnglish(as_spoken(load_exercises()))
    said = [
        pack.spoken((Message(kind, ("step-up", *more)),))
        for kind, more in ((Kind.NAME, ()), (Kind.CUE, (0,)))
    ]
    assert [each and each.whole.text for each in said] == ["Step-ups.", "Put your whole foot on the step."]


def test_every_text_of_a_file_is_found_and_nothing_else() -> None:
    """Whoever makes a translation of a whole file gets all its texts and no id, number, kit or link."""
    folder = resources.files("kneetimer.resources")
    for kind in ("exercises", "plans", "learn"):
        for file in (folder / kind).iterdir():
            if file.name.endswith(".toml"):
                values = tomllib.loads(file.read_text(encoding="utf-8"))
                assert _sentences(values) - {_at(values, path) for path in text_paths(values)} == set()
    values = tomllib.loads((folder / "exercises" / "step-up.toml").read_text(encoding="utf-8"))
    said = {path: _at(values, path) for path in text_paths(values)}
    assert said["variants", 0, "name"] == "Step-ups with dumbbells"
    assert said["cues", 0] == "Put your whole foot on the step."
    assert not {"id", "unit", "kit", "side_word", "muscles"} & {part for path in said for part in path}


def _sentences(value: object) -> set[object]:
    """Whatever has a space in it, which no id has; how a study is cited is the same everywhere.

    A load is kept with each set and compared with others, and translated where it is shown.
    """
    if isinstance(value, dict):
        return set().union(*(_sentences(item) for key, item in value.items() if key not in ("cite", "load")))
    if isinstance(value, list):
        return set().union(*map(_sentences, value))
    return {value} if isinstance(value, str) and " " in value else set()


def _at(values: object, path: tuple[str | int, ...]) -> object:
    for part in path:
        values = values[part]  # type: ignore[index]
    return values

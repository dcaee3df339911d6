"""Plan files as people write them: what is in order, and a sentence to act on for what is not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import StandingClock

from kneetimer.__main__ import main
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import read_plan
from kneetimer.storage.plans.plan_repository import PlanRepository
from kneetimer.storage.plans.toml_text import FileProblem

EXERCISES = load_exercises()
CASES = Path(__file__).parents[2] / "data" / "plans"
GOOD = (CASES / "m39-tabs.toml").read_text("utf-8").replace("\t", "")

# The file, the line, and parts of the sentence: what stands there and what to write.
SENTENCES = [
    ("m01-typo-kind", 21, "“strenght”", "did you mean “strength”?"),
    ("m02-kind-word", 14, "“warmup”", "did you mean “warm-up”?"),
    ("m03-typo-exercise", 26, "“clamshel”", "did you mean “clamshell”?"),
    ("m04-exercise-title", 26, "“Clamshell”", "did you mean “clamshell”?"),
    ("m05-exercise-plain", 24, "“squat”", "did you mean “bodyweight-squat”?"),
    ("m06-exercise-unknown", 26, "“burpee”", "write one of “bodyweight-squat”, “glute-bridge”"),
    ("m07-sets-half", 17, "not 1.5", "sets = 2"),
    ("m08-45s-bare", 24, "“rest_s = 45s”", "rest_s = 45"),
    ("m09-45s-quoted", 24, "“45s”", "rest_s = 45"),
    ("m10-rest-name", 24, "“rest”", "rest_s = 45"),
    ("m11-rest-minutes", 24, "“rest_min”", "rest_s = 45"),
    ("m12-comma-decimal", 17, "“sets = 1,5”", "sets = 2"),
    ("m13-reps-range", 26, "“10-12”", "write reps = 10 or reps = [10, 12]"),
    ("m14-reps-range-bare", 26, "“reps = 10-12”", "reps = [10, 12]"),
    ("m15-missing-quotes", 26, "“clamshell” has no quotation marks", 'exercise = "clamshell"'),
    ("m16-smart-quotes", 26, "“clamshell” has curly quotation marks", 'exercise = "clamshell"'),
    ("m17-missing-comma", 26, "a comma is missing after “sets = 2”", "write sets = 2, reps = 12"),
    ("m18-missing-bracket", 29, "“doses = [” of line 23 has no end", "write ]"),
    ("m19-missing-strength", 13, "no strength block has week 1", 'kind = "strength"'),
    ("m20-week-without-strength", 13, "no strength block has week 2", "weeks = [2, 2]"),
    ("m21-weeks-too-many", 5, "not 52", "weeks = 6"),
    ("m22-weeks-single", 22, "not 1", "weeks = [1, 1]"),
    ("m23-weeks-text", 15, "“1-2”", "weeks = [1, 2]"),
    ("m24-id-spaces", 2, "“My Plan”", 'id = "my-plan"'),
    ("m25-id-umlaut", 2, "“zwei-wochen-übung”", 'id = "zwei-wochen-uebung"'),
    ("m27-seconds-for-reps", 26, "instead of seconds = 30", "reps = 12"),
    ("m28-reps-for-seconds", 33, "instead of reps = 20", "seconds = 30"),
    ("m29-rest-in-warmup", 17, "has no rests", "take rest_s = 20 out"),
    ("m30-no-rest", 26, "missing", "rest_s = 45"),
    ("m31-three-numbers", 24, "not 3", "reps = [10, 12]"),
    ("m32-duplicate-key", 6, "“weeks = 3” comes a second time", "“weeks = 2” in line 5; delete one"),
    ("m33-two-strength", 38, "week 1 has a strength block already", "into one block"),
    ("m34-single-bracket", 13, "“[blocks]”", "[[blocks]]"),
    ("m37-latin1", 3, "für müde Knie", "with the encoding UTF-8"),
    ("m38-utf16", 1, "UTF-16", "with the encoding UTF-8"),
    ("m40-yaml", 1, "“format: 1” has a colon", "format = 1"),
    ("m41-json", 1, "looks like JSON", "format = 1"),
    ("m42-empty", 1, "the file is empty", "format = 1"),
    ("m43-variant-typo", 25, "“gobblet”", "did you mean “goblet”?"),
    ("m44-tempo-in-1", 26, "tempo_s", "write format = 2 in the first line"),
    ("m45-tempo-text", 26, "“2-1-2”", "tempo_s = [2, 1, 2]"),
    ("m46-load-number", 26, "not 5", 'load = "5"'),
    ("m47-load-long", 26, "not 36", "shorten “the red elastic band from the physio”"),
    ("m48-comment-slash", 1, "“// my plan”", "# my plan"),
    ("m49-phase-gap", 9, "no phase has week 2", "weeks = [1, 2]"),
    ("m50-sessions-one", 6, "not 2", "sessions_a_week = [2, 2]"),
    ("m51-sets-zero", 17, "not 0", "sets = 2"),
    ("m52-negative", 24, "not -45", "rest_s = 45"),
    ("m53-missing-name", 1, "missing", 'name = "My plan"'),
    ("m54-german-key", 17, "“saetze”", "sets = 2"),
    ("m55-umlaut-key", 17, "“sätze”", "did you mean “sets”?"),
    ("m56-key-with-space", 17, "“rest s”", "did you mean “rest_s”?"),
    ("m57-colon", 5, "“weeks: 2” has a colon", "weeks = 2"),
    ("m58-trailing-comma-line", 5, "“,” is too much", "weeks = 2"),
    ("m59-multiline-inline", 26, "a dose stands on one line", '{ exercise = "clamshell", sets = 2'),
    ("m60-doses-table", 16, "doses belong to a block", "[[blocks.doses]]"),
    ("m62-upside-down-weeks", 31, "not from 2 to 1", "weeks = [1, 2]"),
    ("m63-format-text", 1, "not “1”", "format = 1"),
    ("m64-format-missing", 1, "missing", "format = 1"),
    ("m65-format-9", 1, "format 9", "update KneeTimer"),
    ("m68-nbsp", 5, "U+00A0", "weeks = 2"),
    ("m70-zwsp", 3, "U+200B", "delete it"),
    ("m71-21-doses", 16, "not 21", "take 1 out"),
    ("m72-bool", 17, "not true", "sets = 2"),
    ("m73-plural", 26, "“exercises”", 'exercise = "clamshell"'),
    ("m74-persian-num", 5, "“٢”", "weeks = 2"),
    ("m75-cr-only", 1, "U+000D", "line ends of Windows or Unix"),
]
IN_ORDER = ["m26-name-umlaut-ok", "m35-crlf", "m36-bom", "m39-tabs", "m61-blocks-doses", "m66-emoji-name",
            "m67-family-emoji", "m69-soft-hyphen", "plan-extreme"]  # fmt: skip


def test_every_case_is_judged() -> None:
    """A file that is put beside the others needs a sentence too."""
    assert {path.stem for path in CASES.iterdir()} == {*IN_ORDER, *(name for name, *_ in SENTENCES)}


@pytest.mark.parametrize(("name", "line", "there", "instead"), SENTENCES)
def test_a_slip_is_answered_with_line_finding_and_remedy(
    name: str, line: int, there: str, instead: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Command and import say the same sentence: where it is, what stands there, what to write."""
    file = CASES / f"{name}.toml"
    clock = StandingClock(datetime(2026, 11, 20, tzinfo=UTC))
    assert main(["plan", "check", str(file)], clock) == 1
    told = capsys.readouterr().out.strip()
    assert told.startswith(f"{name}.toml, line {line}")
    assert there in told and instead in told
    assert "\n" not in told
    with pytest.raises(FileProblem) as caught:
        PlanRepository(tmp_path, EXERCISES).take_in(file)
    assert str(caught.value) == told


@pytest.mark.parametrize("name", IN_ORDER)
def test_what_is_only_unusual_is_read(name: str) -> None:
    """Letters of other languages, line ends of Windows, a byte order mark and tabs are no mistakes."""
    assert read_plan(CASES / f"{name}.toml", EXERCISES).weeks == (1 if name == "plan-extreme" else 2)


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("weeks = 2", "weeks 2", 5, "“weeks 2” has no =; write weeks = 2"),
        ("weeks = 2", "weeks = two", 5, "“two” is no number"),
        ("weeks = 2", 'weeks = "2"', 5, "for example weeks = 2"),
        ("weeks = 2", "Weeks = 2", 5, "did you mean “weeks”"),
        ("weeks = 2", "weeks = 02", 5, "write weeks = 2"),
        ('name = "Two weeks to try it out"', 'name = "Two weeks', 3, 'name = "Two weeks"'),
        ('name = "Two weeks to try it out"', "name = Two weeks", 3, 'name = "Two weeks"'),
        ("= [1, 2]\nrest", "= 1-2\nrest", 6, "sessions_a_week = [1, 2]"),
        ("= [1, 2]\nrest", "= [1 2]\nrest", 6, "write [1, 2]"),
        ("[[blocks]]", "[[blocks]", 13, "write [[blocks]] alone on its line"),
        ("[[phases]]", "[phases]", 9, "write two: [[phases]]"),
        ('load = "light weight" },', 'load = "light weight" }', 25, "a comma is missing at the end"),
        ("rest_s = 45 },", "rest_s = 1:30 },", 24, "rest_s = 90"),
        ("rest_s = 45 },", 'rest_s = "1:30" },', 24, "rest_s = 90"),
        ("rest_s = 45 },", "rest_s = 1 min },", 24, "rest_s = 60"),
        ('load = "light band"', "load = 5 kg", 26, 'load = "5 kg"'),
        ('exercise = "leg-swing-forward"', "exercise: plank", 17, 'exercise = "plank"'),
        ('"leg-swing-forward"', '"Leg swing, forward and back"', 17, "did you mean “leg-swing-forward”?"),
        ("sets = 1, reps = 12", "séries = 1, reps = 12", 17, "did you mean"),
        ("reps = 12, rest_s", "Wiederholungen = 12, rest_s", 26, "did you mean “reps”"),
        ("reps = 12, rest_s", "reps = 10/12, rest_s", 26, "reps = [10, 12]"),
        ("reps = 12, rest_s", "reps = (10, 12), rest_s", 26, "reps = [10, 12]"),
        ("reps = 12, rest_s", "reps = 12,, rest_s", 26, "write “,” once"),
        ("reps = 12, rest_s", "reps = 12; rest_s", 26, "“;” stands after “reps = 12”; write a comma"),
        (
            "reps = 12, rest_s",
            "reps = 12， rest_s",
            26,
            "“，” is a sign of another keyboard; write , instead",
        ),
        ("reps = 12, rest_s", "reps == 12, rest_s", 26, "write reps = 12"),
        ("reps = 12, rest_s", "reps, rest_s", 26, "“reps” has no = and no value; write reps = 12"),
        ("rest_s = 45 },", 'rest_s = 45" },', 24, "write the number alone: rest_s = 45"),
        ("rest_s = 45 },", "rest_s = −45 },", 24, "“−” is a sign of another keyboard"),
        ('load = "light band"', "tempo_s = 2-0-2", 26, "tempo_s = [2, 0, 2]"),
        ('"clamshell"', '"clamshell', 26, "a quotation mark is missing; a text has one on each side"),
        ('"clamshell"', "`clamshell`", 26, 'write quotation marks, exercise = "clamshell"'),
        ('{ exercise = "clamshell"', 'exercise = "clamshell"', 26, "has no {; a dose stands on one line"),
        ('{ exercise = "clamshell"', '{{ exercise = "clamshell"', 26, "write “{” once"),
        ("weeks = 2", "weeks ＝ 2", 5, "write = instead: “weeks = 2”"),
        ("weeks = 2", "weeks is 2", 5, "write weeks = 2"),
        ("weeks = 2", "weeks = II", 5, "for example weeks = 6"),
        ("weeks = 2", "= 2", 5, "has no name before its ="),
        ("weeks = [1, 2]", "weeks = {1, 2}", 11, "weeks = [1, 2]"),
        ("[[blocks]]", "((blocks))", 13, "write [[blocks]] alone on its line"),
        ("[[blocks]]", "blocks", 13, "write [[blocks]] alone on its line"),
        ("doses = [", "doses = (", 16, "write doses = ["),
        ("format = 1", "' my plan\nformat = 1", 1, "# my plan"),
        ("format = 1", "/* my plan */\nformat = 1", 1, "for example # my plan."),
        ('"Two weeks to try it out"', '"Two "good" weeks"', 3, "name = 'Two \"good\" weeks'"),
        ('"Two weeks to try it out"', '"C:\\two"', 3, "a backslash (\\) is written twice"),
        ('"Two weeks to try it out"', '"Two\x00"', 3, "(U+0000) stands between"),
        ("format = 1", "format = 1\x1a", 1, "(U+001A) stands after “format = 1”"),
        ("format = 1", "```toml\nformat = 1", 1, "“```toml” is no part of a plan; delete this line"),
        ("format = 1", "~~~\nformat = 1", 1, "“~~~” is no part of a plan; delete this line"),
        ("weeks = 2", "<<<<<<< mine\nweeks = 2", 5, "“<<<<<<< mine” is no part of a plan"),
        ("weeks = 2", "weeks = 2\n=======", 6, "“=======” is no part of a plan"),
        ("format = 1", "[plan]\nformat = 1", 1, "“[plan]” is no heading of this file; delete that line"),
        ("weeks = 2", "weeks = 2 ; two", 5, "a note begins with #: weeks = 2  # two"),
        (
            "weeks = 2",
            'weeks = 2; about = "x"',
            5,
            "behind “weeks = 2”; write each field on a line of its own",
        ),
        (
            "weeks = 2",
            'weeks = 2 about = "x"',
            5,
            "behind “weeks = 2”; write each field on a line of its own",
        ),
    ],
)
def test_other_slips_of_the_same_kinds(old: str, new: str, line: int, sentence: str) -> None:
    """One thing changed in a plan that is in order is found in its line, and the remedy is said."""
    assert old in GOOD
    with pytest.raises(FileProblem) as caught:
        read_plan(GOOD.replace(old, new, 1), EXERCISES, "mine.toml")
    assert caught.value.line == line
    assert sentence in str(caught.value)


@pytest.mark.parametrize("whole", ["weeks = 2.0", "weeks = 0x2", "weeks = +2"])
def test_a_whole_number_may_be_written_otherwise(whole: str) -> None:
    """2.0 is two weeks."""
    assert read_plan(GOOD.replace("weeks = 2", whole, 1), EXERCISES).weeks == 2


def test_a_file_of_an_office_program_is_named(tmp_path: Path) -> None:
    """Whoever saved a plan as a document is told what to save instead."""
    file = tmp_path / "plan.toml"
    file.write_bytes(b"PK\x03\x04" + b"\x00" * 40)
    with pytest.raises(FileProblem, match="save it there as plain text"):
        read_plan(file, EXERCISES)


def test_what_every_sentence_offers_is_in_order() -> None:
    """A field that is missing is offered with a value that the program then reads."""
    text = "\n".join(line for line in GOOD.splitlines() if not line.startswith('name = "Two'))
    with pytest.raises(FileProblem) as caught:
        read_plan(text, EXERCISES)
    offered = str(caught.value).rstrip(".").rpartition("for example ")[2]
    assert read_plan(f"{offered}\n{text}", EXERCISES).name == "My plan"


def test_an_imported_plan_keeps_its_id_where_it_is_free(tmp_path: Path) -> None:
    """Sessions of another computer find their plan again; a second plan of that id gets another one."""
    repository = PlanRepository(tmp_path / "plans", EXERCISES)
    file = tmp_path / "mine.toml"
    file.write_text(GOOD.replace('id = "two-week-try-out"', 'id = "from-the-laptop"'), "utf-8")
    assert repository.take_in(file)[0].id == "from-the-laptop"
    changed = file.read_text("utf-8").replace("sets = 2, reps = 12", "sets = 3, reps = 12")
    file.write_text(changed, "utf-8")
    other, is_new = repository.take_in(file)
    assert is_new and other.id != "from-the-laptop"

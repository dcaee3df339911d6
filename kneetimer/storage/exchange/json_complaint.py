"""What msgspec finds wrong with an export, in the words of the other sentences. Reads no export itself."""

from __future__ import annotations

import re

from kneetimer.core.language import mark, tr

# What the reader of types says, in the words of the other sentences.
_WORDS = {
    "int": mark("a whole number"),
    "float": mark("a number"),
    "str": mark("text"),
    "bool": mark("true or false"),
    "null": mark("nothing"),
    "array": mark("a list"),
    "object": mark("a table"),
    "datetime": mark("a moment such as 2026-11-20T18:40:00+01:00"),
    "date": mark("a day such as 2026-11-20"),
}
_WRONG_TYPE = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_WRONG_LENGTH = re.compile(r"Expected `array` of length (\d+), got (\d+)")
_MISSING = re.compile(r"Object missing required field `([^`]+)`")
_WRONG_WORD = re.compile(r"Invalid enum value (.+)", re.DOTALL)
_NO_MOMENT = re.compile(r"Invalid RFC3339 encoded (datetime|date)")


def plainly(problem: str) -> str:
    """The field, and the rule that it breaks."""
    rule, field = _parted(problem)
    if found := _WRONG_TYPE.fullmatch(rule):
        return tr(
            "{field} must be {wanted}, not {there}",
            field=field,
            wanted=_kinds(found[1]),
            there=_kinds(found[2]),
        )
    if found := _WRONG_LENGTH.fullmatch(rule):
        return tr(
            "{field} must have {wanted} entries, not {there}", field=field, wanted=found[1], there=found[2]
        )
    if found := _MISSING.fullmatch(rule):
        return tr("{field} lacks {name}", field=field, name=repr(found[1]))
    if word := wrong_word(problem):
        return tr("{field} cannot be {there}", field=field, there=word[1])
    if found := _NO_MOMENT.fullmatch(rule):
        return tr("{field} must be {wanted}", field=field, wanted=_WORDS[found[1]])
    return tr("{place}: {reason}", place=field, reason=rule) if " - at `$" in problem else rule


def wrong_word(problem: str) -> tuple[str, str] | None:
    """The field, with its place in a list, and the word in it that cannot be there."""
    rule, field = _parted(problem)
    found = _WRONG_WORD.fullmatch(rule)
    return (field, found[1][:40]) if found else None


def _parted(problem: str) -> tuple[str, str]:
    """The rule, and the field that breaks it."""
    rule, _, place = problem.partition(" - at `$")
    counted = re.sub(r"\[(\d+)\]", lambda at: f" {int(at[1]) + 1}", place.rstrip("`"))  # from 1, as people do
    return rule, counted.strip(". ").replace(".", ", ") or tr("it")


def _kinds(types: str) -> str:
    said = [str(_WORDS.get(each, each)) for each in types.split(" | ")]
    return tr("{kinds} or {kind}", kinds=", ".join(said[:-1]), kind=said[-1]) if len(said) > 1 else said[0]

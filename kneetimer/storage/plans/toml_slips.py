"""Says in everyday words what is wrong with a line that is not TOML, and what to write instead.

The parser speaks of keys and tables to people who know TOML; most people who write a plan copied one.
Each function below knows one slip of theirs. Does not decide what is TOML: it is asked only after the
parser has refused the text, and where no slip is recognised the line itself is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from kneetimer.core.language import tr
from kneetimer.storage.plans.toml_signs import (
    NAME,
    SlipLine,
    accents,
    backslash,
    curly_quotes,
    foreign_digit,
    foreign_sign,
    inner_quotes,
    more_than_a_number,
    odd_space,
    open_quote,
)
from kneetimer.storage.plans.toml_text import QUOTED_OR_COMMENT, alike, one_bracket, shown

_LONGEST = 500
_DOSE = '{ exercise = "clamshell", sets = 2, reps = 12, rest_s = 45 }'
_VALUE = r"""(?:"[^"\n]*"|'[^'\n]*'|\[[^\[\]\n]*\]|[\w.+-]+)"""


def explained(text: str, line: int, reason: str, known: Mapping[str, str] | None = None) -> tuple[int, str]:
    """The line to look at, and what is wrong with it and what to write there.

    `line` and `reason` are what the parser said; `known` are the fields that may be meant, each with a
    value to copy.
    """
    lines = text.split("\n")
    codes = _blanked(text).split("\n")
    line = min(line, len(lines))
    if len(lines[line - 1]) > _LONGEST:  # nobody typed it, and the patterns below take their time
        return line, _unknown(lines[line - 1])
    if not "".join(codes[: line - 1]).strip() and (rule := _other_language(lines[line - 1])):
        return line, rule
    if "overwrite" in reason or "twice" in reason or "Duplicate" in reason or "Cannot" in reason:
        return _twice(lines, codes, line)
    line = _unfinished(text) or line
    before = "".join(codes[: line - 1])
    in_list = before.count("[") > before.count("]")
    # Before the first heading weeks are the length of the plan, below it the weeks of a part.
    fields = {**(known or {}), **({} if "[[" in before else {"weeks": "6"})}
    here = SlipLine(lines[line - 1], codes[line - 1], fields, in_list)
    for slip in (open_quote, _doubled, _no_brace):
        if rule := slip(here):
            return line, rule
    if unclosed := _unclosed(lines, codes, line):
        return unclosed
    for slip in _SLIPS:
        if rule := slip(here):
            return line, rule
    there = here.text.strip()
    if not there:
        return line, tr("the file ends before it is complete; a plan has lines such as weeks = 6")
    return line, _unknown(there)


def _unfinished(text: str) -> int:
    """The line in which a quotation mark stands that is the last of its kind; 0 where there is none."""
    for found in QUOTED_OR_COMMENT.finditer(text):
        if found.lastgroup:
            return text.count("\n", 0, found.start()) + 1
    return 0


def _unknown(there: str) -> str:
    there = shown(there.strip(), 60)
    return tr("“{there}” is not valid TOML; a field is written like weeks = 6", there=there)


def _blanked(text: str) -> str:
    def same_length(match: re.Match[str]) -> str:
        found = match.group()
        if found[0] == "#":
            return " " * len(found)
        if len(found) == 1:
            return found
        return found[0] + re.sub(r"[^\n]", "s", found[1:-1]) + found[-1]

    return QUOTED_OR_COMMENT.sub(same_length, text)


def _other_language(first: str) -> str:
    """The first line of the file tells another language."""
    start = first.strip()
    there = shown(start, 30)
    if start.startswith(("{", "[{")):
        return tr("“{there}” looks like JSON; a plan is TOML, with lines such as format = 1", there=there)
    if start.startswith("<"):
        return tr(
            "“{there}” looks like a web page or XML; a plan is TOML, with lines such as format = 1",
            there=there,
        )
    if start.startswith("---"):
        return tr("“---” looks like YAML; a plan is TOML, with lines such as format = 1")
    return ""


def _twice(lines: Sequence[str], codes: Sequence[str], line: int) -> tuple[int, str]:
    """A field or a heading is there twice, or one heading has fewer brackets than the next."""
    heading = re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]", codes[line - 1])
    if heading:
        name = heading.group(1)
        instead = f"[[{shown(name)}]]"
        for at, code in enumerate(codes[:line], 1):
            if re.match(rf"\s*\[\s*{re.escape(name)}\s*\]", code):
                return at, one_bracket(f"[{shown(name)}]", instead)
        there = shown(lines[line - 1].strip())
        return line, tr("“{there}” cannot be here; {other} is a list already", there=there, other=instead)
    key = re.match(rf"\s*({NAME})\s*=", codes[line - 1])
    if key:
        first = next(
            (at for at in range(line - 1, 0, -1) if re.match(rf"\s*{key.group(1)}\s*=", codes[at - 1])), line
        )
        there, before = shown(lines[line - 1].strip(), 40), shown(lines[first - 1].strip(), 40)
        return line, tr(
            "“{there}” comes a second time, after “{before}” in line {line}; delete one of the two",
            there=there,
            before=before,
            line=first,
        )
    twice = re.search(rf"[{{,]\s*({NAME})\s*=.*,\s*\1\s*=", codes[line - 1])
    if twice:
        return line, tr("“{field}” is in this line twice; delete one of the two", field=twice.group(1))
    return line, tr("a field is in this line twice; delete one of the two")


def _unclosed(lines: Sequence[str], codes: Sequence[str], line: int) -> tuple[int, str] | None:
    """A list or a dose that has no end, where the parser only notices in a later line."""
    opened: list[tuple[str, int]] = []
    for at, code in enumerate(codes, 1):
        is_field = re.match(rf"\s*(?:{NAME}\s*=|\[\[?\s*[A-Za-z_])", code)
        if opened and opened[-1][0] == "[" and is_field and at >= line - 1:
            start = opened[-1][1]
            if heading := _heading(SlipLine(lines[start - 1], codes[start - 1], {})):
                return start, heading
            there = shown(lines[start - 1].strip(), 40)
            return at, tr(
                "the list “{there}” of line {line} has no end; write ] on a line before this one",
                there=there,
                line=start,
            )
        if at > line:
            return None
        for sign in re.findall(r"[\[\]{}]", code):
            if sign in "[{":
                opened.append((sign, at))
            elif opened:
                opened.pop()
        if at == line and opened and opened[-1][0] == "{":
            there = shown(lines[at - 1].strip(), 30)
            return opened[-1][1], _no_bracket(there, "}")
        if at == line - 1 and code.rstrip().endswith("}") and re.match(r"\s*\{", codes[line - 1]):
            there = shown(lines[at - 1].strip()[-24:])
            return at, tr(
                "a comma is missing at the end of this line; write “{instead}”", instead=f"{there},"
            )
    if opened and opened[-1][0] == "[" and line >= len(codes):
        start = opened[-1][1]
        there = shown(lines[start - 1].strip(), 40)
        return start, tr("the list “{there}” has no end; write ] after its last line", there=there)
    return None


def _no_bracket(there: str, sign: str) -> str:
    return tr(
        "“{there}” has no {sign}; a dose stands on one line, {dose}", there=there, sign=sign, dose=_DOSE
    )


def _doubled(here: SlipLine) -> str:
    """Two equals signs, two commas or brackets, or a semicolon, where one sign of TOML should be."""
    equals = here.found(rf"({NAME})\s*(?:=\s*[=>]+|:=|<-)\s*([^,}}]*)")
    if equals:
        instead = f"{here.part(equals, 1)} = {here.part(equals, 2)}"
        return tr("“{there}” has more than an =; write {instead}", there=here.part(equals), instead=instead)
    double = here.found(r"([,{}])\s*\1|^\s*(\])\s*\]\s*,?\s*$")
    if double:
        sign = here.part(double, 1 if double.group(1) else 2)
        return tr("“{there}” is one sign too many; write “{sign}” once", there=here.part(double), sign=sign)
    semicolon = here.found(rf"({NAME}\s*=\s*{_VALUE})\s*;\s*(\S?)")
    if semicolon is None:
        return ""
    there = here.part(semicolon, 1)
    if here.part(semicolon, 2) in ("", "}"):
        return tr("“;” is too much after “{there}”; delete it", there=there)
    if here.in_list or "{" in here.code:
        return tr("“;” stands after “{there}”; write a comma instead of it", there=there)
    if here.found(rf";\s*{NAME}\s*="):
        return _own_lines(there)
    note = here.found(r";\s*(.*)")
    instead = f"{there}  # {here.part(note, 1)}" if note else there
    return tr("“;” stands after “{there}”; a note begins with #: {instead}", there=there, instead=instead)


def _own_lines(there: str) -> str:
    return tr("another field stands behind “{there}”; write each field on a line of its own", there=there)


def _fence(here: SlipLine) -> str:
    """What stands around a plan in a message, and a mark of a program that joins files."""
    if not here.found(r"^\s*(```|~~~|<{7}|={7}|>{7}|\|{7})"):
        return ""
    there = shown(here.text.strip(), 40)
    return tr("“{there}” is no part of a plan; delete this line", there=there)


def _no_brace(here: SlipLine) -> str:
    """A dose that has an end and no beginning."""
    if not here.in_list or "{" in here.code or not here.found(rf"^\s*{NAME}\s*=.*\}}"):
        return ""
    return _no_bracket(shown(here.text.strip(), 30), "{")


def _note(here: SlipLine) -> str:
    note = here.found(r"^\s*(//|/\*|;|--|%|!|\*|')(.*)")
    if note is None:
        return ""
    sample = f"# {here.part(note, 2).removesuffix('*/').strip() or tr('my plan')}"
    return tr(
        "“{there}” is no field; a note begins with #, for example {sample}",
        there=here.part(note),
        sample=sample,
    )


def _heading(here: SlipLine) -> str:
    heading = here.found(r"^\s*(?:\[|\(\(?|\{\{|<<?)\s*([A-Za-z_][\w.-]*)\s*[\])}>]*\s*$")
    heading = heading or here.found(r"^\s*\[\[?\s*([A-Za-z_][\w.-]*)")
    if heading is None or here.found(r"^\s*\[\[[^\[\]]*\]\]\s*$"):
        return ""
    return _no_whole_heading(shown(here.text.strip(), 40), f"[[{here.part(heading, 1)}]]")


def _no_whole_heading(there: str, heading: str) -> str:
    return tr(
        "“{there}” is no whole heading; write {heading} alone on its line", there=there, heading=heading
    )


def _colon(here: SlipLine) -> str:
    colon = here.found(rf"""(?:^|[{{,])\s*["']?({NAME}(?: {NAME})*)["']?\s*:\s*([^,}}]*)""")
    if colon is None:
        return ""
    value = here.part(colon, 2) or "..."
    if re.fullmatch(rf"{NAME}(?: {NAME})*", value):
        value = f'"{value}"'
    there, instead = here.part(colon).lstrip("{, "), f"{here.part(colon, 1)} = {value}"
    return tr("“{there}” has a colon; write = instead: {instead}", there=there, instead=instead)


def _foreign_name(here: SlipLine) -> str:
    name = here.found(r"([^\s=,{}\[\]\"'.#]*[^\x00-\x7f][^\s=,{}\[\]\"'.#]*)\s*=")
    if name is None:
        return ""
    return _no_name(here.part(name, 1), here.known)


def _name_with_space(here: SlipLine) -> str:
    name = here.found(r"(?:^|[{,])\s*([A-Za-z_][\w-]*(?:[ \t]+[\w-]+)+)\s*=")
    if name is None:
        return ""
    return _no_name(here.part(name, 1), here.known)


def _no_name(word: str, known: Mapping[str, str]) -> str:
    plain = unicodedata.normalize("NFKD", "_".join(word.split())).encode("ascii", "ignore").decode()
    if near := alike(plain, known, 0.4):
        return tr("“{there}” is not the name of a field; did you mean “{field}”?", there=word, field=near)
    return tr(
        "“{there}” is not the name of a field; names have the letters a to z and _, for example rest_s = 45",
        there=word,
    )


def _decimal_comma(here: SlipLine) -> str:
    comma = here.found(rf"({NAME})\s*=\s*(\d+),(\d+)\s*(?=[,}}]|$)")
    if comma is None:
        return ""
    name, whole, part = (here.part(comma, group) for group in (1, 2, 3))
    return tr(
        "“{there}” has a comma in its number; write a whole number, {instead}, "
        "or in tempo_s a point: {number}",
        there=here.part(comma),
        instead=f"{name} = {int(whole) + 1}",
        number=f"{whole}.{part}",
    )


def _missing_comma(here: SlipLine) -> str:
    fields = here.found(rf"({NAME}\s*=\s*{_VALUE})\s+({NAME}\s*=\s*{_VALUE}?)")
    if fields:
        first, second = here.part(fields, 1), here.part(fields, 2)
        if not here.in_list and "{" not in here.code:
            return _own_lines(first)
        instead = f"{first}, {second}"
        return tr("a comma is missing after “{there}”; write {instead}", there=first, instead=instead)
    numbers = here.found(r"\[\s*\d+(?:[\s;/-]+\d+)+\s*\]")
    if numbers:
        commas = ", ".join(re.findall(r"\d+", here.part(numbers)))
        there, instead = here.part(numbers), f"[{commas}]"
        return tr(
            "“{there}” has no commas between its numbers; write {instead}", there=there, instead=instead
        )
    return ""


def _range(here: SlipLine) -> str:
    three = here.found(rf"({NAME})\s*=\s*((?:\d{{1,2}}(?:\.\d+)?\s*[-–/,:]\s*){{2}}\d[\d.]*)\s*(?=[,}}]|$)")
    if three:
        numbers = ", ".join(re.findall(r"[\d.]+", here.part(three, 2)))
        name = here.part(three, 1)
        instead, there = f"{name} = [{numbers}]", here.part(three)
        return tr("“{there}” is written with brackets and commas: {instead}", there=there, instead=instead)
    pair = here.found(
        rf"({NAME})\s*=\s*[({{]?\s*(\d+)\s*(?:-|–|—|/|~|\.\.+|…|to|bis|,)\s*(\d+)\s*\)?\s*(?=[,}}]|$)"
    )
    if pair is None:
        return ""
    name, first, last = (here.part(pair, group) for group in (1, 2, 3))
    there, both = here.part(pair), f"{name} = [{first}, {last}]"
    if name in ("weeks", "sessions_a_week"):
        return tr("“{there}” is written with brackets and a comma: {instead}", there=there, instead=both)
    return tr(
        "“{there}” is no number; write one number, {one}, or one for each week of the block, {many}",
        there=there,
        one=f"{name} = {first}",
        many=both,
    )


def _unit(here: SlipLine) -> str:
    unit = here.found(rf"({NAME})\s*=\s*(\d+(?:\.\d+)?)\s*([^\W\d_]+|[%'\"″′×*])")
    if unit is None:
        return ""
    name, number = here.part(unit, 1), here.part(unit, 2)
    if here.known.get(name, "").startswith('"'):
        value = here.part(unit).partition("=")[2].strip()
        return _no_quotation_marks(name, value)
    if name in ("rest_s", "seconds") and here.part(unit, 3).startswith("m"):
        instead = f"{name} = {round(float(number) * 60)}"
        return tr("“{there}” is in minutes; write seconds: {instead}", there=here.part(unit), instead=instead)
    return more_than_a_number(here.part(unit), f"{name} = {number}")


def _clock(here: SlipLine) -> str:
    time = here.found(rf"({NAME})\s*=\s*(\d{{1,2}}):(\d\d)\s*(?=[,}}]|$)")
    if time is None:
        return ""
    seconds = int(here.part(time, 2)) * 60 + int(here.part(time, 3))
    there, instead = here.part(time), f"{here.part(time, 1)} = {seconds}"
    return tr("“{there}” is a time of a clock; write seconds: {instead}", there=there, instead=instead)


def _leading_zero(here: SlipLine) -> str:
    zero = here.found(rf"({NAME})\s*=\s*0+(\d+)")
    if zero is None:
        return ""
    there, instead = here.part(zero), f"{here.part(zero, 1)} = {here.part(zero, 2)}"
    return tr("“{there}” begins with 0; write {instead}", there=there, instead=instead)


def _no_value(here: SlipLine) -> str:
    empty = here.found(rf"({NAME})\s*=\s*(?=$|[,}}])")
    if empty is None:
        return ""
    name = here.part(empty, 1)
    sample = f"{name} = {here.known.get(name, '6')}"
    return tr(
        "nothing stands after “{there}”; write its value there, for example {sample}",
        there=here.part(empty),
        sample=sample,
    )


def _no_quotes(here: SlipLine) -> str:
    word = here.found(rf"({NAME})\s*=\s*([^\W\d][^,}}\]\"'=]*)")
    if word is None:
        return ""
    name, value = here.part(word, 1), here.part(word, 2)
    example = here.known.get(name, "")
    if re.match(r"\[?\d", example):
        sample = f"{name} = {example}"
        return tr(
            "“{there}” is no number; write one in digits, for example {sample}", there=value, sample=sample
        )
    return _no_quotation_marks(name, value)


def _no_quotation_marks(name: str, value: str) -> str:
    return tr("“{there}” has no quotation marks; write {instead}", there=value, instead=f'{name} = "{value}"')


def _too_much(here: SlipLine) -> str:
    rest = here.found(rf"^\s*({NAME}\s*=\s*(?>{_VALUE}))\s*([,;.]|\S.*)$")
    if rest is None:
        return ""
    there, field = here.part(rest, 2), here.part(rest, 1)
    return tr(
        "“{there}” is too much at the end of the line; write {field} and nothing after it",
        there=there,
        field=field,
    )


def _stray_dose(here: SlipLine) -> str:
    if here.in_list or not here.found(r"^\s*\{"):
        return ""
    there = shown(here.text.strip(), 40)
    return tr("“{there}” stands outside of a list; write doses = [ on a line before it", there=there)


def _no_equals(here: SlipLine) -> str:
    name, line = here.text.strip(), shown(here.text.strip(), 40)
    if name.startswith("="):
        return tr("“{there}” has no name before its =; write one such as weeks = 6", there=line)
    if opened := here.found(rf"^\s*({NAME})\s*=\s*\(\s*$"):
        begin = f"{here.part(opened, 1)} = ["
        return tr(
            "“{there}” begins with (; write {begin} and a ] at its end", there=here.part(opened), begin=begin
        )
    if here.known.get(name, "").startswith("[["):
        return _no_whole_heading(name, here.known[name])
    if name in here.known:
        return _no_equals_no_value(name, here.known[name])
    alone = here.found(rf"[{{,]\s*({NAME})\s*(?=[,}}])")
    if alone:
        return _no_equals_no_value(here.part(alone, 1), here.known.get(here.part(alone, 1), "6"))
    words = here.found(rf"^\s*({NAME})\s+([^=]+)$")
    if words is None:
        return ""
    name, value = here.part(words, 1), re.sub(r"^(?:is|ist|equals|to)\s+", "", here.part(words, 2))
    if name in here.known:
        return tr("“{there}” has no =; write {instead}", there=line, instead=f"{name} = {value}")
    return tr("“{there}” is no field; write one such as weeks = 6, or begin a note with #", there=line)


def _no_equals_no_value(field: str, value: str) -> str:
    return tr("“{there}” has no = and no value; write {instead}", there=field, instead=f"{field} = {value}")


# The first that knows the line is asked no further, so signs come before words, and words before the rest.
_SLIPS = (
    _fence, _note, curly_quotes, accents, odd_space, foreign_sign, foreign_digit, _heading, _colon,
    _foreign_name, _name_with_space, inner_quotes, _missing_comma, _decimal_comma, _range, _clock,
    _leading_zero, _unit, _no_value, _no_quotes, backslash, _too_much, _stray_dose, _no_equals,
)  # fmt: skip

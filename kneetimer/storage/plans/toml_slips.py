"""Says in everyday words what is wrong with a line that is not TOML, and what to write instead.

The parser speaks of keys and tables to people who know TOML; most people who write a plan copied one.
Each function below knows one slip of theirs. Does not decide what is TOML: it is asked only after the
parser has refused the text, and where no slip is recognised the line itself is shown.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kneetimer.storage.plans.toml_text import QUOTED_OR_COMMENT, shown

_ORDINARY = dict(zip("−，、،；＝：｛｝［］", "-,,,;=:{}[]", strict=True))
_CURLY = str.maketrans({**dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‘’‚‛", "'")})
_NAME = r"[A-Za-z_][\w-]*"
_LONGEST = 500
_DOSE = '{ exercise = "clamshell", sets = 2, reps = 12, rest_s = 45 }'
_TOML = "a plan is TOML, with lines such as format = 1"
_VALUE = r"""(?:"[^"\n]*"|'[^'\n]*'|\[[^\[\]\n]*\]|[\w.+-]+)"""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that was refused: `code` is it with strings as "sss" and comments as spaces, same places."""

    text: str
    code: str
    known: Mapping[str, str]
    in_list: bool = False

    def part(self, match: re.Match[str], group: int | str = 0) -> str:
        return shown(self.text[match.start(group) : match.end(group)].strip(), 40)

    def found(self, pattern: str) -> re.Match[str] | None:
        return re.search(pattern, self.code)


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
    here = _Line(lines[line - 1], codes[line - 1], fields, in_list)
    for slip in (_open_quote, _doubled, _no_brace):
        if rule := slip(here):
            return line, rule
    if unclosed := _unclosed(lines, codes, line):
        return unclosed
    for slip in _SLIPS:
        if rule := slip(here):
            return line, rule
    there = here.text.strip()
    if not there:
        return line, "the file ends before it is complete; a plan has lines such as weeks = 6"
    return line, _unknown(there)


def _unfinished(text: str) -> int:
    """The line in which a quotation mark stands that is the last of its kind; 0 where there is none."""
    for found in QUOTED_OR_COMMENT.finditer(text):
        if found.lastgroup:
            return text.count("\n", 0, found.start()) + 1
    return 0


def _unknown(there: str) -> str:
    return f"“{shown(there.strip(), 60)}” is not valid TOML; a field is written like weeks = 6"


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
    if start.startswith(("{", "[{")):
        return f"“{shown(start, 30)}” looks like JSON; {_TOML}"
    if start.startswith("<"):
        return f"“{shown(start, 30)}” looks like a web page or XML; {_TOML}"
    if start.startswith("---"):
        return f"“---” looks like YAML; {_TOML}"
    return ""


def _twice(lines: Sequence[str], codes: Sequence[str], line: int) -> tuple[int, str]:
    """A field or a heading is there twice, or one heading has fewer brackets than the next."""
    heading = re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]", codes[line - 1])
    if heading:
        name = heading.group(1)
        for at, code in enumerate(codes[:line], 1):
            if re.match(rf"\s*\[\s*{re.escape(name)}\s*\]", code):
                return at, f"“[{shown(name)}]” has one bracket on each side; write two: [[{shown(name)}]]"
        return line, f"“{shown(lines[line - 1].strip())}” cannot be here; [[{shown(name)}]] is a list already"
    key = re.match(rf"\s*({_NAME})\s*=", codes[line - 1])
    if key:
        first = next(
            (at for at in range(line - 1, 0, -1) if re.match(rf"\s*{key.group(1)}\s*=", codes[at - 1])), line
        )
        there, before = shown(lines[line - 1].strip(), 40), shown(lines[first - 1].strip(), 40)
        return line, f"“{there}” comes a second time, after “{before}” in line {first}; delete one of the two"
    twice = re.search(rf"[{{,]\s*({_NAME})\s*=.*,\s*\1\s*=", codes[line - 1])
    what = f"“{twice.group(1)}”" if twice else "a field"
    return line, f"{what} is in this line twice; delete one of the two"


def _unclosed(lines: Sequence[str], codes: Sequence[str], line: int) -> tuple[int, str] | None:
    """A list or a dose that has no end, where the parser only notices in a later line."""
    opened: list[tuple[str, int]] = []
    for at, code in enumerate(codes, 1):
        is_field = re.match(rf"\s*(?:{_NAME}\s*=|\[\[?\s*[A-Za-z_])", code)
        if opened and opened[-1][0] == "[" and is_field and at >= line - 1:
            start = opened[-1][1]
            if heading := _heading(_Line(lines[start - 1], codes[start - 1], {})):
                return start, heading
            there = shown(lines[start - 1].strip(), 40)
            return at, f"the list “{there}” of line {start} has no end; write ] on a line before this one"
        if at > line:
            return None
        for sign in re.findall(r"[\[\]{}]", code):
            if sign in "[{":
                opened.append((sign, at))
            elif opened:
                opened.pop()
        if at == line and opened and opened[-1][0] == "{":
            there = shown(lines[at - 1].strip(), 30)
            return opened[-1][1], f"“{there}” has no }}; a dose stands on one line, {_DOSE}"
        if at == line - 1 and code.rstrip().endswith("}") and re.match(r"\s*\{", codes[line - 1]):
            there = shown(lines[at - 1].strip()[-24:])
            return at, f"a comma is missing at the end of this line; write “{there},”"
    if opened and opened[-1][0] == "[" and line >= len(codes):
        start = opened[-1][1]
        there = shown(lines[start - 1].strip(), 40)
        return start, f"the list “{there}” has no end; write ] after its last line"
    return None


def _curly_quotes(here: _Line) -> str:
    if not here.found("[“”„‟«»‘’‚‛]"):
        return ""
    straight = re.search(rf"""{_NAME}\s*=\s*(?:"[^"]*"|'[^']*')""", _straightened(here))
    curly = here.found("[“”„‟«»‘’‚‛][^“”„‟«»‘’‚‛,]*[“”„‟«»‘’‚‛]?")
    there = here.part(curly) if curly else shown(here.text.strip(), 40)
    instead = straight.group() if straight else 'name = "My plan"'
    return f"{there} has curly quotation marks; write straight ones, for example {shown(instead, 60)}"


def _accents(here: _Line) -> str:
    quoted = here.found(rf"(?:({_NAME})\s*=\s*)?[`´]([^`´,]*)[`´]")
    if quoted is None:
        return ""
    name, words = here.part(quoted, 1) or "name", here.part(quoted, 2)
    return f'“{words}” stands between accents; write quotation marks, {name} = "{words}"'


def _straightened(here: _Line) -> str:
    signs = (new if code == old else old for old, code, new in zip(
        here.text, here.code, here.text.translate(_CURLY), strict=True))  # fmt: skip
    return "".join(signs)


def _odd_space(here: _Line) -> str:
    space = here.found(r"[\u00a0\u00ad\u1680\u2000-\u200a\u202f\u205f\u3000]")
    if space is None:
        return ""
    plain = re.sub(r"[^\S\n]|\u00ad", " ", here.text).strip()
    instead = shown(" ".join(plain.split()), 60)
    return f"a space here is a special one (U+{ord(space.group()):04X}); type the line anew: {instead}"


def _foreign_sign(here: _Line) -> str:
    sign = here.found(f"[{''.join(_ORDINARY)}]")
    if sign is None:
        return ""
    at, ordinary = sign.start(), _ORDINARY[sign.group()]
    near = f"{here.text[max(0, at - 12) : at]}{ordinary}{here.text[at + 1 : at + 8]}"
    return (
        f"“{sign.group()}” is a sign of another keyboard; write {ordinary} instead: “{shown(near.strip())}”"
    )


def _doubled(here: _Line) -> str:
    """Two equals signs, two commas or brackets, or a semicolon, where one sign of TOML should be."""
    equals = here.found(rf"({_NAME})\s*(?:=\s*[=>]+|:=|<-)\s*([^,}}]*)")
    if equals:
        return (
            f"“{here.part(equals)}” has more than an =; write {here.part(equals, 1)} = {here.part(equals, 2)}"
        )
    double = here.found(r"([,{}])\s*\1|^\s*(\])\s*\]\s*,?\s*$")
    if double:
        sign = here.part(double, 1 if double.group(1) else 2)
        return f"“{here.part(double)}” is one sign too many; write “{sign}” once"
    semicolon = here.found(rf"({_NAME}\s*=\s*{_VALUE})\s*;\s*(\S?)")
    if semicolon is None:
        return ""
    if here.part(semicolon, 2) in ("", "}"):
        return f"“;” is too much after “{here.part(semicolon, 1)}”; delete it"
    return f"“;” stands after “{here.part(semicolon, 1)}”; write a comma instead of it"


def _no_brace(here: _Line) -> str:
    """A dose that has an end and no beginning."""
    if not here.in_list or "{" in here.code or not here.found(rf"^\s*{_NAME}\s*=.*\}}"):
        return ""
    return f"“{shown(here.text.strip(), 30)}” has no {{; a dose stands on one line, {_DOSE}"


def _foreign_digit(here: _Line) -> str:
    digits = here.found(r"(?:(?![0-9])\d)+")
    if digits is None:
        return ""
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in here.text.strip())
    return f"the number “{here.part(digits)}” must be written with the digits 0 to 9: {shown(plain, 60)}"


def _note(here: _Line) -> str:
    note = here.found(r"^\s*(//|/\*|;|--|%|!|\*|')(.*)")
    if note is None:
        return ""
    there, words = here.part(note), here.part(note, 2).removesuffix("*/").strip() or "my plan"
    return f"“{there}” is no field; a note begins with #, for example # {words}"


def _heading(here: _Line) -> str:
    heading = here.found(r"^\s*(?:\[|\(\(?|\{\{|<<?)\s*([A-Za-z_][\w.-]*)\s*[\])}>]*\s*$")
    heading = heading or here.found(r"^\s*\[\[?\s*([A-Za-z_][\w.-]*)")
    if heading is None or here.found(r"^\s*\[\[[^\[\]]*\]\]\s*$"):
        return ""
    there = shown(here.text.strip(), 40)
    return f"“{there}” is no whole heading; write [[{here.part(heading, 1)}]] alone on its line"


def _colon(here: _Line) -> str:
    colon = here.found(rf"""(?:^|[{{,])\s*["']?({_NAME}(?: {_NAME})*)["']?\s*:\s*([^,}}]*)""")
    if colon is None:
        return ""
    value = here.part(colon, 2) or "..."
    if re.fullmatch(rf"{_NAME}(?: {_NAME})*", value):
        value = f'"{value}"'
    return f"“{here.part(colon).lstrip('{, ')}” has a colon; write = instead: {here.part(colon, 1)} = {value}"


def _foreign_name(here: _Line) -> str:
    name = here.found(r"([^\s=,{}\[\]\"'.#]*[^\x00-\x7f][^\s=,{}\[\]\"'.#]*)\s*=")
    if name is None:
        return ""
    return f"“{here.part(name, 1)}” is not the name of a field; {_meant(here.part(name, 1), here.known)}"


def _name_with_space(here: _Line) -> str:
    name = here.found(r"(?:^|[{,])\s*([A-Za-z_][\w-]*(?:[ \t]+[\w-]+)+)\s*=")
    if name is None:
        return ""
    return f"“{here.part(name, 1)}” is not the name of a field; {_meant(here.part(name, 1), here.known)}"


def _meant(word: str, known: Mapping[str, str]) -> str:
    plain = unicodedata.normalize("NFKD", "_".join(word.split())).encode("ascii", "ignore").decode()
    near = difflib.get_close_matches(plain, known, n=1, cutoff=0.4)
    return (
        f"did you mean “{near[0]}”?"
        if near
        else "names have the letters a to z and _, for example rest_s = 45"
    )


def _decimal_comma(here: _Line) -> str:
    comma = here.found(rf"({_NAME})\s*=\s*(\d+),(\d+)\s*(?=[,}}]|$)")
    if comma is None:
        return ""
    name, whole, part = (here.part(comma, group) for group in (1, 2, 3))
    rule = f"“{here.part(comma)}” has a comma in its number; write a whole number, {name} = {int(whole) + 1}"
    return f"{rule}, or in tempo_s a point: {whole}.{part}"


def _missing_comma(here: _Line) -> str:
    fields = here.found(rf"({_NAME}\s*=\s*{_VALUE})\s+({_NAME}\s*=\s*{_VALUE}?)")
    if fields:
        first, second = here.part(fields, 1), here.part(fields, 2)
        return f"a comma is missing after “{first}”; write {first}, {second}"
    numbers = here.found(r"\[\s*\d+(?:[\s;/-]+\d+)+\s*\]")
    if numbers:
        commas = ", ".join(re.findall(r"\d+", here.part(numbers)))
        return f"“{here.part(numbers)}” has no commas between its numbers; write [{commas}]"
    return ""


def _range(here: _Line) -> str:
    three = here.found(rf"({_NAME})\s*=\s*((?:\d{{1,2}}(?:\.\d+)?\s*[-–/,:]\s*){{2}}\d[\d.]*)\s*(?=[,}}]|$)")
    if three:
        numbers = ", ".join(re.findall(r"[\d.]+", here.part(three, 2)))
        name = here.part(three, 1)
        return f"“{here.part(three)}” is written with brackets and commas: {name} = [{numbers}]"
    pair = here.found(
        rf"({_NAME})\s*=\s*[({{]?\s*(\d+)\s*(?:-|–|—|/|~|\.\.+|…|to|bis|,)\s*(\d+)\s*\)?\s*(?=[,}}]|$)"
    )
    if pair is None:
        return ""
    name, first, last = (here.part(pair, group) for group in (1, 2, 3))
    if name in ("weeks", "sessions_a_week"):
        return f"“{here.part(pair)}” is written with brackets and a comma: {name} = [{first}, {last}]"
    return (
        f"“{here.part(pair)}” is no number; write one number, {name} = {first}, "
        f"or one for each week of the block, {name} = [{first}, {last}]"
    )


def _unit(here: _Line) -> str:
    unit = here.found(rf"({_NAME})\s*=\s*(\d+(?:\.\d+)?)\s*([^\W\d_]+|[%'\"″′×*])")
    if unit is None:
        return ""
    name, number = here.part(unit, 1), here.part(unit, 2)
    if here.known.get(name, "").startswith('"'):
        value = here.part(unit).partition("=")[2].strip()
        return f'“{value}” has no quotation marks; write {name} = "{value}"'
    if name in ("rest_s", "seconds") and here.part(unit, 3).startswith("m"):
        return f"“{here.part(unit)}” is in minutes; write seconds: {name} = {round(float(number) * 60)}"
    return f"“{here.part(unit)}” has more than a number; write the number alone: {name} = {number}"


def _clock(here: _Line) -> str:
    time = here.found(rf"({_NAME})\s*=\s*(\d{{1,2}}):(\d\d)\s*(?=[,}}]|$)")
    if time is None:
        return ""
    seconds = int(here.part(time, 2)) * 60 + int(here.part(time, 3))
    return f"“{here.part(time)}” is a time of a clock; write seconds: {here.part(time, 1)} = {seconds}"


def _leading_zero(here: _Line) -> str:
    zero = here.found(rf"({_NAME})\s*=\s*0+(\d+)")
    if zero is None:
        return ""
    return f"“{here.part(zero)}” begins with 0; write {here.part(zero, 1)} = {here.part(zero, 2)}"


def _no_value(here: _Line) -> str:
    empty = here.found(rf"({_NAME})\s*=\s*(?=$|[,}}])")
    if empty is None:
        return ""
    name = here.part(empty, 1)
    sample = f"{name} = {here.known.get(name, '6')}"
    return f"nothing stands after “{here.part(empty)}”; write its value there, for example {sample}"


def _no_quotes(here: _Line) -> str:
    word = here.found(rf"({_NAME})\s*=\s*([^\W\d][^,}}\]\"'=]*)")
    if word is None:
        return ""
    name, value = here.part(word, 1), here.part(word, 2)
    example = here.known.get(name, "")
    if re.match(r"\[?\d", example):
        return f"“{value}” is no number; write one in digits, for example {name} = {example}"
    return f'“{value}” has no quotation marks; write {name} = "{value}"'


def _open_quote(here: _Line) -> str:
    for sign in "\"'":
        if here.code.count(sign) % 2 == 0 or here.text.lstrip().startswith("'"):
            continue
        if number := re.search(rf"({_NAME})\s*=\s*(\d+)\s*{sign}", here.text):
            name, digits = number.groups()
            there = shown(number.group().strip(), 40)
            return f"“{there}” has more than a number; write the number alone: {name} = {digits}"
        if opened := re.search(rf"({_NAME})\s*=\s*{sign}([^{sign},}}]*)(?:[,}}]|$)", here.text):
            sample = f"{opened.group(1)} = {sign}{opened.group(2).strip()}{sign}"
            return f"a quotation mark is missing; a text has one on each side, such as {shown(sample, 60)}"
    return ""


def _inner_quotes(here: _Line) -> str:
    for sign, other in ("\"'", "'\""):
        quoted = re.match(rf"\s*({_NAME})\s*=\s*{sign}(.*{sign}.*){sign}\s*$", here.text)
        if quoted and other not in quoted.group(2):
            name, words = quoted.group(1), shown(quoted.group(2), 60)
            return f"“{words}” has {sign} in it; write {other} around it: {name} = {other}{words}{other}"
    return ""


def _backslash(here: _Line) -> str:
    if "\\" not in here.text:
        return ""
    slash = here.text.index("\\")
    there = shown(here.text[max(0, slash - 10) : slash + 10].strip())
    return f"“{there}” has a backslash (\\); write it twice, or use / instead"


def _too_much(here: _Line) -> str:
    rest = here.found(rf"^\s*({_NAME}\s*=\s*(?>{_VALUE}))\s*([,;.]|\S.*)$")
    if rest is None:
        return ""
    there, field = here.part(rest, 2), here.part(rest, 1)
    return f"“{there}” is too much at the end of the line; write {field} and nothing after it"


def _stray_dose(here: _Line) -> str:
    if here.in_list or not here.found(r"^\s*\{"):
        return ""
    return f"“{shown(here.text.strip(), 40)}” stands outside of a list; write doses = [ on a line before it"


def _no_equals(here: _Line) -> str:
    name = here.text.strip()
    if name.startswith("="):
        return f"“{shown(name, 40)}” has no name before its =; write one such as weeks = 6"
    if opened := here.found(rf"^\s*({_NAME})\s*=\s*\(\s*$"):
        return f"“{here.part(opened)}” begins with (; write {here.part(opened, 1)} = [ and a ] at its end"
    if here.known.get(name, "").startswith("[["):
        return f"“{name}” is no whole heading; write {here.known[name]} alone on its line"
    if name in here.known:
        return f"“{name}” has no = and no value; write {name} = {here.known[name]}"
    alone = here.found(rf"[{{,]\s*({_NAME})\s*(?=[,}}])")
    if alone:
        field = here.part(alone, 1)
        return f"“{field}” has no = and no value; write {field} = {here.known.get(field, '6')}"
    words = here.found(rf"^\s*({_NAME})\s+([^=]+)$")
    if words is None:
        return ""
    name, value = here.part(words, 1), re.sub(r"^(?:is|ist|equals|to)\s+", "", here.part(words, 2))
    if name in here.known:
        return f"“{shown(here.text.strip(), 40)}” has no =; write {name} = {value}"
    return (
        f"“{shown(here.text.strip(), 40)}” is no field; write one such as weeks = 6, or begin a note with #"
    )


# The first that knows the line is asked no further, so signs come before words, and words before the rest.
_SLIPS = (
    _note, _curly_quotes, _accents, _odd_space, _foreign_sign, _foreign_digit, _heading, _colon,
    _foreign_name, _name_with_space, _inner_quotes, _missing_comma, _decimal_comma, _range, _clock,
    _leading_zero, _unit, _no_value, _no_quotes, _backslash, _too_much, _stray_dose, _no_equals,
)  # fmt: skip

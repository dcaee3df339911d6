"""Feeds the plan reader with damaged and hostile files and counts what it makes of them.

    python packaging/campaigns/hostile_plans.py 100000 --seed 7

Each file must give a plan that keeps every rule, or one FileProblem whose sentence is fit to show,
within 100 ms of processor time and 64 MB of memory. Prints the counts; the exit code is 1 where a
file broke one of these.
Does not look for ways around the file system: links and pipes are in tests/storage.
"""

from __future__ import annotations

import argparse
import collections
import random
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from importlib import resources

from kneetimer.core.exercise import Exercise
from kneetimer.core.plan import BlockKind, Plan
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import read_plan
from kneetimer.storage.plans.toml_text import FileProblem

MOST_MS = 100.0
MOST_GROWTH_MB = 64.0
FILE = "mine.toml"

Mutation = Callable[[random.Random, bytes], bytes]

VALUES = (
    b"nan", b"inf", b"-inf", b"-1", b"0", b"9223372036854775808", b"1e400", b"0.5", b"true", b"9" * 4_000,
    b'""', b'"  "', b'"\\u202Eplan"', b'"\\u001b[31mred"', b'"../../etc/passwd"', b'"<b>bold</b>"', b'"\\n"',
    b"[]", b"[[]]", b"{}", b"{ a = 1 }", b"2026-01-01", b"2025-02-30", b"07:30:00", b"[6, 1]", b"[1, 6, 6]",
    b'"' + b"x" * 5_000 + b'"', b'["reps", 3]', b"0x7fffffff", b"1_000", b"'''\nlong\n'''", b"-0.0",
)  # fmt: skip


def bombs() -> Iterator[tuple[str, bytes]]:
    """Files that are large, deep or slow by design, each at the largest size that is looked at."""
    yield "dotted key", b"a." * 30_000 + b"a = 1\n"
    yield "dotted header", b"[" + b"a." * 30_000 + b"a]\n"
    yield "quoted dotted key", b'"a".' * 30_000 + b"a = 1\n"
    yield "deep list", b"a = " + b"[" * 100_000
    yield "deep list, closed", b"a = " + b"[" * 60_000 + b"]" * 60_000
    yield "deep table", b"{a=" * 43_000
    yield "deep dotted tables", b"a = " + (b"{" + b"a." * 15 + b"a = ") * 90 + b"1" + b"}" * 90
    yield "many values", b"a = [" + b"1," * 65_000 + b"]"
    yield "many tables", b"".join(b"[t%d]\n" % at for at in range(15_000))
    yield "many dotted tables", b"".join(b"k%d" % at + b".a" * 15 + b" = 1\n" for at in range(3_000))
    yield "long key", b"k" * 130_000
    yield "long number", b"a = " + b"9" * 130_000
    yield "comments", b"#\n" * 65_000
    yield "escapes", b'a = "' + b"\\n" * 65_000 + b'"'
    yield "open string", b'a = "' + b'\\"a' * 43_000
    yield "open long string", b'a = """' + b'"" a' * 32_000
    yield "backslashes", b'a = "' + b"\\" * 130_000
    yield "too large", b"a = 1\n" * 200_000
    yield "NUL", b"format = 1\x00"
    yield "byte order mark", b"\xef\xbb\xbfformat = 1"
    yield "UTF-16", "format = 1".encode("utf-16")
    yield "Latin-1", 'name = "Fünf"'.encode("latin-1")
    yield "surrogate", b'name = "\\ud800"'
    yield "nothing", b""


def flip(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def drop(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.randrange(1, 40) :]


def insert(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    signs = (
        b"[",
        b"]",
        b"{",
        b"}",
        b'"',
        b"'",
        b'"""',
        b"#",
        b"\\",
        b"=",
        b".",
        b"\r",
        b"\n",
        "\u202e".encode(),
        b"\xff",
    )
    return content[:at] + chance.choice(signs) * chance.choice((1, 1, 3, 150)) + content[at:]


def move_line(chance: random.Random, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    line = (
        lines[chance.randrange(len(lines))]
        if chance.random() < 0.5
        else lines.pop(chance.randrange(len(lines)))
    )
    lines.insert(chance.randrange(len(lines) + 1), line)
    return b"".join(lines)


def other_value(chance: random.Random, content: bytes) -> bytes:
    return _replaced(chance, content, rb'(?<== )(?:"[^"\n]*"|\d+|\[\d[^\]\n]*\])', chance.choice(VALUES))


def other_number(chance: random.Random, content: bytes) -> bytes:
    return _replaced(
        chance, content, rb"\b\d+\b", b"%d" % chance.choice((0, 1, 2, 3, 5, 6, 7, 11, 201, 601, 10**6))
    )


def other_word(chance: random.Random, content: bytes) -> bytes:
    words = re.findall(rb"[a-z_-]{3,}", content) or [b"plan"]
    return _replaced(chance, content, rb"[a-z_-]{3,}", chance.choice(words))


def _replaced(chance: random.Random, content: bytes, pattern: bytes, new: bytes) -> bytes:
    found = list(re.finditer(pattern, content))
    if not found:
        return content
    match = chance.choice(found)
    return content[: match.start()] + new + content[match.end() :]


MUTATIONS: tuple[Mutation, ...] = (
    flip, cut, drop, insert, move_line, other_value, other_number, other_word,
)  # fmt: skip


def mutated(chance: random.Random, content: bytes) -> tuple[str, bytes]:
    """One to three mutations of `content`, and their names."""
    names = []
    for mutation in chance.choices(MUTATIONS, k=chance.choice((1, 1, 2, 3))):
        content = mutation(chance, content) or b"#"
        names.append(mutation.__name__)
    return "+".join(names), content


def verdict(content: bytes, exercises: dict[str, Exercise]) -> tuple[str, str]:
    """("plan" or "problem" or "broken", what was broken) for one file."""
    try:
        plan = read_plan(content, exercises, FILE)
    except FileProblem as problem:
        wrong = faults_of_sentence(str(problem))
        return ("broken", wrong) if wrong else ("problem", "")
    except Exception as bug:
        return "broken", f"{type(bug).__name__}: {bug}"[:200]
    wrong = faults_of_plan(plan, exercises)
    return ("broken", wrong) if wrong else ("plan", "")


def faults_of_sentence(sentence: str) -> str:
    if not sentence.startswith(FILE):
        return f"does not name the file: {sentence!r}"
    if len(sentence) > 500 or sentence[-1] not in ".?":
        return f"is not one sentence: {sentence!r}"
    hidden = [sign for sign in sentence if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    return f"has hidden characters: {sentence!r}" if hidden else ""


def faults_of_plan(plan: Plan, exercises: dict[str, Exercise]) -> str:
    """Which rule of the format the plan breaks; checked anew, without the reader's own code."""
    if not 1 <= plan.sessions_least <= plan.sessions_most <= 7 or not 0 <= plan.rest_exercises_s <= 300:
        return "numbers of the plan out of range"
    texts = [plan.name, plan.about, *(phase.name for phase in plan.phases)]
    for week in range(1, plan.weeks + 1):
        plan.phase(week)
        blocks = plan.blocks_of(week)
        kinds = [block.kind for block in blocks]
        if BlockKind.STRENGTH not in kinds or len(kinds) != len(set(kinds)):
            return f"week {week} has the blocks {kinds}"
        for block in blocks:
            for dose in block.doses:
                unit = exercises[dose.exercise].unit_of(dose.variant)
                least, most = (5, 600) if unit.is_timed else (1, 200)
                if not least <= dose.amount(week - block.first_week) <= most:
                    return f"an amount of {dose}"
                if not 1 <= dose.sets <= 10 or not 0 <= dose.rest_s <= 300:
                    return f"sets or rest of {dose}"
                texts.append(dose.load)
    hidden = [text for text in texts if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text)]
    return f"hidden characters in {hidden}" if hidden else ""


def peak_mb() -> float:
    """The most memory this process has held; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """The bombs, then mutated copies of the shipped plan up to `count` files in all."""
    chance = random.Random(seed)
    folder = resources.files("kneetimer.resources") / "plans"
    plans = [
        entry.read_bytes() for entry in sorted(folder.iterdir(), key=str) if entry.name.endswith(".toml")
    ]
    made = 0
    for name, content in bombs():
        yield name, content
        made += 1
    for _ in range(count - made):
        yield mutated(chance, chance.choice(plans))


def main() -> int:
    parser = argparse.ArgumentParser(description="Damaged and hostile plan files, counted.")
    parser.add_argument("count", nargs="?", type=int, default=2_000, help="how many files")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same files")
    wanted = parser.parse_args()
    exercises = dict(load_exercises())
    counts: collections.Counter[str] = collections.Counter()
    slowest_ms, slowest = 0.0, ""
    growth_mb = 0.0
    for name, content in files(wanted.count, wanted.seed):
        before_mb = peak_mb()  # with the file itself already in memory
        began = time.process_time()
        kind, wrong = verdict(content, exercises)
        took_ms = (time.process_time() - began) * 1000
        growth_mb = max(growth_mb, peak_mb() - before_mb)
        counts[kind] += 1
        if wrong:
            print(f"broken by {name}: {wrong}")
        if took_ms > slowest_ms:
            slowest_ms, slowest = took_ms, name
    late, heavy = slowest_ms > MOST_MS, growth_mb > MOST_GROWTH_MB
    print(f"{sum(counts.values())} files, seed {wanted.seed}")
    refused, valid, broken = counts["problem"], counts["plan"], counts["broken"]
    print(f"{refused} refused with a sentence, {valid} valid plans, {broken} broken")
    print(f"slowest {slowest_ms:.0f} ms ({slowest}){', too slow' if late else ''}")
    print(f"largest growth {growth_mb:.0f} MB{', too much' if heavy else ''}")
    return 1 if counts["broken"] or late or heavy else 0


if __name__ == "__main__":
    sys.exit(main())

"""The articles of the Learn page, read from resources/learn, one file each, and checked.

Says where a file breaks a rule, as for exercises and plans. Fills nothing in and shows nothing.
"""

from __future__ import annotations

import functools
import string
from collections.abc import Collection

from kneetimer.core.article import (
    Article,
    ArticlePart,
    ArticleSection,
    Deed,
    Go,
    Library,
    Pictured,
    Reference,
    Topic,
)
from kneetimer.core.language import tr
from kneetimer.storage.plans.library import EXERCISE_IDS
from kneetimer.storage.plans.toml_file import Source
from kneetimer.storage.plans.toml_table import Table, read_table
from kneetimer.storage.plans.translated import language_key, read_built_in

FORMAT = 1
PARAGRAPH_CHARACTERS = 600
FIELDS = frozenset({"fine", "middle", "stop", "worse", "sessions"})
"""What a text may leave open in braces, because the person can change it."""

# In the order of the page, within their topics.
ARTICLE_IDS = (
    "train-with-pain",
    "see-someone",
    "knee-over-foot",
    "brace",
    "how-often",
    "how-much",
    "strength-and-runs",
    "when-difference",
    "flat-or-sore",
    "warm-up",
    "why-hips",
    "shoes",
    "kit",
    "laptop",
    "keys",
    "your-data",
    "references",
)


def load_articles() -> Library:
    """All articles; read once for each language and kept.

    Raises FileProblem where a file is missing or broken.
    """
    return _library(language_key())


@functools.cache
def _library(_: tuple[str, str]) -> Library:
    references = read_built_in("learn", "sources", _references)
    known = tuple(each.id for each in references)
    articles = tuple(
        read_built_in("learn", name, functools.partial(read_article, expected_id=name, references=known))
        for name in ARTICLE_IDS
    )
    return Library(articles, references)


def _references(table: Table) -> tuple[Reference, ...]:
    """What the articles refer to. Raises FileProblem."""
    table.check_format(FORMAT)
    table.only("format", "sources")
    read: list[Reference] = []
    for entry in table.tables("sources", 1, 100):
        entry.only("id", "cite", "found")
        read.append(Reference(entry.text("id", 40), entry.text("cite", 120), entry.text("found", 240)))
    return tuple(read)


def read_article(source: Source | Table, expected_id: str, references: Collection[str]) -> Article:
    """One article from its file, whose id has to be `expected_id`. Raises FileProblem."""
    table = read_table(source, f"{expected_id}.toml")
    table.check_format(FORMAT)
    table.only(
        "format", "id", "topic", "title", "card", "short", "more", "part", "figures", "sections", "does",
        "deeds", "next", "sources",
    )  # fmt: skip
    if table.text("id", 40) != expected_id:
        raise table.problem("id", tr("must be “{id}”, as in the name of the file", id=expected_id))
    return Article(
        id=expected_id,
        topic=Topic(table.one_of("topic", [each.value for each in Topic])),
        title=table.text("title", 40),
        card=table.text("card", 60),
        short=_open(table, "short", 160),
        more=_open(table, "more", 240),
        part=_part(table),
        figures=tuple(_figure(entry) for entry in table.tables("figures", 0, 3)),
        sections=tuple(_section(entry) for entry in table.tables("sections", 0, 8)),
        does=_all_open(table, "does", 160, 5),
        deeds=tuple(_deed(entry) for entry in table.tables("deeds", 0, 3)),
        read_next=table.some_of("next", ARTICLE_IDS),
        sources=table.some_of("sources", references),
    )


def _part(table: Table) -> ArticlePart:
    if "part" not in table:
        return ArticlePart.NONE
    return ArticlePart(table.one_of("part", [each.value for each in ArticlePart]))


def _figure(table: Table) -> Pictured:
    table.only("exercise", "variant", "caption")
    variant = table.text("variant", 40) if "variant" in table else None
    return Pictured(table.one_of("exercise", EXERCISE_IDS), variant, table.text("caption", 100))


def _section(table: Table) -> ArticleSection:
    table.only("title", "text")
    return ArticleSection(table.text("title", 60), _all_open(table, "text", PARAGRAPH_CHARACTERS, 6))


def _deed(table: Table) -> Deed:
    go = Go(table.one_of("go", [each.value for each in Go]))
    about = {Go.SETTING: "setting", Go.SECTION: "setting", Go.EXERCISE: "exercise"}.get(go, "")
    table.only("go", "text", *([about] if about else []))
    return Deed(go, table.text("text", 40), table.text(about, 40) if about else "")


def _open(table: Table, key: str, most: int) -> str:
    return _checked(table, key, table.text(key, most))


def _all_open(table: Table, key: str, most: int, most_lines: int) -> tuple[str, ...]:
    lines = table.texts(key, most, least_lines=1, most_lines=most_lines)
    return tuple(_checked(table, key, line) for line in lines)


def _checked(table: Table, key: str, text: str) -> str:
    """The text, which leaves nothing open but what can be filled in."""
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        names = {"{"}
    for name in sorted(names - FIELDS):
        raise table.problem(
            key,
            tr(
                "only {allowed} may stand in braces, not “{name}”",
                allowed=", ".join(sorted(FIELDS)),
                name=name,
            ),
        )
    return text

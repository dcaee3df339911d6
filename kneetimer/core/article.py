"""The short answers of the Learn page as values, and which of them a search finds.

Knows no file and no page. A text may name a number that the person can change, such as {stop}: whoever
shows it fills that in.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence

from kneetimer.core.late_dataclass import dataclass


class Topic(enum.Enum):
    """The groups of the page, in its order."""

    KNEE = "knee"
    TRAINING = "training"
    READY = "ready"


class ArticlePart(enum.Enum):
    """What an article shows beside its own text, from where it is known anyway."""

    NONE = "none"
    ZONES = "zones"  # what 0 to 10 means, with the person's limits
    SAFETY = "safety"  # the lists of the safety note
    FOOT_CHECK = "foot-check"  # asks for a knee-over-foot note
    KIT = "kit"  # what the plan does without each piece of kit
    KEYS = "keys"
    SOURCES = "sources"  # all of them, with what they found


class Go(enum.Enum):
    """Where a button of an article leads, or what it does."""

    GENTLE = "gentle"
    SHORTER = "shorter"
    FOOT_CHECK = "foot-check"
    SET_LESS = "set-less"
    WEEK = "week"
    PLAN = "plan"
    PROGRESS = "progress"
    REPORT = "report"
    EXERCISES = "exercises"
    EXERCISE = "exercise"
    SETTING = "setting"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Deed:
    """A button: what it says, and where it leads. `about` is the setting, section or exercise meant."""

    go: Go
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Pictured:
    """A figure with the words under it."""

    exercise: str
    variant: str | None
    caption: str


@dataclass(frozen=True, slots=True)
class ArticleSection:
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Something that was read: how it is cited, and what it found."""

    id: str
    cite: str
    found: str


@dataclass(frozen=True, slots=True)
class Article:
    """One answer. `card` is the line on its card, `short` the answer in one sentence, `more` goes on.

    `does` says what KneeTimer does with it, `read_next` has ids of articles, `sources` of references.
    """

    id: str
    topic: Topic
    title: str
    card: str
    short: str
    more: str
    part: ArticlePart
    figures: tuple[Pictured, ...]
    sections: tuple[ArticleSection, ...]
    does: tuple[str, ...]
    deeds: tuple[Deed, ...]
    read_next: tuple[str, ...]
    sources: tuple[str, ...]

    def texts(self) -> Iterator[str]:
        """All that is written in it, in the order in which it is read."""
        yield from (self.title, self.short, self.more)
        for section in self.sections:
            yield section.title
            yield from section.paragraphs
        yield from (figure.caption for figure in self.figures)
        yield from self.does
        yield self.card


@dataclass(frozen=True, slots=True)
class Library:
    """All articles in the order of the page, and what they refer to."""

    articles: tuple[Article, ...]
    references: tuple[Reference, ...]

    def article(self, article_id: str) -> Article:
        """Raises KeyError for an article that there is not."""
        for each in self.articles:
            if each.id == article_id:
                return each
        raise KeyError(article_id)


@dataclass(frozen=True, slots=True)
class ArticleFound:
    """An article that a search finds, with the sentence in it that fits best."""

    id: str
    sentence: str


_SENTENCE = re.compile(r"(?<=[.?;])\s+")


def search(texts: Sequence[tuple[str, Sequence[str]]], wanted: str) -> tuple[ArticleFound, ...]:
    """The articles that have every word of `wanted`, those that have them in their title first.

    `texts` are ids of articles with all their texts, the title first. The beginning of a word is enough.
    """
    words = _plain(wanted).split()
    if not words:
        return ()
    hits: list[tuple[bool, ArticleFound]] = []
    for article_id, pieces in texts:
        if not all(_has(" ".join(pieces), word) for word in words):
            continue
        sentences = [sentence for piece in pieces[1:] for sentence in _SENTENCE.split(piece)]
        best = max(sentences, key=lambda sentence: sum(_has(sentence, word) for word in words))
        in_title = all(_has(pieces[0], word) for word in words)
        hits.append((not in_title, ArticleFound(article_id, best)))
    return tuple(found for _, found in sorted(hits, key=lambda hit: hit[0]))


def _plain(text: str) -> str:
    return text.casefold().replace("-", " ")


def _has(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}", _plain(text)) is not None

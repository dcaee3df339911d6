"""What the Learn page shows: cards by topic, and one article with the person's own numbers in it. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kneetimer.core.article import Article, ArticlePart, Deed, Library, Pictured, Topic, search
from kneetimer.core.exercise import Exercise
from kneetimer.core.knee import Limits, limits_of
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import Plan
from kneetimer.core.preferences import Preferences
from kneetimer.core.substitute import substitutions
from kneetimer.ui.first_start import safety
from kneetimer.ui.learn import words
from kneetimer.ui.session.words import KEYS
from kneetimer.ui.text.key_names import shown_keys


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """An answer that can be opened: its title and a line, or the sentence that was found."""

    id: str
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class CardGroup:
    title: str
    cards: tuple[AnswerCard, ...]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A line of a list: what it is about, and what is said of it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading, and under it paragraphs and lines."""

    title: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[ArticleRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ZoneBox:
    """Which numbers, what they are called, what follows, and the role of the colour behind."""

    levels: str
    title: str
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as it is read. `before` stands above its own sections, as `zones` do."""

    id: str
    topic: str
    title: str
    short: str
    more: str
    zones: tuple[ZoneBox, ...]
    before: tuple[TextBlock, ...]
    sections: tuple[TextBlock, ...]
    figures: tuple[Pictured, ...]
    does: tuple[str, ...]
    deeds: tuple[Deed, ...]
    read_next: tuple[AnswerCard, ...]
    sources: tuple[ArticleRow, ...]

    def spoken(self) -> str:
        """All of it in the order of reading, for those who hear it."""
        said = [self.short, self.more]
        said += [f"{zone.levels}: {zone.title}. {zone.text}" for zone in self.zones]
        for block in (*self.before, *self.sections):
            said += [block.title, *block.paragraphs]
            said += [f"{row.label}: {row.text}" for row in block.rows]
        said += [tr(words.DOES), *self.does]
        return "\n".join(said)


def groups(library: Library) -> tuple[CardGroup, ...]:
    """All cards, by topic."""
    return tuple(
        CardGroup(
            tr(words.TOPICS[topic]),
            tuple(
                AnswerCard(each.id, each.title, each.card) for each in library.articles if each.topic is topic
            ),
        )
        for topic in Topic
    )


def found(library: Library, preferences: Preferences, wanted: str) -> CardGroup:
    """What a search finds, with the sentences that fit."""
    open_places = words.filled_in(limits_of(preferences), preferences.sessions_a_week)
    texts = [
        (each.id, [text.format(**open_places) for text in (*each.texts(), *_read_elsewhere(each, library))])
        for each in library.articles
    ]
    return CardGroup(
        tr(words.FOUND),
        tuple(
            AnswerCard(each.id, library.article(each.id).title, each.sentence)
            for each in search(texts, wanted)
        ),
    )


def _read_elsewhere(article: Article, library: Library) -> tuple[str, ...]:
    """What an article shows from other places, so that a search finds that too."""
    match article.part:
        case ArticlePart.SAFETY:
            return tuple(tr(line) for _, lines in safety.SECTIONS for line in lines)
        case ArticlePart.SOURCES:
            return tuple(words.cited(each.cite, each.found) for each in library.references)
        case ArticlePart.KEYS:
            rows = shown_keys((*words.PAGE_KEYS, *KEYS), letter_keys=True)
            return tuple(f"{', '.join(keys)}: {text}" for keys, text in rows)
        case ArticlePart.ZONES:
            return tuple(f"{tr(title)}: {tr(text)}" for title, text in words.ZONES)
    return ()


def article_view(
    article: Article,
    library: Library,
    preferences: Preferences,
    plan: Plan,
    exercises: Mapping[str, Exercise],
    kit_label: Callable[[str], str],
) -> ArticleView:
    limits = limits_of(preferences)
    open_places = words.filled_in(limits, preferences.sessions_a_week)

    def full(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(text.format(**open_places) for text in texts)

    by_id = {each.id: each for each in library.references}
    return ArticleView(
        id=article.id,
        topic=tr(words.TOPICS[article.topic]),
        title=article.title,
        short=article.short.format(**open_places),
        more=article.more.format(**open_places),
        zones=_zones(limits) if article.part is ArticlePart.ZONES else (),
        before=_part(article.part, library, plan, exercises, kit_label, letter_keys=preferences.letter_keys),
        sections=tuple(TextBlock(each.title, full(each.paragraphs)) for each in article.sections),
        figures=article.figures,
        does=full(article.does),
        deeds=article.deeds,
        read_next=tuple(
            AnswerCard(each, library.article(each).title, library.article(each).card)
            for each in article.read_next
        ),
        sources=tuple(ArticleRow(by_id[each].cite, by_id[each].found) for each in article.sources),
    )


def _zones(limits: Limits) -> tuple[ZoneBox, ...]:
    edges = ((0, limits.fine_up_to), (limits.fine_up_to + 1, limits.stop_above), (limits.stop_above + 1, 10))
    roles = ("surface", "pain_amber", "pain_red")
    return tuple(
        ZoneBox(words.levels(first, last), tr(title), tr(text), role)
        for (first, last), (title, text), role in zip(edges, words.ZONES, roles, strict=True)
    )


def _part(
    part: ArticlePart,
    library: Library,
    plan: Plan,
    exercises: Mapping[str, Exercise],
    kit_label: Callable[[str], str],
    *,
    letter_keys: bool,
) -> tuple[TextBlock, ...]:
    match part:
        case ArticlePart.SAFETY:
            return tuple(
                TextBlock(tr(title), tuple(tr(line) for line in lines)) for title, lines in safety.SECTIONS
            )
        case ArticlePart.SOURCES:
            rows = tuple(ArticleRow(each.cite, each.found) for each in library.references)
            return (TextBlock(tr(words.SOURCES), rows=rows),)
        case ArticlePart.KEYS:
            tables = ((tr(words.KEYS_IN_SESSION), KEYS), (tr(words.KEYS_ON_PAGES), words.PAGE_KEYS))
            shown = ((title, shown_keys(table, letter_keys=letter_keys)) for title, table in tables)
            return tuple(
                TextBlock(title, rows=tuple(ArticleRow(", ".join(keys), text) for keys, text in table))
                for title, table in shown
            )
        case ArticlePart.KIT:
            return (TextBlock(tr(words.WITHOUT), rows=_without_each(plan, exercises, kit_label)),)
    return ()


def _without_each(
    plan: Plan, exercises: Mapping[str, Exercise], kit_label: Callable[[str], str]
) -> tuple[ArticleRow, ...]:
    """For each piece of kit of the plan, what stands in where it is missing."""
    doses = [dose for block in plan.blocks for dose in block.doses]
    kit = dict.fromkeys(piece for dose in doses for piece in exercises[dose.exercise].kit_of(dose.variant))
    rows = []
    for piece in kit:
        pairs = {each.instead_of: each.exercise for each in substitutions(plan, {piece}, exercises)}
        said = [
            words.plain_instead(exercises[of].name)
            if of == by
            else words.instead(exercises[by].name, exercises[of].name)
            for of, by in pairs.items()
        ]
        rows.append(ArticleRow(kit_label(piece), " ".join(said) or tr(words.NOTHING_REPLACES)))
    return tuple(rows)

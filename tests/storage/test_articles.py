"""The files of the Learn page: each is whole, and leads nowhere that does not exist."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from kneetimer.core.article import Go, Topic
from kneetimer.figure.catalogue import load_catalogue
from kneetimer.storage.plans.articles import ARTICLE_IDS, load_articles, read_article
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.toml_text import FileProblem
from kneetimer.ui.settings.table import BY_NAME, SECTIONS

LIBRARY = load_articles()
RESOURCES = resources.files("kneetimer.resources")


def test_every_file_of_the_folder_is_an_article_of_the_page() -> None:
    """Nobody writes an article that is then never shown; each topic has some."""
    names = {file.name.removesuffix(".toml") for file in (RESOURCES / "learn").iterdir()}
    assert names - {"sources"} == set(ARTICLE_IDS)
    assert {each.topic for each in LIBRARY.articles} == set(Topic)


@pytest.mark.parametrize("article", LIBRARY.articles, ids=ARTICLE_IDS)
def test_an_article_leads_to_things_that_are_there(article) -> None:  # type: ignore[no-untyped-def]
    """Its buttons name settings, sections and exercises that exist, and there are its figures and icon."""
    for deed in article.deeds:
        known = {
            Go.SETTING: set(BY_NAME),
            Go.SECTION: {section.name for section in SECTIONS},
            Go.EXERCISE: set(load_exercises()),
        }.get(deed.go, {""})
        assert deed.about in known
    for figure in article.figures:
        assert load_catalogue().has(figure.exercise, figure.variant)
    assert article.id not in article.read_next
    assert (RESOURCES / "icons" / f"learn-{article.id}.svg").is_file()


def test_every_reference_is_cited_or_stands_in_the_list() -> None:
    """The studies that speak against a claim are named where the claim is left out."""
    assert {each.id for each in LIBRARY.references} >= {"wu-2024", "rathleff-2014", "van-hooren-2018"}


def test_a_broken_article_says_where_and_what(tmp_path: Path) -> None:
    """An open place that nobody fills would be read as {that}."""
    text = (RESOURCES / "learn" / "how-often.toml").read_text(encoding="utf-8")
    file = tmp_path / "how-often.toml"
    file.write_text(text.replace("{sessions}", "{session}"), encoding="utf-8")
    with pytest.raises(FileProblem, match=r"does.*not “session”"):
        read_article(file, "how-often", [each.id for each in LIBRARY.references])

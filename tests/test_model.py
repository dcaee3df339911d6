"""What is known has one owner, which works out what follows from it once after each change."""

from dataclasses import replace
from datetime import timedelta

import pytest
from stored_sessions import START, began, whole_session
from test_program import Person, person

from kneetimer.core import outlook, short
from kneetimer.core.folding import fold
from kneetimer.core.run import Run, RunKind
from kneetimer.core.summary import summary_of
from kneetimer.program.model import Model

__all__ = ["person"]


class Counted:
    """Stands before a function of a module, and counts how often it is asked."""

    def __init__(self, patch: pytest.MonkeyPatch, module: object, name: str) -> None:
        self.calls = 0
        self._real = getattr(module, name)
        patch.setattr(module, name, self)

    def __call__(self, *given: object, **named: object) -> object:
        self.calls += 1
        return self._real(*given, **named)


@pytest.fixture
def model(person: Person) -> Model:
    return person.open().model


def test_a_press_on_a_setting_works_out_the_coming_session_once(
    person: Person, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many places show it: the page, the foot of the navigation, the reminder."""
    assert person.program is not None
    person.program.window.show_page("settings")
    steered = Counted(monkeypatch, outlook, "steered_session")
    built = Counted(monkeypatch, outlook, "build_script")
    model.choose(model.preferences.with_(rest_sets_s=60))
    assert (steered.calls, built.calls) == (1, 1)


def test_today_shown_again_works_out_nothing(
    person: Person, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What did not change since Today was shown is not built again for it."""
    assert person.program is not None
    built = Counted(monkeypatch, outlook, "build_script")
    short_forms = Counted(monkeypatch, outlook, "chosen_script")
    within = Counted(monkeypatch, short, "build_script")
    person.program.window.show_page("plan")
    plan_page = built.calls
    person.program.window.show_page("today")
    assert (built.calls, short_forms.calls, within.calls) == (plan_page, 0, 0)


def test_pages_out_of_sight_are_not_made_up_to_date(
    person: Person, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change that Settings shows is looked at by Today when somebody goes there, and then it is right."""
    program = person.program
    assert program is not None
    program.window.show_page("settings")
    refreshed = Counted(monkeypatch, program.today, "refresh")
    model.choose(model.preferences.with_(finisher=False))
    assert refreshed.calls == 0
    program.window.show_page("today")
    assert refreshed.calls == 1


def test_whoever_listens_finds_the_change_made(model: Model) -> None:
    """`changed` comes when everything that follows from the change can be asked."""
    found: list[tuple[Run, ...]] = []
    model.changed.connect(lambda: found.append(model.outlook.runs))
    run = Run(model.outlook.today, RunKind.HARD, id="run")
    model.save(run)
    assert found == [(run,)]
    later = replace(run, kind=RunKind.EASY)
    model.save(later)
    assert found[-1] == (later,)
    model.remove(later)
    assert found[-1] == ()


def test_of_hundreds_of_sessions_in_a_row_the_last_is_known_in_full(model: Model) -> None:
    """The ones before are known in the few words that a start reads, so that memory stays flat."""
    done = [fold(f"done {day}", whole_session(began(started=START + timedelta(day)))) for day in range(3)]
    for record in done:
        model.remember(record)
    assert [each.id for each in model.records] == ["done 2", "done 1", "done 0"]
    assert model.records[0] is done[2]
    assert list(model.records[1:]) == [summary_of(done[1]), summary_of(done[0])]

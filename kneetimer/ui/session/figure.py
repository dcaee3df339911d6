"""The figure of the session: follows the session's state, and draws ahead what comes next."""

from __future__ import annotations

from collections.abc import Mapping

from kneetimer.core.exercise import Exercise, Side, Tempo
from kneetimer.core.player import State
from kneetimer.figure.motion import START, STILL, Moment
from kneetimer.ui.figures.figure_view import FigureView
from kneetimer.ui.session.phase_style import PhaseStyle
from kneetimer.ui.session.view import Pose, SessionView

_SHOTS: dict[Pose, Moment] = {Pose.START: START, Pose.STILL: STILL}


class SessionFigure:
    """Keeps a FigureView at the moment that the session is at."""

    def __init__(self, figure: FigureView, exercises: Mapping[str, Exercise]) -> None:
        self._figure = figure
        self._exercises = exercises
        self._prepared_at: tuple[int, frozenset[str]] | None = None

    def show(self, state: State, view: SessionView) -> None:
        shown = view.figure
        tempo = state.step.tempo or _coming_tempo(state)
        if tempo is not None:
            self._figure.frames.set_tempo(tempo.first_ms / 1000, tempo.second_ms / 1000)
        self._figure.show_figure(
            shown.exercise, shown.variant, shown.mirrored, name=view.title, range_percent=shown.range_percent
        )
        self._figure.show_moment(_SHOTS[shown.moment] if isinstance(shown.moment, Pose) else shown.moment)
        self._figure.set_faded(view.style is PhaseStyle.PAUSED)
        prepared = (state.index, state.eased)
        if self._prepared_at != prepared:
            self._prepared_at = prepared
            self._prepare_next(state)

    def is_empty(self) -> bool:
        """Whether there is neither a figure nor a picture to see."""
        return self._figure.is_empty()

    def _prepare_next(self, state: State) -> None:
        """Draw the coming set ahead: its first picture, and its whole rep while nothing else moves."""
        shown = state.step
        coming = state.script.coming_set(state.index + shown.is_set)
        if coming is None:
            return
        step = state.script.steps[coming]
        same = (step.exercise, step.variant, step.side) == (shown.exercise, shown.variant, shown.side)
        if not (same and shown.is_set):
            eased = self._exercises[step.exercise].eased if step.exercise in state.eased else None
            self._figure.prepare(
                step.exercise,
                step.variant,
                step.side is Side.LEFT,
                rep=not shown.is_set,
                range_percent=None if eased is None else eased.range_percent,
            )


def _coming_tempo(state: State) -> Tempo | None:
    """The tempo of the coming set, so that what is drawn ahead is what will be shown."""
    coming = state.script.coming_set(state.index)
    return None if coming is None else state.script.steps[coming].tempo

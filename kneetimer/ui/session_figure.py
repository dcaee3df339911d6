"""The figure of the session: follows the session's state, and draws ahead what comes next."""

from __future__ import annotations

from kneetimer.core.exercise import Side
from kneetimer.core.player import State
from kneetimer.figure.motion import START, STILL, Moment
from kneetimer.ui.session_view import Look, Pose, SessionView
from kneetimer.ui.widgets.figure_view import FigureView

_SHOTS: dict[Pose, Moment] = {Pose.START: START, Pose.STILL: STILL}


class SessionFigure:
    """Keeps a FigureView at the moment that the session is at."""

    def __init__(self, figure: FigureView) -> None:
        self._figure = figure
        self._prepared_at: int | None = None

    def show(self, state: State, view: SessionView) -> None:
        shown = view.figure
        tempo = state.step.tempo
        if tempo is not None:
            self._figure.set_tempo(tempo.first_ms / 1000, tempo.second_ms / 1000)
        self._figure.show_figure(shown.exercise, shown.variant, shown.mirrored, name=view.title)
        self._figure.show_moment(_SHOTS[shown.moment] if isinstance(shown.moment, Pose) else shown.moment)
        self._figure.set_faded(view.look is Look.PAUSED)
        if self._prepared_at != state.index:
            self._prepared_at = state.index
            self._prepare_next(state)

    def _prepare_next(self, state: State) -> None:
        """Draw the first picture of the next other exercise while there is time."""
        for step in state.script.steps[state.index + 1 :]:
            if (step.exercise, step.variant) != (state.step.exercise, state.step.variant):
                self._figure.prepare(step.exercise, step.variant, step.side is Side.LEFT)
                return

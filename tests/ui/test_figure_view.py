"""The figure widget: what is repainted when, mirroring, reduced motion, the memory bound."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QVariantAnimation
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kneetimer.core.pacing import RepMoment, RepPhase
from kneetimer.figure.body import Build
from kneetimer.figure.catalogue import load_catalogue
from kneetimer.figure.frame_store import BOUND_BYTES
from kneetimer.figure.motion import START, STILL
from kneetimer.figure.painter import Stage
from kneetimer.figure.palette import LIGHT, figure_palette
from kneetimer.ui.figures.figure_look import FigureLook
from kneetimer.ui.figures.figure_view import TURN_MS, FigureView


class PaintCount(QObject):
    """Counts paint events of the widget that it is installed on."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


@pytest.fixture
def view(qtbot: QtBot) -> FigureView:
    widget = FigureView()
    qtbot.addWidget(widget)
    widget.resize(300, 260)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def picture(view: QWidget) -> QImage:
    """What the widget paints on a transparent ground."""
    image = QImage(view.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(0, 0, 0, 0))
    with QPainter(image) as painter:
        view.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
    return image


def test_a_figure_is_painted_on_a_transparent_ground(view: FigureView) -> None:
    """The corner stays see-through for the panel behind, the body does not."""
    view.show_figure("bodyweight-squat")
    image = picture(view)
    assert image.pixelColor(1, 1).alpha() == 0
    assert any(image.pixelColor(150, y).alpha() == 255 for y in range(260))


def test_an_unknown_exercise_leaves_the_place_empty(view: FigureView) -> None:
    """An exercise of a person's own plan may have no figure; nothing is painted and nothing breaks."""
    view.show_figure("bodyweight-squat")
    view.show_figure("juggling")
    image = picture(view)
    assert all(image.pixelColor(x, y).alpha() == 0 for x in range(0, 300, 5) for y in range(0, 260, 5))


def test_the_left_side_is_the_right_side_mirrored(view: FigureView) -> None:
    """Mirroring flips the picture, apart from the light that keeps coming from one side."""
    view.set_reduced_motion(True)
    view.show_figure("leg-swing-forward", mirrored=False)
    view.show_moment(STILL)
    right = picture(view)
    view.show_figure("leg-swing-forward", mirrored=True)
    left = picture(view).transformed(QTransform(-1, 0, 0, 1, 0, 0))
    same = sum(
        abs(right.pixelColor(x, y).alpha() - left.pixelColor(x, y).alpha()) < 40
        for x in range(0, 300, 3)
        for y in range(0, 260, 3)
    )
    assert same > 0.98 * 100 * 87


def test_nothing_is_repainted_while_a_hold_stands(view: FigureView) -> None:
    """Moments of a hold and a pause all look the same, so they cost no repaint."""
    view.show_figure("bodyweight-squat")
    view.show_moment(RepMoment(RepPhase.HOLD, 0.0))
    view.repaint()
    counter = PaintCount()
    view.installEventFilter(counter)
    for i in range(20):
        view.show_moment(RepMoment(RepPhase.HOLD, i / 20))
        QApplication.sendPostedEvents()  # a repaint that was asked for is one of them
    assert counter.count == 0


def test_a_movement_is_repainted_at_most_24_times_a_second(view: FigureView) -> None:
    """A 2 s movement asked for 200 times has at most 49 different pictures (48 steps and the first)."""
    view.frames.set_tempo(2.0, 2.0)
    view.show_figure("bodyweight-squat")
    view.show_moment(RepMoment(RepPhase.FIRST, 0.0))
    view.repaint()
    counter = PaintCount()
    view.installEventFilter(counter)
    for i in range(201):
        before = view.frames.used_bytes
        view.show_moment(RepMoment(RepPhase.FIRST, i / 200))
        assert view.frames.used_bytes >= before
        view.repaint() if view.frames.used_bytes > before else None
    assert 24 <= counter.count <= 49


def test_a_second_rep_is_replayed_from_memory(view: FigureView) -> None:
    """The frames of the first rep serve the second: no new ones are kept, none are lost."""
    view.show_figure("glute-bridge")
    moments = [RepMoment(p, i / 30) for p in (RepPhase.FIRST, RepPhase.SECOND) for i in range(31)]
    for moment in moments:
        view.show_moment(moment)
        view.repaint()
    kept = view.frames.used_bytes
    for moment in moments:
        view.show_moment(moment)
        view.repaint()
    assert view.frames.used_bytes == kept > 0


def test_frames_stay_within_their_bound(qtbot: QtBot) -> None:
    """However large the picture, no more than 64 MB of frames are kept."""
    view = FigureView()
    qtbot.addWidget(view)
    view.resize(1800, 1500)
    view.show()
    qtbot.waitExposed(view)
    view.show_figure("bodyweight-squat")
    for i in range(25):
        view.show_moment(RepMoment(RepPhase.FIRST, i / 24))
        assert view.frames.used_bytes <= BOUND_BYTES


def test_reduced_motion_shows_only_the_two_end_poses(view: FigureView) -> None:
    """At the ends of the fade one pose is seen alone; half way through both are at half strength."""
    view.set_reduced_motion(True)
    view.show_figure("bodyweight-squat")
    stage = Stage(load_catalogue().named("bodyweight-squat"), view.size(), LIGHT, ghost=False)
    ends = (RepMoment(RepPhase.FIRST, at) for at in (0.0, 1.0))
    start, end = (stage.frame(moment).convertToFormat(picture(view).format()) for moment in ends)
    view.show_moment(RepMoment(RepPhase.FIRST, 0.1))
    assert picture(view) == start
    view.show_moment(RepMoment(RepPhase.FIRST, 0.9))
    assert picture(view) == end
    view.show_moment(RepMoment(RepPhase.FIRST, 0.5))
    half = picture(view)
    faint = [
        (x, y)
        for x in range(0, 300, 4)
        for y in range(0, 260, 4)
        if start.pixelColor(x, y).alpha() == 255 and end.pixelColor(x, y).alpha() == 0
    ]
    assert faint
    assert all(90 < half.pixelColor(x, y).alpha() < 170 for x, y in faint)


def test_reduced_motion_keeps_the_arrow_of_the_direction(view: FigureView) -> None:
    """Forwards and back it is there as with full motion, while the body stands still."""
    view.show_figure("bodyweight-squat")
    blue = QColor(LIGHT.arrow)

    def arrow() -> set[tuple[int, int]]:
        image = picture(view)
        return {(x, y) for x in range(300) for y in range(260) if image.pixelColor(x, y) == blue}

    seen = []
    for reduced in (False, True):
        view.set_reduced_motion(reduced)
        for phase in (RepPhase.FIRST, RepPhase.SECOND):
            view.show_moment(RepMoment(phase, 0.1))
            seen.append(arrow())
    full, reduced_ones = seen[:2], seen[2:]
    assert all(seen) and full[0] != full[1]
    assert reduced_ones == full
    view.show_moment(RepMoment(RepPhase.PAUSE, 0))
    assert not arrow()


def test_the_next_exercise_is_ready_before_it_is_shown(view: FigureView, qtbot: QtBot) -> None:
    """After prepare() has run, showing the exercise paints its start without making a new frame."""
    view.show_figure("bodyweight-squat")
    view.prepare("clamshell", None, True)
    qtbot.waitUntil(lambda: not view.ahead.is_urgent)
    kept = view.frames.used_bytes
    view.show_figure("clamshell", None, True)
    view.show_moment(START)
    view.repaint()
    assert view.frames.used_bytes == kept


def test_a_change_of_side_turns_the_figure_and_ends(view: FigureView, qtbot: QtBot) -> None:
    """The turn passes through a narrow picture and ends with the other side."""
    view.show_figure("quad-stretch", mirrored=False)
    view.show_moment(STILL)
    view.show_figure("quad-stretch", mirrored=True)
    (turn,) = view.findChildren(QVariantAnimation)
    turn.setCurrentTime(TURN_MS // 2)
    middle = picture(view)
    widths = [x for x in range(300) if any(middle.pixelColor(x, y).alpha() > 0 for y in range(0, 260, 4))]
    assert max(widths) - min(widths) < 200
    qtbot.waitUntil(lambda: turn.state() == QVariantAnimation.State.Stopped)
    assert "left leg" in view.accessibleName()
    final = picture(view)
    view.set_reduced_motion(True)
    assert picture(view) == final


def test_paused_is_paler(view: FigureView) -> None:
    """While the session is paused the figure is at 55 % strength."""
    view.show_figure("wall-sit")
    view.set_faded(True)
    image = picture(view)
    strongest = max(image.pixelColor(x, y).alpha() for x in range(0, 300, 3) for y in range(0, 260, 3))
    assert 130 <= strongest <= 145


def test_changing_the_theme_repaints_in_its_colours(view: FigureView) -> None:
    """The dark theme's tights are not the light theme's."""
    view.show_figure("bodyweight-squat")
    light = picture(view)
    view.set_look(FigureLook(figure_palette(True), Build.A))
    assert picture(view) != light


def test_the_accessible_name_tells_exercise_and_leg(view: FigureView) -> None:
    """A screen reader hears which exercise is shown and which leg works; two-legged ones name no leg."""
    view.show_figure("clamshell", mirrored=True, name="Clamshell")
    assert view.accessibleName() == "Figure: Clamshell, left leg"
    view.show_figure("bodyweight-squat", name="Squat")
    assert view.accessibleName() == "Figure: Squat"


def test_the_session_shows_no_stopwatch(view: FigureView) -> None:
    """The session says HOLD itself; the sign is for lists."""
    view.show_figure("wall-sit")
    view.show_moment(STILL)
    figure = load_catalogue().named("wall-sit")
    for sign in (False, True):
        frame = Stage(figure, view.size(), LIGHT, sign=sign).frame(STILL)
        assert (picture(view) == frame.convertToFormat(picture(view).format())) != sign


def replayed(view: FigureView, exercise: str, mirrored: bool) -> int:
    """The memory that is taken after a rep of one side was shown."""
    view.show_figure(exercise, mirrored=mirrored)
    for phase in (RepPhase.FIRST, RepPhase.SECOND):
        for i in range(49):
            view.show_moment(RepMoment(phase, i / 48))
            view.repaint()
    return view.frames.used_bytes


def test_the_other_side_needs_no_more_memory(view: FigureView) -> None:
    """The left side of a clamshell is replayed from the frames of the right side."""
    view.set_reduced_motion(False)
    right = replayed(view, "clamshell", False)
    assert replayed(view, "clamshell", True) == right > 0


def test_reps_of_both_legs_are_replayed_in_turns(view: FigureView) -> None:
    """At the size of a session all frames of a lunge's two legs are kept, so a third rep paints nothing."""
    view.set_reduced_motion(False)
    view.resize(668, 536)
    both = [replayed(view, "walking-lunge", mirrored) for mirrored in (False, True)][-1]
    assert both < BOUND_BYTES
    assert [replayed(view, "walking-lunge", mirrored) for mirrored in (False, True)] == [both, both]


def test_a_lunge_with_the_other_leg_does_not_turn_round(view: FigureView) -> None:
    """At the change of legs the picture is the new leg's at once; other exercises turn about their axis."""
    view.set_reduced_motion(False)
    for exercise, turns in (("walking-lunge", False), ("clamshell", True)):
        view.show_figure(exercise, mirrored=True)
        left = picture(view)
        view.show_figure(exercise)
        view.show_figure(exercise, mirrored=True)
        assert (picture(view) != left) == turns, exercise


def test_a_foot_that_is_left_stays_free(view: FigureView) -> None:
    """Where something else stands at the foot the figure is drawn above it, and as before afterwards."""
    view.show_figure("lateral-band-walk")
    before = picture(view)
    view.leave_foot(60)
    smaller = picture(view)

    def is_free(image: QImage) -> bool:
        return all(image.pixelColor(x, y).alpha() == 0 for x in range(300) for y in range(200, 260))

    assert not is_free(before) and is_free(smaller)
    view.leave_foot(0)
    assert picture(view) == before

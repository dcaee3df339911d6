"""Ties a running session to the desktop around it: screen kept on, media keys, a notification.

Listens to the session and tells the devices; media keys press the keys of the session's page. Has
no part in what a session is, and a device that fails or hangs changes nothing of it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from kneetimer.core.language import tr
from kneetimer.core.player import State, Status
from kneetimer.core.session_keys import SessionKey
from kneetimer.devices.desktop.awake import ScreenAwake
from kneetimer.devices.desktop.bus import SessionBus
from kneetimer.devices.desktop.media import MediaSession, Track
from kneetimer.devices.desktop.notify import Notifier
from kneetimer.program.session_page_controller import SessionPageController
from kneetimer.ui.session import words
from kneetimer.ui.session.page import SessionPage
from kneetimer.ui.session.view import SessionView

TOLD_FOR_STEPS = 2  # then the row is free for the session; `kneetimer doctor` says it too
PATIENCE_MS = 5 * 60 * 1000  # of a pause, before the screen may go dark and the desktop says so


class HandsFree(QObject):
    """Follows one session after another."""

    notices_changed = Signal()
    raise_asked = Signal()

    def __init__(
        self,
        session: SessionPageController,
        page: SessionPage,
        bus: SessionBus | None,
        parent: QObject | None = None,
        *,
        awake: ScreenAwake | None = None,
        patience_ms: int = PATIENCE_MS,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._keep_awake = True
        self._state: State | None = None
        self._step = ""
        self._told_steps = 0  # how many steps the trouble with the screen stood in its row
        self._awake = awake or ScreenAwake(self)
        self._media = MediaSession(bus, self)
        self._notifier = Notifier(bus, page.window().windowIcon(), self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._connect(session)

    def notices(self) -> tuple[str, ...]:
        """What the person should know while a session runs."""
        return (tr(self._awake.trouble),) if self._awake.trouble and self._told_steps < TOLD_FOR_STEPS else ()

    def set_keep_awake(self, keep: bool) -> None:
        """Whether sessions keep the screen on; one that runs follows at once."""
        self._keep_awake = keep
        if not keep:
            self._awake.let_go()
        elif self._is_running() and not self._is_paused():
            self._awake.keep()

    def close(self) -> None:
        """Let the desktop go, because the program ends."""
        self._patience.stop()
        self._notifier.withdraw()
        self._media.hide()
        self._awake.close()

    @Slot(object, object)
    def _moved(self, state: State, view: SessionView) -> None:
        before, self._state = self._state, state
        if state.is_over:
            self._over()
            return
        if self._awake.trouble and before is not None and state.index != before.index:
            self._told_steps += 1
            if self._told_steps == TOLD_FOR_STEPS:
                self.notices_changed.emit()
        self._step = words.step_name(view.title, view.badge.behind if view.badge else "")
        if state.status is Status.PAUSED:
            self._patience.start()
        else:
            self._patience.stop()
            self._notifier.withdraw()
            if self._keep_awake:
                self._awake.keep()
        self._media.show(
            Track(state.index, self._step, not self._is_paused(), state.length_ms, state.position_ms)
        )

    def _over(self) -> None:
        self._told_steps = 0
        self._patience.stop()
        self._notifier.withdraw()
        self._media.hide()
        self._awake.let_go()

    def _is_running(self) -> bool:
        return self._state is not None and not self._state.is_over

    def _is_paused(self) -> bool:
        return self._state is not None and self._state.status is Status.PAUSED

    @Slot()
    def _waited_long(self) -> None:
        self._awake.let_go()
        self._notifier.show(tr(words.WAITS_TITLE), words.waits_text(self._step))

    @Slot()
    def _ask_for_attention(self) -> None:
        QApplication.alert(self._page.window())  # the page itself says already that it is paused

    # What media keys ask for, while there is a session.

    def _press(self, key: SessionKey) -> None:
        if self._is_running():
            self._page.press(key)

    @Slot()
    def _play_pause(self) -> None:
        self._press(SessionKey.MAIN)

    @Slot()
    def _play(self) -> None:
        # Where the session waits for Done, a headset takes it for paused.
        state = self._state
        if state is not None and (self._is_paused() or state.waits_for_done):
            self._press(SessionKey.MAIN)

    @Slot()
    def _pause(self) -> None:
        # A headset's one button says Pause while something plays: it is the one key, also for Done.
        if not self._is_paused():
            self._press(SessionKey.MAIN)

    @Slot()
    def _next(self) -> None:
        self._press(SessionKey.SKIP)

    @Slot()
    def _previous(self) -> None:
        self._press(SessionKey.BACK)

    @Slot()
    def _stop(self) -> None:
        self._press(SessionKey.LEAVE)

    def _connect(self, session: SessionPageController) -> None:
        session.moved.connect(self._moved)
        self._patience.timeout.connect(self._waited_long)
        self._awake.trouble_changed.connect(self.notices_changed)
        self._media.play_pause.connect(self._play_pause)
        self._media.play.connect(self._play)
        self._media.pause.connect(self._pause)
        self._media.next.connect(self._next)
        self._media.previous.connect(self._previous)
        self._media.stop.connect(self._stop)
        self._media.raise_window.connect(self.raise_asked)
        self._notifier.unseen.connect(self._ask_for_attention)
        self._notifier.pressed.connect(self.raise_asked)

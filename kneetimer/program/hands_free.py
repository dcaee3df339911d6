"""Ties a running session to the desktop around it: screen kept on, media keys, a notification.

Listens to the session driver and tells the devices; takes what media keys ask for to the page. Has
no part in what a session is, and a device that fails or hangs changes nothing of it.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from kneetimer.core.player import Status
from kneetimer.devices.desktop.awake import ScreenAwake
from kneetimer.devices.desktop.bus import SessionBus
from kneetimer.devices.desktop.media import MediaSession, Track
from kneetimer.devices.desktop.notify import Notifier
from kneetimer.program.session_driver import SessionDriver
from kneetimer.ui.session import words
from kneetimer.ui.session.page import SessionPage
from kneetimer.ui.session.view import SessionView

PATIENCE_MS = 5 * 60 * 1000  # of a pause, before the screen may go dark and the desktop says so


class HandsFree(QObject):
    """Follows one session after another."""

    notices_changed = Signal()
    raise_asked = Signal()

    def __init__(
        self,
        driver: SessionDriver,
        page: SessionPage,
        bus: SessionBus | None,
        parent: QObject | None = None,
        *,
        awake: ScreenAwake | None = None,
        patience_ms: int = PATIENCE_MS,
    ) -> None:
        super().__init__(parent)
        self._driver = driver
        self._page = page
        self._keep_awake = True
        self._step = ""
        self._awake = awake or ScreenAwake(self)
        self._media = MediaSession(bus, self)
        self._notifier = Notifier(bus, page.window().windowIcon(), self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._connect()

    @property
    def awake(self) -> ScreenAwake:
        return self._awake

    def notices(self) -> tuple[str, ...]:
        """What the person should know while a session runs."""
        return (self._awake.trouble,) if self._awake.trouble else ()

    def set_keep_awake(self, keep: bool) -> None:
        """Whether sessions keep the screen on; one that runs follows at once."""
        self._keep_awake = keep
        if not keep:
            self._awake.let_go()
        elif self._driver.is_running() and not self._is_paused():
            self._awake.keep()

    def close(self) -> None:
        """Let the desktop go, because the program ends."""
        self._patience.stop()
        self._notifier.withdraw()
        self._media.hide()
        self._awake.close()

    @Slot(object)
    def _moved(self, view: SessionView) -> None:
        state = self._driver.state
        assert state is not None
        if state.is_over:
            self._over()
            return
        self._step = words.step_name(view.title, view.badge.text if view.badge else "")
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
        self._patience.stop()
        self._notifier.withdraw()
        self._media.hide()
        self._awake.let_go()

    def _is_paused(self) -> bool:
        state = self._driver.state
        return state is not None and state.status is Status.PAUSED

    def _waits_for_done(self) -> bool:
        state = self._driver.state
        return state is not None and state.waits_for_done

    @Slot()
    def _waited_long(self) -> None:
        self._awake.let_go()
        self._notifier.show(words.WAITS_TITLE, words.waits_text(self._step))

    @Slot()
    def _ask_for_attention(self) -> None:
        QApplication.alert(self._page.window())  # the page itself says already that it is paused

    # What media keys ask for. A panel that asks something keeps them out, as it does other keys.

    def _may_act(self) -> bool:
        return self._driver.is_running() and self._page.open_overlay() is None

    @Slot()
    def _play_pause(self) -> None:
        if self._may_act():
            self._page.press_main()

    @Slot()
    def _play(self) -> None:
        if not self._may_act():
            return
        if self._is_paused():
            self._driver.go_on(redo=False)
        elif self._waits_for_done():
            self._page.press_main()  # a headset that takes the session for paused

    @Slot()
    def _pause(self) -> None:
        # A headset's one button says Pause while something plays: it is the one key, also for Done.
        if self._may_act() and not self._is_paused():
            self._page.press_main()

    @Slot()
    def _next(self) -> None:
        if self._may_act():
            self._page.skip_pressed.emit()

    @Slot()
    def _previous(self) -> None:
        if self._may_act():
            self._page.back_pressed.emit()

    @Slot()
    def _stop(self) -> None:
        if self._may_act():
            self._page.leave_pressed.emit()

    def _connect(self) -> None:
        self._driver.moved.connect(self._moved)
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

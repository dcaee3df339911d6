"""Has the recorded takes ready as samples, which are decoded before they are needed. Plays nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt, QTimer, Signal, Slot

from kneetimer.core.utterance import Spoken
from kneetimer.devices.audio import clips
from kneetimer.devices.audio.clips import OPUS_RATE_HZ, Clip, Clips
from kneetimer.devices.audio.loudspeaker import SAMPLE_BYTES, multimedia_or_reason

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDecoder


class ClipDecoder(QObject):
    """Makes samples of Opus clips, one after the other and in the order in which they are wanted."""

    decoded = Signal()
    """One more clip is there."""

    failed = Signal()
    """This computer cannot decode them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        multimedia, _ = multimedia_or_reason()
        self._samples: dict[str, bytes] = {}
        self._queue: list[str] = []
        self._file = ""  # that is being decoded
        self._parts: list[bytes] = []
        self._decoder: QAudioDecoder | None = None
        if multimedia is None:
            return
        decoder = multimedia.QAudioDecoder(self)
        # Behind the decoder among the children: they are deleted in this order, and as long as the decoder is
        # there, a thread of Qt's reads from its source.
        self._source = QBuffer(self)
        if not decoder.isSupported():
            return
        self._decoder = decoder
        form = multimedia.QAudioFormat()
        form.setSampleRate(OPUS_RATE_HZ)
        form.setChannelCount(1)
        form.setSampleFormat(multimedia.QAudioFormat.SampleFormat.Int16)
        decoder.setAudioFormat(form)
        decoder.bufferReady.connect(self._take_part)
        # Queued, because a decoder that is started anew inside of its own signal says so twice.
        decoder.finished.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        decoder.error.connect(self._give_up, Qt.ConnectionType.QueuedConnection)

    @property
    def works(self) -> bool:
        return self._decoder is not None

    def samples(self, clip: Clip) -> bytes | None:
        """Mono samples of 16 bits at OPUS_RATE_HZ; None where they are not decoded yet."""
        return self._samples.get(clip.file)

    def want(self, wanted: Iterable[Clip], *, first: bool = False) -> None:
        """Decode clips that are not there yet; with `first` before all others."""
        new = [clip.file for clip in wanted if clip.file not in self._samples and clip.file != self._file]
        new = list(dict.fromkeys(new))
        others = [file for file in self._queue if file not in new]
        self._queue = [*new, *others] if first else [*self._queue, *(f for f in new if f not in self._queue)]
        if not self._file:
            self._next()

    def keep_only(self, wanted: Iterable[Clip]) -> None:
        """Let go of the samples of all other clips."""
        files = {clip.file for clip in wanted}
        self._samples = {file: samples for file, samples in self._samples.items() if file in files}

    def forget(self) -> None:
        """Let go of all samples."""
        self._queue.clear()
        self._samples.clear()

    @Slot()
    def _next(self) -> None:
        if self._decoder is None or self._file or not self._queue:
            return
        self._file = self._queue.pop(0)
        self._parts.clear()
        self._source.close()
        try:
            self._source.setData((clips.folder() / f"{self._file}.opus").read_bytes())
        except OSError:
            self._give_up()
            return
        self._source.open(QIODevice.OpenModeFlag.ReadOnly)
        self._decoder.setSourceDevice(self._source)
        self._decoder.start()

    @Slot()
    def _take_part(self) -> None:
        assert self._decoder is not None
        while self._decoder.bufferAvailable():
            self._parts.append(bytes(self._decoder.read().constData()))

    @Slot()
    def _finish(self) -> None:
        # Said once more for the clip before, when the next one is begun.
        if self._decoder is None or self._decoder.isDecoding() or not self._file:
            return
        file, self._file = self._file, ""
        self._samples[file] = b"".join(self._parts)
        self.decoded.emit()
        # The window may want its thread in between.
        QTimer.singleShot(0, self, self._next)

    @Slot()
    def _give_up(self) -> None:
        self._decoder, self._file = None, ""
        self._queue.clear()
        self.failed.emit()


class RecordedTakes(QObject):
    """What is recorded, in the form that this computer can play."""

    ready = Signal()
    """One more take can be said at once."""

    changed = Signal()
    """They were looked for, or another form of them is taken from now on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clips = Clips({}, compressed=True)
        self._decoder: ClipDecoder | None = None

    def __bool__(self) -> bool:
        return bool(self._clips)

    @property
    def rate_hz(self) -> int:
        return self._clips.rate_hz

    def look(self) -> None:
        """Find them; before that there are none."""
        if self._decoder is None:
            self._decoder = ClipDecoder(self)
            self._decoder.decoded.connect(self.ready)
            self._decoder.failed.connect(self._choose)
        self._choose()

    def prepare(self, utterances: Iterable[Spoken], *, first: bool = False) -> None:
        """Make ready what will be said, in this order; with `first` before all else that was wanted.

        Without it, what else was made ready is let go: all that is recorded would fill 150 MB, and one
        session after the other has exercises that those before it had not.
        """
        if self._decoder is not None and self._clips.compressed:
            wanted = [clip for spoken in utterances for clip, _ in self._clips.of(spoken)]
            if not first:
                self._decoder.keep_only(wanted)
            self._decoder.want(wanted, first=first)

    def forget(self) -> None:
        """Let go of what was made ready."""
        if self._decoder is not None:
            self._decoder.forget()

    def can_say(self, spoken: Spoken) -> bool:
        return bool(self._clips.of(spoken))

    def length_ms(self, spoken: Spoken) -> int | None:
        return self._clips.length_ms(spoken)

    def samples(self, spoken: Spoken) -> bytes | None:
        """An utterance as mono samples of 16 bits at `rate_hz`; None where it is not ready yet.

        Raises OSError or ValueError where its files cannot be read.
        """
        parts: list[bytes] = []
        for clip, pause_ms in self._clips.of(spoken):
            samples = self._samples(clip)
            if samples is None:
                return None
            parts += [samples, bytes(SAMPLE_BYTES * (self.rate_hz * pause_ms // 1000))]
        return b"".join(parts)

    def _samples(self, clip: Clip) -> bytes | None:
        if not self._clips.compressed:
            return clips.read_wav_clip(clip)
        return None if self._decoder is None else self._decoder.samples(clip)

    @Slot()
    def _choose(self) -> None:
        assert self._decoder is not None
        try:
            self._clips = Clips(clips.recorded(), compressed=self._decoder.works)
        except (OSError, ValueError):
            self._clips = Clips({}, compressed=True)
        self.changed.emit()

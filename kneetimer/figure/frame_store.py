"""Painted frames kept for replay, within a bound of memory. Does not paint them and knows no widget."""

from collections import OrderedDict
from collections.abc import Hashable

from kneetimer.figure.sprite import Sprite

BOUND_BYTES = 64 * 1024 * 1024


class FrameStore:
    """Sprites by key; the least recently used go first when the bound is passed."""

    def __init__(self, bound_bytes: int = BOUND_BYTES) -> None:
        self.bound_bytes = bound_bytes
        self._frames: OrderedDict[Hashable, Sprite] = OrderedDict()
        self._bytes = 0

    @property
    def used_bytes(self) -> int:
        """Memory of the pictures kept; never more than the bound."""
        return self._bytes

    def __len__(self) -> int:
        return len(self._frames)

    def find(self, key: Hashable) -> Sprite | None:
        """The frame, if it is kept."""
        sprite = self._frames.get(key)
        if sprite is not None:
            self._frames.move_to_end(key)
        return sprite

    def keep(self, key: Hashable, sprite: Sprite) -> None:
        """Keep a frame; one larger than the whole bound is not kept."""
        size = sprite.image.sizeInBytes()
        if size > self.bound_bytes:
            return
        old = self._frames.pop(key, None)
        if old is not None:
            self._bytes -= old.image.sizeInBytes()
        self._frames[key] = sprite
        self._bytes += size
        while self._bytes > self.bound_bytes:
            _key, gone = self._frames.popitem(last=False)
            self._bytes -= gone.image.sizeInBytes()

    def clear(self) -> None:
        """Forget all frames."""
        self._frames.clear()
        self._bytes = 0

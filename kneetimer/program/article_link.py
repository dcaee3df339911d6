"""A way from elsewhere in the window to one answer of the Learn page, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kneetimer.program.lazy import Lazy

if TYPE_CHECKING:
    from kneetimer.program.learn_controller import LearnController


class ArticleLink(QObject):
    """Leads to the answer of that id."""

    def __init__(self, learn: Lazy[LearnController], article: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._learn = learn
        self._article = article

    @Slot()
    def open(self) -> None:
        self.open_article(self._article)

    @Slot(str)
    def open_article(self, article: str) -> None:
        """Lead to another answer."""
        self._learn().open(article)

    @Slot(str)
    def show_over(self, article: str) -> None:
        """Show an answer over the session that is paused for a question."""
        self._learn().show_over(article)

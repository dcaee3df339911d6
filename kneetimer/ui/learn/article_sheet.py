"""An article over what is open, for where nobody can leave: a session that is paused for a question.

Leads nowhere else: what an article can start, its page does.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.focus_ring import FocusRings
from kneetimer.ui.controls.sheet import fit_on_screen
from kneetimer.ui.figures.figure_look import FigureLook
from kneetimer.ui.learn import words
from kneetimer.ui.learn.article_page import ArticlePage
from kneetimer.ui.learn.view import ArticleView
from kneetimer.ui.shell.theme import Theme

WIDTH, HEIGHT = 1000, 700


class ArticleSheet(QDialog):
    def __init__(
        self, theme: Theme, view: ArticleView, look: FigureLook, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(view.title)
        self.setModal(True)
        self.article = ArticlePage(theme)
        self.article.back.hide()
        self.article.set_look(look)
        self.article.show_article(replace(view, deeds=(), read_next=()))
        self.back = Button(theme, tr(words.BACK_TO_SESSION), ButtonKind.FILLED)
        FocusRings(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.addWidget(self.article, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(32, 0, 32, 0)
        foot.addStretch(1)
        foot.addWidget(self.back)
        column.addLayout(foot)
        self.back.clicked.connect(self.accept)
        self.back.setFocus()
        fit_on_screen(self, theme.px(WIDTH), theme.px(HEIGHT))

"""An article and marks made by hand, for views that are shown alone."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotations.model import Annotation, AnnotationId, AnnotatorId, Article, ArticleId, FieldValue, Link, Verdict
from annotations.operations.articles import completed
from annotations.scheme import Scheme, load_scheme
from desktop.marks import Mark, mark_of
from desktop.views.article.reader import Reader
from desktop.views.preferences.dialog import Preferences
from desktop.window import Window

STORY = "A headline\n\nAda Holm met Bo Ek in Oslo.\n\nShare this page\n\n" + "The talks went on and on. " * 30


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    return load_scheme("news-claims")


@pytest.fixture
def make_mark(scheme: Scheme) -> Callable[..., Mark]:
    """Make a mark on words of a text."""

    def made(
        text: str,
        words: str,
        label: str = "",
        layer: str = "entity",
        *,
        suggested: bool = False,
        verdict: Verdict | None = None,
        number: int = 0,
        fields: dict[str, FieldValue] | None = None,
        links: dict[str, Link] | None = None,
    ) -> Mark:
        start = text.index(words)
        annotation = Annotation(
            AnnotationId(f"{layer}:{words}"), ArticleId("story"), AnnotatorId("ana"), layer, start, start + len(words),
            words, label, fields or {}, links or {}, verdict,
        )  # fmt: skip
        return mark_of(annotation, scheme.layer(layer), suggested, number)

    return made


@pytest.fixture
def reader(qtbot: QtBot) -> Reader:
    made = Reader()
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def show(reader: Reader) -> Callable[..., Article]:
    """Show a text with marks."""

    def shown(text: str, *marks: Mark, source: str = "") -> Article:
        article = completed(Article(ArticleId("story"), text=text))
        reader.show_article(article, marks, source)
        return article

    return shown


@pytest.fixture
def dialog(window: Window, qtbot: QtBot) -> Iterator[Preferences]:
    window.actions_by_name["preferences"].trigger()
    made = window.findChild(Preferences)
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    if isValid(made):
        made.close()


@pytest.fixture
def turn_to(dialog: Preferences) -> Callable[[str], QWidget]:
    """Choose a page by its name."""

    def turned(name: str) -> QWidget:
        pages = dialog.findChild(QListWidget)
        pages.setCurrentItem(pages.findItems(name, Qt.MatchFlag.MatchExactly)[0])
        return dialog.page()

    return turned

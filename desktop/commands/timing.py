"""Timing: how long the annotator works on the open article, and on the mark that has the focus.

Work shows in keys, clicks, scrolling and the pointer over the window: they are watched where the platform hands them to
the window, and at the article; to watch the whole application would cost a millisecond at every step. The time between
two such signs counts in full when it is no longer than `IDLE_SECONDS`, as while reading; a longer pause counts nothing,
since nobody knows whether somebody was there. While another window has the keyboard no time passes. What was counted is
written a moment after an article was left, so that the next one need not wait for that.
"""

import time
from collections import defaultdict
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

from annotations.model import AnnotationId, ArticleId
from annotations.operations.time_spent import add_time
from desktop.open_article import OpenArticle
from desktop.session import Session

IDLE_SECONDS = 60.0
KEPT_SECONDS = 60.0  # of work after which it is written, so that a killed program loses no more
LATER = 700  # milliseconds
LEAST_SECONDS = 1.0  # less than that is passing by

_SIGNS = {
    QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove,
    QEvent.Type.Wheel, QEvent.Type.HoverMove, QEvent.Type.TouchUpdate,
}  # fmt: skip


class Timing(QObject):
    """Counts while it is watching. `clock` gives seconds."""

    def __init__(
        self, session: Session, opened: OpenArticle, reader: QWidget, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(opened)
        self._session, self._opened, self._reader = session, opened, reader
        self._window: QWindow | None = None
        self.clock = clock
        self._latest: float | None = None  # when work was seen last; none while no time passes
        self._seconds = 0.0
        self._by_mark: defaultdict[AnnotationId, float] = defaultdict(float)
        self._counted: list[tuple[ArticleId, float, dict[AnnotationId, float]]] = []  # and not yet written
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self._later.timeout.connect(self.write)
        opened.leaving.connect(self.tick)
        opened.closing.connect(self.keep)
        opened.opened.connect(self.tick)

    def watch(self) -> None:
        """Begin to watch the article and its window."""
        self._reader.installEventFilter(self)
        self._watch_window()
        _application().applicationStateChanged.connect(self._on_state)
        self.tick()

    def stop(self) -> None:
        """Write what was counted, and watch no longer."""
        self.keep()
        self.write()
        self._reader.removeEventFilter(self)
        if self._window:
            self._window.removeEventFilter(self)
        _application().applicationStateChanged.disconnect(self._on_state)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count what shows that somebody is at work."""
        if event.type() in _SIGNS:
            self.tick()
        elif event.type() == QEvent.Type.Show and watched is self._reader:
            self._watch_window()
        return False

    def tick(self) -> None:
        """Count the time since work was seen last, for the article that is open and its focused mark."""
        now = self.clock()
        passed, self._latest = 0.0 if self._latest is None else now - self._latest, now
        if self._opened.article is None or not 0 < passed <= IDLE_SECONDS:
            return
        self._seconds += passed
        mark = self._opened.focused
        if mark and not mark.suggested:
            self._by_mark[mark.id] += passed
        if self._seconds >= KEPT_SECONDS:
            self.keep()

    def keep(self) -> None:
        """Let what was counted for the open article be written soon."""
        if self._seconds < KEPT_SECONDS:
            self.tick()
        article = self._opened.article
        if article and self._seconds >= LEAST_SECONDS:
            self._counted.append((article.id, self._seconds, dict(self._by_mark)))
            self._later.start()
        self._seconds, self._by_mark = 0.0, defaultdict(float)

    def write(self) -> None:
        """Write what was counted, for the annotator who acts now."""
        self._later.stop()
        counted, self._counted = self._counted, []
        if self._session.project.annotator and not self._session.project.readonly:
            for one in counted:
                self._session.run_quietly(add_time, *one)

    def _watch_window(self) -> None:
        """Watch the window, which is there once it was shown."""
        window = self._reader.window().windowHandle()
        if window is not None and self._window is None:
            self._window = window
            window.installEventFilter(self)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self._latest = self.clock()
        else:
            self.tick()
            self._latest = None


def _application() -> QGuiApplication:
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    return app

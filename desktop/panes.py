"""The panes around the article: what they are called and where they are at first."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from desktop.views.docks import Docks


def make_panes(
    article: QWidget, queue: QWidget, inspector: QWidget, guide: QWidget, hits: QWidget, history: QWidget
) -> Docks:
    """Put panes around an article, each as wide or high as it is at first; guidelines and history are hidden."""
    areas, made = Qt.DockWidgetArea, Docks(article)
    made.add("queue", _tr("Queue"), queue, areas.LeftDockWidgetArea, 270)
    made.add("inspector", _tr("Inspector"), inspector, areas.RightDockWidgetArea, 310)
    made.add("guide", _tr("Guidelines"), guide, areas.LeftDockWidgetArea, 270, shown=False)
    made.add("hits", _tr("Hits"), hits, areas.BottomDockWidgetArea, 190)
    made.add("history", _tr("History"), history, areas.RightDockWidgetArea, 310, shown=False)
    return made


def _tr(text: str) -> str:
    return QCoreApplication.translate("panes", text)

"""Show a bare window with a text editor until it is painted. The text file is the argument."""

import sys

from first_paint import tell_first_paint
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit


class Editor(QTextEdit):
    """A text editor that tells when it is painted."""


tell_first_paint(Editor)
application = QApplication(sys.argv[:1])
window = QMainWindow()
editor = Editor()
with open(sys.argv[1], encoding="utf-8") as file:
    editor.setPlainText(file.read())
window.setCentralWidget(editor)
window.resize(1280, 800)
window.show()
sys.exit(application.exec())

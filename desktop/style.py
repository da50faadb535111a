"""The style sheet of the window: what palettes cannot say."""

from desktop.theme import Theme

_SHEET = """
QMainWindow, QDialog {{ background: {window}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {border}; padding: 6px 8px; }}
QMenuBar {{ background: {window}; padding: 2px 6px; }}
QMenuBar::item {{ padding: 4px 8px; border-radius: 5px; }}
QMenuBar::item:selected {{ background: {raised}; }}
QMenu {{ background: {raised}; border: 1px solid {border}; padding: 5px; }}
QMenu::item {{ padding: 5px 26px 5px 12px; border-radius: 5px; }}
QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 5px 8px; }}
QLineEdit, QPlainTextEdit, QComboBox {{ background: {surface}; border: 1px solid {border}; border-radius: 6px;
    padding: 5px 9px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border-color: {accent}; }}
QPushButton, QToolButton {{ background: {raised}; border: 1px solid {border}; border-radius: 6px; padding: 5px 11px; }}
QPushButton:hover, QToolButton:hover {{ border-color: {muted}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {accent}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {window}; }}
QPushButton:default, QPushButton[primary="true"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QToolButton[flat="true"] {{ background: transparent; border-color: transparent; padding: 4px 8px; }}
QToolButton[flat="true"]:hover {{ background: {raised}; border-color: {border}; }}
QToolButton[flat="true"]:checked {{ background: {raised}; border-color: {border}; }}
QToolButton::menu-indicator {{ image: none; }}
QListView {{ background: {window}; border: none; outline: none; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: {window}; border: none; }}
QSplitter::handle {{ background: {border}; width: 1px; }}
QProgressBar {{ background: {border}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {border}; border-radius: 4px; min-height: 30px; margin: 1px; }}
QScrollBar::handle:vertical:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    height: 0; background: transparent; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="title"] {{ font-weight: 600; }}
QLabel[role="warning"] {{ color: {warning}; }}
QLabel[role="key"] {{ color: {muted}; border: 1px solid {border}; border-radius: 4px; padding: 0 4px; }}
"""


def sheet(theme: Theme) -> str:
    """The style sheet in a theme's colours."""
    return _SHEET.format(**theme._asdict())

"""The style sheet of the window: what palettes cannot say."""

from annotations.resources import resource
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
QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {{ background: {surface}; border: 1px solid {border};
    border-radius: 6px; padding: 5px 9px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ border-color: {accent}; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow, QAbstractSpinBox::down-arrow {{ image: url({icons}/down-on-{kind}.svg);
    width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {border}; selection-background-color: {accent};
    selection-color: {on_accent}; }}
QAbstractSpinBox QLineEdit, QKeySequenceEdit QLineEdit {{ border: none; padding: 0 5px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; background: transparent; width: 20px; }}
QAbstractSpinBox::up-arrow {{ image: url({icons}/up-on-{kind}.svg); width: 12px; height: 12px; }}
QCheckBox, QRadioButton {{ spacing: 9px; padding: 2px; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {muted};
    background: {surface}; }}
QCheckBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent};
    image: url({icons}/tick-on-{accent_kind}.svg); }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {accent}; background: {on_accent}; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {accent}; }}
QCheckBox:focus, QRadioButton:focus {{ background: {raised}; border-radius: 6px; }}
QPushButton, QToolButton {{ background: {raised}; border: 1px solid {border}; border-radius: 6px; padding: 5px 11px; }}
QPushButton:hover, QToolButton:hover {{ border-color: {muted}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {accent}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {window}; }}
QPushButton:default, QPushButton[primary="true"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton:disabled {{ background: {window}; color: {muted}; border-color: {border}; }}
QFileDialog QToolButton {{ padding: 3px; }}
QToolButton[flat="true"] {{ background: transparent; border-color: transparent; padding: 4px 8px; }}
QToolButton[flat="true"]:hover {{ background: {raised}; border-color: {border}; }}
QToolButton[flat="true"]:focus {{ border-color: {accent}; }}
QToolButton[flat="true"]:checked {{ background: {raised}; border-color: {border}; }}
QToolButton[flat="true"]:checked {{ color: {accent}; }}
QToolButton::menu-indicator {{ image: none; }}
QListView {{ background: {window}; border: none; outline: none; }}
QListView#pages::item {{ padding: 7px 10px; border-radius: 6px; }}
QListView#pages::item:selected {{ background: {accent}; color: {on_accent}; }}
QListView#pages::item:selected:!active {{ background: {window}; color: {text}; border: 1px solid {muted}; }}
QTreeView {{ background: {surface}; border: 1px solid {border}; border-radius: 6px; outline: none; }}
QTreeView::item:selected {{ background: {accent}; color: {on_accent}; }}
QTableView {{ background: {window}; border: none; outline: none; }}
QTableView QTableCornerButton::section, QTableView QHeaderView {{ background: {window}; border: none; }}
QTableView QHeaderView::section {{ border: none; padding: 2px 8px; }}
QHeaderView::section {{ background: {window}; color: {muted}; border: none; border-bottom: 1px solid {border};
    padding: 5px 6px; }}
QHeaderView::up-arrow {{ image: url({icons}/down-on-{kind}.svg); width: 10px; height: 10px; }}
QHeaderView::down-arrow {{ image: url({icons}/up-on-{kind}.svg); width: 10px; height: 10px; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: {window}; border: none; }}
QMainWindow::separator {{ background: {border}; width: 1px; height: 1px; }}
QMainWindow::separator:hover {{ background: {accent}; }}
QDockWidget {{ color: {muted}; }}
QDockWidget > QWidget {{ background: {window}; }}
QTabBar {{ background: {window}; }}
QTabBar::tab {{ background: transparent; color: {muted}; padding: 5px 12px; border: none;
    border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {text}; border-bottom-color: {accent}; }}
QToolButton#cancel {{ padding: 2px 10px; }}
QToolButton[small="true"] {{ padding: 2px 6px; color: {muted}; }}
QTextBrowser#guide {{ background: {window}; border: none; padding: 6px 6px 6px 16px; }}
QFrame#notice {{ background: {raised}; border: none; border-bottom: 1px solid {border}; }}
QFrame#panel {{ background: {raised}; border: 1px solid {border}; border-radius: 8px; }}
QLabel[role="pane"] {{ color: {muted}; font-size: 8pt; font-weight: 600; }}
QProgressBar {{ background: {border}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {border}; border-radius: 4px; min-height: 30px; margin: 1px; }}
QScrollBar::handle:vertical:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    height: 0; background: transparent; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="welcome"] {{ font-size: 24pt; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: 15pt; font-weight: 600; }}
QLabel[role="title"] {{ font-weight: 600; }}
QLabel[role="warning"] {{ color: {warning}; }}
QLabel[role="key"] {{ color: {muted}; border: 1px solid {border}; border-radius: 4px; padding: 0 4px; }}
"""


def sheet(theme: Theme) -> str:
    """The style sheet in a theme's colours."""
    kinds = {"kind": "dark" if theme.dark else "light", "accent_kind": "light" if theme.dark else "dark"}
    return _SHEET.format(icons=resource("icons").as_posix(), **kinds, **theme._asdict())

"""Keys that belong to the platform: its menus, its windows and its desktop. The program takes none of them.

Named as Qt names keys, so on macOS Ctrl is the Command key and Meta is Control.
"""

import re
import sys

from PySide6.QtCore import QCoreApplication

_MENUS = r"Alt\+[^\W\d_]|(Shift\+)?F10"  # a letter of any script: the menus are translated
_DESKTOP = r"Meta\+.*|Alt\+(Shift\+)?Tab|Alt\+(Space|Esc|F4)|Ctrl\+Alt\+Del"
_RESERVED = {
    "win32": (_MENUS, rf"{_DESKTOP}|Ctrl\+(Shift\+)?Esc"),
    "darwin": ("", r"Ctrl\+(Alt\+)?(H|M|Space|Tab)|Ctrl\+Shift\+[345]|Meta\+(Up|Down|Left|Right|Space)|Ctrl\+Alt\+Esc"),
    "linux": (_MENUS, rf"{_DESKTOP}|Alt\+F[1278]|Ctrl\+Alt\+(F\d+|Up|Down|Left|Right|Backspace)"),
}


def why_reserved(key: str, system: str = sys.platform) -> str:
    """Say in a sentence why no command can have a key on a system, one of `sys.platform`; empty where one can."""
    menus, desktop = _RESERVED.get(system, _RESERVED["linux"])
    if menus and re.fullmatch(menus, key):
        return QCoreApplication.translate("keys", "This key opens a menu, so it cannot be used for anything else.")
    if re.fullmatch(desktop, key):
        return QCoreApplication.translate("keys", "Your system uses this key itself. Choose another one.")
    return ""

"""Languages: their names, and a dialog to choose one."""

from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QWidget

from desktop.views.dialogs.ask import ask_words

NONE = {QLocale.Language.AnyLanguage, QLocale.Language.C}
USUAL = ("en", "es", "pt", "fr", "it", "ca", "de", "ru")


def language_name(code: str) -> str:
    """The name of a language by its code; a code that nobody knows is its own name."""
    language = QLocale.codeToLanguage(code.replace("_", "-").split("-")[0])
    return code if language in NONE else QLocale.languageToString(language)


def language_code(words: str) -> str:
    """The code of a language that is given by name, in English or its own, or by code; else the words as they are."""
    return _codes().get(words.strip().casefold(), words.strip())


def ask_language(current: str, known: Iterable[str], parent: QWidget) -> str | None:
    """Ask for a language, those of the project first; none when it was left, empty for what the text tells."""
    codes = [code for code in dict.fromkeys([*known, *USUAL]) if code and code != current]
    now = language_name(current) or QCoreApplication.translate("languages", "unknown")
    words = ask_words(
        QCoreApplication.translate("languages", "Article language"),
        QCoreApplication.translate(
            "languages", "Currently: {}. Type a language, or leave this empty to detect it."
        ).format(now),
        [language_name(code) for code in codes],
        parent,
    )
    return None if words is None else language_code(words)


@cache
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in (one for one in QLocale.Language if one not in NONE):
        code = QLocale.languageToCode(language)
        native = QLocale(language).nativeLanguageName()
        for name in (code, QLocale.languageToString(language), native, native.split(" de ")[0]):
            if name and code:
                found.setdefault(name.casefold(), code)
    return found

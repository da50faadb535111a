"""The article's text in scripts without spaces: the caret's moves, double clicks, marks and ends of marks."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from annotations.model import Article, ArticleId
from annotations.operations.articles import add_articles
from desktop.views.article.span_rectangles import bounds
from desktop.workspace import Workspace

TEXTS = {
    "ja": "昨日大阪市で山田一郎が話した。",
    "zh": "张伟昨天在北京大学说话。",
    "th": "นายกรัฐมนตรีไปเชียงใหม่เมื่อวาน",
    "lo": "ປະເທດລາວຢູ່ວຽງຈັນ",
    "km": "ភ្នំពេញគឺជារាជធានី",
    "my": "ရန်ကုန်မြို့တွင်",
    "hi": "प्रधानमंत्री दिल्ली पहुँचे।",
    "ar": "قال مُحَمَّد ذلك",
    "emoji": "Ada 👩‍👩‍👧‍👦 und 🇫🇷🇩🇪 hier",
}


@pytest.fixture
def read(desk: Workspace):
    def show(language: str) -> Workspace:
        add_articles(desk.session.project, [Article(ArticleId(language), text=TEXTS[language])])
        desk.opened.open(ArticleId(language))
        return desk

    return show


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", "大阪"), ("ja", "山田一郎"), ("zh", "北京"), ("th", "เชียงใหม่"), ("lo", "ລາວ"),
        ("km", "ភ្នំពេញ"), ("my", "ရန်ကုန်"),
        ("hi", "दिल्ली"), ("ar", "مُحَمَّد"), ("emoji", "👩‍👩‍👧‍👦"),
    ],
)  # fmt: skip
def test_what_is_selected_is_marked(read, at, press, language: str, words: str) -> None:
    read(language)
    at.select(words)
    press("Shift+G")
    assert at.focused.quote == words


@pytest.mark.parametrize(
    ("language", "part", "whole"), [("hi", "ल्ल", "दिल्ली"), ("ar", "َمَّ", "مُحَمَّد"), ("emoji", "👩", "👩‍👩‍👧‍👦")]
)
def test_letters_and_spaced_words_are_completed(read, at, press, language: str, part: str, whole: str) -> None:
    read(language)
    at.select(part)
    press("Shift+G")
    assert at.focused.quote == whole


def test_a_selection_to_the_letter_cuts_no_letter(read, at, press) -> None:
    read("hi")
    at.select("ल्ल")
    press("L Shift+G")
    assert at.focused.quote == "ल्ली"


@pytest.mark.parametrize(
    ("keys", "quote"),
    [("]", "大阪市"), ("] ]", "大阪市で"), ("[", "日大阪"), ("{", "阪"), ("}", "大"), ("Ctrl+]", "大阪市")],
)
def test_ends_grow_and_shrink_by_a_letter(read, at, press, keys: str, quote: str) -> None:
    read("ja")
    at.select("大阪")
    press(f"Shift+G {keys}")
    assert at.focused.quote == quote


def test_ends_grow_over_whole_flags(read, at, press) -> None:
    read("emoji")
    at.select("und")
    press("Shift+G Ctrl+] Ctrl+]")
    assert at.focused.quote == "und 🇫🇷"


def test_the_caret_moves_by_letters_where_words_are_not_set_apart(read, press) -> None:
    desk = read("ja")
    press("Ctrl+Home Ctrl+Right Ctrl+Right Ctrl+Right")
    assert desk.reader.caret() == 3
    press("Ctrl+Left Ctrl+Shift+Right Ctrl+Shift+Right")
    assert desk.reader.selection() == (2, 4)
    press("Ctrl+Shift+Left")
    assert desk.reader.selection() == (2, 3)


def test_a_double_click_takes_one_letter(read, qtbot: QtBot) -> None:
    desk = read("ja")
    reader = desk.reader
    at = reader.viewport().mapFrom(reader.viewport(), bounds(reader.document(), 3, 4).center().toPoint())
    qtbot.mouseDClick(
        reader.viewport(), Qt.MouseButton.LeftButton, pos=at - QPoint(6, reader.verticalScrollBar().value())
    )
    assert reader.selection() == (3, 4)
    qtbot.mouseRelease(reader.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_latin_words_are_still_moved_over_whole(desk: Workspace, press) -> None:
    press("Ctrl+Home Ctrl+Right")
    assert desk.reader.caret() == len("Port ")

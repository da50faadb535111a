"""The article as it is printed and saved as PDF."""

from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor

from desktop import file_dialogs
from desktop.commands.printing import document, pdf
from desktop.workspace import Workspace
from tests.desktop.conftest import At


@pytest.fixture
def tagged(desk: Workspace, at: At, press) -> Workspace:
    at.select("Nobody else was asked")
    press("Space")
    press("S")
    at.focus("Oslo")
    press("Y")
    return desk


def test_the_text_its_marks_and_its_claims_are_there(tagged: Workspace) -> None:
    article, marks = tagged.opened.article, tagged.opened.marks
    made = document(article, marks)
    words = made.toPlainText()
    assert article.title in words
    assert "“Nobody else was asked”" in words
    assert "Stance: Neutral" in words
    assert "Oslo GPE" in words
    claim = next(mark for mark in marks if mark.layer.style == "bar")
    assert f"{claim.number}Nobody else" in words  # its number stands before it
    cursor = QTextCursor(made.find("Nobody else was"))
    assert cursor.charFormat().fontUnderline()
    open_ones = [mark for mark in marks if mark.suggested]
    assert open_ones
    assert all(f"{mark.annotation.quote} {mark.tag}" not in words for mark in open_ones)


def test_it_is_a_pdf(tagged: Workspace) -> None:
    made = pdf(tagged.opened.article, tagged.opened.marks)
    assert made.startswith(b"%PDF-")
    assert made.rstrip().endswith(b"%%EOF")
    assert len(made) > 2000


def test_it_is_saved_where_it_was_asked_for(
    tagged: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, press
) -> None:
    asked = []
    monkeypatch.setattr(file_dialogs, "file_to_save", lambda *said, **_: asked.append(said[2]) or str(tmp_path / "out"))
    tagged.commands.printing.save_pdf()
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
    assert asked == [f"{tagged.opened.article.title}.pdf"]
    assert f"Saved {tmp_path / 'out.pdf'}." in tagged.notice.text()
    monkeypatch.setattr(file_dialogs, "file_to_save", lambda *_, **__: str(tmp_path / "nowhere" / "out.pdf"))
    tagged.commands.printing.save_pdf()
    assert "cannot be written" in tagged.notice.text()


def test_foreign_words_are_plain_text(desk: Workspace) -> None:
    article = desk.opened.article._replace(title="<b>bold</b>", text="<img src='x'> & \x00 مرحبا 東京 🚢", source="<i>")
    words = document(article, ()).toPlainText()
    assert "<b>bold</b>" in words
    assert "<img src='x'> & � مرحبا 東京 🚢" in words
    assert pdf(article, ()).startswith(b"%PDF-")

import pytest

from annotations.model import Article, ArticleId
from annotations.operations.articles import add_articles
from desktop.workspace import Workspace


@pytest.fixture
def two(desk: Workspace) -> Workspace:
    desk.session.run(add_articles, [Article(ArticleId("second"), text="Second.\n\nThe port of Oslo is open again.")])
    return desk


def test_back_goes_to_the_article_the_mark_and_the_caret_and_forward_again(two: Workspace, at, press) -> None:
    at.focus("Bergen")
    two.reader.select(*at.span("Nobody")[:1] * 2)
    press("Ctrl+Down")
    assert two.opened.article.id == "second"
    press("Alt+Left")
    assert two.opened.article.id == "port"
    assert at.focused.quote == "Bergen"
    assert two.reader.caret() == at.span("Nobody")[0]
    press("Alt+Right")
    assert two.opened.article.id == "second"


def test_there_is_nothing_before_the_beginning(two: Workspace, press) -> None:
    told: list[str] = []
    two.commands.places.told.connect(told.append)
    press("Alt+Left Ctrl+Down Alt+Left Alt+Right Alt+Right")
    assert told == ["There is nothing to go back to.", "There is nothing to go forward to."]
    assert two.opened.article.id == "second"


def test_going_elsewhere_forgets_what_came_after(two: Workspace, press) -> None:
    press("Ctrl+Down Ctrl+Up Alt+Left")
    assert two.opened.article.id == "second"
    press("Ctrl+Up Alt+Right")
    assert two.opened.article.id == "port"


def test_bookmarks_are_gone_through_across_articles_and_round(two: Workspace, at, press) -> None:
    at.focus("Bergen")
    press("Y")
    at.focus("Bergen")
    press("Ctrl+B Esc Ctrl+Down Ctrl+B")
    assert two.opened.document["document"].fields["bookmark"] is True
    press("F4")
    assert (two.opened.article.id, at.focused.quote) == ("port", "Bergen")
    press("F4")
    assert (two.opened.article.id, at.focused) == ("second", None)
    press("Shift+F4")
    assert at.focused.quote == "Bergen"
    press("Alt+Left")
    assert two.opened.article.id == "second"


def test_without_bookmarks_it_says_so(two: Workspace, press) -> None:
    told: list[str] = []
    two.commands.places.told.connect(told.append)
    press("F4")
    assert told == ["You have no bookmarks in this project."]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("Ctrl+L", "Mayor Ida Lund said on Friday that Oslo had shut the quay."),
        ("Alt+Shift+Right", "said on Friday that Oslo had shut the quay. "),
        ("Alt+Shift+Left", "Mayor Ida Lund "),
        ("Ctrl+Shift+Up", "Mayor Ida Lund "),
    ],
)
def test_the_caret_selects_by_sentence_and_paragraph(desk: Workspace, at, press, keys: str, words: str) -> None:
    at.caret("said on")
    press(keys)
    start, end = desk.reader.selection()
    assert desk.opened.article.text[start:end] == words


def test_a_selection_grows_and_shrinks_from_where_it_was_begun(desk: Workspace, at, press) -> None:
    at.caret("said on")
    press("Alt+Shift+Right Alt+Shift+Right")
    assert desk.reader.selection()[1] == at.span("Nobody")[0]
    press("Alt+Shift+Left")
    assert desk.reader.selection() == (at.span("said on")[0], at.span("“The quay")[0])

"""Adding and reading articles."""

import pytest

from annotations.errors import ClaimdeskError, NotFound
from annotations.model import Article, ArticleId
from annotations.operations.articles import add_articles, article, articles
from annotations.project import Project


def test_an_article_gets_an_id_a_hash_and_its_first_line_as_title(project: Project) -> None:
    add_articles(project, [Article(text="\n Border closed \r\nMore.")])
    (found,) = articles(project)
    assert (found.title, found.text, len(found.sha256)) == ("Border closed", "\n Border closed \nMore.", 64)
    assert article(project, found.id) == found


def test_what_is_known_of_an_article_is_kept(project: Project) -> None:
    draft = Article(ArticleId("x"), "T", "Text.", "", "Agency", "https://x", "2024-02-03", "es", {"tags": ["a", 1]})
    add_articles(project, [draft])
    assert article(project, draft.id)._replace(sha256="") == draft


def test_the_same_text_is_there_once(project: Project) -> None:
    add_articles(project, [Article(text="One.\r\n"), Article(text="One.\n"), Article(text="Two.")])
    assert add_articles(project, [Article(text="Two.")]).step == 0
    assert [found.text for found in articles(project)] == ["One.\n", "Two."]


@pytest.mark.parametrize(("text", "sentence"), [(" \n\0"[:2], "is empty"), ("a\ud83d", "half a character .* at 1")])
def test_a_text_that_cannot_be_read_is_refused(project: Project, text: str, sentence: str) -> None:
    with pytest.raises(ClaimdeskError, match=sentence):
        add_articles(project, [Article(text=text)])


def test_an_article_that_is_not_there_is_told(project: Project) -> None:
    with pytest.raises(NotFound, match="That article is no longer in the project"):
        article(project, ArticleId("none"))

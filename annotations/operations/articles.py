"""What can be done with articles: add them and read them."""

import uuid
from collections.abc import Iterable, Iterator

from annotations.changes import Changes, Op
from annotations.errors import ClaimdeskError, NotFound
from annotations.model import Article, ArticleId
from annotations.project import Project
from annotations.store import articles as store
from annotations.store.journal import Journal
from annotations.text import normalise

TITLE_LENGTH = 200


def completed(draft: Article) -> Article:
    """Complete an article that is new: text normalised, hash taken, title (its first line) and id where they lack."""
    text = normalise(draft.text).text
    if not text.strip():
        raise ClaimdeskError("The text is empty, so there is nothing to annotate.")
    title = draft.title.strip() or text.strip().split("\n", 1)[0].strip()[:TITLE_LENGTH]
    return draft._replace(id=draft.id or ArticleId(uuid.uuid4().hex), title=title, text=text, sha256=hash_of(text))


def hash_of(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hex; refused when the text is not valid Unicode."""
    import hashlib

    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise ClaimdeskError(f"The text has half a character (a lone surrogate) at {error.start}. Remove it.") from None


def add_articles(project: Project, drafts: Iterable[Article]) -> Changes:
    """Add articles in one action; those whose text is already there are passed over."""
    new = {article.sha256: article for article in map(completed, drafts)}

    def write(journal: Journal) -> None:
        for article in new.values():
            if store.id_of_text(project.database, article.sha256) is None:
                store.insert(journal, article)

    return project.transact(Op.ADD_ARTICLES, write, f"({len(new)})")


def article(project: Project, article_id: ArticleId) -> Article:
    """Read one article."""
    found = store.article(project.database, article_id)
    if found is None:
        raise NotFound("That article is no longer in the project. It may have been undone in another window.")
    return found


def text_at(project: Project, address: str) -> str | None:
    """Read the text of the article that has this address or id; none when there is no such article, or several."""
    found = store.texts_at(project.database, address)
    return found[0] if len(found) == 1 else None


def articles(project: Project) -> Iterator[Article]:
    """Read all articles in the order in which they came."""
    return store.articles(project.database)

"""What is shown of an article that is open."""

from annotations.model import ArticleId, Suggestion
from annotations.operations.annotators import add_annotator
from annotations.operations.articles import article
from annotations.operations.highlighting import save_suggestions
from annotations.operations.progress import set_status
from desktop.workspace import Workspace


def suggested(desk: Workspace, layer: str) -> list[str]:
    return [mark.annotation.quote for mark in desk.opened.marks if mark.suggested and mark.layer.name == layer]


def test_claims_that_nobody_took_are_no_work_any_more_when_the_article_is_done(desk: Workspace, at) -> None:
    project = desk.session.project
    machine, text = add_annotator(project, "claims", "machine", "1"), article(project, ArticleId("port"))
    claim = Suggestion("claim", *at.span("The quay is open"))
    desk.session.run(save_suggestions, machine, [(text, [claim])])
    assert suggested(desk, "claim") == ["The quay is open"]
    desk.session.run(set_status, ArticleId("port"), "done")
    assert suggested(desk, "claim") == []
    desk.session.run(set_status, ArticleId("port"), "todo")
    assert suggested(desk, "claim") == ["The quay is open"]

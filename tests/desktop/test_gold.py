from annotations.model import ArticleId
from annotations.operations.annotating import add_annotation
from annotations.operations.annotators import add_annotator
from annotations.operations.progress import set_status
from desktop.theme import LIGHT
from desktop.views.article.mark_tooltip import card
from desktop.workspace import Workspace


def adjudicate(desk: Workspace, at) -> None:
    project = desk.session.project
    me, gold = project.annotator, add_annotator(project, "Gold", "gold")
    project.annotator = gold
    add_annotation(project, ArticleId("port"), "entity", *at.span("Oslo"), "ORG")
    project.annotator = me
    desk.session.follow()


def test_the_adjudicated_reading_is_no_hint_before_the_article_is_done(desk: Workspace, at) -> None:
    adjudicate(desk, at)
    desk.opened.open(ArticleId("port"))
    assert desk.opened.gold == []
    desk.session.run(set_status, ArticleId("port"), "done")
    assert [(mark.annotation.quote, mark.tag, mark.gold) for mark in desk.opened.gold] == [("Oslo", "ORG", True)]
    assert [mark.gold for mark in desk.opened.drawn if mark.annotation.quote == "Oslo"].count(True) == 1
    assert "Adjudicated reading" in card(desk.opened.gold, LIGHT)


def test_it_is_seen_and_not_worked_on(desk: Workspace, at) -> None:
    adjudicate(desk, at)
    desk.session.run(set_status, ArticleId("port"), "done")
    (gold,) = desk.opened.gold
    assert gold not in desk.opened.marks
    desk.reader.mark_clicked.emit(gold.id)
    assert desk.opened.focused is None

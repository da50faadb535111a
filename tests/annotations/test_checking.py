"""Whatever is wrong in a file is found, and named."""

import re

import pytest

from annotations.annotating import add_annotation, set_link
from annotations.checking import findings
from annotations.model import Article, Link
from annotations.project import Project


@pytest.fixture
def marked(project: Project, story: Article) -> Project:
    """A project with an entity and a claim that links to it."""
    entity = add_annotation(project, story.id, "entity", 9, 17, "PERSON").added[0]
    claim = add_annotation(project, story.id, "claim", 0, 20).added[0]
    set_link(project, claim, "claimer", Link("", entity))
    add_annotation(project, story.id, "document")
    return project


def test_a_sound_project_has_no_findings(marked: Project) -> None:
    heard: list[int] = []
    assert list(findings(marked, heard.append)) == []
    assert heard == [1]


@pytest.mark.parametrize(
    ("damage", "finding"),
    [
        ("UPDATE articles SET text = text || '!'", "the text is not what its sha256 says"),
        ("UPDATE annotations SET quote = 'x' WHERE layer = 'entity'", "its quote is not what stands at 9–17"),
        ("UPDATE annotations SET start = 5000 WHERE layer = 'entity'", "its span 5000–17 does not lie inside the text"),
        ("UPDATE annotations SET start = NULL WHERE layer = 'entity'", "it has no span"),
        ("UPDATE annotations SET start = 0, \"end\" = 1 WHERE layer = 'document'", "about the whole article"),
        ("UPDATE annotations SET label = 'TOWN' WHERE layer = 'entity'", "no label 'TOWN'"),
        ("UPDATE annotations SET layer = 'rumour' WHERE layer = 'claim'", "no layer 'rumour'"),
        ("DELETE FROM annotations WHERE layer = 'entity'", "points to .*, which is not there"),
        ("DELETE FROM annotations WHERE layer = 'document'", "journal and the table annotations do not agree"),
        ("UPDATE annotations SET annotator = 'nobody' WHERE layer = 'claim'", "points to something in annotators"),
        ("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')", "full-text index does not match"),
        ("UPDATE annotations SET links = '{'", "is damaged at annotation"),
        ("UPDATE annotations SET fields = '[]', links = '[1]'", "is damaged at annotation"),
        ("UPDATE articles SET meta = ''", "is damaged at article story"),
        ("UPDATE articles SET title = CAST(x'ff' AS TEXT)", "border.claimdesk is damaged"),
    ],
)
def test_damage_is_found(marked: Project, damage: str, finding: str) -> None:
    execute = marked.database.connection.execute
    execute("PRAGMA foreign_keys = OFF")
    for (trigger,) in marked.database.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        execute(f"DROP TRIGGER {trigger}")
    execute(damage)
    found = "\n".join(findings(marked))
    assert re.search(finding, found), found


def test_overlaps_are_found_where_the_scheme_forbids_them(marked: Project) -> None:
    connection = marked.database.connection
    columns = "article, annotator, layer, quote, label, fields, links, how, created, updated, seconds"
    connection.execute(
        f'INSERT INTO annotations (id, start, "end", {columns})'
        f" SELECT 'twin', start, \"end\", {columns} FROM annotations WHERE layer = 'entity'"
    )
    assert any("overlap, which the layer entity does not allow" in sentence for sentence in findings(marked))

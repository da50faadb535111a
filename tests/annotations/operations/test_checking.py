"""Whatever is wrong in a file is found, and named."""

import re

import pytest

from annotations.model import Article, ArticleId, Link
from annotations.operations.annotating import add_annotation, set_link
from annotations.operations.checking import findings, findings_in
from annotations.operations.progress import set_status
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
        ("UPDATE articles SET text = text || '!'", "the text does not match its sha256"),
        ("UPDATE annotations SET words = 5 WHERE layer = 'entity'", "its quote does not match the text at 9–17"),
        ("UPDATE annotations SET start = 5000 WHERE layer = 'entity'", "its span 5000–17 does not lie inside the text"),
        ("UPDATE annotations SET start = NULL WHERE layer = 'entity'", "it has no span"),
        ("UPDATE annotations SET start = 0, \"end\" = 1 WHERE layer = 'document'", "about the whole article"),
        ("UPDATE annotations SET label = 'TOWN' WHERE layer = 'entity'", "no label 'TOWN'"),
        ("UPDATE annotations SET layer = 'rumour' WHERE layer = 'claim'", "no layer 'rumour'"),
        ("DELETE FROM annotations WHERE layer = 'entity'", "points to .*, which does not exist"),
        ("DELETE FROM annotations WHERE layer = 'document'", "journal and the table annotations do not agree"),
        ("UPDATE annotations SET annotator = 'nobody' WHERE layer = 'claim'", "points to a missing row of annotators"),
        ("INSERT INTO articles_fts (articles_fts) VALUES ('delete-all')", "full-text index does not match"),
        ("UPDATE annotations SET links = '{'", "is damaged at annotation"),
        ("UPDATE annotations SET fields = '[]', links = '[1]'", "is damaged at annotation"),
        ("UPDATE articles SET meta = ''", "is damaged at article story"),
        ("UPDATE articles SET title = CAST(x'ff' AS TEXT)", "border.claimdesk is damaged"),
        ("UPDATE articles SET text = x'ff00ff'", "border.claimdesk is damaged: it has a row that begins with 'story'"),
        ("UPDATE annotations SET start = 'abc' WHERE layer = 'claim'", "annotation .*: a part of it is damaged"),
        ("UPDATE annotations SET start = 1.5 WHERE layer = 'claim'", "annotation .*: a part of it is damaged"),
        ("UPDATE annotations SET \"end\" = 1e300 WHERE layer = 'claim'", "annotation .*: a part of it is damaged"),
        ("UPDATE annotations SET start = 9, \"end\" = 9999999 WHERE layer = 'claim'", "9–9999999 does not lie inside"),
        ("UPDATE annotations SET words = x'ff00' WHERE layer = 'claim'", "annotation .*: a part of it is damaged"),
        ("UPDATE annotations SET score = 'high' WHERE layer = 'claim'", "annotation .*: a part of it is damaged"),
        ("UPDATE annotations SET verdict = 'perhaps' WHERE layer = 'claim'", "annotation .*: its verdict is 'perhaps'"),
        ("UPDATE annotations SET fields = '[1]' WHERE layer = 'claim'", "annotation .*: its fields cannot be read"),
        (
            "UPDATE annotations SET fields = '{\"a\": [1]}' WHERE layer = 'claim'",
            "annotation .*: its fields cannot be read",
        ),
        ("UPDATE annotations SET links = '{\"a\": {\"text\": 1}}' WHERE layer = 'claim'", "its links cannot be read"),
        ("UPDATE progress SET status = 'perhaps'", "of progress: its status is damaged"),
        ("UPDATE annotators SET kind = 7", "of annotators: its kind is damaged"),
        ("UPDATE steps SET op = 'fly' WHERE id = 1", "Step 1 of the history is damaged"),
        ("UPDATE steps SET state = x'00' WHERE id = 1", "Step 1 of the history is damaged"),
        ("UPDATE changes SET before = '{' WHERE id = 2", "Change 2 of the history is damaged"),
        ("UPDATE changes SET count = 0 WHERE id = 2", "Change 2 of the history is damaged"),
        ("UPDATE changes SET before = '{\"id\": 1}' WHERE what = 'update'", "Change [0-9]+ of the history is damaged"),
        (
            "UPDATE changes SET before = json_set(before, '$.spy', 1) WHERE what = 'update'",
            "Change [0-9]+ of the history is damaged",
        ),
        ("UPDATE changes SET kind = 'spies' WHERE id = 2", "Change 2 of the history is damaged"),
        ("UPDATE schemes SET content = x'00'", "border.claimdesk is damaged: it has a row that begins with b"),
        ("DELETE FROM annotation_terms", "The index of terms does not match the annotations"),
        ("UPDATE article_terms SET bits = 'all'", "is damaged: it has a row"),
        ("INSERT INTO terms_fts (terms_fts) VALUES ('delete-all')", "index of words in answers does not match"),
        ("UPDATE articles_fts_config SET v = 99", "is damaged"),
        ("DELETE FROM articles_fts_data", "is damaged|does not match"),
        ("UPDATE terms_fts_data SET block = x'00'", "is damaged|does not match"),
    ],
)
def test_damage_is_found(marked: Project, damage: str, finding: str) -> None:
    set_status(marked, ArticleId("story"), "done")
    execute = marked.database.connection.execute
    execute("PRAGMA foreign_keys = OFF")
    triggers = marked.database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for name, _ in triggers:
        execute(f"DROP TRIGGER {name}")
    execute(damage)
    for _, sql in triggers:
        execute(sql)
    marked.close()
    found = "\n".join(findings_in(marked.path))
    assert re.search(finding, found), found


def test_overlaps_are_found_where_the_scheme_forbids_them(marked: Project) -> None:
    connection = marked.database.connection
    columns = "article, annotator, layer, words, label, fields, links, how, created, updated, seconds"
    connection.execute(
        f'INSERT INTO annotations (id, start, "end", {columns})'
        f" SELECT 'twin', start, \"end\", {columns} FROM annotations WHERE layer = 'entity'"
    )
    assert any("overlap, which the layer entity does not allow" in sentence for sentence in findings(marked))


@pytest.mark.parametrize(
    "change",
    [
        "$.layers = null", "$.layers = [1]", "$.layers[0].labels = 'ab'", "$.layers[0].name = 7", "$.title = null",
        "$.layers[0].kind = 'cloud'", "$.layers[0].labels[0].colour = 'loud'", "$.spy = 1", "$.version = '1'",
        "$.layers[1].fields[0].values[0].maps_to = [1]", "$.layers[1].links[0].kinds = [1]", "$ = [1]",
    ],
)  # fmt: skip
def test_a_scheme_that_is_not_what_was_written_is_told(marked: Project, change: str) -> None:
    place, value = change.split(" = ")
    sql = f"UPDATE schemes SET content = json_set(content, '{place}', json(?))"
    marked.database.connection.execute(sql, (value.replace("'", '"'),))
    marked.close()
    (found,) = findings_in(marked.path)
    assert re.search("border.claimdesk is damaged: its scheme cannot be read", found), found


def test_a_file_without_a_scheme_is_told(marked: Project) -> None:
    marked.database.connection.execute("DELETE FROM schemes")
    marked.close()
    assert findings_in(marked.path) == [f"{marked.path} is damaged: it has lost its scheme."]

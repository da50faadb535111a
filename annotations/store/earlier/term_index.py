"""The index of terms of files before version 8: tables and triggers of the second migration, and as frozen as it.

A *term* is what the queue can ask for: whose, layer, name and value. What an annotation says has its layer, and the
name of a field, of a link with “>” before it, or none for the label. What is said of an article has no layer, and no
annotator when it came with the article. Rejected annotations say nothing. Values are cut at 200 characters.

The annotation with number n is bit n % 56 of part n // 56, so one small row holds all annotations of an article that
say the same, and those that say two things at once are the common bits. Articles are bits in the same way: a million
are 18,000 rows. SQLite's integers have 63 bits to use; 56 are seven bytes.

The triggers are written so that SQLite needs no temporary table for them, which would cost more than all the rest: no
`EXCEPT`, no `IN`, no insert from a select into what has insert triggers. To forget is an upsert, too, for that reason.
"""

from collections.abc import Iterator

PART = 56

_TABLES = """
CREATE TABLE terms (
    number INTEGER PRIMARY KEY, annotator TEXT NOT NULL, layer TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
    UNIQUE (annotator, layer, name, value));
CREATE VIRTUAL TABLE terms_fts USING fts5 (
    value, content = terms, content_rowid = number, tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE annotation_terms (
    term INTEGER NOT NULL, article INTEGER NOT NULL, part INTEGER NOT NULL, bits INTEGER NOT NULL,
    PRIMARY KEY (term, article, part)) WITHOUT ROWID;
CREATE TABLE article_terms (
    term INTEGER NOT NULL, part INTEGER NOT NULL, bits INTEGER NOT NULL, PRIMARY KEY (term, part)) WITHOUT ROWID;
CREATE TRIGGER annotation_terms_empty AFTER UPDATE ON annotation_terms WHEN new.bits = 0 BEGIN
    DELETE FROM annotation_terms WHERE term = new.term AND article = new.article AND part = new.part; END;
CREATE TRIGGER article_terms_empty AFTER UPDATE ON article_terms WHEN new.bits = 0 BEGIN
    DELETE FROM article_terms WHERE term = new.term AND part = new.part; END;
CREATE INDEX articles_by_title ON articles (title COLLATE NOCASE);
CREATE INDEX articles_by_source ON articles (source COLLATE NOCASE);
CREATE INDEX articles_by_published ON articles (published);
"""


def tables() -> str:
    """The script that makes the index for what is in the file."""
    said = _said_in_annotations("a", "a.number, a.article, a.annotator, a.layer,", "annotations a")
    views = _VIEWS.replace("SAID_IN_ANNOTATIONS", said)
    return "\n".join((_TABLES, views, _FILL, *_annotation_triggers(), *_article_triggers())).replace("PART", str(PART))


_VIEWS = """
CREATE VIEW said_in_annotations (number, article, annotator, layer, name, value) AS SAID_IN_ANNOTATIONS;
CREATE VIEW said_of_articles (number, annotator, name, value) AS
    SELECT number, '', 'article', '' FROM articles
    UNION ALL SELECT number, '', 'source', source FROM articles WHERE source <> ''
    UNION ALL SELECT number, '', 'language', language FROM articles WHERE language <> ''
    UNION ALL SELECT a.number, p.annotator, 'status', p.status FROM progress p JOIN articles a ON a.id = p.article
    WHERE p.status <> 'todo'
    UNION ALL SELECT a.number, m.annotator, 'marked', ''
    FROM (SELECT DISTINCT annotator, article FROM annotations) m JOIN articles a ON a.id = m.article;
"""
_FILL = """
INSERT INTO terms (annotator, layer, name, value)
    SELECT annotator, layer, name, value FROM said_in_annotations
    UNION SELECT annotator, '', name, value FROM said_of_articles;
INSERT INTO terms_fts (rowid, value) SELECT number, value FROM terms;
INSERT INTO annotation_terms
    SELECT t.number, a.number, s.number / PART, sum(1 << s.number % PART) FROM said_in_annotations s
    JOIN terms t USING (annotator, layer, name, value) JOIN articles a ON a.id = s.article GROUP BY 1, 2, 3;
INSERT INTO article_terms
    SELECT t.number, s.number / PART, sum(1 << s.number % PART) FROM said_of_articles s
    JOIN terms t ON t.annotator = s.annotator AND t.layer = '' AND t.name = s.name AND t.value = s.value GROUP BY 1, 2;
"""
_WORDS_OF_TERMS = """
    INSERT INTO terms_fts (rowid, value) SELECT number, value FROM terms
        WHERE number > coalesce((SELECT max(id) FROM terms_fts_docsize), 0);"""
_SAID = {
    "label": "SELECT {columns} '' AS name, {row}.label AS value FROM {source} WHERE {row}.label <> ''",
    "fields": (
        "SELECT {columns} key AS name,"
        " substr(CASE type WHEN 'true' THEN 'yes' WHEN 'false' THEN 'no' ELSE value END, 1, 200) AS value"
        " FROM {source}, json_each({row}.fields) j WHERE j.value <> ''"
    ),
    "links": (
        "SELECT {columns} '>' || key AS name, substr(json_extract(value, '$.text'), 1, 200) AS value"
        " FROM {source}, json_each({row}.links) j WHERE json_extract(j.value, '$.text') <> ''"
    ),
}
_DIFFERS = {
    "label": "true",
    "fields": "json_extract({other}.fields, fullkey) IS NOT j.value",
    "links": "json_extract({other}.links, fullkey || '.text') IS NOT json_extract(j.value, '$.text')",
}


def _said_in_annotations(row: str, columns: str = "", source: str = "(SELECT 1)") -> str:
    arms = (said.format(row=row, columns=columns, source=source) for said in _SAID.values())
    return " UNION ALL ".join(f"{arm} AND {row}.verdict IS NOT 'rejected'" for arm in arms)


def _annotation_triggers() -> Iterator[str]:
    was, now = _said_in_annotations("old"), _said_in_annotations("new")
    yield _trigger("annotation_added", "INSERT ON annotations", _in_annotation("new", now))
    yield _trigger("annotation_gone", "DELETE ON annotations", _in_annotation("old", was))
    turned = "UPDATE OF verdict ON annotations WHEN (old.verdict IS 'rejected') <> (new.verdict IS 'rejected')"
    yield _trigger("verdict_changed", turned, _in_annotation("old", was) + _in_annotation("new", now))
    for column, said in _SAID.items():
        changed = f"UPDATE OF {column} ON annotations WHEN old.{column} <> new.{column}"
        was, now = (
            f"{said.format(row=row, columns='', source='(SELECT 1)')} AND {_DIFFERS[column].format(other=other)}"
            for row, other in (("old", "new"), ("new", "old"))
        )
        stands = "old.verdict IS NOT 'rejected' AND new.verdict IS NOT 'rejected'"
        body = _in_annotation("old", was) + _in_annotation("new", now)
        yield _trigger(f"{column}_changed", f"{changed} AND {stands}", body)
    others = "(SELECT 1 FROM annotations WHERE article = {0}.article AND annotator = {0}.annotator AND id <> {0}.id)"
    for name, event, row in (("first_mark", "INSERT", "new"), ("last_mark", "DELETE", "old")):
        alone = f"{event} ON annotations WHEN NOT EXISTS {others.format(row)}"
        body = _of_article(
            row, _number_of(f"{row}.article"), f"{row}.annotator", "SELECT 'marked' AS name, '' AS value"
        )
        yield _trigger(name, alone, body)


def _article_triggers() -> Iterator[str]:
    came = (
        "SELECT 'article' AS name, '' AS value UNION ALL SELECT 'source', {0}.source WHERE {0}.source <> ''"
        " UNION ALL SELECT 'language', {0}.language WHERE {0}.language <> ''"
    )
    status = "SELECT 'status' AS name, {0}.status AS value WHERE {0}.status <> 'todo'"
    for event, rows in (("INSERT", ["new"]), ("DELETE", ["old"]), ("UPDATE", ["old", "new"])):
        of_articles = (_of_article(row, f"{row}.number", "''", came.format(row)) for row in rows)
        of_progress = (
            _of_article(row, _number_of(f"{row}.article"), f"{row}.annotator", status.format(row)) for row in rows
        )
        yield _trigger(f"article_{event.lower()}", f"{event} ON articles", "".join(of_articles))
        yield _trigger(f"progress_{event.lower()}", f"{event} ON progress", "".join(of_progress))


def _trigger(name: str, event: str, body: str) -> str:
    return f"CREATE TRIGGER {name} AFTER {event} BEGIN {body} END;"


def _number_of(article: str) -> str:
    return f"(SELECT number FROM articles WHERE id = {article})"


def _in_annotation(row: str, said: str) -> str:
    place = f"{_number_of(f'{row}.article')}, {row}.number"
    return _kept(row, "annotation_terms", place, f"{row}.number", f"{row}.annotator", f"{row}.layer", said)


def _of_article(row: str, number: str, annotator: str, said: str) -> str:
    return _kept(row, "article_terms", number, number, annotator, "''", said)


def _kept(row: str, index: str, place: str, number: str, annotator: str, layer: str, said: str) -> str:
    """Say what is said from now on when the row is new, forget it when it is old."""
    terms = f"""
    INSERT INTO terms (annotator, layer, name, value) SELECT {annotator}, {layer}, name, value FROM ({said}) WHERE true
        ON CONFLICT DO NOTHING;{_WORDS_OF_TERMS}"""
    bits = "bits | excluded.bits" if row == "new" else "bits & ~excluded.bits"
    return f"""{terms if row == "new" else ""}
    INSERT INTO KEPT SELECT t.number, {place} / PART, 1 << {number} % PART FROM ({said}) s
        CROSS JOIN terms t ON t.annotator = {annotator} AND t.layer = {layer} AND t.name = s.name AND t.value = s.value
        WHERE true ON CONFLICT DO UPDATE SET bits = {bits};""".replace("KEPT", index)

"""The tables of a project file of version 8.

Every row has a number for life: it is never given to another row, and a row that undo puts back gets its own again.
Tables and the journal point to rows by number; outside the file, rows go by their ids. There are no triggers and no
cascades: the journal is the only writer and keeps the indexes of words and of terms (`store.term_index`).

The `key` of a step is a random number, by which the histories of two copies of a file are told apart.

Which query each index is for:

- `annotations_of_article`: the marks of an article, also of one annotator; how many marks the queue shows
- `annotations_of_annotator`: the figures of an annotator, and how many suggestions have which score
- `marked`, `refused`: has somebody marked or refused these words elsewhere?
- `progress_of_annotator`: which articles an annotator has done
- `steps_of_annotator`: what can be undone and redone
- `changes_of_step`: undo, and the last change of a step
- `changes_of_article`: the history of an article and of its marks
- `changes_of_others`: the history of annotators, schemes and machines, which are few
- `articles_by_…`: the queue in the order of title, source or date
"""

TABLES = """
CREATE TABLE schemes (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, content TEXT NOT NULL, added NOT NULL);
CREATE TABLE annotators (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL,
    version TEXT NOT NULL, added NOT NULL, UNIQUE (name, kind, version));
CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id NOT NULL UNIQUE, title TEXT NOT NULL, source TEXT NOT NULL,
    url TEXT NOT NULL, published TEXT NOT NULL, language TEXT NOT NULL, meta TEXT NOT NULL, sha256 NOT NULL UNIQUE,
    added NOT NULL, text TEXT NOT NULL);
CREATE INDEX articles_by_title ON articles (title COLLATE NOCASE);
CREATE INDEX articles_by_source ON articles (source COLLATE NOCASE);
CREATE INDEX articles_by_published ON articles (published);
CREATE TABLE annotations (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id NOT NULL UNIQUE, article INTEGER NOT NULL REFERENCES articles(number),
    annotator INTEGER NOT NULL REFERENCES annotators(number), layer TEXT NOT NULL, start INTEGER, "end" INTEGER, words,
    label TEXT NOT NULL, fields TEXT, links TEXT, verdict TEXT, how TEXT NOT NULL, derived_from, score REAL,
    created NOT NULL, updated, seconds REAL NOT NULL);
CREATE INDEX annotations_of_article ON annotations (article, annotator);
CREATE INDEX annotations_of_annotator ON annotations (annotator);
CREATE INDEX refused ON annotations (annotator, words) WHERE verdict = 'rejected';
CREATE INDEX marked ON annotations (annotator, words)
    WHERE label <> '' AND (verdict = 'accepted' OR (verdict IS NULL AND score IS NULL));
CREATE TABLE progress (
    number INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES articles(number),
    annotator INTEGER NOT NULL REFERENCES annotators(number), status TEXT NOT NULL, seconds REAL NOT NULL,
    updated NOT NULL, UNIQUE (article, annotator));
CREATE INDEX progress_of_annotator ON progress (annotator, status, article);
CREATE TABLE machines (
    number INTEGER PRIMARY KEY AUTOINCREMENT, annotator INTEGER NOT NULL UNIQUE, licence TEXT NOT NULL,
    hash TEXT NOT NULL, labels TEXT NOT NULL, shown INTEGER NOT NULL, threshold REAL NOT NULL);
CREATE TABLE problems (
    number INTEGER PRIMARY KEY AUTOINCREMENT, annotator INTEGER NOT NULL, article INTEGER NOT NULL,
    sentence TEXT NOT NULL, UNIQUE (article, annotator));
CREATE TABLE steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT, op TEXT NOT NULL, detail TEXT NOT NULL, annotator INTEGER, at NOT NULL,
    state TEXT NOT NULL, reverses INTEGER REFERENCES steps(id), key INTEGER);
CREATE INDEX steps_of_annotator ON steps (annotator, state);
CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, step INTEGER NOT NULL REFERENCES steps(id), kind TEXT NOT NULL,
    article INTEGER, row INTEGER NOT NULL, count INTEGER NOT NULL, what TEXT NOT NULL, before, at);
CREATE INDEX changes_of_step ON changes (step);
CREATE INDEX changes_of_article ON changes (article) WHERE article IS NOT NULL;
CREATE INDEX changes_of_others ON changes (kind) WHERE article IS NULL;
CREATE TABLE removed (
    kind TEXT NOT NULL, id NOT NULL, number INTEGER NOT NULL, article INTEGER, PRIMARY KEY (kind, id)) WITHOUT ROWID;
"""

"""The search field: what is typed finds the right articles, and its hits are where the full-text index says."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.model import Article, ArticleId, FieldValue, Link, Suggestion
from annotations.operations.annotating import add_annotation, annotations_of, set_field
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles, articles
from annotations.operations.highlighting import save_suggestions
from annotations.operations.progress import set_status
from annotations.operations.queue import QueueFilter, queue_numbers, queue_rows
from annotations.operations.searching import Query, hits, hits_in_article, hits_in_context, in_context, parse
from annotations.operations.suggestions import reject_suggestion
from annotations.project import Project

TEXTS = {
    "a": "The border is closed, José Molano said. Ana Ruiz denied it.",
    "b": "Borders were open. Later the e-mail of Ruíz came.",
    "c": "Closed is the border.",
    "d": "Nothing happened in Lima.",
}
ANYTHING = st.text(
    st.one_of(st.sampled_from('"*-:()^+ {}aé\u0301NEAR'), st.characters()), max_size=30
)  # also what no file can hold: null characters and lone surrogates
WRITING = st.text(st.sampled_from("ab AÉéeñ\u0301ßİ.,-_'\n1😀ا字"), max_size=40)
ONE_PROJECT = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def desk(project: Project) -> Project:
    """Four articles; in a, Molano opposes Peru and Ruiz supports it with a named source."""
    add_articles(project, [Article(ArticleId(name), text=text) for name, text in TEXTS.items()])
    _claim(project, "a", 0, 20, "Diego Molano", stance="oppose", evidence="none")
    _claim(project, "a", 40, 58, "Ana Ruiz", stance="support", evidence="named")
    return project


def _claim(project: Project, article: str, start: int, end: int, speaker: str, **fields: FieldValue) -> None:
    links = {"claimer": Link(speaker), "target": Link("Peru", kind="issue")}
    add_annotation(project, ArticleId(article), "claim", start, end, fields=fields, links=links)


def _found(project: Project, query: str) -> str:
    numbers = queue_numbers(project, QueueFilter(words=query))
    return "".join(row.article for row in queue_rows(project, numbers))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "abcd"),
        ("border closed", "ac"),
        ("border bord", "ac"),
        ("bord closed", ""),
        ("bord* closed", "ac"),
        ("closed bord", "ac"),
        ('"border is closed"', "a"),
        ('"closed bord"', ""),
        ('"is the bord', "c"),
        ("border -closed", ""),
        ("-border", "bd"),
        ("li", ""),
        ("li*", "d"),
        ('-"the border" -lima', "b"),
        ("jose", "a"),
        ("RUIZ", "ab"),
        ("e-mail", "b"),
        ("mail-e", ""),
        ("AND", ""),
        ('lim" (*', "d"),
        ('"', "abcd"),
        ("-", "abcd"),
        ("\0lima\ud800", "d"),
    ],
)
def test_words_phrases_prefixes_and_exclusions(desk: Project, query: str, expected: str) -> None:
    assert _found(desk, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "speaker:molano", "claimer:mol", 'speaker:"Diego Molano"', "Speaker:DIEGO", "stance:oppose", "stance:opp",
        "stance:oppose speaker:molano target:peru", "speaker:ruiz stance:support closed", "evidence:named",
        "speaker:molano stance:oppose speaker:ruiz stance:support", "disputed:no", "-disputed:yes stance:support",
    ],
)  # fmt: skip
def test_fields_and_links_are_keys_by_name_and_title(desk: Project, query: str) -> None:
    assert _found(desk, query) == "a"


@pytest.mark.parametrize(
    "query",
    ["speaker:molano stance:support", "stance:neutral", "speaker:peru", "stance:oppose -speaker:ruiz", "target:x"],
)
def test_keys_of_one_layer_must_fit_one_annotation(desk: Project, query: str) -> None:
    assert _found(desk, query) == ""


def test_an_unknown_key_is_words_and_a_key_without_a_value_waits_for_it(desk: Project) -> None:
    assert _found(desk, "the:border") == "ac"
    assert _found(desk, "http://the/border") == ""
    assert _found(desk, "lima speaker:") == "d"
    assert parse('stance:"" source:(', desk.scheme) == Query()


def test_what_was_changed_or_is_somebody_elses_is_not_found(desk: Project) -> None:
    mark = next(found for found in annotations_of(desk, ArticleId("a")) if found.start == 0)
    set_field(desk, mark.id, "stance", "neutral")
    assert (_found(desk, "stance:oppose"), _found(desk, "stance:neutral")) == ("", "a")
    desk.undo()
    assert (_found(desk, "stance:oppose"), _found(desk, "stance:neutral")) == ("a", "")
    act_as(desk, "Ben")
    assert _found(desk, "stance:oppose") == ""


def test_suggestions_of_machines_count_until_the_article_is_finished(desk: Project) -> None:
    ana = desk.annotator
    machine = act_as(desk, "rules", "machine", "1")
    drafts = [(article, [Suggestion("entity", 0, 3, "ORG")]) for article in articles(desk) if article.id in "cd"]
    save_suggestions(desk, machine, drafts)
    desk.annotator = ana
    assert (_found(desk, "label:org"), _found(desk, "label:Organisation"), _found(desk, "label:GPE")) == (
        "cd",
        "cd",
        "",
    )
    suggestion = next(found for found in annotations_of(desk, ArticleId("c")) if found.label == "ORG")
    reject_suggestion(desk, suggestion)
    set_status(desk, ArticleId("c"), "done")
    assert _found(desk, "label:org") == "d"
    assert _found(desk, "label:org status:done") == ""


def test_status_source_and_language_are_keys(desk: Project) -> None:
    add_articles(desk, [Article(ArticleId("e"), text="More.", source="The Daily Post", language="es")])
    set_status(desk, ArticleId("b"), "done")
    set_status(desk, ArticleId("c"), "skip")
    found = {
        "source:post": "e", 'source:"daily post"': "e", "language:es": "e", "status:done": "b", "status:skipped": "c",
        "status:todo": "ade", "-status:todo": "bc",
    }  # fmt: skip
    assert {query: _found(desk, query) for query in found} == found


@ONE_PROJECT
@given(ANYTHING)
def test_whatever_is_typed_can_be_searched_for(desk: Project, typed: str) -> None:
    query = parse(typed, desk.scheme)
    numbers = queue_numbers(desk, QueueFilter(words=typed))
    rows = list(hits_in_context(desk, query, numbers))
    assert all(TEXTS[row.article][row.start : row.end] == row.hit for row in rows)
    for key in ("stance", "speaker", "label", "source", "status"):
        assert len(queue_numbers(desk, QueueFilter(words=f'{key}:"{typed}'))) <= 4


@ONE_PROJECT
@given(WRITING, WRITING)
def test_a_text_has_hits_exactly_when_the_index_finds_it(project: Project, text: str, typed: str) -> None:
    query = parse(typed, project.scheme)
    if not text.strip() or len(query.phrases) != 1 or query.phrases[0].excluded or query.keys:
        return
    add_articles(project, [Article(title="-", text=text)])
    (stored,) = articles(project)
    numbers = queue_numbers(project, QueueFilter(words=typed))
    project.undo()
    found = hits(stored.text, query)
    assert bool(found) == bool(numbers)
    assert all(0 <= start < end <= len(stored.text) for start, end in found)
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("jose", ["José"]),
        ("b clos", ["closed"]),
        ('"the border"', ["The border"]),
        ("ana ruiz", ["Ana", "Ruiz"]),
        ("-ana", []),
    ],
)
def test_hits_are_spans_of_the_text(query: str, expected: list[str], project: Project) -> None:
    text = TEXTS["a"]
    assert [text[start:end] for start, end in hits(text, parse(query, project.scheme))] == expected
    shifted = f"😀 {text}"
    assert [shifted[start:end] for start, end in hits(shifted, parse(query, project.scheme))] == expected


def test_characters_for_private_use_do_not_shift_hits(project: Project) -> None:
    text = "\ue000 \ue001\ue003 border \ue002"
    assert hits(text, parse("border", project.scheme)) == [(text.index("b"), text.index("b") + 6)]


@given(st.text(st.sampled_from("abc  \n"), max_size=60), st.data())
def test_the_context_is_what_stands_around_without_words_cut(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, hit, after = in_context(text, (start, end), 10)
    line = text.replace("\n", " ")
    assert line[start - len(before) : end + len(after)] == before + hit + after
    assert max(len(before), len(after)) <= 10
    if " " in before:
        assert start == len(before) or " " in line[start - len(before) - 1 : start - len(before) + 1]


def test_hits_are_shown_in_context_in_the_order_of_the_queue(desk: Project) -> None:
    rows = list(hits_in_context(desk, parse("border", desk.scheme), [3, 1]))
    assert [(row.article, row.before, row.hit, row.after) for row in rows] == [
        ("c", "Closed is the ", "border", "."),
        ("a", "The ", "border", " is closed, José Molano said. Ana Ruiz denied it."),
    ]
    assert list(hits_in_context(desk, parse("border", desk.scheme), [3, 1], limit=1)) == rows[:1]


def test_annotations_that_keys_ask_for_are_hits(desk: Project) -> None:
    rows = hits_in_context(desk, parse("speaker:ruiz stance:support", desk.scheme), [1, 2])
    assert [(row.number, row.start, row.end, row.hit) for row in rows] == [(1, 40, 58, TEXTS["a"][40:58])]


@pytest.mark.parametrize("words", ["border", "stance:oppose", "closed speaker:ruiz"])
def test_the_hits_of_one_article_are_those_listed_in_context(desk: Project, words: str) -> None:
    query = parse(words, desk.scheme)
    rows = list(hits_in_context(desk, query, queue_numbers(desk, QueueFilter(words=words))))
    assert rows
    for article in {row.article for row in rows}:
        listed = [(row.start, row.end) for row in rows if row.article == article]
        assert hits_in_article(desk, query, article) == listed


def test_an_article_has_no_hits_of_an_empty_query(desk: Project) -> None:
    assert hits_in_article(desk, parse("", desk.scheme), ArticleId("a")) == []
    assert hits_in_article(desk, parse("border", desk.scheme), ArticleId("gone")) == []


def test_a_long_text_is_looked_through_piece_by_piece(monkeypatch: pytest.MonkeyPatch, project: Project) -> None:
    text = "The border fence at the border post, closed on Monday. Bórder towns \U0001f600 differ.\n" * 60
    for query in ("border", '"border post"', "clos*", "border monday", '"differ the border"'):
        parsed = parse(query, project.scheme)
        whole = hits(text, parsed)
        assert whole
        with monkeypatch.context() as patch:
            patch.setattr("annotations.store.hits.PIECE", 150)
            patch.setattr("annotations.store.hits.BEYOND", 60)
            assert hits(text, parsed) == whole

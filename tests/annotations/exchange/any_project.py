"""Projects of any content, for tests with Hypothesis."""

import hashlib
from collections.abc import Sequence

from hypothesis import strategies as st

from annotations.exchange.records import Record
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, Link
from annotations.scheme import Layer, Scheme, load_scheme

SCHEME = load_scheme("news-claims")


WORDS = (
    "Peru", "said", "the border", "👩‍👩‍👧", "e\u0301lite", "𝒳-ray", "שלום", "😀", "“closed”", "it’s",
    "3.5%", "&<>", "=1", "\\t", "田中は東京", "นายสมชาย", "x\x0by\x0c", "-",
)  # fmt: skip


GAPS = (" ", " ", " ", ". ", "\n", "\n\n", ", ", "  ", "\u2028", "\x85\n", "\u00a0", " \t", "")


IDS = ("e1", "e2", "c1", "T1", "T2", "R1", "E1", "A1", "#1", "1", "2", "0[1]", "1-1", "span 0", "span 1", "m1", "row 0")
IDS += ("document", "label", "choice x", "Name 1", "0-1", "*", "12")


TITLES = (
    "A headline", "“Ça va” 😀", "", "../../etc", "CON", "two\nlines\tand\x0ba\x1b[2J tab", "ж" * 300, "שלום", "=1"
)  # fmt: skip


_TIMES = ("2024-05-01T10:00:00+00:00", "2024-05-01T10:00:05.250000+00:00")


@st.composite
def texts(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=14))
    gaps = draw(st.lists(st.sampled_from(GAPS), min_size=len(words), max_size=len(words)))
    return "".join(word + gap for word, gap in zip(words, gaps, strict=True)).rstrip() + "."


@st.composite
def articles(draw: st.DrawFn, number: int = 0) -> Article:
    text = f"{number} {draw(texts())}"
    return Article(
        ArticleId(f"article-{number}"),
        draw(st.sampled_from(TITLES)),
        text,
        hashlib.sha256(text.encode()).hexdigest(),
        draw(st.sampled_from(("", "Agency, Ltd", "\x0b\ufffe"))),
        draw(st.sampled_from(("", "https://example.org/a?b=1&c=ü"))),
        draw(st.sampled_from(("", "2022-02-04"))),
        draw(st.sampled_from(("", "en"))),
        draw(st.sampled_from(({}, {"desk": "world\n\x0b", "rank": 2}, {"tags": ["a", "b"], "deep": {"x": None}}))),
    )


@st.composite
def annotations(draw: st.DrawFn, article: Article, layer: Layer, key: str, others: Sequence[Annotation]) -> Annotation:
    """An annotation of a layer; its links go to `others` or to words."""
    start = end = None
    if layer.kind == "span":
        start = draw(st.integers(0, len(article.text) - 1))
        end = draw(st.integers(start + 1, min(len(article.text), start + 40)))
    fields = {}
    for field in layer.fields:
        if draw(st.booleans()):
            choices = {
                "flag": [True, False],
                "text": ["a note, “with” 😀", "=\n1", " \x0b|;\\\u2028 ", "_", "*", "true"],
            }
            answers = choices.get(field.kind) or [value.name for value in field.values]
            fields[field.name] = draw(st.sampled_from(answers))
    times = draw(st.sampled_from((("", ""), (_TIMES[0], _TIMES[0]), _TIMES)))
    return Annotation(
        AnnotationId(key),
        ArticleId(""),
        AnnotatorId(""),
        layer.name,
        start,
        end,
        article.text[start:end] if start is not None else "",
        draw(st.sampled_from([value.name for value in layer.labels])) if layer.labels else "",
        fields,
        draw(_links(layer, others)),
        draw(st.sampled_from((None, "accepted", "rejected"))),
        draw(st.sampled_from(("", "implicit"))),
        AnnotationId(draw(st.sampled_from(("", "machine-1")))) or None,
        draw(st.sampled_from((None, 0.5, 1.0))),
        *times,
        draw(st.sampled_from((0.0, 1.5))),
    )


@st.composite
def _links(draw: st.DrawFn, layer: Layer, others: Sequence[Annotation]) -> dict[str, Link]:
    links = {}
    for role in layer.links:
        targets = [other for other in others if other.layer in role.to]
        kinds = draw(st.booleans())
        if targets and draw(st.booleans()):
            target = draw(st.sampled_from(targets))
            kind = role.kinds.get(target.layer, "") if kinds else ""
            links[role.name] = Link(draw(st.sampled_from(("", target.quote))), target.id, kind)
        elif role.words and draw(st.booleans()):
            links[role.name] = Link("the rescue services", None, role.kinds.get("words", "") if kinds else "")
    return links


@st.composite
def _record(
    draw: st.DrawFn, article: Article, who: Annotator | None, scheme: Scheme, before: Sequence[Annotation]
) -> Record:
    if who is None:
        return Record(article, None, "todo", 0.0, (), "", (scheme.name, scheme.version))
    made: list[Annotation] = []
    ids = draw(st.permutations([f"{article.id}-{who.name}-{number}" for number in range(7)]))
    if draw(st.booleans()):
        ids = draw(st.permutations([key for key in IDS if key not in {a.id for a in before}]))
    documents = [layer for layer in scheme.layers if layer.kind == "document"]
    spans = [layer for layer in scheme.layers if layer.kind == "span"]
    for layer in (*draw(st.lists(st.sampled_from(spans), max_size=6)), *draw(st.sampled_from((documents, [])))):
        made.append(draw(annotations(article, layer, ids[len(made)], [*before, *made])))
    status, seconds = draw(st.sampled_from(("todo", "done", "skip"))), draw(st.sampled_from((0.0, 12.5)))
    return Record(article, who, status, seconds, tuple(made), "", (scheme.name, scheme.version))


@st.composite
def projects(draw: st.DrawFn, scheme: Scheme = SCHEME, annotators: int = 4) -> list[Record]:
    """The records of a small project: articles in order, for each of them those annotators who have been at it."""
    everybody = (*("ana", "Ana", "Ben Ö."), *("../x", "CON", "שלום 😀"))
    people = draw(st.lists(st.sampled_from(everybody), min_size=2, max_size=2, unique=True))
    crew: tuple[Annotator, ...] = tuple(Annotator(AnnotatorId(name), name) for name in people)
    crew = (*crew, Annotator(AnnotatorId("3"), "rules", "machine", "1.0"), Annotator(AnnotatorId("4"), "ana", "gold"))
    crew = crew[:annotators]
    found = []
    for number in range(draw(st.integers(1, 3))):
        article = draw(articles(number))
        at_it = sorted(draw(st.lists(st.sampled_from(crew), unique=True, max_size=len(crew))), key=lambda who: who.kind)
        machine: tuple[Annotation, ...] = ()
        for who in sorted(at_it, key=lambda who: who.kind != "machine") or [None]:
            record = draw(_record(article, who, scheme, machine))
            machine = record.annotations if who is not None and who.kind == "machine" else machine
            found.append(record)
    return found

"""The report on agreement in a large project."""

import random
import time

from coefficients import PEOPLE, seconds
from coefficients import rows as coefficient_rows
from measuring import Row, limited, told

from annotations.agreement.study_input import ArticleReadings, Filters, ReadingStatus, StudyInput
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, ArticleId, Link
from annotations.scheme import load_scheme


def rows(articles: int) -> list[Row]:
    """Measure everything; `articles` is how many the large project has."""
    return [*coefficient_rows(), *_project(articles)]


def _project(articles: int) -> list[Row]:
    from annotations.agreement.choosing import study_of
    from annotations.agreement.disagreeing import disagreements
    from annotations.agreement.report import rows as overview

    evidence = _evidence(articles)
    marks = sum(len(work.marks) for work in evidence.works.values())
    what = f"{articles:,} articles × {PEOPLE}, {marks:,} marks"
    begin = time.perf_counter()
    study = study_of(evidence)
    aligned = time.perf_counter() - begin
    list(overview(study))
    cold = time.perf_counter() - begin

    turn = iter(range(1000))

    def edit() -> None:
        list(overview(study_of(_edited(evidence, next(turn)), previous=study)))

    def filtered() -> None:
        list(overview(study_of(evidence, Filters(since="2031-01-10", layer="claim", field="stance"), previous=study)))

    def page() -> None:
        disagreements(study, "claim", "stance", count=50)

    found = [
        told(f"{what}: matched and summed", f"{aligned:.2f} s"),
        limited(f"{what}: all rows, from nothing", [cold], 3.0),
        limited("the same after one answer was changed", seconds(edit), 0.3),
        limited("the same row by other dates", seconds(filtered), 0.5),
        limited("first page of disagreements", seconds(lambda: disagreements(study, "claim", "stance", count=50)), 0.2),
    ]
    return [*found, _matching(articles)]


def _matching(articles: int) -> Row:
    """Match 40 spans of each of five annotators, pair by pair."""
    import numpy as np

    from annotations.agreement.aligning import Marks, clusters, matches

    dice = np.random.default_rng(20)
    texts = []
    for _ in range(articles):
        start = (np.arange(40) * 15 + dice.integers(0, 3, size=(PEOPLE, 40))).ravel()
        end = start + dice.integers(3, 13, size=PEOPLE * 40)
        who, label = np.repeat(np.arange(PEOPLE), 40), dice.integers(4, size=PEOPLE * 40)
        ids = np.array([str(number) for number in range(PEOPLE * 40)], dtype=object)
        texts.append(Marks(who, start, end, label, np.full(len(who), -1), ids))

    def run() -> None:
        for marks in texts:
            clusters(marks, matches(marks), 0.5)

    return limited(f"matching of {articles:,} articles × 10 pairs × 40 spans", seconds(run, 3), 5.0)


def _edited(evidence: StudyInput, turn: int) -> StudyInput:
    """The evidence with another stance of one claim."""
    article = list(evidence.works)[turn]
    work = evidence.works[article]
    marks = list(work.marks)
    place = next(index for index, mark in enumerate(marks) if mark.layer == "claim")
    stance = "support" if marks[place].fields["stance"] != "support" else "oppose"
    marks[place] = marks[place]._replace(fields={**marks[place].fields, "stance": stance})
    work = work._replace(marks=tuple(marks), revision=work.revision + 1)
    return evidence._replace(works={**evidence.works, article: work})


def _evidence(articles: int) -> StudyInput:
    """Articles of 620 words in which five people marked some 45 claims and 36 names each."""
    dice = random.Random(20)
    people = tuple(Annotator(AnnotatorId(f"person{number}"), f"Person {number}") for number in range(PEOPLE))
    works = {}
    for number in range(articles):
        words = dice.choices(["council", "road", "closed", "said", "that", "again", "Peru", "denied"], k=620)
        text = " ".join(words)
        edges = [0, *(place + 1 for place, sign in enumerate(text) if sign == " "), len(text) + 1]
        places = [(start, start + dice.randint(4, 11)) for start in range(0, 600, 12)]
        names = [(start, start + dice.randint(1, 3)) for start in range(0, 600, 15)]
        key = ArticleId(str(number))
        marks = [mark for one in people for mark in _reading(dice, key, text, edges, one, places, names)]
        marks.sort(key=lambda mark: (mark.start or 0, -(mark.end or 0)))
        stands = {one.id: ReadingStatus("done", f"2031-01-{number % 28 + 1:02}") for one in people}
        works[key] = ArticleReadings(key, "", text, 1, stands, tuple(marks))
    return StudyInput(load_scheme("news-claims"), people, works, ((1, ""),), 1)


def _reading(
    dice: random.Random, article: ArticleId, text: str, edges: list[int], one: Annotator,
    places: list[tuple[int, int]], names: list[tuple[int, int]],
) -> list[Annotation]:  # fmt: skip
    found = []
    for layer, spans in (("claim", places), ("entity", names)):
        for number, (first, last) in enumerate(spans):
            if dice.random() < 0.1:
                continue
            start, end = edges[first + (dice.random() < 0.2)], edges[last + 1] - 1
            label = (
                dice.choice(("GPE", "ORG")) if layer == "entity" and number % 3 == 0 else "PERSON" * (layer == "entity")
            )
            fields = {"stance": dice.choice(("oppose", "support", "neutral")[: 1 + 2 * (dice.random() < 0.3)]),
                      "claim_type": dice.choice(("fact", "denial")), "evidence": "named"}  # fmt: skip
            links = {"claimer": Link(dice.choice(("Peru", "the council"))), "target": Link("Lima")}
            name = AnnotationId(f"{article}-{one.id}-{layer}-{number}")
            said = {"fields": fields, "links": links} if layer == "claim" else {}
            found.append(Annotation(name, article, one.id, layer, start, end, text[start:end], label, **said))
    return found

"""Agreement: coefficients beside other people's, intervals, and the report of a large project."""

import random
import time
import tracemalloc
import warnings
from collections.abc import Callable
from importlib import import_module
from typing import Any

from measuring import Row, compared, limited, told

from annotations.agreement.study_input import ArticleReadings, Filters, ReadingStatus, StudyInput
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, ArticleId, Link
from annotations.scheme import load_scheme

RUNS = 7
PEOPLE = 5
MEGABYTE = 1 << 20


def rows(articles: int) -> list[Row]:
    """Measure everything; `articles` is how many the large project has."""
    return [*_coefficients(), *_memory(), *_intervals(), *_project(articles)]


def _seconds(run: Callable[[], object], runs: int = RUNS) -> list[float]:
    found = []
    for _ in range(runs):
        begin = time.perf_counter()
        run()
        found.append(time.perf_counter() - begin)
    return found


def _codes(items: int, size: int, gaps: float = 0.3, annotators: int = PEOPLE) -> Any:
    """Ratings of items by annotators who agree more often than not, as int8, with gaps below 0."""
    import numpy as np

    dice = np.random.default_rng(20)
    truth = dice.integers(size, size=(items, 1))
    codes = np.where(dice.random((items, annotators)) < 0.7, truth, dice.integers(size, size=(items, annotators)))
    return np.where(dice.random(codes.shape) < gaps, -1, codes).astype(np.int8)


def _oracle(name: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return import_module(name)
        except ModuleNotFoundError:
            return None


def _beside(what: str, ours: Callable[[], object], theirs: Callable[[], object] | None, most: float, runs: int) -> Row:
    mine = _seconds(ours)
    if theirs is None:
        return told(f"{what} (the other program is not installed)", f"{min(mine) * 1000:,.1f} ms")
    return compared(what, mine, _seconds(theirs, runs), most)


def _coefficients() -> list[Row]:
    import numpy as np

    from annotations.agreement.alpha import krippendorff_alpha
    from annotations.agreement.chance import fleiss_kappa, gwet_ac1
    from annotations.agreement.kappas import cohen_kappa
    from annotations.agreement.ratings import Ratings

    def alphas(items: int, size: int, level: str, most: float, runs: int) -> Row:
        codes = _codes(items, size)
        domain = list(range(1, size + 1))
        table = np.where(codes.T < 0, np.nan, codes.T + 1.0)
        given, other = Ratings(codes, tuple(domain)), _oracle("krippendorff")
        theirs = other and (lambda: other.alpha(table, level_of_measurement=level, value_domain=domain))
        what = f"alpha, {level}, {items:,} × {PEOPLE}, {size} categories"
        return _beside(f"{what} (krippendorff)", lambda: krippendorff_alpha(given, level), theirs, most, runs)

    found = [
        alphas(200_000, 5, "nominal", 0.25, RUNS), alphas(200_000, 5, "ordinal", 0.25, RUNS),
        alphas(1_000_000, 5, "nominal", 0.15, 1), alphas(20_000, 60, "nominal", 0.25, 1),
    ]  # fmt: skip
    million = Ratings(_codes(1_000_000, 5), tuple("abcde"))
    found.append(limited("alpha, nominal, 1,000,000 × 5", _seconds(lambda: krippendorff_alpha(million)), 0.2))
    found.append(told("AC1, 1,000,000 × 5", f"{min(_seconds(lambda: gwet_ac1(million))) * 1000:,.0f} ms"))

    whole = Ratings(_codes(100_000, 5, gaps=0), tuple("abcde"))
    raters = _oracle("statsmodels.stats.inter_rater")
    fleiss = raters and (lambda: raters.fleiss_kappa(raters.aggregate_raters(whole.codes, n_cat=5)[0]))
    found.append(_beside("Fleiss, 100,000 × 5 (statsmodels)", lambda: fleiss_kappa(whole), fleiss, 0.25, RUNS))
    two = Ratings(_codes(100_000, 5, gaps=0, annotators=2), tuple("abcde"))
    metrics = _oracle("sklearn.metrics")
    kappa = metrics and (lambda: metrics.cohen_kappa_score(two.codes[:, 0], two.codes[:, 1]))
    found.append(_beside("Cohen, 100,000 × 2 (scikit-learn)", lambda: cohen_kappa(two), kappa, 1.5, RUNS))
    return found


def _memory() -> list[Row]:
    from annotations.agreement.alpha import krippendorff_alpha
    from annotations.agreement.ratings import Ratings

    given = Ratings(_codes(1_000_000, 5), tuple("abcde"))
    tracemalloc.start()
    krippendorff_alpha(given)
    peak = tracemalloc.get_traced_memory()[1] / MEGABYTE
    tracemalloc.stop()
    return [Row("memory on top, alpha of 1,000,000 × 5", f"{peak:.0f} MB", "", "", "≤ 64 MB", peak <= 64)]


def _intervals() -> list[Row]:
    import numpy as np

    from annotations.agreement.resampling import draws, grouped, intervals, sampled_values

    codes = _codes(200_000, 5, gaps=0)
    group = np.repeat(np.arange(2_000), 100)

    def run() -> object:
        return intervals(draws(2_000, 1_000, 1), sampled_values(grouped(codes, group, 2_000, 5, "ordinal")))

    return [
        limited("1,000 samples of 2,000 articles with 1,000,000 ratings", _seconds(run), 1.5),
        _coverage(),
    ]


def _coverage() -> Row:
    """How often the interval of 60 articles holds the alpha of a hundred times as many."""
    import numpy as np

    from annotations.agreement.alpha import krippendorff_alpha
    from annotations.agreement.ratings import Ratings
    from annotations.agreement.resampling import draws, grouped, intervals, sampled_values

    dice = np.random.default_rng(20)

    def clustered(articles: int) -> tuple[Any, Any]:
        """Three annotators rate 3 to 8 units of each article; some articles are hard."""
        sizes = dice.integers(3, 9, size=articles)
        group = np.repeat(np.arange(articles), sizes)
        ease = dice.beta(6, 2, size=articles)[group][:, None]
        truth = dice.choice(4, p=[0.5, 0.25, 0.15, 0.1], size=len(group))[:, None]
        shape = len(group), 3
        codes = np.where(dice.random(shape) < ease, truth, dice.choice(4, p=[0.5, 0.25, 0.15, 0.1], size=shape))
        return np.where(dice.random(shape) < 0.1, -1, codes), group

    truth = krippendorff_alpha(Ratings(clustered(6_000 * 5)[0], tuple("abcd"))).value or 0.0
    runs, held = 300, 0
    for seed in range(runs):
        codes, group = clustered(60)
        found = intervals(draws(60, 1_000, seed), sampled_values(grouped(codes, group, 60, 4)))["krippendorff_alpha"]
        held += found.low <= truth <= found.high
    share = held / runs
    what = f"share of {runs} intervals of 60 articles that hold the true alpha"
    return Row(what, f"{share:.3f}", "", "", "0.91 to 0.98", 0.91 <= share <= 0.98)


def _project(articles: int) -> list[Row]:
    from annotations.agreement.disagreeing import disagreements
    from annotations.agreement.report import rows as overview
    from annotations.agreement.study import study_of

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
        limited("the same after one answer was changed", _seconds(edit), 0.3),
        limited("the same row by other dates", _seconds(filtered), 0.5),
        limited(
            "first page of disagreements", _seconds(lambda: disagreements(study, "claim", "stance", count=50)), 0.2
        ),
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

    return limited(f"matching of {articles:,} articles × 10 pairs × 40 spans", _seconds(run, 3), 5.0)


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

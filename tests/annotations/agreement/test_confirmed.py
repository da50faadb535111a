"""What rests on marks that were only confirmed with their article says so, and is told apart."""

import csv
from pathlib import Path

import pytest

from annotations.agreement.breakdown import beside, inside
from annotations.agreement.choosing import study_of
from annotations.agreement.export import export_json, write_units
from annotations.agreement.label_rows import label_row
from annotations.agreement.methods_text import methods_sentence
from annotations.agreement.records import Figure, apart
from annotations.agreement.span_rows import place_row
from annotations.agreement.study import Study, question_of
from annotations.agreement.study_input import AgreementSettings, ArticleReadings, Filters, ReadingStatus, StudyInput
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, ArticleId
from annotations.scheme import load_scheme

ANA, BEN = (Annotator(AnnotatorId(name.lower()), name) for name in ("Ana", "Ben"))
RULES = Annotator(AnnotatorId("rules"), "rules", "machine", "1")
WORDS = [f"Word{number}" for number in range(30)]
TEXT = " ".join(WORDS)
SCHEME = load_scheme("news-claims")


def name(who: Annotator, number: int, label: str, how: str = "") -> Annotation:
    start = TEXT.index(WORDS[number])
    end = start + len(WORDS[number])
    made = AnnotationId(f"{who.id}{number}")
    root = AnnotationId(f"rules{number}") if how else None
    return Annotation(
        made, ArticleId("a"), who.id, "entity", start, end, WORDS[number], label, derived_from=root, how=how
    )


def study(confirmed: int, decided: int, **filters) -> Study:
    """Two people who confirmed so many names of a machine, and decided on others: on every second one differently."""
    marks = [name(RULES, number, "PERSON" if number % 3 else "GPE") for number in range(confirmed)]
    for who in (ANA, BEN):
        marks += [name(who, number, "PERSON" if number % 3 else "GPE", "implicit") for number in range(confirmed)]
        for number in range(confirmed, confirmed + decided):
            marks.append(name(who, number, "ORG" if number % 2 and who == BEN else "PERSON"))
    stands = {who.id: ReadingStatus("done", "2031-01-01") for who in (ANA, BEN)}
    work = ArticleReadings(ArticleId("a"), "", TEXT, 1, stands, tuple(marks))
    return study_of(
        StudyInput(SCHEME, (ANA, BEN, RULES), {work.article: work}), Filters(**filters), AgreementSettings()
    )


def labels(found: Study) -> Figure:
    return label_row(found, question_of(found, "entity", "label")).headline


def test_figures_count_what_was_decided_one_by_one(tmp_path: Path) -> None:
    found = study(confirmed=9, decided=6)
    for row in (label_row(found, question_of(found, "entity", "label")), place_row(found, SCHEME.layer("entity"))):
        for figure in (row.headline, *row.companions):
            assert (figure.decisions, figure.confirmed) == (30, 18)
            assert figure.caution == (
                "18 of 30 decisions (60%) were only confirmed by finishing the article, not made one by one."
            )


@pytest.mark.parametrize(("confirmed", "decided", "said"), [(1, 9, False), (2, 9, True), (0, 4, False), (4, 0, True)])
def test_more_than_a_tenth_is_said(confirmed: int, decided: int, said: bool) -> None:
    assert bool(labels(study(confirmed, decided)).caution) is said


def test_the_figure_over_the_others_stands_apart() -> None:
    mixed, others = study(confirmed=9, decided=6), study(confirmed=0, decided=15)
    row = label_row(mixed, question_of(mixed, "entity", "label"))
    assert row.explicit
    assert row.explicit.value == pytest.approx(labels(study(9, 6, explicit=True)).value)
    assert row.explicit.pairable == 6
    assert row.headline.value > row.explicit.value
    assert apart(row.explicit) == f"For decisions made one by one it is {row.explicit.value:.3f} (6 units)."
    assert label_row(others, question_of(others, "entity", "label")).explicit is None
    places = place_row(mixed, SCHEME.layer("entity"))
    assert (places.headline.value, places.explicit and places.explicit.units) == (1.0, 6)


def test_where_nothing_was_decided_one_by_one_there_is_no_figure() -> None:
    found = study(confirmed=6, decided=0)
    row = label_row(found, question_of(found, "entity", "label"))
    assert row.headline.value == 1.0
    assert row.state == "too_little"
    assert apart(row.explicit).startswith("For decisions made one by one there is no value:")


def test_a_pair_and_a_label_have_their_own_counts() -> None:
    found = study(confirmed=9, decided=6)
    behind = inside(found, "entity", "label")
    (pair,) = behind.pairs
    assert pair.kappa
    assert pair.f1
    assert {(f.decisions, f.confirmed) for f in (pair.kappa, pair.alpha, pair.observed, pair.f1) if f} == {(30, 18)}
    counts = {one.label: (one.specific.decisions, one.specific.confirmed) for one in behind.labels if one.times}
    assert counts == {"GPE": (6, 6), "PERSON": (21, 12), "ORG": (3, 0)}


def test_beside_a_machine_only_people_s_decisions_count() -> None:
    found = study(confirmed=9, decided=6)
    pair = next(pair for pair in beside(found, "entity", "label", "machine") if pair.names[0] == "Ana")
    assert pair.kappa
    assert (pair.kappa.decisions, pair.kappa.confirmed) == (9, 9)


def test_all_that_leaves_says_so(tmp_path: Path) -> None:
    found = study(confirmed=9, decided=6)
    told = methods_sentence(found, "entity", "label")
    assert "Of 30 decisions, 18 (60%) were only confirmed by finishing the article" in told
    assert "For those made one by one, it was" in told
    figures = {
        f["coefficient"]: f for f in export_json(found)["figures"] if (f["layer"], f["field"]) == ("entity", "label")
    }
    headline = figures["krippendorff_alpha"]
    assert headline["decisions"] == {"explicit": 12, "confirmed": 18}
    assert headline["caution"].startswith("18 of 30 decisions (60%)")
    assert headline["explicit"]["pairable"] == 6
    write_units(tmp_path / "units.csv", found)
    rows = list(csv.DictReader((tmp_path / "units.csv").read_text(encoding="utf-8-sig").splitlines()))
    said = [row["Ana: decided"] for row in rows if row["field"] == "label" and row["layer"] == "entity"]
    assert sorted(said) == ["one by one"] * 6 + ["with the article"] * 9


@pytest.mark.parametrize(
    ("stands", "code", "sentence"),
    [
        ({}, "nobody", "Nobody has finished an article yet."),
        ({"a": ("ana",), "b": ("ben",)}, "one_each", "No article has been finished by two annotators."),
        (
            {"a": ("ana", "ben")},
            "filtered",
            "None of the articles that pass the filters has been finished by two annotators.",
        ),
        (None, "no_articles", "There are no articles yet."),
    ],
)
def test_without_articles_to_compare_the_true_reason_is_told(stands, code: str, sentence: str) -> None:
    works = {}
    for one in map(ArticleId, "ab"):
        done = {AnnotatorId(who): ReadingStatus("done", "2031-01-01") for who in (stands or {}).get(one, ())}
        works[one] = ArticleReadings(one, "", TEXT, 1, done)
    filters = Filters(since="2032") if code == "filtered" else Filters()
    found = study_of(StudyInput(SCHEME, (ANA, BEN), works if stands is not None else {}), filters, AgreementSettings())
    for row in (label_row(found, question_of(found, "entity", "label")), place_row(found, SCHEME.layer("entity"))):
        assert (row.headline.reason_code, row.headline.reason) == (code, sentence)

import pytest

from annotations.agreement.choosing import study_of
from annotations.agreement.report import rows
from annotations.agreement.study import Study
from annotations.agreement.study_input import AgreementSettings, ArticleReadings, Filters, ReadingStatus, StudyInput
from annotations.errors import ClaimdeskError
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, ArticleId
from annotations.scheme import load_scheme

PEOPLE = tuple(Annotator(AnnotatorId(name), name.title()) for name in ("ana", "ben", "cyd"))
TEXT = "the road was closed and the miners denied it"


def evidence() -> StudyInput:
    """Four articles, finished on four days of May; the scheme changed on the third; two are versions of one story."""
    works = {}
    for number in range(1, 5):
        article = ArticleId(str(number))
        marks = tuple(
            Annotation(AnnotationId(f"{article}-{one.id}"), article, one.id, "claim", 0, 19, TEXT[:19], "",
                       {"claim_type": "fact" if one.id != "cyd" else "denial"})
            for one in PEOPLE
        )  # fmt: skip
        status = "incomplete" if number == 4 else "done"
        stands = {one.id: ReadingStatus(status, f"2031-05-0{number}T10:00:00.000Z") for one in PEOPLE}
        works[article] = ArticleReadings(article, "", TEXT, 1, stands, marks, "wire" if number < 3 else "")
    return StudyInput(load_scheme("news-claims"), PEOPLE, works, ((1, ""), (2, "2031-05-03")), 1)


def articles(**filters) -> list[str]:
    return [article.article for article in study_of(evidence(), Filters(**filters)).articles]


def alpha(study: Study) -> float | None:
    return next(row for row in rows(study) if row.field == "claim_type").headline.value


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({}, ["1", "2", "3"]),
        ({"statuses": ("done", "incomplete")}, ["1", "2", "3", "4"]),
        ({"articles": ("2", "3")}, ["2", "3"]),
        ({"since": "2031-05-02"}, ["2", "3"]),
        ({"until": "2031-05-02"}, ["1", "2"]),
        ({"scheme_version": 1}, ["1", "2"]),
        ({"scheme_version": 2}, ["3"]),
        ({"groups": ("wire",)}, ["1", "2"]),
    ],
)
def test_filters_choose_articles(filters: dict, left: list[str]) -> None:
    assert articles(**filters) == left


def test_what_the_filters_leave_out_is_counted() -> None:
    study = study_of(evidence(), Filters(since="2031-05-02"))
    assert [(reason.code, reason.number) for reason in study.left_out] == [("filtered", 1), ("nobody", 1)]


def test_a_date_is_computed_from_what_is_there() -> None:
    everything = study_of(evidence())
    later = study_of(evidence(), Filters(since="2031-05-02"), previous=everything)
    assert later.articles[0] is everything.articles[1]


def test_annotators_are_chosen_by_id() -> None:
    two = study_of(evidence(), Filters(annotators=(AnnotatorId("ana"), AnnotatorId("ben"))))
    assert two.counted == ("Ana", "Ben")
    assert alpha(two) is None  # they agree on everything
    assert alpha(study_of(evidence())) is not None
    with pytest.raises(ClaimdeskError, match="There is no annotator"):
        study_of(evidence(), Filters(annotators=(AnnotatorId("zoe"),)))


def test_layer_and_field_choose_rows() -> None:
    chosen = [(row.layer, row.field) for row in rows(study_of(evidence(), Filters(layer="claim", field="stance")))]
    assert chosen == [("claim", "stance")]


def test_thresholds_are_each_row_s_own() -> None:
    found = evidence()
    one = found.works[ArticleId("1")]
    works = {ArticleId(str(n)): one._replace(article=ArticleId(str(n)), group="") for n in range(40)}
    study = study_of(
        found._replace(works=works), settings=AgreementSettings(resamples=50, thresholds={"claim.": (1.0, 1.01)})
    )
    states = {(row.layer, row.field): row.state for row in rows(study)}
    assert states["claim", ""] == "tentative"  # F1 is 1 in every sample
    assert states["claim", "claim_type"] == "unreliable"
    assert states["entity", ""] == "too_little"

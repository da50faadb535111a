"""Whatever is in a project, every figure is a number or a reason, and nothing breaks."""

import json

from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement.breakdown import beside, inside
from annotations.agreement.choosing import study_of
from annotations.agreement.disagreeing import disagreement_count, disagreements
from annotations.agreement.export import export_json
from annotations.agreement.report import rows
from annotations.agreement.study import asked
from annotations.agreement.study_input import AgreementSettings, ArticleReadings, Filters, ReadingStatus, StudyInput
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, ArticleId, Link
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
PEOPLE = (
    Annotator(AnnotatorId("ana"), "Ana"), Annotator(AnnotatorId("ben"), "Ben"), Annotator(AnnotatorId("cyd"), "Cyd"),
    Annotator(AnnotatorId("rules"), "Rules", "machine"), Annotator(AnnotatorId("gold"), "Gold", "gold"),
)  # fmt: skip
TEXTS = ("", "…", "the", "The council “denied” it.", "路は月曜日に閉まった。", "a b c d e f g h", "😀 😀 x")


@st.composite
def annotations(draw: st.DrawFn, article: str, text: str, number: int) -> Annotation:
    layer = draw(st.sampled_from(SCHEME.layers))
    who = draw(st.sampled_from(PEOPLE)).id
    name = AnnotationId(f"{article}-{number}")
    if layer.kind == "document" or not text:
        fields = draw(st.sampled_from([{}, {"noise": "garbled"}, {"event": "Strike"}, {"reliability": "F"}]))
        return Annotation(name, ArticleId(article), who, "document", fields=fields)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    label = draw(st.sampled_from(layer.labels)).name if layer.labels else ""
    stance = draw(st.sampled_from([None, "oppose", "support", "unclear", "of an earlier scheme"]))
    leading = Link("it", AnnotationId(f"{article}-0"))
    links = draw(
        st.sampled_from([{}, {"claimer": Link("AUTHOR")}, {"claimer": Link("The Council"), "target": leading}])
    )
    return Annotation(
        name, ArticleId(article), who, layer.name, start, end, text[start:end], label,
        {"stance": stance} if stance and layer.name == "claim" else {}, links if layer.name == "claim" else {},
        verdict=draw(st.sampled_from([None, "rejected"])), derived_from=draw(st.sampled_from([None, f"{article}-0"])),
    )  # fmt: skip


@st.composite
def evidence(draw: st.DrawFn) -> StudyInput:
    works = {}
    for number in range(draw(st.integers(0, 12))):
        article, text = ArticleId(str(number)), draw(st.sampled_from(TEXTS))
        marks = [draw(annotations(article, text, place)) for place in range(draw(st.integers(0, 6)))]
        stands = {
            one.id: ReadingStatus(
                draw(st.sampled_from(["todo", "incomplete", "done", "skip"])), f"2031-05-{number + 1:02}"
            )
            for one in draw(st.lists(st.sampled_from(PEOPLE), unique=True))
        }
        works[article] = ArticleReadings(
            article, "", text, 1, stands, tuple(marks), draw(st.sampled_from(["", "wire"]))
        )
    return StudyInput(SCHEME, PEOPLE, works, ((1, ""), (2, "2031-05-04")), 1)


@given(evidence(), st.sampled_from([None, 0.0, 0.3, 1.0]), st.sampled_from([("done",), ("done", "todo", "incomplete")]))
def test_nothing_breaks_and_nothing_is_no_number(found: StudyInput, iou: float | None, statuses) -> None:
    study = study_of(found, Filters(statuses=statuses), AgreementSettings(iou=iou, resamples=5, window=2))
    for row in rows(study):
        for figure in (row.headline, *row.companions):
            assert (figure.value is None) == bool(figure.reason), figure
        assert row.headline.units == row.headline.pairable + row.headline.left_out
    json.dumps(export_json(study), allow_nan=False)
    for layer, question in asked(study):
        field = question.field if question else ""
        behind = inside(study, layer.name, field)
        json.dumps([point._asdict() for point in behind.trend], allow_nan=False)
        listed = disagreements(study, layer.name, field)
        assert len(listed) == disagreement_count(study, layer.name, field)
        assert all(item.amount > 0 for item in listed)
        assert [item.amount for item in listed] == sorted((item.amount for item in listed), reverse=True)
        for kind in ("gold", "machine"):
            for pair in beside(study, layer.name, field, kind):
                for figure in (pair.kappa, pair.alpha, pair.observed, pair.f1):
                    assert figure is None or (figure.value is None) == bool(figure.reason)


@given(evidence())
def test_all_people_listed_are_everybody(found: StudyInput) -> None:
    everybody = tuple(one.id for one in PEOPLE if one.kind == "person")
    by_default, by_name = study_of(found), study_of(found, Filters(annotators=everybody))
    assert [row.headline.value for row in rows(by_default)] == [row.headline.value for row in rows(by_name)]

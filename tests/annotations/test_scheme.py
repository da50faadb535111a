"""The default scheme, schemes kept as JSON, and what a scheme says about annotations."""

import pytest

from annotations.errors import SchemeError
from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId, Link
from annotations.scheme import (
    HUES,
    Field,
    Layer,
    LinkRole,
    Scheme,
    Value,
    builtin_schemes,
    check_annotation,
    load_scheme,
    missing_choices,
    scheme_from_json,
    scheme_to_json,
)


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load_scheme("news-claims")


def described(scheme):
    yield from scheme.statuses
    for layer in scheme.layers:
        yield from (*layer.labels, *layer.fields, *layer.links)
        for field in layer.fields:
            yield from field.values
        for link in layer.links:
            yield from link.constants


def claim(fields=None, links=None):
    ids = AnnotationId("1"), ArticleId("1"), AnnotatorId("ana")
    return Annotation(*ids, "claim", 0, 4, "text", fields=fields or {}, links=links or {})


def test_the_default_scheme_is_listed():
    assert "news-claims" in builtin_schemes()


def test_the_default_scheme_has_its_layers_and_statuses(scheme):
    assert (scheme.name, scheme.version) == ("news-claims", 1)
    assert [layer.name for layer in scheme.layers] == ["entity", "boilerplate", "claim", "document"]
    assert [(status.name, status.key) for status in scheme.statuses] == [
        ("todo", "Ctrl+1"),
        ("done", "Ctrl+2"),
        ("skip", "Ctrl+3"),
    ]


@pytest.mark.parametrize(
    ("layer", "labels"),
    [
        ("entity", "PERSON:P ORG:O GPE:G LOC:L NORP:N DATE:D EVENT:E CARDINAL:C MONEY:M PERCENT:R"),
        ("boilerplate", "nav:1 caption:2 credit:3 dateline:4 bio:5 debris:6"),
    ],
)
def test_span_layers_have_their_labels_and_keys(scheme, layer, labels):
    found = scheme.layer(layer)
    assert " ".join(f"{label.name}:{label.key.removeprefix('Shift+')}" for label in found.labels) == labels
    assert (found.overlap, found.confirm) == ("none", True)


@pytest.mark.parametrize(
    ("field", "scale", "values"),
    [
        ("stance", "ordinal", "oppose:A:-1 neutral:S:0 support:D:1 unclear:F:None"),
        (
            "claim_type",
            "nominal",
            "denial:1:None accusation:2:None quantity:3:None cause:4:None future:5:None position:6:None fact:7:None",
        ),
        ("evidence", "ordinal", "none:Z:0 unnamed:X:1 named:C:2 documented:V:3 corroborated:B:4"),
        ("certainty", "ordinal", "certain:Q:3 probable:W:2 possible:E:1"),
        ("quote", "nominal", "direct::None mixed::None indirect::None none::None"),
        ("disputed", "binary", ""),
        ("check", "binary", ""),
    ],
)
def test_claim_fields_have_their_values_keys_and_scores(scheme, field, scale, values):
    found = scheme.layer("claim").field(field)
    assert found.scale == scale
    assert " ".join(f"{value.name}:{value.key}:{value.score}" for value in found.values) == values


def test_only_stance_type_and_evidence_are_required_of_a_claim(scheme):
    required = [field.name for field in scheme.layer("claim").fields if field.required]
    assert required == ["stance", "claim_type", "evidence"]


def test_speaker_and_target_point_where_they_may(scheme):
    claimer, target = scheme.layer("claim").link("claimer"), scheme.layer("claim").link("target")
    assert (claimer.title, claimer.key, claimer.to, claimer.words) == ("Speaker", "R", ("entity",), True)
    assert [value.name for value in claimer.constants] == ["AUTHOR", "UNNAMED"]
    assert (target.key, target.to, target.words) == ("T", ("entity", "claim"), True)
    assert target.kinds == {"entity": "entity", "claim": "claim", "words": "issue"}


def test_document_fields_have_their_keys(scheme):
    noise, event, reliability = scheme.layer("document").fields
    assert [(value.key, value.score) for value in noise.values] == [("Alt+0", 0), ("Alt+1", 1), ("Alt+2", 2)]
    assert event.kind == "text"
    assert [value.key for value in reliability.values] == [f"Alt+{digit}" for digit in range(3, 9)]
    assert [value.name for value in reliability.values if value.missing] == ["F"]


def test_everything_in_the_default_scheme_is_explained(scheme):
    assert all(layer.definition for layer in scheme.layers)
    assert [item for item in described(scheme) if not (item.definition and item.example and item.borderline)] == []


def test_guidelines_of_fields_fit_on_one_line(scheme):
    assert [field.name for layer in scheme.layers for field in layer.fields if "\n" in field.definition] == []


def test_every_label_has_a_hue_and_names_have_different_ones(scheme):
    assert all(label.colour in HUES for layer in scheme.layers for label in layer.labels)
    assert len({label.colour for label in scheme.layer("entity").labels}) == 10


def test_a_scheme_read_back_from_json_is_equal(scheme):
    assert scheme_from_json(scheme_to_json(scheme)) == scheme


def test_a_scheme_with_every_key_set_survives_json():
    value = Value("v", "V", "1", "*", "#0a0B0c", "d", "e", "b", 0.5, True, ("x", "y"))
    field = Field("f", "F", "choice", "K", True, "ordinal", "v", "hedge", (value,), "d", "e", "b", "red", ("z",))
    flag = Field("g", "G", "flag", scale="binary", default=False)
    link = LinkRole(
        "r", "R", "L", True, ("l",), True, (value,), {"l": "l", "words": "w"}, "speaker", ("l",), "d", "e", "b"
    )
    parts = ((value,), (field, flag), (link,))
    layer = Layer("l", "L", "span", "M", "bar", "none", *parts, True, True, "iou", "d")
    scheme = Scheme("s", 3, "S", (layer,), (value,), "d")
    assert scheme_from_json(scheme_to_json(scheme)) == scheme


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"name": "s", "version": 1, "title": "S", "layers": [{}]}'])
def test_damaged_json_is_refused_in_a_sentence(text):
    with pytest.raises(SchemeError, match=r"This project.s scheme cannot be read"):
        scheme_from_json(text)


def test_an_unknown_layer_is_refused_with_the_known_ones(scheme):
    with pytest.raises(SchemeError, match=r"no layer 'clam': it has entity, boilerplate, claim, document\.$"):
        scheme.layer("clam")


def test_a_partial_annotation_is_accepted(scheme):
    check_annotation(scheme, "claim", "", {}, {})
    check_annotation(scheme, "claim", "", {"stance": "oppose", "disputed": True}, {"claimer": Link("AUTHOR")})
    check_annotation(scheme, "document", "", {"event": "dock strike"}, {})


@pytest.mark.parametrize(
    "link", [Link("Oslo", AnnotationId("7"), "entity"), Link("the toll", None, "issue"), Link("the toll")]
)
def test_a_target_may_be_an_annotation_or_words(scheme, link):
    check_annotation(scheme, "claim", "", {}, {"target": link})


@pytest.mark.parametrize(
    ("layer", "label", "fields", "links", "sentence"),
    [
        ("clam", "", {}, {}, r"no layer 'clam': it has entity"),
        ("entity", "PERSONS", {}, {}, r"no label 'PERSONS': it has PERSON, ORG"),
        ("entity", "", {}, {}, r"needs a label: one of PERSON, ORG"),
        ("claim", "PERSON", {}, {}, r"no label 'PERSON': it has none\."),
        ("claim", "", {"stanse": "oppose"}, {}, r"no field 'stanse': it has stance, claim_type"),
        ("claim", "", {"stance": "for"}, {}, r"'for' is not a value of stance: it must be one of oppose, neutral"),
        ("claim", "", {"stance": ["oppose"]}, {}, r"\['oppose'\] is not a value of stance"),
        ("claim", "", {"disputed": "yes"}, {}, r"'yes' is not a value of the flag disputed: it must be true or false"),
        ("claim", "", {"disputed": 1}, {}, r"1 is not a value of the flag disputed"),
        ("document", "", {"event": 7}, {}, r"7 is not a value of event: it must be text"),
        ("claim", "", {}, {"speaker": Link("AUTHOR")}, r"no link 'speaker': it has claimer, target"),
        ("claim", "", {}, {"target": Link("")}, r"The link target is empty: it needs an annotation of entity"),
        (
            "claim",
            "",
            {},
            {"target": Link("x", None, "topic")},
            r"no target kind 'topic': choose from entity, claim, issue",
        ),
        (
            "claim",
            "",
            {},
            {"claimer": Link("x", None, "issue")},
            r"claimer has no target kind 'issue': choose from none",
        ),
    ],
)
def test_what_is_not_in_the_scheme_is_refused(scheme, layer, label, fields, links, sentence):
    with pytest.raises(SchemeError, match=sentence):
        check_annotation(scheme, layer, label, fields, links)


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        (Link("anybody"), r"by cannot be 'anybody': it needs NOBODY\."),
        (Link("x", AnnotationId("1")), r"by cannot link to an annotation: it needs NOBODY\."),
    ],
)
def test_a_link_to_constants_takes_neither_words_nor_annotations(link, sentence):
    role = LinkRole("by", "By", constants=(Value("NOBODY", "Nobody"),))
    scheme = Scheme("s", 1, "S", (Layer("note", "Note", "span", links=(role,)),), ())
    check_annotation(scheme, "note", "", {}, {"by": Link("NOBODY")})
    with pytest.raises(SchemeError, match=sentence):
        check_annotation(scheme, "note", "", {}, {"by": link})


def test_missing_choices_are_named_by_title_in_scheme_order(scheme):
    layer = scheme.layer("claim")
    assert missing_choices(layer, claim()) == ("Stance", "Type", "Evidence", "Speaker", "Target")
    partly = claim({"evidence": "none", "claim_type": "fact"}, {"claimer": Link("AUTHOR")})
    assert missing_choices(layer, partly) == ("Stance", "Target")


def test_nothing_is_missing_from_a_complete_claim(scheme):
    fields = {"stance": "neutral", "claim_type": "fact", "evidence": "none"}
    links = {"claimer": Link("AUTHOR"), "target": Link("the toll")}
    assert missing_choices(scheme.layer("claim"), claim(fields, links)) == ()


def test_a_required_field_with_a_default_is_never_missing(scheme):
    assert scheme.layer("document").field("noise").required
    assert missing_choices(scheme.layer("document"), claim()) == ()

"""Foreign names: by a mapping file, by obvious equality, else listed; and schemes made of files."""

from pathlib import Path

import pytest

from annotations.errors import SchemeError
from annotations.exchange.conversion import taken
from annotations.exchange.external import ExternalLabel, ExternalMark, ExternalRecord, ExternalRelation
from annotations.exchange.mapping import NO_RULES, Mapper, map_record
from annotations.exchange.mapping.rules import Rules, load_rules, rules_toml
from annotations.exchange.mapping.schemes import scheme_of
from annotations.exchange.records import Record
from annotations.model import Annotation, Article, Link
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
TEXT = "Minister Ana Ruiz of Peru said so."
ANA = ((9, 17),)
RULES = """
[[marks]]
label = "HUM"
to = "entity"
as = "PERSON"

[[marks]]
label = "Says-Against"
to = "claim"
fields = { stance = "oppose" }

[[marks]]
label = "noise"
to = ""

[[fields]]
field = "Polarity"
to = "stance"
values = { minus = "oppose" }

[[links]]
label = "spoken-by"
to = "claimer"

[[links]]
label = "says"
to = "claimer"
reverse = true
"""


def mapped(
    *marks: ExternalMark, relations: tuple[ExternalRelation, ...] = (), rules: Rules = NO_RULES
) -> tuple[Record, list[str]]:
    mapper = Mapper(SCHEME, rules)
    record = map_record(mapper, ExternalRecord(Article(text=TEXT), marks=marks, relations=relations))
    return record, [remark.sentence for remark in mapper.remarks()]


def one(*marks: ExternalMark, rules: Rules = NO_RULES) -> Annotation:
    record, remarks = mapped(*marks, rules=rules)
    assert remarks == []
    return record.annotations[0]


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    path = tmp_path / "map.toml"
    path.write_text(RULES)
    return load_rules(path)


@pytest.mark.parametrize(
    ("layer", "label", "place"),
    [
        ("", "PERSON", ("entity", "PERSON")),
        ("", "person", ("entity", "PERSON")),
        ("entity", "PERSON", ("entity", "PERSON")),
        ("", "Country or city", ("entity", "GPE")),
        ("", "OntoNotes NORP", ("entity", "NORP")),
        ("", "Claim", ("claim", "")),
        ("claim", "", ("claim", "")),
    ],
)
def test_names_that_are_obviously_the_same_are_taken(layer: str, label: str, place: tuple[str, str]) -> None:
    found = one(ExternalMark("1", layer, label, ANA))
    assert (found.layer, found.label) == place


def test_answers_and_labels_of_documents_find_their_question() -> None:
    claim = one(
        ExternalMark("1", "", "claim", ANA, fields={"Stance": "AGAINST", "Evidence": "Named", "disputed": "yes"})
    )
    assert claim.fields == {"stance": "oppose", "evidence": "named", "disputed": True}
    document = one(
        ExternalMark("1", label="garbled", kind="document"),
        ExternalMark("2", fields={"event": "strike"}, kind="document"),
    )
    assert (document.layer, document.fields) == ("document", {"noise": "garbled", "event": "strike"})


def test_what_has_no_place_is_told_once_by_name_with_its_count() -> None:
    unknown = ExternalMark("1", "", "Vehicle", ANA)
    record, remarks = mapped(
        unknown, unknown, ExternalMark("3", "", "claim", ANA, fields={"stance": "sideways", "mood": "x"})
    )
    assert [a.layer for a in record.annotations] == ["claim"]
    assert [told.partition(":")[0] for told in remarks] == [
        "The mark “Vehicle” was left out 2 times",
        "The field “stance” was left out",
        "The field “mood” was left out",
    ]
    assert all("--map" in told for told in remarks)


def test_a_mapping_file_says_what_names_are(rules: Rules) -> None:
    assert one(ExternalMark("1", "", "HUM", ANA), rules=rules).label == "PERSON"
    against = one(ExternalMark("1", "", "Says-Against", ANA), rules=rules)
    assert (against.layer, against.fields) == ("claim", {"stance": "oppose"})
    assert one(ExternalMark("1", "", "claim", ANA, fields={"Polarity": "minus"}), rules=rules).fields == {
        "stance": "oppose"
    }
    assert mapped(ExternalMark("1", "", "noise", ANA), rules=rules)[0].annotations == ()


@pytest.mark.parametrize("arrow", [("c", "p", "spoken-by"), ("p", "c", "says"), ("c", "p", "claimer")])
def test_relations_become_links_of_the_end_that_has_the_role(rules: Rules, arrow: tuple[str, str, str]) -> None:
    marks = ExternalMark("p", "", "PERSON", ANA, quote="Ana Ruiz"), ExternalMark("c", "", "claim", ((0, 8),))
    record, remarks = mapped(*marks, relations=(ExternalRelation(*arrow),), rules=rules)
    person, claim = record.annotations
    assert (remarks, claim.links) == ([], {"claimer": Link("Ana Ruiz", person.id)})


def test_events_take_the_place_of_their_triggers() -> None:
    trigger = ExternalMark("T1", "", "claim", ((0, 8),), kind="trigger")
    event = ExternalMark("E1", "", "claim", ((0, 8),), kind="event", links={"claimer": Link("", "T2")})  # type: ignore[arg-type]
    record, _ = mapped(trigger, event, ExternalMark("T2", "", "PERSON", ANA, quote="Ana Ruiz"))
    assert [a.layer for a in record.annotations] == ["claim", "entity"]
    assert record.annotations[0].links["claimer"].annotation == record.annotations[1].id


def test_the_same_file_gives_the_same_ids_and_no_two_marks_share_one() -> None:
    marks = (
        ExternalMark("1", "", "PERSON", ANA),
        ExternalMark("1", "", "PERSON", ANA),
        ExternalMark("", "", "claim", ANA),
    )
    first, again = (mapped(*marks)[0].annotations for _ in range(2))
    assert first == again
    assert len({a.id for a in first}) == 3


def test_a_draft_lists_what_has_no_place_and_can_be_read(tmp_path: Path) -> None:
    mapper = Mapper(SCHEME)
    map_record(mapper, ExternalRecord(Article(text=TEXT), marks=(ExternalMark("1", "custom", "Veh/icle “x”", ANA),)))
    path = tmp_path / "map.toml"
    path.write_text(rules_toml(mapper.draft(), ["to fill in"]), encoding="utf-8")
    assert load_rules(path) == mapper.draft()
    assert mapper.draft().marks[0][:3] == ("custom", "Veh/icle “x”", "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[marks", "is not TOML"),
        ("[[mark]]\nto = ''", "no section “mark”"),
        ("[[marks]]\nlabel = 'x'", "“to” is missing"),
        ("[[marks]]\nlabel = 3\nto = 'x'", "wrong type"),
        ("[[links]]\nname = 'x'", "no key “name”"),
        ("marks = 3", "as a table"),
    ],
)
def test_a_bad_mapping_file_is_refused_in_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "map.toml").write_text(text)
    with pytest.raises(SchemeError, match=sentence):
        load_rules(tmp_path / "map.toml")


def test_a_mapping_that_leads_nowhere_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text("[[marks]]\nlabel = 'x'\nto = 'entity'\nas = 'NOBODY'")
    with pytest.raises(SchemeError, match="The mapping of “x” does not fit"):
        Mapper(SCHEME, load_rules(tmp_path / "map.toml"))


def test_a_scheme_made_of_a_file_takes_all_of_the_file() -> None:
    foreign = ExternalRecord(
        Article(text=TEXT),
        marks=(
            ExternalMark("1", "", "人 name", ANA, fields={"certain": True, "mood": "calm"}),
            ExternalMark("2", "", "Claim/for", ((0, 8),), links={"about": Link("the road")}),
            ExternalMark("3", "", "Claim for", ((0, 8),)),
            ExternalMark("4", label="sport", kind="document"),
            ExternalMark("5", label="news", kind="document"),
        ),
        relations=(ExternalRelation("2", "1", "says who"),),
    )
    scheme = scheme_of([foreign, ExternalLabel("never used")], "my file", SCHEME.statuses)
    [record] = [thing for thing in taken([foreign], scheme) if isinstance(thing, Record)]
    assert len(record.annotations) == 4
    assert record.annotations[1].links["says who"].annotation == record.annotations[0].id
    assert record.annotations[3].fields == {"sport": True, "news": True}
    assert "never used" in [label.name for label in scheme.layers[0].labels]
    assert not [r for r in taken([foreign], scheme) if not isinstance(r, Record)]


def test_a_file_that_says_nothing_makes_no_scheme() -> None:
    with pytest.raises(SchemeError, match="no annotation"):
        scheme_of([], "empty", ())

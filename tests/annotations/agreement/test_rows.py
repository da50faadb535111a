import pytest

from annotations.agreement.choosing import study_of
from annotations.agreement.disagreeing import disagreement_count, disagreements
from annotations.agreement.report import rows
from annotations.operations.agreement_input import by_story, read_study_input

ROAD = "the road to Arlen was closed"
MINERS = "the miners denied it"


def row_of(study, layer, field=""):
    return next(row for row in rows(study) if (row.layer, row.field) == (layer, field))


def test_places_and_labels_are_two_questions(has_articles, says, finishes, study) -> None:
    has_articles(1)
    says("Ana", "1", ROAD, claim_type="fact")
    says("Ana", "1", MINERS, claim_type="denial")
    says("Ben", "1", ROAD, claim_type="fact")
    finishes("Ana Ben", "1")
    place, label = row_of(study(), "claim"), row_of(study(), "claim", "claim_type")
    assert place.headline.value == 2 / 3  # 2 · 1 / (2 + 1)
    assert (label.coverage.compared, label.coverage.of) == (1, 2)
    assert (label.headline.units, label.headline.pairable, label.headline.left_out) == (2, 1, 1)
    assert [(reason.code, reason.number) for reason in label.left_out] == [("single", 1)]
    assert label.headline.value is None
    assert label.headline.reason_code == "no_variation"


def test_edges_articles_and_possessives_are_no_disagreement(has_articles, says, finishes, study) -> None:
    has_articles(1)
    says("Ana", "1", "the road to Arlen was closed on Monday, ", claim_type="fact")
    says("Ben", "1", "road to Arlen was closed on Monday", claim_type="fact")
    finishes("Ana Ben", "1")
    figures = {figure.level: figure.value for figure in row_of(study(), "claim").companions}
    assert figures["exact"] == 1.0


def test_who_has_not_finished_is_not_compared(has_articles, says, finishes, study) -> None:
    has_articles(2)
    for article in "12":
        says("Ana", article, ROAD, claim_type="fact")
        says("Ben", article, ROAD, claim_type="denial")
    finishes("Ana", "1", "2")
    finishes("Ben", "1")
    made = study()
    assert row_of(made, "claim", "claim_type").headline.units == 1
    assert [(reason.code, reason.number) for reason in made.left_out] == [("one_annotator", 1)]


def test_unclear_is_missing_and_counted_apart(has_articles, says, finishes, study) -> None:
    has_articles(1)
    for who, stance in (("Ana", "support"), ("Ben", "unclear")):
        says(who, "1", ROAD, stance=stance)
        says(who, "1", MINERS, stance="oppose")
    finishes("Ana Ben", "1")
    row = row_of(study(), "claim", "stance")
    assert (row.headline.pairable, row.headline.left_out) == (1, 1)
    assert [reason.code for reason in row.left_out] == ["unclear"]
    assert row.notes[0] == "1 rating counts as missing because of the value chosen."


def test_nobody_has_finished_is_said(has_articles, study) -> None:
    has_articles(1)
    headline = row_of(study(), "claim").headline
    assert (headline.value, headline.reason_code) == (None, "nobody")


def test_the_list_holds_exactly_what_disagrees_the_largest_first(has_articles, says, finishes, study) -> None:
    has_articles(2)
    for who, stances in (
        ("Ana", ("support", "oppose")),
        ("Ben", ("support", "support")),
        ("Cyd", ("neutral", "oppose")),
    ):
        says(who, "1", ROAD, stance=stances[0])
        says(who, "2", ROAD, stance=stances[1])
        says(who, "2", MINERS, stance="oppose")
    finishes("Ana Ben Cyd", "1", "2")
    made = study()
    found = disagreements(made, "claim", "stance")
    assert [item.article for item in found] == ["2", "1"]
    assert found[0].amount > found[1].amount > 0
    assert disagreement_count(made, "claim", "stance") == 2
    assert [rating.value for rating in found[0].ratings] == ["oppose", "support", "oppose"]
    assert found[0].quote == ROAD
    total = row_of(made, "claim", "stance").headline.counts["observed_disagreement"]
    assert sum(item.amount for item in found) == total


def test_speakers_are_compared_by_their_words(has_articles, says, finishes, study) -> None:
    has_articles(1)
    for who, council in (("Ana", "The Council"), ("Ben", "council")):
        says(who, "1", ROAD, claimer=council)
        says(who, "1", MINERS, claimer="miners")
    finishes("Ana Ben", "1")
    assert row_of(study(), "claim", "claimer").headline.value == 1.0


def test_one_edit_computes_one_article(has_articles, says, finishes, study) -> None:
    has_articles(3)
    finishes("Ana Ben", "1", "2", "3")
    before = study()
    says("Ana", "2", ROAD)
    after = study(before)
    assert [new is old for new, old in zip(after.articles, before.articles, strict=True)] == [True, False, True]


def test_the_label_that_everyone_used_is_named(has_articles, says, finishes, study) -> None:
    has_articles(1)
    for who in ("Ana", "Ben"):
        says(who, "1", ROAD, claim_type="denial")
    finishes("Ana Ben", "1")
    headline = row_of(study(), "claim", "claim_type").headline
    assert headline.reason.startswith("Everyone used one label, “Denial”: 100 % observed agreement")


def test_only_rows_that_changed_are_computed_anew(has_articles, says, finishes, study) -> None:
    has_articles(2)
    for who in ("Ana", "Ben"):
        for article in "12":
            says(who, article, ROAD)
    finishes("Ana Ben", "1", "2")
    before = study()
    first = {(row.layer, row.field): row for row in rows(before)}
    says("Ana", "1", MINERS, stance="oppose")
    after = {(row.layer, row.field): row for row in rows(study(before))}
    assert after["claim", ""].headline.value == 2 * 2 / 5
    assert after["entity", ""] is first["entity", ""]
    assert after["claim", "stance"] is not first["claim", "stance"]


def test_marks_in_text_that_everybody_masked_are_left_out(has_articles, says, finishes, study) -> None:
    has_articles(1)
    for who in ("Ana", "Ben"):
        says(who, "1", "The council said", layer="boilerplate", label="nav")
        says(who, "1", ROAD)
    finishes("Ana Ben", "1")
    row = row_of(study(), "claim")
    words = next(figure for figure in row.companions if figure.coefficient == "token_alpha")
    assert words.units == 16  # of 19 words, signs and figures 3 are masked
    assert "3 words" in row.notes[0]


def test_copies_of_a_story_are_drawn_together(project, has_articles, says, finishes) -> None:
    pytest.importorskip("datasketch")
    has_articles(11)  # which differ in their number only
    finishes("Ana Ben", *map(str, range(1, 12)))
    apart = study_of(read_study_input(project))
    together = study_of(by_story(read_study_input(project)))
    assert len(set(apart.groups.tolist())) == 11
    assert len(set(together.groups.tolist())) == 1

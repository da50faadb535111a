import pytest

from annotations.agreement.breakdown import beside, inside
from annotations.agreement.disagreeing import disagreement_count, disagreements
from annotations.agreement.records import Cell
from annotations.model import ArticleId
from annotations.operations.annotating import add_annotation
from annotations.operations.annotators import act_as

SENTENCE = "The council said the road to Arlen was closed on Monday, and the miners denied it."

ROAD = "the road to Arlen was closed"
MINERS = "the miners denied it"


def three_people(has_articles, says, finishes) -> None:
    has_articles(2)
    for who, one, two in (("Ana", "support", "oppose"), ("Ben", "support", "support"), ("Cyd", "neutral", "oppose")):
        says(who, "1", ROAD, stance=one)
        says(who, "2", ROAD, stance=two)
        says(who, "2", MINERS, stance="oppose")
    finishes("Ana Ben Cyd", "1", "2")


def test_every_label_is_compared_with_all_others(has_articles, says, finishes, study) -> None:
    three_people(has_articles, says, finishes)
    labels = {label.label: label for label in inside(study(), "claim", "stance").labels}
    assert list(labels) == ["oppose", "neutral", "support"]
    assert (labels["oppose"].times, labels["support"].times) == (5, 3)
    assert labels["oppose"].specific.value == 4 / 5  # 3 of the road's 1 pair of 3 and the miners' 3 of 3, over 5
    assert labels["neutral"].specific.value == 0
    assert labels["neutral"].confused_with == "support"


def test_pairs_share_units_and_have_kappa_and_f1(has_articles, says, finishes, study) -> None:
    three_people(has_articles, says, finishes)
    pairs = inside(study(), "claim", "stance").pairs
    assert [(pair.names, pair.shared) for pair in pairs] == [
        (("Ana", "Ben"), 3),
        (("Ana", "Cyd"), 3),
        (("Ben", "Cyd"), 3),
    ]
    assert pairs[0].kappa.observed == pytest.approx(2 / 3)  # one of three is as far off as can be
    assert pairs[0].f1.value == 1.0


def test_a_cell_of_a_matrix_chooses_what_it_counts(has_articles, says, finishes, study) -> None:
    three_people(has_articles, says, finishes)
    made = study()
    found = inside(made, "claim", "stance")
    for confusion in found.confusions:
        for row, one in enumerate(confusion.labels):
            for column, other in enumerate(confusion.labels):
                cell = Cell(confusion.one, confusion.other, one, other)
                if one != other:
                    assert disagreement_count(made, "claim", "stance", cell) == confusion.counts[row][column]
                    assert len(disagreements(made, "claim", "stance", cell)) == confusion.counts[row][column]
    assert sum(map(sum, found.pooled.counts)) == found.row.headline.counts["ratings"]


def test_people_are_set_beside_gold_and_machines_only_where_these_marked(
    has_articles, says, finishes, study, project
) -> None:
    three_people(has_articles, says, finishes)
    assert beside(study(), "claim", "stance", "gold") == ()
    act_as(project, "Gold", "gold")
    start = SENTENCE.index(ROAD)
    add_annotation(project, ArticleId("1"), "claim", start, start + len(ROAD), fields={"stance": "support"})
    made = study()
    pairs = beside(made, "claim", "stance", "gold")
    assert [pair.names[1] for pair in pairs] == ["Gold", "Gold", "Gold"]
    assert [pair.observed.value for pair in pairs] == [1.0, 1.0, 0.0]
    assert beside(made, "entity", "label", "gold") == ()


def test_time_windows_add_up(has_articles, says, finishes, study) -> None:
    three_people(has_articles, says, finishes)
    found = inside(study(window=2), "claim", "stance")
    assert [point.units for point in found.trend] == [2, 1]
    assert found.trend[-1].cumulative == found.row.headline.value

"""What must hold of coefficients and matching whatever the data."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotations.agreement import kappas, unitizing
from annotations.agreement.disagreeing import amounts
from annotations.agreement.labelled_spans import LabelledSpan
from annotations.agreement.matching import clusters, matches
from annotations.agreement.ratings import SQUARE, Ratings, _counted_by_pairs, counted
from annotations.agreement.records import Figure
from tests.annotations.agreement import one_by_one as chance
from tests.annotations.agreement.one_by_one import krippendorff_alpha, span_f1

SIZE = 4
NAMES = tuple("abcd")


@st.composite
def tables(draw: st.DrawFn, gaps: bool = True, annotators: int | None = None) -> Ratings:
    many = annotators or draw(st.integers(1, 4))
    row = st.lists(st.integers(-1 if gaps else 0, SIZE - 1), min_size=many, max_size=many)
    rows = draw(st.lists(row, max_size=12))
    return Ratings(np.array(rows, dtype=np.int8).reshape(len(rows), many), NAMES)


ANY = (
    krippendorff_alpha, lambda r: krippendorff_alpha(r, "ordinal"), chance.fleiss_kappa, chance.gwet_ac1,
    chance.gwet_ac2, chance.weighted_fleiss_kappa, chance.percent_agreement, chance.brennan_prediger,
    chance.perreault_leigh, chance.scott_pi, kappas.conger_kappa, kappas.light_kappa, kappas.cohen_kappa,
    lambda r: chance.fleiss_kappa_of(r, "b"), lambda r: chance.specific_agreement(r, "b"),
)  # fmt: skip


def close(one: Figure, other: Figure) -> bool:
    if one.value is None or other.value is None:
        return one.value is other.value and one.reason_code == other.reason_code
    return math.isclose(one.value, other.value, abs_tol=1e-9)


@given(tables())
def test_a_figure_is_a_number_or_a_reason(given_: Ratings) -> None:
    for function in ANY:
        figure = function(given_)
        assert (figure.value is None) == bool(figure.reason)
        assert (figure.value is None) == bool(figure.reason_code)
        assert figure.value is None or math.isfinite(figure.value)
        assert figure.units == figure.pairable + figure.left_out


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_items_and_annotators_does_not_matter(given_: Ratings, random) -> None:
    items, people = list(range(len(given_.codes))), list(range(given_.codes.shape[1]))
    random.shuffle(items)
    random.shuffle(people)
    shuffled = Ratings(given_.codes[items][:, people], NAMES)
    assert all(close(function(given_), function(shuffled)) for function in ANY)


@given(tables(), st.permutations(range(SIZE)))
def test_names_do_not_matter_where_there_is_no_order(given_: Ratings, names: list[int]) -> None:
    place = np.array([*names, -1], dtype=np.int8)
    renamed = Ratings(place[given_.codes], NAMES)
    for function in (krippendorff_alpha, chance.gwet_ac1, chance.fleiss_kappa, kappas.conger_kappa, kappas.light_kappa):
        assert close(function(given_), function(renamed))


@given(tables(), st.integers(0, SIZE - 1))
def test_an_item_rated_once_changes_neither_alpha_nor_kappa(given_: Ratings, code: int) -> None:
    row = np.full((1, given_.codes.shape[1]), -1, dtype=np.int8)
    row[0, 0] = code
    more = Ratings(np.concatenate([given_.codes, row]), NAMES)
    assume(len(given_.codes))
    for function in (krippendorff_alpha, lambda r: krippendorff_alpha(r, "ordinal"), kappas.cohen_kappa):
        one, other = function(given_), function(more)
        assert one.value == other.value or close(one, other)


@given(tables(gaps=False, annotators=2))
def test_alpha_is_pi_corrected_for_few_ratings(given_: Ratings) -> None:
    alpha, pi = krippendorff_alpha(given_), chance.scott_pi(given_)
    assume(alpha.value is not None)
    n = given_.codes.size
    assert alpha.value == pytest.approx(1 - (1 - 1 / n) * (1 - pi.value), abs=1e-9)


@given(tables())
def test_ac2_without_credit_is_ac1(given_: Ratings) -> None:
    assert close(chance.gwet_ac1(given_), chance.gwet_ac2(given_, "nominal"))


@given(tables())
def test_what_units_add_to_disagreement_is_all_of_it(given_: Ratings) -> None:
    for level in ("nominal", "ordinal"):
        figure = krippendorff_alpha(given_, level)
        total = float(amounts(given_, level).sum())
        assert math.isclose(total, figure.counts.get("observed_disagreement", 0.0), abs_tol=1e-9)


@given(tables())
def test_long_lists_of_categories_are_counted_alike(given_: Ratings) -> None:
    small, long = counted(given_.codes, SIZE), _counted_by_pairs(given_.codes, SIZE)
    for one, other in zip(small[2:], long[2:], strict=True):
        assert np.allclose(one, other)
    assert small.pairable == long.pairable


@given(tables(gaps=True), st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_scales_with_many_values_give_the_same_alpha(given_: Ratings, level: str) -> None:
    few = Ratings(given_.codes, tuple(range(1, SIZE + 1)))
    many = Ratings(given_.codes, tuple(range(1, SQUARE + 2)))
    assert close(krippendorff_alpha(few, level), krippendorff_alpha(many, level))


@st.composite
def marks(draw: st.DrawFn, annotators: int = 2) -> list[LabelledSpan]:
    found = []
    for number in range(draw(st.integers(0, 10))):
        start = draw(st.integers(0, 15))
        long, label = draw(st.integers(1, 8)), draw(st.sampled_from("XY"))
        found.append(LabelledSpan(draw(st.integers(0, annotators - 1)), start, start + long, label, str(number)))
    return found


@given(marks())
def test_the_looser_the_rule_the_more_agreement(found: list[LabelledSpan]) -> None:
    one, other = ([(m.start, m.end, m.label) for m in found if m.annotator == who] for who in (0, 1))
    assume(found)
    values = [span_f1([one], [other], level).value for level in ("strict", "exact", "iou", "any")]
    assert values == sorted(values)
    shares = [span_f1([one], [other], "iou", iou).value for iou in (1.0, 0.75, 0.5, 0.25)]
    assert shares == sorted(shares)


def pairs_of(found: list[LabelledSpan]) -> list[tuple[int, int]]:
    return [(match.one, match.other) for match in matches(found)]


def as_defined(found: list[LabelledSpan]) -> set[frozenset[int]]:
    """Matching as the definition has it, pair after pair."""
    order = []
    for one, first in enumerate(found):
        for other, second in enumerate(found[:one]):
            shared = min(first.end, second.end) - max(first.start, second.start)
            if first.annotator != second.annotator and shared > 0:
                overlap = shared / (max(first.end, second.end) - min(first.start, second.start))
                ends = sorted([(first.start, first.end, first.id), (second.start, second.end, second.id)])
                order.append((-overlap, first.label != second.label, ends, one, other))
    taken, kept = set(), set()
    for _, _, _, one, other in sorted(order):
        ends = {(one, found[other].annotator), (other, found[one].annotator)}
        if not ends & taken:
            taken |= ends
            kept.add(frozenset((one, other)))
    return kept


@given(marks(annotators=3))
def test_matching_as_arrays_is_matching_as_defined(found: list[LabelledSpan]) -> None:
    assert set(map(frozenset, pairs_of(found))) == as_defined(found)


@given(marks(), st.randoms(use_true_random=False))
def test_matching_takes_no_side_and_no_order(found: list[LabelledSpan], random) -> None:
    def ends(given_: list[LabelledSpan]) -> set[frozenset[str]]:
        return {frozenset((given_[one].id, given_[other].id)) for one, other in pairs_of(given_)}

    swapped = [mark._replace(annotator=1 - mark.annotator) for mark in found]
    random.shuffle(swapped)
    assert ends(found) == ends(swapped)


@given(marks(annotators=4), st.randoms(use_true_random=False))
def test_a_mark_matches_one_of_each_annotator_and_is_in_one_place(found: list[LabelledSpan], random) -> None:
    pairs = pairs_of(found)
    ends = [(one, found[other].annotator) for one, other in pairs] + [(b, found[a].annotator) for a, b in pairs]
    assert len(ends) == len(set(ends))

    def places(given_: list[LabelledSpan]) -> set[frozenset[str]]:
        return {frozenset(given_[index].id for index in group) for group in clusters(given_, matches(given_), 0.5)}

    groups = places(found)
    who = {mark.id: mark.annotator for mark in found}
    assert sorted(name for group in groups for name in group) == sorted(who)
    assert all(len({who[name] for name in group}) == len(group) for group in groups)
    shuffled = list(found)
    random.shuffle(shuffled)
    assert places(shuffled) == groups


@given(marks())
def test_marks_of_one_root_belong_together_wherever_they_are(found: list[LabelledSpan]) -> None:
    moved = [*found, LabelledSpan(0, 50, 51, "X", "a", "root"), LabelledSpan(1, 60, 61, "Y", "b", "root")]
    assert (len(found), len(found) + 1) in pairs_of(moved)
    assert [len(found), len(found) + 1] in clusters(moved, matches(moved), 1.0)


@given(marks(annotators=3))
def test_alphas_of_the_continuum_are_numbers_or_reasons(found: list[LabelledSpan]) -> None:
    people: list[list[unitizing.Unit]] = [[], [], []]
    for mark in sorted(found, key=lambda mark: mark.start):
        units = people[mark.annotator]
        if not units or units[-1][1] <= mark.start:
            units.append((mark.start, mark.end, "XY".index(mark.label) + 1))
    sums = unitizing.lengths(people, 0, 30, 2)
    assert sums.shared.sum() == pytest.approx(90)  # each annotator is paired with the two others, and halved
    for name in ("u_alpha_2016", "bu_alpha_2016", "cu_alpha_2016"):
        value = chance.of_lengths(name, sums)
        assert value is None or value <= 1 + 1e-9

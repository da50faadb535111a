"""What is picked again near a change is what picking again everywhere gives."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId
from annotations.operations.open_suggestions import Offered, open_among, open_near
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
ME, OLD, NEW, OTHER = (AnnotatorId(name) for name in ("me", "old", "new", "other"))
OFFER = Offered({NEW: 0.0, OLD: 0.0, OTHER: 0.3}, names={NEW: "rules", OLD: "rules", OTHER: "match"})


@st.composite
def annotations(draw, machines: tuple[AnnotatorId, ...] = (OLD, NEW, OTHER)) -> list[Annotation]:
    """What machines suggest, and own marks: some of them taken from a suggestion, some moved since."""
    found: list[Annotation] = []
    for number in range(draw(st.integers(0, 14))):
        layer, label = draw(
            st.sampled_from([("entity", "GPE"), ("entity", "ORG"), ("claim", ""), ("boilerplate", "nav")])
        )
        start = draw(st.integers(0, 30))
        who = draw(st.sampled_from(machines))
        one = Annotation(
            AnnotationId(f"m{number}"), ArticleId("a"), who, layer, start, start + draw(st.integers(1, 6)),
            quote=draw(st.sampled_from("xyz")), label=label, score=draw(st.sampled_from([None, 0.1, 0.9])),
        )  # fmt: skip
        found.append(one)
    return found + [own(draw, number, found) for number in range(draw(st.integers(0, 5)))]


def own(draw, number: int, suggested: list[Annotation]) -> Annotation:
    verdict = draw(st.sampled_from([None, "accepted", "rejected"]))
    if suggested and draw(st.booleans()):
        source = draw(st.sampled_from(suggested))
        moved = draw(st.sampled_from([0, 0, 3]))
        return source._replace(
            id=AnnotationId(f"o{number}"), annotator=ME, derived_from=source.id, verdict=verdict,
            start=(source.start or 0) + moved, end=(source.end or 0) + moved,
        )  # fmt: skip
    layer, label = draw(st.sampled_from([("entity", "GPE"), ("claim", ""), ("boilerplate", "nav")]))
    start = draw(st.integers(0, 30))
    end = start + draw(st.integers(1, 6))
    return Annotation(AnnotationId(f"o{number}"), ArticleId("a"), ME, layer, start, end, "x", label, verdict=verdict)


@given(annotations(), st.data())
def test_only_what_is_near_a_change_is_picked_again(before: list[Annotation], data) -> None:
    by_id = {one.id: one for one in before}
    mine = [one for one in before if one.annotator == ME]
    gone = data.draw(st.sampled_from(mine)) if mine and data.draw(st.booleans()) else None
    come = own(data.draw, 99, [one for one in before if one.annotator != ME]) if data.draw(st.booleans()) else None
    after = [one for one in before if one != gone] + ([come] if come else [])
    offer = OFFER.latest_in(before)
    changed = [one for one in (gone, come) if one]
    changed += [by_id[one.derived_from] for one in changed if one.derived_from]

    picked = open_near(SCHEME, after, ME, offer, changed)
    if picked is None:
        assert any(one.layer == "boilerplate" for one in changed)
        return
    near, now = picked
    was = open_among(SCHEME, before, ME, OFFER)
    assert {one.id for one in was if one.id not in near} | {one.id for one in now} == {
        one.id for one in open_among(SCHEME, after, ME, OFFER)
    }


@given(annotations())
def test_only_the_latest_version_of_a_machine_is_offered(found: list[Annotation]) -> None:
    offer = OFFER.latest_in(found)
    assert open_among(SCHEME, found, ME, offer) == open_among(SCHEME, found, ME, OFFER)
    assert not {NEW, OLD} <= offer.machines.keys()

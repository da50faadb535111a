"""What can be done with machine annotators: read their cards, switch them off, ask for a score, see where they fail."""

from collections.abc import Iterable

from annotations.changes import Changes, Op
from annotations.errors import ClaimdeskError, NotFound
from annotations.highlight.source import Card
from annotations.highlight.sources import source_named
from annotations.model import (
    IMPLICIT,
    Annotation,
    Annotator,
    AnnotatorId,
    ArticleId,
    Decisions,
    LabelFigures,
    MachineCard,
    Problem,
    ScoreCounts,
)
from annotations.operations.annotators import annotators
from annotations.operations.suggestions import overlap
from annotations.project import Project
from annotations.scheme import Layer
from annotations.store import annotations as marks
from annotations.store import machines as store
from annotations.store import progress

OVERLAP = {"exact": 1.0, "iou": 0.5, "characters": 0.5}  # from which two spans are one, by the layer's agreement


def machine_cards(project: Project) -> list[MachineCard]:
    """Read the cards of all machine annotators, the latest first."""
    known = store.machines(project.database)
    return [_card(one, known.get(one.id, store.UNKNOWN)) for one in reversed(_machines(project))]


def _card(machine: Annotator, row: store.MachineRow) -> MachineCard:
    source = source_named(machine.name)
    return MachineCard(machine, *row, description=source.description if source else "")


def _machines(project: Project) -> list[Annotator]:
    return [one for one in annotators(project) if one.kind == "machine"]


def describe_machine(project: Project, machine: Annotator, card: Card) -> None:
    """Keep what a source says of itself. A new version is switched and limited as the one before it was."""
    known = store.machines(project.database)
    row = before = known.get(machine.id, store.UNKNOWN)
    if row == store.UNKNOWN:
        earlier = [known.get(one.id, row) for one in reversed(_machines(project)) if one.name == machine.name]
        used = next((one for one in earlier if one != store.UNKNOWN), row)
        row = row._replace(shown=used.shown, threshold=used.threshold)
    row = row._replace(licence=card.licence, hash=card.hash, labels=card.labels)
    if row != before:
        project.transact(
            Op.HIGHLIGHT, lambda journal: store.set_machine(journal, machine.id, row), machine.name, attributed=False
        )


def use_machine(
    project: Project, machine: AnnotatorId, *, shown: bool | None = None, threshold: float | None = None
) -> Changes:
    """Switch a machine's suggestions on or off, or ask for a least score from 0 to 1. That can be undone."""
    who = next((one for one in _machines(project) if one.id == machine), None)
    if who is None:
        raise NotFound("That pipeline is not in the project.")
    if threshold is not None and not 0 <= threshold <= 1:
        raise ClaimdeskError("A score lies between 0 and 1.")
    row = store.machine(project.database, machine)
    row = row._replace(
        shown=row.shown if shown is None else shown, threshold=row.threshold if threshold is None else threshold
    )
    state = f"from {row.threshold:.0%}" if shown is None else "on" if shown else "off"
    return project.transact(
        Op.USE_MACHINE,
        lambda journal: store.set_machine(journal, machine, row),
        f"{who.name}: {state}",
    )


def problems(project: Project) -> list[Problem]:
    """Read which articles machines have not read, and why, in the order of the articles."""
    known = {one.id: one for one in annotators(project)}
    found = store.all_problems(project.database)
    return [
        Problem(article, title, known[machine], sentence)
        for article, title, machine, sentence in found
        if machine in known
    ]


def problems_of(project: Project, article: ArticleId) -> list[tuple[Annotator, str]]:
    """Read which machines have not read an article, and why."""
    known = {one.id: one for one in annotators(project)}
    found = store.problems(project.database, article)
    return [(known[machine], sentence) for machine, sentence in found if machine in known]


def was_read(project: Project, article: ArticleId) -> bool:
    """Whether a pipeline has read an article; what the separate sources have read does not count."""
    known = {one.id for one in _machines(project) if source_named(one.name) is None}
    done = progress.progress_on(project.database, article)
    return any(one.annotator in known and one.status == "done" for one in done)


def was_highlighted(project: Project, article: ArticleId) -> bool:
    """Whether a pipeline has read an article, or failed to."""
    return was_read(project, article) or bool(store.problems(project.database, article))


def score_counts(project: Project, machine: AnnotatorId) -> ScoreCounts:
    """Count a machine's suggestions in all articles by their scores."""
    counts = store.score_counts(project.database, machine)
    return ScoreCounts({score: count for score, count in counts.items() if score is not None}, counts.get(None, 0))


def decisions_on(project: Project, machine: AnnotatorId) -> Decisions:
    """Count what people decided on a machine's suggestions, in all articles."""
    return Decisions(*store.decisions_on(project.database, machine))


def machine_figures(project: Project, machine: AnnotatorId) -> list[LabelFigures]:
    """Count by label how a machine did in the articles that a person has done, or gold, each person by themselves.

    What it found in text that the person has masked is left out, and what is below the least score asked of it.
    """
    counts: dict[tuple[str, str], list[int]] = {}
    least = store.machine(project.database, machine).threshold
    read = progress.articles_done(project.database, machine)
    people = [one.id for one in annotators(project) if one.kind != "machine"]
    for person in people:
        for article in sorted(read & progress.articles_done(project.database, person)):
            everything = marks.annotations_of(project.database, article)
            found = [one for one in everything if one.annotator == machine and one.start is not None]
            found = [one for one in found if one.score is None or one.score >= least]
            wanted = [one for one in everything if one.annotator == person and one.verdict != "rejected"]
            wanted = [one for one in wanted if one.start is not None]
            masked = [one for one in wanted if project.scheme.layer(one.layer).masks]
            kinds = {one.layer for one in masked}
            found = [one for one in found if one.layer in kinds or not any(overlap(one, mask) for mask in masked)]
            _count(project.scheme.layers, found, wanted, counts)
    order = [
        (layer.name, label) for layer in project.scheme.layers for label in [*(one.name for one in layer.labels), ""]
    ]
    return [LabelFigures(*key, *counts[key]) for key in order if key in counts]


def _count(
    layers: Iterable[Layer], found: list[Annotation], wanted: list[Annotation], counts: dict[tuple[str, str], list[int]]
) -> None:
    from annotations.agreement.labelled_spans import LabelledSpan
    from annotations.agreement.matching import agrees, matches

    for layer in layers:
        sides = [[one for one in side if one.layer == layer.name] for side in (found, wanted)]
        if not sides[0]:
            continue  # the machine does not do this layer
        for number, side in enumerate(sides):
            for one in side:
                counts.setdefault((layer.name, one.label), [0, 0, 0, 0])[2 * number] += 1
        decided = {one.id for one in sides[1] if one.how != IMPLICIT}
        both = [
            LabelledSpan(who, one.start or 0, one.end or 0, one.label, one.id)
            for who, side in enumerate(sides)
            for one in side
        ]
        for match in matches(both):
            if match.same_label and agrees(match, OVERLAP.get(layer.agreement, 1.0)):
                count = counts[layer.name, both[match.one].label]
                count[1] += 1
                count[3] += {both[match.one].id, both[match.other].id}.isdisjoint(decided)

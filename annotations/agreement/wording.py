"""Words that go with figures: by which rule units were made and counted, and how far a figure can be trusted."""

from annotations.agreement.questions import Question
from annotations.agreement.reasons import REASONS
from annotations.agreement.records import Figure, State
from annotations.agreement.resampling import FEWEST
from annotations.agreement.study import Study

FEWEST_UNITS = 30


def match_rule(study: Study, layer: str) -> str:
    """How the marks of two annotators come to be of one place."""
    iou = study.plan.ious[layer]
    how = "equal" if iou == 1 else f"overlapping (IoU ≥ {iou:g})" if iou else "overlapping at all"
    return f"marks that are {how} in words, edges trimmed, are one place; matched one to one, best overlap first"


def label_rule(study: Study, question: Question) -> str:
    """What the units of a question are, and what counts as no rating."""
    who = f"articles that two annotators or more {_finished(study)}"
    if question.kind == "article":
        return f"unit: article; {who}"
    missing = "who did not mark a place has no rating there"
    if question.missing:
        missing += f"; so has who chose {' or '.join(sorted(question.missing))}"
    words = "; links compared by their words, without case, edges and articles" if question.kind == "link" else ""
    layer = study.evidence.scheme.layer(question.layer).title
    return f"unit: place of “{layer}”; {match_rule(study, question.layer)}; {missing}{words}; {who}"


def about(study: Study, question: Question, figure: Figure, annotators: tuple[str, ...] | None = None) -> Figure:
    """Say what a figure is about: the question, the rule, and whose ratings they are (by default everybody's)."""
    names = study.counted if annotators is None else annotators
    rule = label_rule(study, question)
    return figure._replace(layer=question.layer, field=question.field, annotators=names, rule=rule)


def place_rule(study: Study, layer: str) -> str:
    """What counts as marking the same place."""
    title = study.evidence.scheme.layer(layer).title
    return f"unit: mark of “{title}”; {match_rule(study, layer)}; articles that both annotators {_finished(study)}"


def _finished(study: Study) -> str:
    statuses = study.plan.statuses
    return "finished" if statuses == ("done",) else f"have at {' or '.join(statuses)}"


def or_why_not(study: Study, figure: Figure) -> Figure:
    """The figure, or in a study without articles why there is nothing to compare."""
    if study.blobs:
        return figure
    left_out = {left.code for left in study.left_out}
    code = (
        "no_articles" if not study.evidence.works
        else "filtered" if "filtered" in left_out
        else "one_each" if "one_annotator" in left_out
        else "nobody"
    )  # fmt: skip
    finished = "finished" if study.plan.statuses == ("done",) else "worked on"
    return figure._replace(value=None, reason=REASONS[code].format(finished), reason_code=code)


def thresholds(study: Study, layer: str, field: str) -> tuple[float, float]:
    """From where on a row counts as tentative, and as reliable."""
    settings = study.settings
    return settings.thresholds.get(f"{layer}.{field}", (settings.tentative, settings.reliable))


def state_of(study: Study, figure: Figure) -> State:
    """Judge a figure by the lower end of its interval; where there is too little, not at all."""
    if figure.ci is None or figure.pairable < FEWEST_UNITS or len(study.blobs) < FEWEST:
        return "too_little"
    tentative, reliable = thresholds(study, figure.layer, figure.field)
    return "reliable" if figure.ci.low >= reliable else "tentative" if figure.ci.low >= tentative else "unreliable"

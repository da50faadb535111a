"""Words that go with figures: the rule for units, and how far a figure can be trusted."""

from annotations.agreement.questions import Question
from annotations.agreement.reasons import REASONS
from annotations.agreement.records import Figure, State
from annotations.agreement.resampling import FEWEST
from annotations.agreement.study import Study

FEWEST_UNITS = 30


def match_rule(study: Study, layer: str) -> str:
    """When the spans of two annotators match."""
    iou = study.plan.ious[layer]
    how = "have the same words" if iou == 1 else f"overlap (IoU ≥ {iou:g})" if iou else "overlap at all"
    return f"spans match if they {how}, ignoring punctuation at the edges; matched one to one, best overlap first"


def label_rule(study: Study, question: Question) -> str:
    """What the units of a question are, and what counts as a missing rating."""
    articles = _articles(study, "two or more annotators")
    if question.kind == "article":
        return f"unit: article; {articles}"
    missing = "annotators who did not mark a span have no rating for it"
    if question.missing:
        missing += f", nor do those who chose {' or '.join(sorted(question.missing))}"
    words = "; links are compared by their words, ignoring case and leading articles" if question.kind == "link" else ""
    layer = study.evidence.scheme.layer(question.layer).title
    return f"unit: span of “{layer}”; {match_rule(study, question.layer)}; {missing}{words}; {articles}"


def about(study: Study, question: Question, figure: Figure, annotators: tuple[str, ...] | None = None) -> Figure:
    """Add to a figure its question, its rule and its annotators (by default all)."""
    names = study.counted if annotators is None else annotators
    rule = label_rule(study, question)
    return figure._replace(layer=question.layer, field=question.field, annotators=names, rule=rule)


def place_rule(study: Study, layer: str) -> str:
    """When two annotators have marked the same span."""
    title = study.evidence.scheme.layer(layer).title
    return f"unit: span of “{title}”; {match_rule(study, layer)}; {_articles(study, 'both annotators')}"


def _articles(study: Study, who: str) -> str:
    """The articles that count, by the status that annotators gave them."""
    statuses = study.plan.statuses
    if statuses == ("done",):
        return f"articles finished by {who}"
    return f"articles that {who} have with status {' or '.join(statuses)}"


def or_why_not(study: Study, figure: Figure) -> Figure:
    """The figure; in a study without articles, with the reason why there is nothing to compare."""
    if study.articles:
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
    """The thresholds for a row to be called tentative and reliable."""
    settings = study.settings
    return settings.thresholds.get(f"{layer}.{field}", (settings.tentative, settings.reliable))


def state_of(study: Study, figure: Figure) -> State:
    """Judge a figure by the lower end of its interval, unless there is too little data."""
    if figure.ci is None or figure.pairable < FEWEST_UNITS or len(study.articles) < FEWEST:
        return "too_little"
    tentative, reliable = thresholds(study, figure.layer, figure.field)
    return "reliable" if figure.ci.low >= reliable else "tentative" if figure.ci.low >= tentative else "unreliable"

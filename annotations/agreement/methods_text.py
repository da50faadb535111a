"""Text for the methods section of a paper: what was measured, on which articles, by which rule, with which result."""

from annotations.agreement.coefficients import known, title_of
from annotations.agreement.definitions import level_of
from annotations.agreement.label_rows import label_row
from annotations.agreement.records import Figure, Row
from annotations.agreement.report import rows
from annotations.agreement.span_rows import place_row
from annotations.agreement.study import Study, question_of


def methods_sentence(study: Study, layer: str = "", field: str = "") -> str:
    """Write the text about one row or, without a layer, about every row that has a value."""
    if layer:
        known = study.evidence.scheme.layer(layer)
        row = label_row(study, question_of(study, layer, field)) if field else place_row(study, known)
        return _sentence(study, row)
    return "\n\n".join(_sentence(study, row) for row in rows(study) if row.headline.value is not None)


def _sentence(study: Study, row: Row) -> str:
    head, layer = row.headline, study.evidence.scheme.layer(row.layer)
    people, articles = len(head.annotators), len(study.articles)
    what = f"the spans of “{layer.title}”" if not row.field else f"“{row.title}” of “{layer.title}”"
    on = f"Agreement on {what} was measured in {_number(articles, 'article')} read by {_number(people, 'annotator')}"
    if head.value is None:
        return f"{on}, but the coefficient is undefined: {head.reason}"
    beside = "; ".join(f"{title_of(f.coefficient)} {_value(f)}" for f in row.companions if _in_methods(f))
    lost = "; ".join(f"{left.number:,} because {left.reason}" for left in row.left_out)
    interval = f" ({head.ci.resamples:,} bootstrap samples of articles)" if head.ci else ""
    scale = head.level if row.field else level_of(head.level)
    compared = f"{row.coverage.compared:,}"
    decided = ""
    if head.confirmed:
        decided = f" Of {head.decisions:,} decisions, {head.confirmed:,} ({head.confirmed / head.decisions:.0%}) were "
        decided += "only confirmed by finishing the article, not made one by one."
    if row.explicit and row.explicit.value is not None:
        decided += f" For those made one by one, it was {_value(row.explicit)} ({row.explicit.pairable:,} units)."
    elif row.explicit:
        decided += f" For those made one by one, it is undefined: {row.explicit.reason}"
    return (
        f"{on}: {title_of(head.coefficient)} ({scale}) was {_value(head)}{interval}, over {compared} "
        f"of {row.coverage.of:,} units{f' ({beside})' if beside else ''}. {head.rule[:1].upper()}{head.rule[1:]}."
        f"{decided}{f' Left out: {lost}.' if lost else ''} "
        f"Scheme: {study.evidence.scheme.name} {study.evidence.scheme.version}."
    )


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _in_methods(figure: Figure) -> bool:
    coefficient = known(figure.coefficient)
    return coefficient is not None and coefficient.in_methods


def _value(figure: Figure) -> str:
    if figure.value is None:
        return "undefined"
    ci = figure.ci
    between = f", {ci.level:.0%} CI [{ci.low:.2f}, {ci.high:.2f}]" if ci else ""
    return f"{figure.value:.2f}{between}"

"""The report on agreement: rows, and what lies behind them. All of it is made from a study."""

from collections.abc import Iterator
from typing import Any

from annotations.agreement.label_rows import label_row
from annotations.agreement.place_rows import place_row
from annotations.agreement.records import Figure, Row
from annotations.agreement.study import Study, wanted


def rows(study: Study) -> Iterator[Row]:
    """Compute the overview row by row, in the scheme's order: for each layer its places, then what is said of them."""
    asked = wanted(study)
    for layer in study.evidence.scheme.layers:
        only = study.filters
        if layer.kind == "span" and not only.field and only.layer in ("", layer.name):
            yield place_row(study, layer)
        for question in asked:
            if question.layer == layer.name:
                yield label_row(study, question)


def figure_json(figure: Figure) -> dict[str, Any]:
    """A figure as JSON has it."""
    ci = figure.ci and {"ci": [figure.ci.low, figure.ci.high]}
    return {
        "coefficient": figure.coefficient, "layer": figure.layer, "field": figure.field, "level": figure.level,
        "value": figure.value, "reason": figure.reason or None, "ci": ci and ci["ci"], "units": figure.units,
        "pairable": figure.pairable, "left_out": figure.left_out, "annotators": list(figure.annotators),
        "rule": figure.rule,
    }  # fmt: skip

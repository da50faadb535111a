"""The report on agreement, computed from a study row by row."""

from collections.abc import Iterator

from annotations.agreement.label_rows import label_row
from annotations.agreement.records import Row
from annotations.agreement.resampling import forget_draws
from annotations.agreement.span_rows import place_row
from annotations.agreement.study import Study, asked


def rows(study: Study) -> Iterator[Row]:
    """Compute the overview row by row, in the scheme's order: for each layer its spans, then its questions."""
    for layer, question in asked(study):
        key = layer.name, question.field if question else ""
        if key not in study.rows:
            study.rows[key] = label_row(study, question) if question else place_row(study, layer)
        yield study.rows[key]
    forget_draws()

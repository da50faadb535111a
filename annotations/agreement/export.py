"""Exports of the report: the figures and every unit, annotation and article behind them, and whether it was used.

Every figure can be recomputed from the export and the definitions alone.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from annotations.agreement.article_units import ArticleUnits, units_of_slice
from annotations.agreement.breakdown import inside
from annotations.agreement.disagreeing import at
from annotations.agreement.label_rows import UNIT_REASONS
from annotations.agreement.questions import Question, Said
from annotations.agreement.records import Figure, Row
from annotations.agreement.report import rows
from annotations.agreement.rereading import Rereading, articles_with_marks
from annotations.agreement.slices import slice_of
from annotations.agreement.study import Study, Table, asked, group_of, table_of
from annotations.agreement.wording import label_rule, place_rule
from annotations.exchange.tables.csv_writing import write_table
from annotations.scheme import Layer

_HEAD = ("layer", "field", "unit", "article", "title", "start", "end", "quote", "used", "why_not")


def figure_json(figure: Figure) -> dict[str, Any]:
    """A figure with names that scripts can rely on; `ci` is the lower and upper end of the interval."""
    ci = [figure.ci.low, figure.ci.high] if figure.ci else None
    return {
        "coefficient": figure.coefficient, "layer": figure.layer, "field": figure.field, "level": figure.level,
        "value": figure.value, "reason": figure.reason or None, "ci": ci, "units": figure.units,
        "pairable": figure.pairable, "left_out": figure.left_out, "annotators": list(figure.annotators),
        "rule": figure.rule, "reason_code": figure.reason_code or None, "observed": figure.observed,
        "expected": figure.expected, "sd": figure.sd,
        "decisions": {"explicit": figure.decisions - figure.confirmed, "confirmed": figure.confirmed},
        "caution": figure.caution or None,
    }  # fmt: skip


def row_json(row: Row) -> list[dict[str, Any]]:
    """The figures of a row; if needed, the first has its value for decisions made one by one."""
    head, *others = (figure_json(figure) for figure in (row.headline, *row.companions))
    return [head | {"explicit": figure_json(row.explicit)} if row.explicit else head, *others]


def export_json(study: Study) -> dict[str, Any]:
    """Everything: settings, articles, figures, the units of each question and the spans of each layer."""
    scheme, settings, filters = study.evidence.scheme, study.settings, study.filters
    return {
        "scheme": {"name": scheme.name, "version": scheme.version},
        "settings": {"resamples": settings.resamples, "seed": settings.seed, "iou": settings.iou},
        "filters": {name: value for name, value in filters._asdict().items() if value},
        "annotators": [{"id": a.id, "name": a.name, "kind": a.kind} for a in study.plan.annotators],
        "articles": _articles(study),
        "figures": [figure for row in rows(study) for figure in row_json(row)],
        "questions": [_question(study, question) for _, question in asked(study) if question],
        "layers": [_layer(study, layer) for layer, question in asked(study) if not question],
    }


def _articles(study: Study) -> list[dict[str, Any]]:
    used = {article.article for article in study.articles}
    everything = list(study.kept.values())
    again = Rereading(study, everything)
    found = []
    for place, article in enumerate(everything):
        work = again.work(place)
        group = group_of(study.evidence, article)
        who = [name for name, done in zip(study.names, article.finished, strict=True) if done]
        if article.article not in used:  # its words may not have been read
            article = ArticleUnits(units_of_slice(slice_of([work]), study.plan), 0)
        found.append({
            "id": work.article, "title": work.title, "group": group, "finished": who,
            "second_finished": article.time, "words": article.words, "masked": article.masked.tolist(),
            "signs": len(work.text), "used": work.article in used,
        })  # fmt: skip
    return found


def _question(study: Study, question: Question) -> dict[str, Any]:
    table = table_of(study, question)
    units = [
        {
            **dict(zip(_HEAD[2:], unit, strict=True)),
            "ratings": dict(zip(study.names, ratings, strict=True)),
            "said": said,
            "confirmed": [name for name, flag in zip(study.names, flags, strict=True) if flag],
        }
        for (unit, ratings, said), flags in zip(_units(study, table), table.confirmed.tolist(), strict=True)
    ]
    behind = inside(study, question.layer, question.field)
    figures = [(label.alpha, label.label) for label in behind.labels]
    figures += [(label.specific, label.label) for label in behind.labels]
    figures += [(label.f1, label.label) for label in behind.labels if label.f1]
    pairs = [figure for pair in behind.pairs for figure in (pair.kappa, pair.alpha, pair.observed) if figure]
    return {
        "layer": question.layer, "field": question.field, "level": question.level,
        "labels": [{"label": label, **figure_json(figure)} for figure, label in figures],
        "pairs": [figure_json(figure) for figure in pairs],
        "categories": list(table.ratings.categories), "open": question.categories is None,
        "rule": label_rule(study, question), "units": units,
    }  # fmt: skip


def _units(study: Study, table: Table) -> Iterator[tuple[tuple[Any, ...], list[str | None], dict[str, str]]]:
    """Yield each unit with its ratings, or the reason why there is none."""
    categories, layer = table.ratings.categories, table.question.layer
    why_not, again = reasons(table), Rereading(study, study.articles)
    for index, states in enumerate(table.states):
        place, row = int(table.article[index]), int(table.row[index])
        work = again.work(place)
        start, end, quote = at(work, study.articles[place].members(layer)[row].tolist())
        unit = (
            f"{work.article}/{layer}/{row + 1}", work.article, work.title, start, end, quote,
            not why_not[index], why_not[index],
        )  # fmt: skip
        said = {name: Said(int(s)).name.lower() for name, s in zip(study.names, states, strict=True) if s < 0}
        yield unit, [categories[state] if state >= 0 else None for state in states], said


def reasons(table: Table) -> list[str]:
    """Why each unit is not used; empty if it is."""
    found = []
    for states in table.states.tolist():
        rated = sum(state >= 0 for state in states)
        marked = sum(state not in (Said.NOT_MARKED, Said.UNFINISHED) for state in states)
        code = "single" if marked < 2 else "unclear" if Said.UNCLEAR in states else "empty"
        found.append("" if rated > 1 else UNIT_REASONS[code])
    return found


def _layer(study: Study, layer: Layer) -> dict[str, Any]:
    marks = [
        {
            "annotator": study.names[mark.annotator], "article": article.article, "id": mark.id, "root": mark.root,
            "label": mark.label, "first": mark.start, "last": mark.end, "start": made.start, "end": made.end,
            "how": made.how or None,
        }
        for article, marked in articles_with_marks(study, layer.name)
        for mark, made in marked
    ]  # fmt: skip
    pairs = [pair.f1 for pair in inside(study, layer.name, "").pairs if pair.f1]
    return {
        "layer": layer.name, "pairs": [figure_json(figure) for figure in pairs],
        "rule": place_rule(study, layer.name), "iou": study.plan.ious[layer.name],
        "labels": [label.name for label in layer.labels], "masks": layer.masks, "marks": marks,
    }  # fmt: skip


def write_units(path: Path, study: Study) -> None:
    """Write every unit of every question, and every span, as CSV with two columns for each annotator.

    The first has the answer, the second says whether it was decided one by one or confirmed by finishing the article.
    """
    rows = (row for layer, question in asked(study) for row in _rows(study, layer, question))
    write_table(path, (*_HEAD, *study.names, *(f"{name}: decided" for name in study.names)), rows)


def _rows(study: Study, layer: Layer, question: Question | None) -> Iterator[tuple[Any, ...]]:
    return _answers(study, question) if question else _places(study, layer.name)


def _answers(study: Study, question: Question) -> Iterator[tuple[Any, ...]]:
    table = table_of(study, question)
    for index, (unit, ratings, said) in enumerate(_units(study, table)):
        shown = [
            rating if rating is not None else f"({said[name].replace('_', ' ')})"
            for name, rating in zip(study.names, ratings, strict=True)
        ]
        how = _how([rating is not None for rating in ratings], table.confirmed[index].tolist())
        yield (question.layer, question.field, *unit, *shown, *how)


def _places(study: Study, layer: str) -> Iterator[tuple[Any, ...]]:
    again = Rereading(study, study.articles)
    for place, article in enumerate(study.articles):
        work, flags = again.work(place), article.confirmed(layer).tolist()
        for row, members in enumerate(article.members(layer).tolist()):
            start, end, quote = at(work, members)
            shown = [
                (work.marks[mark].label or "marked") if mark >= 0 else "(not marked)" if done else "(unfinished)"
                for mark, done in zip(members, article.finished, strict=True)
            ]
            unit = f"{work.article}/{layer}/{row + 1}", work.article, work.title, start, end, quote
            how = _how([mark >= 0 for mark in members], flags[row])
            yield (layer, "", *unit, True, "", *shown, *how)


def _how(given: Sequence[bool], confirmed: Sequence[bool]) -> list[str]:
    """How each annotator decided on a unit; empty if they did not."""
    return [
        "" if not is_given else "with the article" if only else "one by one"
        for is_given, only in zip(given, confirmed, strict=True)
    ]

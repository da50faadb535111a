"""The command `agreement`, for a project or for a table of ratings made with another tool."""

from argparse import ArgumentParser, ArgumentTypeError, BooleanOptionalAction, Namespace
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.agreement.coefficients import checked_names
from annotations.agreement.records import apart
from annotations.cli.printing import ProgressLine, print_json, print_table
from annotations.cli.terminal import print_message
from annotations.errors import ClaimdeskError
from annotations.operations.annotators import known_annotator
from annotations.project import Project, open_project

if TYPE_CHECKING:
    from annotations.agreement.records import Figure
    from annotations.agreement.study import Study

    Said = tuple[Figure, Figure | None]  # a figure, and its value for decisions made one by one if that differs

_HEAD = (
    "question",
    "coefficient",
    "level",
    "value",
    "95 % interval",
    "units",
    "pairable",
    "left out",
    "annotators",
    "",
)


def add_options(command: ArgumentParser) -> None:
    """Give the command its options."""
    command.add_argument("file", type=Path, nargs="?", metavar="FILE", help="the project file (suffix .claimdesk)")
    command.add_argument("--layer", metavar="L", help="this layer only")
    command.add_argument("--field", metavar="F", help="this field, link or “label” only")
    command.add_argument(
        "--annotators",
        type=_listed,
        default=(),
        metavar="A,B",
        help="the annotators to compare (default: all), or the columns of a table that are annotators",
    )
    command.add_argument(
        "--iou", type=_share, metavar="X", help="minimum overlap of spans that count as the same; 0: any overlap"
    )
    command.add_argument("--gold", action="store_true", help="compare each annotator with the gold annotations")
    command.add_argument(
        "--explicit", action="store_true", help="leave out marks that somebody only confirmed by finishing the article"
    )
    command.add_argument(
        "--coefficients",
        type=_listed,
        default=(),
        metavar="A,B",
        help="report only these coefficients, such as krippendorff_alpha,gwet_ac1 (default: all)",
    )
    command.add_argument("--gamma", action="store_true", help="add the gamma coefficient (slow)")
    command.add_argument(
        "--by-story", action="store_true", help="treat copies of an article as one when computing intervals"
    )
    command.add_argument(
        "--csv", type=Path, metavar="OUT", help="write every unit to a CSV file, and whether it was used"
    )
    command.add_argument(
        "--ratings", type=Path, metavar="MATRIX.csv", help="use a table of items by annotators instead of a project"
    )
    _add_options_of_tables(command)


def _add_options_of_tables(command: ArgumentParser) -> None:
    command.add_argument(
        "--items", type=_listed, default=(), metavar="COLUMN", help="columns of the table that are not annotators"
    )
    command.add_argument(
        "--header", action=BooleanOptionalAction, default=None, help="whether the first row of the table contains names"
    )
    command.add_argument(
        "--decimal", choices=("point", "comma"), default="", help="the decimal sign of the table (default: detected)"
    )
    command.add_argument(
        "--level", default="nominal", metavar="L", help="measurement level of the table (default: %(default)s)"
    )
    command.add_argument(
        "--categories", type=_listed, default=(), metavar="A,B,C", help="categories of the table, in order"
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ArgumentTypeError(f"{text} is not a number from 0 to 1")
    return share


def agreement(options: Namespace) -> int:
    """Report inter-annotator agreement."""
    if options.ratings:
        return _of_ratings(options)
    if options.file is None:
        raise ClaimdeskError("Name a project file, or a table with --ratings MATRIX.csv.")
    from annotations.agreement.export import write_units

    names = checked_names(options.coefficients)
    study = _study(options)
    found: list[Said] = [(figure, None) for figure in _beside_gold(study)] if options.gold else list(_figures(study))
    if options.gamma:
        found += [(figure, None) for figure in _gamma(study)]
    found = _chosen(found, names)
    left_out = [{"reason": left.reason, "number": left.number} for left in study.left_out]
    if options.csv:
        write_units(options.csv, study)
    if options.json:
        print_json({"articles": len(study.articles), "articles_left_out": left_out, "figures": _as_json(found)})
        return 0
    _print(found)
    for left in study.left_out:
        print_message(f"{left.number:,} article{'s' if left.number != 1 else ''} left out: {left.reason}.")
    return 0


def _study(options: Namespace) -> "Study":
    from annotations.agreement.choosing import study_of
    from annotations.agreement.study import asked, question_of
    from annotations.agreement.study_input import AgreementSettings, Filters
    from annotations.operations.agreement_input import by_story, read_study_input

    def opens() -> AbstractContextManager[Project]:
        return closing(open_project(options.file, readonly=True))

    with opens() as project:
        people = tuple(known_annotator(project, name).id for name in options.annotators)
        evidence = read_study_input(project, opens=opens)
    evidence = by_story(evidence) if options.by_story else evidence
    line = ProgressLine("Compared articles", len(evidence.works))
    filters = Filters(people, layer=options.layer or "", field=options.field or "", explicit=options.explicit)
    study = study_of(evidence, filters, AgreementSettings(options.iou), watch=line.advance)
    line.finish()
    if options.layer:
        evidence.scheme.layer(options.layer)
    if not list(asked(study)):
        question_of(study, options.layer or next(iter(evidence.scheme.layers)).name, options.field)
    return study


def _figures(study: "Study") -> "Iterator[Said]":
    from annotations.agreement.report import rows

    for row in rows(study):
        yield row.headline, row.explicit
        yield from ((figure, None) for figure in row.companions)


def _gamma(study: "Study") -> "list[Figure]":
    from annotations.agreement.gamma import gamma_of
    from annotations.agreement.study import asked

    layers = [layer.name for layer, question in asked(study) if question is None]
    line = ProgressLine("Aligned articles", len(layers) * len(study.articles))
    found = [gamma_of(study, layer, watch=line.advance) for layer in layers]
    line.finish()
    return found


def _beside_gold(study: "Study") -> "Iterator[Figure]":
    from annotations.agreement.breakdown import beside
    from annotations.agreement.study import asked

    if not any(annotator.kind == "gold" for annotator in study.evidence.annotators):
        raise ClaimdeskError("There are no gold annotations yet, so there is nothing to compare annotators with.")
    for layer, question in asked(study):
        for pair in beside(study, layer.name, question.field if question else "", "gold"):
            yield from (f for f in ((pair.kappa, pair.alpha, pair.observed) if question else (pair.f1,)) if f)


def _of_ratings(options: Namespace) -> int:
    from annotations.agreement.rating_header import TableOptions
    from annotations.agreement.rating_tables import figures_of, read_ratings
    from annotations.agreement.rating_words import understood_json, understood_words

    if options.file is not None:
        raise ClaimdeskError("Give a project file or --ratings, not both.")
    wanted = TableOptions(options.items, options.annotators, options.header, options.categories)
    decimal = {"point": ".", "comma": ",", "": ""}[options.decimal]
    given = read_ratings(options.ratings, options.level, wanted, decimal)
    figures: list[Said] = [(figure, None) for figure in figures_of(given.ratings, given.names, options.level)]
    figures = _chosen(figures, checked_names(options.coefficients))
    if options.json:
        categories = _plain(given.ratings.categories)
        understood = understood_json(given, options.level)
        print_json({
            "ratings": str(options.ratings), "categories": categories, "understood": understood,
            "figures": _as_json(figures),
        })  # fmt: skip
    else:
        print(f"{understood_words(given, options.level)}\n")
        _print(figures)
    return 0


def _chosen(figures: "list[Said]", names: tuple[str, ...]) -> "list[Said]":
    return [said for said in figures if not names or said[0].coefficient in names]


def _plain(categories: Iterable[Any]) -> list[Any]:
    return [sorted(category) if isinstance(category, frozenset) else category for category in categories]


def _as_json(figures: "Iterable[Said]") -> list[dict[str, Any]]:
    from annotations.agreement.export import figure_json

    return [
        figure_json(figure) | ({"explicit": figure_json(explicit)} if explicit else {}) for figure, explicit in figures
    ]


def _print(figures: "Sequence[Said]") -> None:
    rows = [
        (
            f"{figure.layer}.{figure.field}".strip(".") or "ratings", figure.coefficient, figure.level,
            "–" if figure.value is None else f"{figure.value:.3f}",
            f"{figure.ci.low:.3f} to {figure.ci.high:.3f}" if figure.ci else "",
            figure.units, figure.pairable, figure.left_out, " – ".join(figure.annotators) if len(figure.annotators) == 2
            else str(len(figure.annotators)), " ".join(filter(None, (figure.reason, figure.caution, apart(explicit)))),
        )
        for figure, explicit in figures
    ]  # fmt: skip
    if rows:
        print_table(_HEAD, rows)
    for rule in dict.fromkeys(figure.rule for figure, _ in figures):
        print(f"\n{rule[:1].upper()}{rule[1:]}.")

"""Agreement is computed in a separate process that keeps what it has read, so that the window stays responsive.

Questions go there as names and plain records, and records come back one by one; the data they come from stays
there.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from annotations.agreement.records import Breakdown, Cell, Disagreement, LeftOut, PairFigures, Row
from annotations.agreement.study_input import AgreementSettings, Filters
from annotations.background.server import Message, Questions, Server, serve
from annotations.errors import ClaimdeskError, UserCancelled
from annotations.model import Annotator, AnnotatorId
from annotations.project import Project, open_project

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from annotations.agreement.study import Study

POLL = 0.05  # seconds for which a cancel may go unnoticed
PATIENCE = 2.0
FIRST, MORE = 100, 2000  # how many disagreements come at first, and then at a time


class Overview(NamedTuple):
    """What an overview is about, before its rows come: `articles` are compared, others left out."""

    settings: AgreementSettings
    annotators: tuple[Annotator, ...]
    versions: tuple[int, ...]
    groups: tuple[str, ...]
    articles: int
    left_out: tuple[LeftOut, ...]


class UnitCount(NamedTuple):
    """The number of disagreements."""

    number: int


class RelatedFigures(NamedTuple):
    """People compared with annotators of another kind, gold or machine."""

    kind: str
    pairs: tuple[PairFigures, ...]


class AgreementServer(Server):
    """The process for one project file. Used from one thread at a time."""

    def __init__(self, path: Path) -> None:
        super().__init__(_serve, path)

    def ask(self, name: str, *arguments: Any, cancelled: Callable[[], bool]) -> Iterator[Any]:
        """Yield the answers to a question of `_ANSWERS` as they come; fewer when it is cancelled.

        Raises ProcessFailed for a bug in the process, which has ended then.
        """
        try:
            self.put((name, arguments))
            while (message := self._received(cancelled)).kind != "end":
                found = self.content_of(message)
                if not cancelled():
                    yield found
        except (EOFError, OSError):
            raise ClaimdeskError("Computing agreement has stopped. Open the page again.") from None

    def _received(self, cancelled: Callable[[], bool]) -> Message:
        is_cancelled = False
        while True:
            if not is_cancelled and cancelled():
                self.put()  # its end comes instead
                is_cancelled = True
            if self.pipe.poll(POLL):
                message: Message = self.pipe.recv()
                if self.concerns_latest(message):
                    return message

    def close(self) -> None:
        """End the process, which may finish a file that it is writing."""
        self.pipe.close()
        self.end(PATIENCE)


class _Desk:
    """What the process keeps: the project file's path, and the study of the latest overview."""

    def __init__(self, path: Path, questions: Questions) -> None:
        self.path, self._questions = path, questions
        self.number = 0  # of the question that is being answered
        self._study: Study | None = None
        self._beside: dict[tuple[str, str, str], RelatedFigures] = {}  # of that study: each takes studies of its own

    @property
    def study(self) -> "Study":
        if self._study is None:
            raise ClaimdeskError("The figures are still being computed. Try again in a moment.")
        return self._study

    def overview(self, filters: Filters, settings: AgreementSettings) -> Iterator[Overview | Row]:
        from annotations.agreement.choosing import study_of
        from annotations.agreement.report import rows
        from annotations.agreement.study import group_of
        from annotations.operations.agreement_input import read_study_input

        before = self._study
        with self._opens() as project:
            evidence = read_study_input(project, before.evidence if before else None, self._opens)
        study = self._study = study_of(evidence, filters, settings, before, self._watch)
        self._beside.clear()
        versions = tuple(version for version, _ in evidence.schemes)
        groups = tuple(sorted({group_of(evidence, article) for article in study.articles} - {""}))
        yield Overview(settings, evidence.annotators, versions, groups, len(study.articles), study.left_out)
        yield from rows(study)

    def _opens(self) -> AbstractContextManager[Project]:
        return closing(open_project(self.path, readonly=True))

    def inside(self, layer: str, field: str) -> Iterator[Breakdown]:
        from annotations.agreement.breakdown import inside

        yield inside(self.study, layer, field)

    def beside(self, layer: str, field: str, kind: str) -> Iterator[RelatedFigures]:
        from annotations.agreement.breakdown import beside

        about = (layer, field, kind)
        if about not in self._beside:
            self._beside[about] = RelatedFigures(kind, beside(self.study, layer, field, kind))
        yield self._beside[about]

    def units(self, layer: str, field: str, cell: Cell) -> Iterator[UnitCount | tuple[Disagreement, ...]]:
        from annotations.agreement.disagreeing import disagreement_count, disagreements

        study = _study_for(self.study, cell)
        count = disagreement_count(study, layer, field, cell)
        yield UnitCount(count)
        start, size = 0, FIRST
        while start < count:
            yield disagreements(study, layer, field, cell, start, size)
            start, size = start + size, MORE

    def methods(self, layer: str, field: str) -> Iterator[str]:
        from annotations.agreement.methods_text import methods_sentence

        yield methods_sentence(self.study, layer, field)

    def export(self, out: Path) -> Iterator[Path]:
        """Write all figures as JSON, or all disagreements as CSV, depending on the suffix."""
        from annotations.agreement.export import export_json, write_units
        from annotations.exchange.files import written_whole

        if out.suffix.lower() == ".csv":
            write_units(out, self.study)
        else:
            import orjson

            with written_whole(out) as file:
                file.write(orjson.dumps(export_json(self.study), option=orjson.OPT_INDENT_2))
        yield out

    def is_cancelled(self) -> bool:
        """Whether nobody waits for the answer any more."""
        return not self._questions.wants(self.number)

    def _watch(self) -> None:
        if self.is_cancelled():
            raise UserCancelled


_ANSWERS: dict[str, Callable[..., Iterator[Any]]] = {
    "overview": _Desk.overview,
    "inside": _Desk.inside,
    "beside": _Desk.beside,
    "units": _Desk.units,
    "methods": _Desk.methods,
    "export": _Desk.export,
}


def _study_for(study: "Study", cell: Cell) -> "Study":
    """The study in which a cell is: another one of two annotators, when one of them is gold or a machine."""
    known = {annotator.id: annotator for annotator in study.evidence.annotators}
    counted = {annotator.id for annotator in study.plan.annotators}
    if {cell.one, cell.other} - {""} <= counted or cell.one not in known or cell.other not in known:
        return study
    from annotations.agreement.choosing import study_of_two

    return study_of_two(study, known[AnnotatorId(cell.one)], known[AnnotatorId(cell.other)])


def _serve(pipe: "Connection", path: Path) -> None:
    """Answer questions until the pipe is closed. Runs in the process."""
    with suppress(OSError, AttributeError):
        os.nice(5)
    serve(pipe, lambda: _answer_all(path, pipe))


def _answer_all(path: Path, pipe: "Connection") -> None:
    questions = Questions(pipe)
    desk = _Desk(path, questions)
    for number, content in questions:
        desk.number = number
        pipe.send(_answered(desk, content, pipe) if content else Message("end", question=number))


def _answered(desk: _Desk, content: tuple[str, tuple[Any, ...]], pipe: "Connection") -> Message:
    """Send the answers to a question, and return what comes after them."""
    name, arguments = content
    try:
        for found in _ANSWERS[name](desk, *arguments):
            if desk.is_cancelled():
                break
            pipe.send(Message("answer", found, desk.number))
    except UserCancelled:
        pass
    except ClaimdeskError as error:
        return Message("failed", str(error), desk.number)
    return Message("end", question=desk.number)

"""Read REFI-QDA: an article for each source and user, a mark for each coding, labels for the codes."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from annotations.display import many
from annotations.errors import ImportFailed
from annotations.exchange import sidecar
from annotations.exchange.external import ExternalLabel, ExternalMark, ExternalRecord, ExternalRelation
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote
from annotations.exchange.refi.archive import Archive, opened
from annotations.exchange.refi.own import OwnLines
from annotations.exchange.refi.project import Code, Project, codes_in_order, read_project
from annotations.exchange.refi.sources import Selection, Source, sources
from annotations.exchange.refi.texts import Reading, read_as
from annotations.exchange.xml import check
from annotations.files.opening import opened as open_file
from annotations.model import Annotator, AnnotatorId, Article, ArticleId, FieldValue

_ARTICLE = ("source", "url", "published", "language")


def recognises(path: Path, head: bytes) -> bool:
    """Whether a file is an archive or a codebook."""
    return head.startswith(b"PK") or b"urn:QDA-XML:codebook" in head


def read(path: Path, options: Options) -> Iterator[ExternalRecord | ExternalLabel | ImportNote]:
    """Read a project, or the codes of a codebook."""
    with open_file(path) as file:
        is_archive = file.read(2) == b"PK"
    if is_archive:
        with opened(path) as archive:
            yield from _read_archive(path, archive)
        return
    check(lambda: open_file(path), str(path))
    yield from _labels(read_project(lambda: open_file(path), str(path)))


def _labels(project: Project) -> Iterator[ExternalLabel]:
    return (code.label() for code in codes_in_order(project))


def _read_archive(path: Path, archive: Archive) -> Iterator[ExternalRecord | ExternalLabel | ImportNote]:
    place = f"{path}/{archive.project}"
    check(archive.open_project, place)
    project = read_project(archive.open_project, place)
    yield from _labels(project)
    reading = read_as(project, lambda: sources(archive.open_project, place, project), archive)
    if reading.remark:
        yield ImportNote(str(path), reading.remark, lost=False)
    reader = _Reader(str(path), project, reading)
    with archive.open_member(sidecar.MEMBER) as file:
        own = OwnLines(file, str(path))
        for source in sources(archive.open_project, place, project):
            yield from reader.source(source, archive, own)
        if own.broken:
            yield ImportNote(
                f"{path}/{sidecar.MEMBER}", f"Left out: {many(own.broken, 'damaged line')} of Claimdesk's own data."
            )
    yield from reader.rest()


def _users(selection: Selection) -> list[str]:
    return [coding.user for coding in selection.codings] or [selection.user]


def _answers(codes: list[Code]) -> dict[str, FieldValue]:
    """The answers from our own codes on the same selection: choices, and flags that are set."""
    layers = {code.name for code in codes if code.is_ours and not code.parents}
    found: dict[str, FieldValue] = {}
    for code in codes:
        if code.is_ours and code.parents and code.parents[0] in layers:
            found |= {code.parent: code.name} if len(code.parents) > 1 else {code.name: True}
    return found


def _coded(mark: ExternalMark, code: Code, times: Mapping[str, str]) -> ExternalMark:
    """A mark with a code. It was created with the code, and is never newer than its last change."""
    created = times.get(code.guid, mark.created)
    return mark._replace(label=code.name, layer=code.parent, created=created, updated=mark.updated or created)


class _Reader:
    """Turns sources into articles, and counts items that cannot be imported."""

    def __init__(self, place: str, project: Project, reading: Reading) -> None:
        self._place, self._project, self._reading = place, project, reading
        self._links: dict[str, list[tuple[str, str]]] = {}
        for link in project.links:
            self._links.setdefault(link.origin, []).append((link.target, link.name))
        self._used = self._uncoded = 0
        self._counts = Counter(codings=project.codings, links=len(project.links), notes=project.notes)

    def source(self, source: Source, archive: Archive, own: OwnLines) -> Iterator[ExternalRecord | ImportNote]:
        """The articles of a source: one for each user who coded in it."""
        if source.kind != "TextSource" and not source.selections:
            return
        place = f"{self._place}: {source.name or source.address}"
        text, missing = self._text(source, archive, place)
        yield from missing
        if source.strange:
            yield ImportNote(place, f"Left out: {many(source.strange, 'selection')} without positions.")
        said = own.of(source.guid)
        self._count(source, text)
        foreign = ExternalRecord(self._article(source, text or ""), place=place)
        made = list(self._by_user(source, foreign, text or "", said))
        for found, line in made or [(foreign, None)]:
            yield from sidecar.joined(found._replace(counts=dict(self._counts)), line)
            self._counts.clear()

    def _text(self, source: Source, archive: Archive, place: str) -> tuple[str | None, list[ImportNote]]:
        try:
            text = source.content if source.content is not None else archive.text(source.address)
        except ImportFailed as error:
            return None, [ImportNote(place, str(error))]
        if text is None:
            return None, [ImportNote(place, f"Its text ({source.address}) is not in the archive.")]
        return self._reading.text(text), []

    def _count(self, source: Source, text: str | None) -> None:
        self._counts["text_sources"] += source.kind == "TextSource"
        self._counts["dangling_sources"] += text is None and source.kind == "TextSource"
        for selection in source.selections:
            self._uncoded += selection.uncoded + sum(c.code not in self._project.codes for c in selection.codings)
            self._counts["text_codings"] += len(selection.codings)
            self._counts["name_length_equals_end_minus_start"] += len(selection.name) == selection.end - selection.start

    def _article(self, source: Source, text: str) -> Article:
        meta = {name: value for name, value in source.values.items() if name not in _ARTICLE}
        title = source.name or source.address.rpartition("/")[2]
        publisher, url, published, language = (source.values.get(name, "") for name in _ARTICLE)
        return Article(ArticleId(""), title, text, "", publisher, url, published, language, meta)

    def _by_user(
        self, source: Source, empty: ExternalRecord, text: str, said: dict[str, sidecar.Side | ImportNote]
    ) -> Iterator[tuple[ExternalRecord, sidecar.Side | ImportNote | None]]:
        """Each user's selections and codings, with the data from our own lines."""
        for user in dict.fromkeys([*said, *(user for selection in source.selections for user in _users(selection))]):
            line = said.get(user)
            marks = [mark for selection in source.selections for mark in self._marks(selection, user, text, line)]
            keys = {mark.key for mark in marks}
            relations = [
                ExternalRelation(origin, target, name)
                for origin in keys
                for target, name in self._links.get(origin, ())
                if target in keys
            ]
            self._used += len(relations)
            name = self._project.users.get(user, "")
            annotator = Annotator(AnnotatorId(""), name) if name else None
            yield empty._replace(annotator=annotator, marks=tuple(marks), relations=tuple(relations)), line

    def _marks(
        self, selection: Selection, user: str, text: str, line: sidecar.Side | ImportNote | None
    ) -> Iterator[ExternalMark]:
        """A selection as marks: one for each coding, all with the span of the selection."""
        if user not in _users(selection):
            return
        mark = ExternalMark(
            selection.guid,
            parts=((selection.start, self._reading.end(selection)),),
            quote=self._reading.quote(selection, text),
            fields={"note": selection.description} if selection.description else {},
            created=selection.created,
            updated=selection.modified or selection.created,
        )
        known = self._project.codes
        given = [coding for coding in selection.codings if coding.user == user]
        codes = [known[coding.code] for coding in given if coding.code in known]
        times = {coding.code: coding.created for coding in given if coding.created}
        whole = "|".join(sorted(code.name for code in codes))
        answers = _answers(codes)
        mark = mark._replace(fields={**mark.fields, **answers})
        codes = [code for code in codes if not (answers and code.is_ours and code.parents)]
        own = line.marks.get(selection.guid) if isinstance(line, sidecar.Side) else None
        if isinstance(own, dict) and own.get("as") == whole:
            yield mark._replace(label=whole, fields={})
        elif len(codes) == 1:
            yield _coded(mark, codes[0], times)
        else:
            yield mark._replace(kind="trigger" if codes else "span")
            for number, code in enumerate(codes, 1):
                key = f"{selection.guid}/{number}"
                yield _coded(mark, code, times)._replace(key=key, kind="event")

    def rest(self) -> Iterator[ImportNote]:
        """Notes about parts of the project that do not fit into articles."""
        unused = len(self._project.links) - self._used
        counts = (
            (unused, "link", "not between two selections of one user in one text"),
            (self._uncoded, "coding", "with a code that is not in the project"),
            (self._project.elsewhere, "selection", "on pictures, pages, sound or film"),
            (self._project.notes, "note", "on the project, not on a text"),
        )
        for count, what, where in counts:
            if count:
                yield ImportNote(self._place, f"Left out: {many(count, what)} {where}.")

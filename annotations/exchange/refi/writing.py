"""Write REFI-QDA: a source for each article, a selection for each span, codes for labels and answers.

Data that other programs cannot express goes to a separate file in the archive, which they ignore.
"""

import uuid
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

import orjson

import annotations
from annotations.errors import ExportFailed
from annotations.exchange import sidecar
from annotations.exchange.common_losses import NOT_DONE, UNSEEN
from annotations.exchange.files import written_whole
from annotations.exchange.losses import Loss
from annotations.exchange.options import Options
from annotations.exchange.records import Record, by_article
from annotations.exchange.refi.codes import Codes
from annotations.exchange.refi.own import SOURCE, USER
from annotations.exchange.shown import hidden, shown_spans
from annotations.exchange.times import instant
from annotations.exchange.xml import fit
from annotations.model import Annotation, Annotator, AnnotatorId
from annotations.scheme import Scheme

LOSSES: tuple[Loss, ...] = (NOT_DONE, *UNSEEN)
_NAMESPACE = uuid.UUID("b2a4a5d6-6a3f-4f0e-8a0b-7f3c1d9e5b21")
_ABOUT = ("source", "url", "published", "language")
_NAME = 100  # length of a selection's name; ATLAS.ti shortens at the same length
ORIGIN = f"Claimdesk {annotations.__version__}"


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write a project. Return the number of records."""
    if path.suffix.lower() == ".qdc":
        raise ExportFailed(f"{path} would be a codebook, without articles. Use the suffix .qdpx for a project.")
    codes = Codes(scheme)
    with (
        written_whole(path) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        TemporaryFile() as body,
        TemporaryFile() as links,
        TemporaryFile() as own,
    ):
        writer = _Writer(archive, body, links, own, codes)
        count = sum(writer.article(group) for group in by_article(records))
        writer.finish(scheme)
    return count


HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n'


class _Writer:
    """Writes sources one by one. The project is assembled at the end, because its users come first in it."""

    def __init__(
        self, archive: zipfile.ZipFile, body: IO[bytes], links: IO[bytes], own: IO[bytes], codes: Codes
    ) -> None:
        self._archive, self._body, self._links, self._own, self._codes = archive, body, links, own, codes
        self._users: dict[Annotator | None, str] = {}
        self._number = 0

    def article(self, group: list[Record]) -> int:
        """Write a source. Return the number of records."""
        self._number += 1
        article = group[0].article
        source = guid("source", self._number, article.id, article.sha256)
        self._archive.writestr(f"sources/{source}.txt", article.text.encode())
        self._put(f'<TextSource guid="{source}" name={quoted(article.title)} plainTextPath="internal://{source}.txt">')
        for record in group:
            self._record(source, record)
        for name in _ABOUT:
            if value := getattr(article, name):
                reference = f'<VariableRef targetGUID="{guid("variable", name)}"/>'
                self._put(f"<VariableValue>{reference}<TextValue>{escape(fit(value))}</TextValue></VariableValue>")
        self._put("</TextSource>\n")
        return len(group)

    def _record(self, source: str, record: Record) -> None:
        user = self._user(record.annotator)
        spans = shown_spans(record.annotations)
        keys = {annotation.id: guid("selection", source, user, annotation.id) for annotation in spans}
        data: dict[str, Any] = {}
        for annotation in spans:
            codes = self._codes.of(annotation)
            self._selection(annotation, keys[annotation.id], user, [code for code, _ in codes])
            own = sidecar.mark_data(annotation, lambda *_: False) | {"as": "|".join(sorted(name for _, name in codes))}
            data[keys[annotation.id].casefold()] = own | {"label": annotation.label}
            for role, link in annotation.links.items():
                if link.annotation in keys:
                    self._link(role, keys[annotation.id], keys[link.annotation])
        line = orjson.loads(sidecar.dumps(record, data, hidden(record.annotations, spans))) | {
            SOURCE: source.casefold(),
            USER: user.casefold(),
        }
        self._own.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))

    def _selection(self, annotation: Annotation, key: str, user: str, codes: Iterable[str]) -> None:
        name = annotation.quote if len(annotation.quote) <= _NAME else annotation.quote[: _NAME - 1] + "…"
        by = f' creatingUser="{user}"' + _at("creationDateTime", annotation.created)
        place = f'startPosition="{annotation.start}" endPosition="{annotation.end}"'
        changed = _at("modifiedDateTime", annotation.updated)
        self._put(f'<PlainTextSelection guid="{key}" name={quoted(" ".join(name.split()))} {place}{by}{changed}>')
        note = self._codes.note(annotation)
        if note:
            self._put(f"<Description>{escape(fit(note))}</Description>")
        for code in codes:
            self._put(f'<Coding guid="{guid(key, code)}"{by}><CodeRef targetGUID="{code}"/></Coding>')
        self._put("</PlainTextSelection>")

    def _link(self, role: str, origin: str, target: str) -> None:
        ends = f'originGUID="{origin}" targetGUID="{target}"'
        self._links.write(f'<Link guid="{guid(origin, role)}" name={quoted(role)} direction="OneWay" {ends}/>'.encode())

    def _user(self, annotator: Annotator | None) -> str:
        who = annotator and annotator._replace(id=AnnotatorId(""))
        return self._users.setdefault(who, guid("user", *(who or ())))

    def _put(self, text: str) -> None:
        self._body.write(text.encode())

    def finish(self, scheme: Scheme) -> None:
        """Write the project and our own lines into the archive."""
        with self._archive.open("project.qde", "w", force_zip64=True) as project:
            project.write(HEAD)
            project.write("".join(self._head(scheme)).encode())
            _copy(self._body, project)
            project.write(b"</Sources>")
            if self._links.tell():
                project.write(b"<Links>")
                _copy(self._links, project)
                project.write(b"</Links>")
            project.write(b"</Project>\n")
        with self._archive.open(sidecar.MEMBER, "w", force_zip64=True) as own:
            _copy(self._own, own)

    def _head(self, scheme: Scheme) -> Iterator[str]:
        yield f'<Project xmlns="urn:QDA-XML:project:1.0" name={quoted(scheme.title)} origin={quoted(ORIGIN)}>\n'
        yield "<Users>"
        for who, key in self._users.items():
            yield f'<User guid="{key}" name={quoted(who.name if who else "")}/>' if who else ""
        yield f"</Users>\n<CodeBook>{self._codes.xml()}</CodeBook>\n<Variables>"
        yield from (
            f'<Variable guid="{guid("variable", name)}" name="{name}" typeOfVariable="Text"/>' for name in _ABOUT
        )
        yield "</Variables>\n<Sources>\n"


def _at(name: str, time: str) -> str:
    """A time as an attribute, in whole seconds with its zone as the standard requires, if it is known."""
    known = instant(time) if time else ""
    return f' {name}="{known[:19]}Z"' if known else ""


def guid(*parts: object) -> str:
    """The same GUID for the same item each time."""
    return str(uuid.uuid5(_NAMESPACE, "\n".join(map(str, parts)))).upper()


def quoted(text: str) -> str:
    """A text as a quoted attribute value."""
    return quoteattr(fit(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    source.seek(0)
    while part := source.read(1 << 20):
        target.write(part)

"""Read WebAnno TSV 3.x: marks of the layers in the header, their slots, chains and relations."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from annotations.errors import ImportFailed
from annotations.exchange import sidecar
from annotations.exchange.external import ExternalMark, ExternalRecord, ExternalRelation, Unit
from annotations.exchange.folders import of_file
from annotations.exchange.guarding import each
from annotations.exchange.options import Options
from annotations.exchange.records import ImportNote
from annotations.exchange.text_files import read_text
from annotations.exchange.webanno.document import Document
from annotations.exchange.webanno.marks import Marks
from annotations.exchange.webanno.rows import FORMAT, PREFIXES, Column, Sentence, columns_of, sentences
from annotations.files.opening import opened
from annotations.model import Article
from annotations.text import utf16_offsets

_VERSION = re.compile(re.escape(FORMAT) + r"3\.\d+\s*")
_TSV_2 = re.compile(rb"^#(?: id|id|text)=.*\n(?:#.*\n)*1-1\t", re.MULTILINE)


def recognises(path: Path, head: bytes) -> bool:
    """Whether a file says that it is WebAnno TSV or looks like its second version, or a folder contains such files."""
    if path.is_dir():
        found = next(iter(sorted(path.rglob("*.tsv"))), None)
        if found is None:
            return False
        with opened(found) as file:
            head = file.read(8192)
    return head.removeprefix(b"\xef\xbb\xbf").startswith(FORMAT.encode()) or bool(_TSV_2.search(head))


def read(path: Path, options: Options) -> Iterator[ExternalRecord | ImportNote]:
    """Read the article of a file, or those of a folder and its subfolders.

    Offsets are UTF-16 units, or code points if only these match the words.
    """
    for file in sorted(path.rglob("*.tsv"), key=lambda found: (found.name, found)) if path.is_dir() else [path]:
        yield from each(str(file), _read, file, options)


def _read(path: Path, options: Options) -> Iterator[ExternalRecord | ImportNote]:
    try:
        decoded = read_text(path, options.encoding)
        yield from decoded.remarks(path)
        lines = iter(enumerate(decoded.text.replace("\r\n", "\n").split("\n"), 1))
        columns = _header(lines)
        document = _document(list(sentences(lines, len(columns))), options, len(decoded.text))
        yield from (ImportNote(f"{path}:{line}", message) for line, message in document.left_out)
    except ImportFailed as error:
        yield ImportNote(str(path), f"{error} Nothing was imported from this file.")
        return
    if document.left_out and not document.units:
        return
    marks = Marks(columns, document)
    found, relations = marks.marks(), tuple(marks.relations())
    foreign = ExternalRecord(
        Article(text=document.text, title=path.stem, meta=of_file(path)),
        marks=found,
        relations=relations,
        place=str(path),
        unit=document.unit,
        counts=_counts(document, found, relations),
    )
    yield from sidecar.joined(foreign, sidecar.read(path))


def _header(lines: Iterator[tuple[int, str]]) -> list[Column]:
    _, first = next(lines)
    if not _VERSION.fullmatch(first):
        raise ImportFailed("This is not WebAnno TSV 3. Export the document as WebAnno TSV v3.3 and import that.")
    columns: list[Column] = []
    for _, line in lines:
        if line[:6] in PREFIXES:
            columns += columns_of(line)
        elif not line.startswith("#"):
            break
    return columns


def _document(found: list[Sentence], options: Options, most: int) -> Document:
    """The text, in the first unit that puts every word where its row says. Otherwise in UTF-16."""
    units: tuple[Unit, ...] = (options.unit,) if options.unit else ("utf16", "codepoint")
    documents = [Document(found, unit, most) for unit in units]
    sound = (document for document in documents if not document.misplaced and not document.left_out)
    return next(sound, documents[0])


def _counts(
    document: Document, marks: tuple[ExternalMark, ...], relations: tuple[ExternalRelation, ...]
) -> dict[str, int]:
    by_layer = Counter(f"by_layer:{mark.layer}" for mark in marks)
    by_layer.update(f"by_layer:rel:{relation.layer}" for relation in relations)
    return {
        "sentences": document.sentences,
        "rows": len(document.units),
        "token_text_mismatches": len(document.misplaced),
        "utf16_text_len": utf16_offsets(document.text).to_unit(len(document.text)),
        **by_layer,
    }

"""The registry of formats: what can be read and written, by name, suffix and content. Also the guide to adding one.

A format is one module of this folder with three functions, and one entry in `FORMATS`:

- `recognises(path, head)`: whether a file with one of the suffixes is of this format, by its first 8 KiB (`head`; in
  UTF-8 where the file is in UTF-16 or UTF-32, and empty for a folder). The name of the file says nothing. A file
  belongs to the first entry that recognises it.
- `read(path, options)`: a stream of `ExternalRecord`s, in which layers, labels and offsets are the file's own, or of
  `Record`s if they already use the scheme's names; and an `ImportNote` for each item that cannot be read. Bad content
  is never an exception; a file that cannot be read at all raises ImportFailed. `placing` turns offsets into checked
  code points and `mapping` turns names into the scheme's, for all formats alike; `conversion.taken` combines them.
- `write(path, records, scheme, options)`: writes a stream of records through `files.written_whole` (or
  `files.folder_written_whole`) and returns how many there were. Records of one article follow each other
  (`records.by_article`).

Data that a format cannot express goes under our own key where the format has room for keys (`external.extras`,
`external.mark_with`); anything lost is declared as `loses` (see `losses`), which is what the dialog and
`--dry-run` show, what LOSSES.txt says and what the round-trip tests allow.
"""

from collections.abc import Iterator
from pathlib import Path

from annotations.errors import ClaimdeskError, ImportFailed
from annotations.exchange import (
    claim_review,
    doccano,
    json_lines,
    jsonl,
    label_studio,
    labelbuddy,
    prodigy,
    spacy_docs,
    spacy_writing,
    texts,
    w3c,
)
from annotations.exchange.archives import SUFFIX as ZIP
from annotations.exchange.common_losses import HIDDEN, NOT_DONE, UNSEEN, not_done_except
from annotations.exchange.corpus_formats import CORPORA
from annotations.exchange.format import Format, ReadItem
from annotations.exchange.options import Options
from annotations.files.encodings import as_utf8
from annotations.files.guard import guarded
from annotations.files.opening import opened

HEAD = 8192  # bytes of a file that are used to recognise its format


def _nothing(path: Path, head: bytes) -> bool:
    """For formats that are only written."""
    return False


def _is_zip(path: Path, head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04")


def _read_zip(path: Path, options: Options) -> Iterator[ReadItem]:
    from annotations.exchange.zips import read_zip  # which looks for the formats of files in this registry

    return read_zip(path, options)


FORMATS = (
    Format(
        "jsonl",
        "Claimdesk JSONL",
        (".jsonl", ".ndjson"),
        jsonl.recognises,
        json_lines.read,
        jsonl.write,
        (),
        "everything",
    ),
    Format(
        "prodigy",
        "Prodigy JSONL",
        (".jsonl",),
        prodigy.recognises,
        prodigy.read,
        prodigy.write,
        loses=(not_done_except("skipped"), *HIDDEN),
        keeps="everything; Prodigy shows spans, relations, answers, annotators",
    ),
    Format(
        "spacy",
        "spaCy DocBin",
        (".spacy",),
        spacy_docs.recognises,
        spacy_docs.read,
        spacy_writing.write,
        spacy_writing.losses,
        keeps="everything; spaCy sees entities, groups of spans, categories",
        sharded=True,
        apart=True,
    ),
    Format(
        "label-studio",
        "Label Studio JSON, with its configuration",
        (".json",),
        label_studio.recognises,
        label_studio.read,
        label_studio.write,
        loses=(not_done_except("skipped", "never looked at"), *UNSEEN),
        keeps="everything; Label Studio shows regions, answers, relations, predictions",
        beside=(".xml",),
    ),
    Format(
        "doccano",
        "doccano JSONL",
        (".jsonl", ".json"),
        doccano.recognises,
        doccano.read,
        doccano.write,
        loses=(NOT_DONE, *UNSEEN),
        keeps="everything; doccano shows spans and relations",
    ),
    Format(
        "w3c",
        "W3C Web Annotation (JSON-LD)",
        (".jsonld", ".json"),
        w3c.recognises,
        w3c.read,
        w3c.write,
        loses=(NOT_DONE, *UNSEEN),
        keeps="everything; others see quotes, tags, creators, links",
    ),
    Format(
        "labelbuddy",
        "labelbuddy JSON",
        (".json", ".jsonl"),
        labelbuddy.recognises,
        labelbuddy.read,
        labelbuddy.write,
        loses=(NOT_DONE, *UNSEEN),
        keeps="everything; labelbuddy shows spans",
    ),
    Format(
        "claim-review",
        "ClaimReview-shaped JSON-LD of claims",
        (".jsonld",),
        _nothing,
        write=claim_review.write,
        loses=claim_review.losses,
        keeps="claims, their speakers and sources; no verdicts",
    ),
    Format(
        "text", "Plain text, one article per file", (".txt", ".text"), texts.recognises, texts.read, keeps="the text"
    ),
    *CORPORA,
    Format(
        "zip",
        "ZIP archive with files of other formats",
        (ZIP,),
        _is_zip,
        _read_zip,
        keeps="the same as the format of its files",
    ),
)


def in_and_out(known: Format) -> tuple[str, str]:
    """Whether a format can be imported, and what an export consists of, for tables."""
    made = "folder" if known.folder else "file"
    return "yes" if known.read else "–", made if known.write else "–"


def format_named(name: str) -> Format:
    """Find a format by name."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise ClaimdeskError(f"There is no format “{name}”. Choose one of: {', '.join(f.name for f in FORMATS)}.")


def format_of(path: Path) -> Format | None:
    """Find the format of a file or folder by its suffix and content. None if no format recognises it."""
    is_folder = path.is_dir()
    head = b"" if is_folder else _head(path)
    for known in FORMATS:
        suffix = known.reads(path.suffix)
        fits = known.folder or (known.sharded and suffix) if is_folder else suffix
        if fits and known.read and _recognises(known, path, head):
            return known
    return None


def _recognises(known: Format, path: Path, head: bytes) -> bool:
    """Whether a file is in a format. False if the format cannot parse its beginning."""
    try:
        with guarded(str(path)):
            return known.recognises(path, head)
    except ImportFailed:
        return False


def _head(path: Path) -> bytes:
    with guarded(str(path)), opened(path) as file:
        return as_utf8(file.read(HEAD))


def format_for_writing(out: Path, name: str | None = None) -> Format:
    """The named format, or the first one that fits the suffix of the output.

    Raises ClaimdeskError if there is none, or if the format is a folder and the output has the name of a file.
    """
    if name:
        wanted = format_named(name)
        if wanted.write:
            return _fitting(wanted, out, "")
    else:
        for known in FORMATS:
            if known.write and out.suffix.lower() in known.suffixes:
                return _fitting(known, out, f", with --format {known.name}")
    names = ", ".join(known.name for known in FORMATS if known.write)
    raise ClaimdeskError(f"The name {out} does not determine a format. Choose one with --format: {names}.")


def _fitting(known: Format, out: Path, option: str) -> Format:
    if known.folder:
        check_folder_name(out, known.title, option)
    return known


def check_folder_name(out: Path, title: str, option: str = "") -> None:
    """Refuse a file name for a folder. `option` is what a command also needs with the new name."""
    suffix = out.suffix.lower()
    if suffix == ZIP or suffix not in {".xml", *(suffix for known in FORMATS for suffix in known.suffixes)}:
        return
    folder, archive = out.with_suffix(""), out.with_suffix(ZIP)
    raise ClaimdeskError(
        f"{out} would be a folder, because {title} has several files. Name it {folder.name} for a folder, or "
        f"{archive.name} for a ZIP archive{option}."
    )

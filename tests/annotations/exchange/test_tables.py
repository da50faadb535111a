"""Tables: CSV that spreadsheets may touch, Parquet and Hugging Face folders that their own libraries read."""

import csv as standard
import hashlib
import json
from io import StringIO
from pathlib import Path

import pytest

from annotations.errors import ImportFailed
from annotations.exchange.conversion import taken
from annotations.exchange.external import ExternalLabel, ExternalRecord
from annotations.exchange.formats import format_of
from annotations.exchange.options import NO_OPTIONS, Options
from annotations.exchange.records import ImportNote, Record
from annotations.exchange.tables import csv, huggingface, parquet
from annotations.exchange.tables.csv_cells import meant, shown
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, Article, ArticleId, Link
from annotations.scheme import load_scheme

SCHEME = load_scheme("news-claims")
TEXT = "=SUM(A1) Ana said\n“no”, 😀."


def _record(key: str = "a", who: str = "ana") -> Record:
    def mark(number: int, layer: str, start: int, end: int, label: str = "", **more: object) -> Annotation:
        name = AnnotationId(f"{key}-{who}-{number}")
        return Annotation(name, ArticleId(""), AnnotatorId(""), layer, start, end, TEXT[start:end], label)._replace(
            **more
        )

    text = f"{TEXT}{key}"
    article = Article(
        ArticleId(key), "@home", text, hashlib.sha256(text.encode()).hexdigest(), "NA", meta={"desk": "world"}
    )
    claim = mark(
        1, "claim", 0, 17, fields={"disputed": False, "stance": "oppose"}, score=0.0, created="2024-05-01",
        links={"claimer": Link("Ana", AnnotationId(f"{key}-{who}-2"), "entity"), "target": Link("+tax", None, "issue")},
    )  # fmt: skip
    whole = mark(3, "document", 0, 0, fields={"event": "-1"})._replace(start=None, end=None)
    marks = (claim, mark(2, "entity", 9, 12, "PERSON"), whole)
    return Record(article, Annotator(AnnotatorId(""), who), "done", 2.5, marks, scheme=("news-claims", 1))


RECORDS = [_record("a"), _record("a", "ben"), _record("b"), Record(Article(ArticleId("c"), "C", "Nobody yet."))]


def _back(found: object) -> list[Record]:
    back = list(taken(found, SCHEME))  # type: ignore[arg-type]
    assert [thing for thing in back if isinstance(thing, ImportNote)] == []
    return [thing for thing in back if isinstance(thing, Record)]


def _plain(record: Record) -> tuple[object, ...]:
    return record.article._replace(sha256=""), record.annotator, record.status, record.annotations


# -- CSV


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\tx", "'=1", "''-", "'quoted'", "plain", "", "＝1"])
def test_no_cell_is_a_formula_and_every_cell_keeps_its_meaning(value: str) -> None:
    assert shown(value)[:1] not in "=+-@\t\r\n＝" or not value
    assert meant(shown(value)) == value


def test_csv_begins_with_a_mark_for_excel_and_quotes_all(tmp_path: Path) -> None:
    csv.write(tmp_path / "a.csv", RECORDS, SCHEME, NO_OPTIONS)
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b'\xef\xbb\xbf"article","annotator","kind"')
    assert content.endswith(b'"\r\n')
    rows = list(standard.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["article_text"][:5] for row in rows] == ["'=SUM", "", "", "", "", "", "'=SUM", "", "", "Nobod"]
    assert (rows[0]["disputed"], rows[0]["target"], rows[0]["claimer id"]) == ("false", "'+tax", "a-ana-2")


def test_pandas_reads_the_csv(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    csv.write(tmp_path / "a.csv", RECORDS, SCHEME, NO_OPTIONS)
    table = pandas.read_csv(tmp_path / "a.csv", keep_default_na=False)
    assert table.columns[0] == "article"
    assert list(table.query("layer == 'entity'")["text"]) == ["Ana"] * 3
    assert table["source"][0] == "NA"


def test_rows_that_were_sorted_in_a_spreadsheet_are_put_together_again(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    csv.write(path, RECORDS, SCHEME, NO_OPTIONS)
    header, *rows = standard.reader(StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    rows.sort(key=lambda row: row[header.index("start")], reverse=True)
    with path.open("w", encoding="utf-8", newline="") as file:  # by another program: no mark, semicolons
        standard.writer(file, delimiter=";").writerows([header, *rows])
    back = {(r.article.id, r.annotator and r.annotator.name): r for r in _back(csv.read(path, NO_OPTIONS))}
    for record in RECORDS:
        found = back[record.article.id, record.annotator and record.annotator.name]
        assert sorted(found.annotations) == sorted(record.annotations)
        assert found.article.text == record.article.text


def test_rows_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    lines = ("article,article_text,layer,start,end,text,meta,annotator", "x,Ana said,entity,a,3,Ana,,ana")
    more = ("x,,entity,0,3,Ana,,ana", "y,,entity,0,3,Ana,,ana", "z,Ana,entity,0,3,Ana,nonsense,ana")
    path = tmp_path / "a.csv"
    path.write_text("\n".join((*lines, *more)) + "\n")
    found = list(csv.read(path, NO_OPTIONS))
    remarks = [thing for thing in found if isinstance(thing, ImportNote)]
    assert [remark.place.rpartition(":")[2] for remark in remarks] == ["2", "5", "4", "5"]
    assert [len(thing.marks) for thing in found if isinstance(thing, ExternalRecord)] == [1]


def test_a_table_of_texts_and_labels_gives_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("body,label,desk\n“Sí”,pos,world\nno,,\n", encoding="utf-16")
    found = [thing for thing in csv.read(path, NO_OPTIONS) if isinstance(thing, ExternalRecord)]
    assert [(thing.article.text, [mark.label for mark in thing.marks]) for thing in found] == [
        ("“Sí”", ["pos"]),
        ("no", []),
    ]
    assert found[0].article.meta == {"desk": "world"}
    path.write_text("id,words\n1,Hello\n")
    (named,) = csv.read(path, Options(columns={"text": "words"}))
    assert isinstance(named, ExternalRecord)
    assert named.article.text == "Hello"
    (remark,) = csv.read(path, NO_OPTIONS)
    assert isinstance(remark, ImportNote)
    assert "--column" in remark.sentence


def test_a_cell_without_end_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('text,label\n"' + "a" * 16_100_000)
    with pytest.raises(ImportFailed, match=r"a\.csv:\d+: .*field larger"):
        list(csv.read(path, NO_OPTIONS))


# -- Parquet and Hugging Face


def test_pyarrow_reads_the_parquet_as_nested_columns(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow.parquet

    parquet.write(tmp_path / "a.parquet", RECORDS, SCHEME, NO_OPTIONS)
    rows = pyarrow.parquet.read_table(tmp_path / "a.parquet").to_pylist()
    claim = rows[0]["annotations"][0]
    assert (claim["start"], claim["fields"]["stance"], claim["fields"]["disputed"]) == (0, "oppose", False)
    assert claim["links"]["target"] == {"text": "+tax", "annotation": None, "kind": "issue"}
    assert [_plain(record) for record in _back(parquet.read(tmp_path / "a.parquet", NO_OPTIONS))] == [
        _plain(record) for record in RECORDS
    ]


@pytest.mark.parametrize("content", [b"PAR1 and then nothing", b"PAR1" + bytes(100) + b"PAR1"])
def test_a_broken_parquet_file_is_refused(tmp_path: Path, content: bytes) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "a.parquet").write_bytes(content)
    with pytest.raises(ImportFailed, match="not a readable Parquet file"):
        list(parquet.read(tmp_path / "a.parquet", NO_OPTIONS))


@pytest.mark.peers
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("write", [huggingface.write, huggingface.write_parquet])
def test_datasets_loads_the_folder(tmp_path: Path, write: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets")
    assert write(tmp_path / "out", RECORDS, SCHEME, NO_OPTIONS) == 4  # type: ignore[operator]
    loaded = datasets.load_dataset(str(tmp_path / "out"), split="train", cache_dir=str(tmp_path / "cache"))
    assert loaded.num_rows == 4
    assert loaded.features["annotations"].feature["fields"]["disputed"].dtype == "bool"
    claim = loaded[0]["annotations"][0]
    assert TEXT[claim["start"] : claim["end"]] == claim["text"]
    assert claim["fields"]["stance"] == "oppose"


def test_a_card_says_what_the_columns_mean_and_names_the_files(tmp_path: Path) -> None:
    huggingface.write(tmp_path / "out", RECORDS, SCHEME, NO_OPTIONS)
    card = (tmp_path / "out/README.md").read_text(encoding="utf-8")
    assert "| oppose | 3 |" in card
    assert "- ana (person): 2 articles" in card
    assert 'path: "data/train.jsonl"' in card
    known = format_of(tmp_path / "out")
    assert known is not None
    assert known.name == "huggingface"


def test_tags_are_named_by_the_card_beside_the_rows(tmp_path: Path) -> None:
    names = "          names:\n            '0': O\n            '1': B-PER\n"
    head = f"    - name: ner_tags\n      list:\n        class_label:\n{names}"
    (tmp_path / "README.md").write_text(f"---\ndataset_info:\n  features:\n{head}---\n")
    path = tmp_path / "train.jsonl"
    rows = ({"tokens": ["Ana", "ran"], "ner_tags": [1, 0]}, {"tokens": ["Bo"], "ner_tags": [7]}, [1])
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{\n")
    for place in (path, tmp_path):
        found = list(huggingface.read(place, NO_OPTIONS))
        foreign = [thing for thing in found if isinstance(thing, ExternalRecord)]
        assert [[(mark.label, mark.quote) for mark in thing.marks] for thing in foreign] == [[("PER", "Ana")], []]
        assert foreign[1].article.meta == {"tokens": ["Bo"], "ner_tags": [7]}  # no name for 7: kept as it is
        assert [thing.label for thing in found if isinstance(thing, ExternalLabel)] == ["PER"]
        assert len([thing for thing in found if isinstance(thing, ImportNote)]) == 2


def test_a_card_cannot_name_files_outside_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.jsonl").write_text('{"text": "secret"}\n')
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "link.jsonl").symlink_to(tmp_path / "secret.jsonl")
    for path in ("../secret.jsonl", str(tmp_path / "secret.jsonl"), "link.jsonl"):
        (folder / "README.md").write_text(f"---\nconfigs:\n- data_files:\n  - path: {path}\n---\n")
        assert list(huggingface.read(folder, NO_OPTIONS)) == []

"""Import: what is taken, what is left out and why, and that it can be taken back."""

from pathlib import Path

from annotations.importing import Imported, import_records, input_files, read_files
from annotations.model import ArticleId, Link
from annotations.operations.annotating import add_annotation
from annotations.operations.annotators import annotators
from annotations.operations.articles import articles
from annotations.operations.checking import findings
from annotations.operations.progress import progress_of
from annotations.project import Project
from tests.annotations.importing.import_records import TEXT, Take, mark, record, taken


def sentences(done: Imported) -> list[str]:
    return [remark.sentence for remark in done.remarks]


def test_texts_are_imported_with_their_first_line_as_title(project: Project, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(b"\xef\xbb\xbfHeadline\r\n\r\nText.")
    (tmp_path / "two.txt").write_bytes("Título\nLa situación en España según él".encode("latin-1"))
    done = import_records(project, read_files(input_files([str(tmp_path)])))
    assert [(found.title, found.text[:10]) for found in articles(project)] == [
        ("Headline", "Headline\n\n"),
        ("Título", "Título\nLa "),
    ]
    assert [remark.sentence.startswith("Read as ") and not remark.lost for remark in done.remarks] == [True]


def test_files_that_hold_nothing_to_read_are_named_and_the_rest_is_imported(project: Project, tmp_path: Path) -> None:
    contents = {
        "empty.txt": b"",
        "space.txt": b" \n",
        "binary.txt": bytes(range(256)) * 9,
        "good.txt": b"Good.",
        "x.pdf": b"%",
    }
    paths = [tmp_path / name for name in contents]
    for path in paths:
        path.write_bytes(contents[path.name])
    done = import_records(project, read_files(paths))
    assert [Path(remark.place).name for remark in done.remarks] == ["empty.txt", "space.txt", "binary.txt", "x.pdf"]
    assert (done.articles, [found.text for found in articles(project)]) == (1, ["Good."])


def test_an_article_of_five_megabytes_is_imported(project: Project, tmp_path: Path) -> None:
    text = "Otra vez la frontera 😀 se cerró. " * 160_000
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    assert import_records(project, read_files([tmp_path / "long.txt"])).articles == 1
    add_annotation(project, next(articles(project)).id, "claim", 5_000_000 - 40, 5_000_000 - 8)
    assert list(findings(project)) == []


def test_the_same_text_is_imported_once_and_counted(project: Project, take: Take) -> None:
    done = take({"text": "One."}, {"text": "One.\r"[:4]}, {"text": "Two."})
    assert done[:2] == (2, 0)
    assert sentences(done) == ["Same text as an earlier article of this import (“One.”): they became one article."]
    assert not done.remarks[0].lost
    assert take({"text": "Two."}, {"article": "other id", "text": "One."})[:2] == (0, 2)
    assert len(list(articles(project))) == 2


def test_two_annotators_of_one_article_are_not_counted_as_a_repetition(take: Take) -> None:
    lines = [record(mark(0, 8)), record(mark(0, 3), annotator="Eve")]
    assert take(*lines)[:4] == (1, 0, 2, 0)
    assert take(*lines)[:4] == (0, 1, 0, 2)


def test_hand_written_annotations_without_ids_are_imported_once(project: Project, take: Take) -> None:
    assert take(record(mark(0, 8), mark(14, 18, "GPE")))[2:4] == (2, 0)
    assert take(record(mark(0, 8), mark(14, 18, "GPE")))[2:4] == (0, 2)
    assert [found.quote for found in taken(project)] == ["Ana Ruiz", "Peru"]


def test_annotations_that_do_not_fit_are_left_out_and_named(project: Project, take: Take) -> None:
    wrong = [
        mark(0, 900),
        mark(5, 5),
        mark(-3, 3),
        {"layer": "entity", "label": "PERSON"},
        mark(0, 8, text="Ana Luis"),
        mark(0, 8, "TOWN"),
        mark(0, 8, ""),
        {"layer": "rumour", "start": 0, "end": 3},
        {"layer": "claim", "start": 0, "end": 8, "fields": {"stance": "angry"}},
        {"layer": "claim", "start": 0, "end": 8, "fields": {"stance": ["oppose"]}},
    ]
    done = take(record(*wrong, mark(14, 18, "GPE")))
    assert [found.quote for found in taken(project)] == ["Peru"]
    assert [sentence.split(" was left out")[0] for sentence in sentences(done)] == [
        f"Annotation {number}" for number in range(1, 11)
    ]
    assert all(remark.place.endswith("in.jsonl:1") and remark.lost for remark in done.remarks)


def test_names_in_masked_text_come_back_as_they_were(project: Project, take: Take) -> None:
    mask = {"layer": "boilerplate", "start": 0, "end": 13, "label": "nav"}
    done = take(record(mask, mark(0, 8, score=0.4), mark(14, 18, "GPE", score=0.9)))
    assert (done.annotations, sentences(done)) == (3, [])
    assert [(one.quote, one.score) for one in taken(project) if one.layer == "entity"] == [
        ("Ana Ruiz", 0.4), ("Peru", 0.9),
    ]  # fmt: skip


def test_two_records_on_one_new_article_do_not_make_it_known(take: Take) -> None:
    lines = [record(mark(0, 8)) | {"annotator": name} for name in ("Ana", "Ben", "Cy")]
    done = take(*lines)
    assert (done.articles, done.articles_known, done.annotations) == (1, 0, 3)
    again = take(*lines)
    assert (again.articles, again.articles_known, again.annotations_known) == (0, 1, 3)


def test_ids_are_only_spoken_of_where_there_are_some(take: Take) -> None:
    claim = {"layer": "claim", "start": 0, "end": 8, "id": "c"}
    done = take(record(claim, claim))
    assert sentences(done) == ["Annotation 2 was left out: this record has another one with the same id."]


def test_marks_are_trimmed_of_blanks_and_those_of_blanks_alone_are_left_out(project: Project, take: Take) -> None:
    line = record(mark(8, 14), {"layer": "claim", "start": 8, "end": 9}, {"layer": "claim", "start": 9, "end": 18})
    done = take(line)
    assert sentences(done) == [
        "Annotation 2 was left out: it covers only white space.",
        "1 mark began or ended with white space and was trimmed: “ said ”.",
    ]
    assert [remark.lost for remark in done.remarks] == [True, False]
    assert sorted(a.quote for a in taken(project)) == ["said", "said Peru"]
    again = take(line)
    assert (again.annotations, again.annotations_known) == (0, 2)
    assert list(findings(project)) == []


def test_what_overlaps_is_left_out_where_the_scheme_forbids_it(project: Project, take: Take) -> None:
    claim = {"layer": "claim", "start": 0, "end": 8}
    page = {"layer": "document", "fields": {"noise": "clean"}}
    done = take(record(mark(0, 8), mark(4, 8), mark(4, 8, verdict="rejected"), claim, claim, page, page | {"id": "2"}))
    assert (done.annotations, sentences(done)) == (
        4,
        [
            "Annotation 2 was left out: the layer entity already has an annotation there.",
            "Annotation 5 was left out: it occurs twice.",
            "Annotation 7 was left out: the layer document already has an annotation there.",
        ],
    )
    assert take(record(mark(0, 3))).annotations == 0
    assert list(findings(project)) == []


def test_links_lead_to_annotations_of_the_same_article_or_are_left_out(project: Project, take: Take) -> None:
    entity = mark(0, 8, id="e")
    links = {"claimer": {"annotation": "e", "text": "Ana Ruiz"}, "target": {"annotation": "gone", "text": "x"}}
    claim = {"layer": "claim", "id": "c", "start": 14, "end": 31, "links": links}
    wrong = {
        "layer": "claim",
        "id": "w",
        "start": 14,
        "end": 18,
        "links": {"claimer": {"annotation": "c", "text": "x"}},
    }
    done = take(record(claim, entity, wrong))
    found = {one.id: one.links for one in taken(project)}
    assert found == {"c": {"claimer": Link("Ana Ruiz", "e")}, "e": {}, "w": {}}  # type: ignore[dict-item]
    assert [sentence.split(",")[0] for sentence in sentences(done)] == [
        "Annotation 1: its link “target” was left out",
        "Annotation 3: its link “claimer” was left out",
    ]
    assert list(findings(project)) == []


def test_an_annotation_that_is_there_with_other_content_is_kept(project: Project, take: Take) -> None:
    take(record(mark(0, 8, id="e")))
    done = take(record(mark(0, 8, "ORG", id="e")))
    assert "the project already has it, with different content" in sentences(done)[0]
    assert [found.label for found in taken(project)] == ["PERSON"]


def test_an_id_that_another_article_has_is_not_taken_twice(project: Project, take: Take) -> None:
    done = take(record(mark(0, 8, id="e")), record(mark(0, 3, id="e"), text="Eva " + TEXT))
    assert (done.articles, done.annotations, len(done.remarks)) == (2, 1, 1)
    assert [len(found.id) for found in articles(project)] == [1, 32]


def test_offsets_of_a_text_with_crlf_and_a_byte_order_mark_are_put_right(project: Project, take: Take) -> None:
    text = "\ufeffOne.\r\nAna Ruiz \0 spoke\r\nin Lima."
    done = take({"text": text, "annotator": "Ben", "annotations": [
        mark(7, 15, text="Ana Ruiz"), mark(text.index("Lima"), len(text) - 1, "GPE"),
        {"layer": "claim", "start": 1, "end": len(text), "text": text[1:]},
    ]})  # fmt: skip
    assert done.remarks == ()
    assert sorted(found.quote for found in taken(project)) == [
        "Ana Ruiz",
        "Lima",
        "One.\nAna Ruiz \ufffd spoke\nin Lima.",
    ]


def test_a_text_that_is_not_what_its_hash_says_is_refused(project: Project, take: Take) -> None:
    done = take({"text": "One.", "sha256": "0" * 64}, {"text": "Two."})
    assert "does not match its sha256" in sentences(done)[0]
    assert [found.text for found in articles(project)] == ["Two."]


def test_annotations_of_nobody_need_a_name(project: Project, take: Take) -> None:
    nobody = record(mark(0, 8), annotator=None)
    assert "1 annotation without an annotator" in sentences(take(nobody))[0]
    assert take(nobody, annotator=" Eve  Adams ").annotations == 1
    assert [person.name for person in annotators(project)] == ["Ana", "Eve Adams"]
    assert "needs a name" in sentences(take(record(annotator="\x07")))[0]


def test_progress_is_taken_where_there_is_none(project: Project, take: Take) -> None:
    take(record(annotator="Ana", status="skip", seconds=2))
    take(record(annotator="Ana", status="done", seconds=9))
    assert progress_of(project, ArticleId("a"), project.acting)[2:] == ("skip", 2.0)

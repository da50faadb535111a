"""The reports of the bench on a small project: bytes by table, statements without their values, memory by process."""

import sqlite3
from contextlib import closing
from pathlib import Path
from subprocess import PIPE, Popen

import many_agreement
import many_files
import memory
import peers
import peers_material as corpus
import pytest
import stored_bytes

COUNT = 40


def test_bytes_by_table_add_up_to_the_file(tmp_path: Path):
    corpus.write_jsonl(tmp_path / "some.jsonl", COUNT)
    project = tmp_path / "some.claimdesk"
    peers.import_whole(tmp_path / "some.jsonl", project, COUNT * corpus.PEERS.marks)
    with closing(sqlite3.connect(project)) as connection:
        try:
            found = stored_bytes.by_name(connection)
        except sqlite3.OperationalError:
            pytest.skip("This SQLite has no dbstat.")
    assert {"articles", "annotations", "changes"} <= found.keys()
    assert 0.95 < sum(size for _, size, _ in found.values()) / project.stat().st_size <= 1


def test_an_import_and_an_export_note_their_memory_on_the_way(tmp_path: Path):
    source, project, out = (tmp_path / name for name in ("many.jsonl", "many.claimdesk", "many.out"))
    corpus.write_jsonl(source, 4 * COUNT, corpus.SHORT)
    curve = many_files.Curve(4 * COUNT)
    many_files.import_all(source, project, curve)
    assert curve.points[-1][0] == 4 * COUNT
    curve = many_files.Curve(4 * COUNT)
    many_files.export_all(project, out, curve)
    assert len(curve.points) == many_files.SAMPLES
    assert all(own > 1024 * 1024 for _, _, own in curve.points)
    assert len(out.read_bytes().splitlines()) == 4 * COUNT


def test_memory_counts_the_process_that_was_started_and_shared_pages_once():
    before = memory.shares()
    with Popen(["sleep", "60"], stdin=PIPE) as child:
        during = memory.shares()
        child.kill()
    assert set(during) - set(before) == {"other"}
    assert 0 < during["other"] < before["window"] / 10


def test_two_people_agree_in_most_but_not_all():
    first, second = ([dict(r) for r in many_agreement.readings(30, who, turn)] for turn, who in enumerate("ab"))
    same = sum(one["annotations"] == other["annotations"] for one, other in zip(first, second, strict=True))
    assert 10 < same < 30
    assert all(record["status"] == "done" for record in first + second)


def test_statements_are_counted_whatever_their_values():
    from plans_session import Statements

    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE marks (id INTEGER PRIMARY KEY, words TEXT)")
        statements = Statements(connection)
        connection.set_trace_callback(statements.note)
        for number in range(3):
            connection.execute("SELECT words FROM marks WHERE id = ? AND words <> ?", (number, f"it's {number}"))
        connection.execute("SELECT id FROM marks WHERE id IN (1, 2, 3)")
        connection.set_trace_callback(None)
        (most, words, plan), (_, listed, _) = statements.plans()
    assert (most, words) == (3, "SELECT words FROM marks WHERE id = ? AND words <> ?")
    assert listed == "SELECT id FROM marks WHERE id IN (?, …)"
    assert plan == ["SEARCH marks USING INTEGER PRIMARY KEY (rowid=?)"]

"""What an import reads for a record does not grow with what others have marked in the article before."""

from annotations.importing import import_records, read_files
from annotations.project import Project

TEXT = "Oslo has shut the quay, and Bergen knows it. " * 4


def record(number: int) -> str:
    marks = ", ".join(
        f'{{"layer": "claim", "start": {start}, "end": {start + 9}, "text": "{TEXT[start : start + 9]}"}}'
        for start in range(0, 40, 4)
    )
    return f'{{"article": "a", "text": "{TEXT}", "annotator": "Person {number}", "annotations": [{marks}]}}'


def test_the_hundredth_annotator_costs_what_the_second_does(project: Project, tmp_path) -> None:
    rows: list[int] = []
    connection = project.database.connection
    for number in range(100):
        path = tmp_path / f"{number}.jsonl"
        path.write_text(record(number), encoding="utf-8")
        records = list(read_files([path], scheme=project.scheme))
        read = []

        def count(sql: str, read: list[str] = read) -> None:
            read.append(sql)

        connection.set_trace_callback(count)
        done = import_records(project, records)
        connection.set_trace_callback(None)
        assert done.annotations == 10
        everybody = [sql for sql in read if "FROM annotations WHERE article" in sql and "AND annotator" not in sql]
        assert everybody == []
        assert not any("FROM annotators ORDER BY number" in sql for sql in read)
        rows.append(len(read))
    assert max(rows[50:]) <= max(rows[1:10]) + 5

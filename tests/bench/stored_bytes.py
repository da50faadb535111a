"""Where the bytes of a project are: each table and index on the peers' corpus, per article."""

import sqlite3
from contextlib import closing
from pathlib import Path

import peers_material as corpus
from measuring import Row, told
from peers import import_whole

LEAST = 20  # bytes per article; what is smaller is summed up


def rows(folder: Path, count: int) -> list[Row]:
    """Import, and tell the bytes by table and index."""
    source, project = folder / "bytes.jsonl", folder / "bytes.claimdesk"
    corpus.write_jsonl(source, count)
    import_whole(source, project, count * corpus.PEERS.marks)
    with closing(sqlite3.connect(project)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        found = by_name(connection)
        free = connection.execute("SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size")
        found["(free pages)"] = ("", free.fetchone()[0], 0)
    total = project.stat().st_size
    source.unlink()
    project.unlink()
    large = {name: row for name, row in found.items() if row[1] >= LEAST * count}
    rest = sum(size for name, (_, size, _) in found.items() if name not in large)
    return [
        told(f"bytes per article of {count:,}: whole file", f"{total / count:,.0f}"),
        *(_row(name, row, count, total) for name, row in large.items()),
        told("    the other tables and indexes", f"{rest / count:,.0f}"),
    ]


def by_name(connection: sqlite3.Connection) -> dict[str, tuple[str, int, int]]:
    """Tables and indexes: the table of an index, bytes, and bytes of those that nothing is stored in; largest first."""
    rows = connection.execute(
        "SELECT s.name, coalesce(m.tbl_name, s.name), coalesce(m.type, 'table'), s.pgsize, s.unused"
        " FROM dbstat s LEFT JOIN sqlite_schema m ON m.name = s.name WHERE s.aggregate = TRUE ORDER BY s.pgsize DESC"
    ).fetchall()
    return {name: (f"index of {table}" * (kind == "index"), size, unused) for name, table, kind, size, unused in rows}


def _row(name: str, row: tuple[str, int, int], count: int, total: int) -> Row:
    of, size, unused = row
    words = f"    {name}{f' ({of})' if of else ''}"
    return told(words, f"{size / count:,.0f} ({size / total:.0%}; {unused / max(size, 1):.0%} of it unused)")

"""Projects in synced folders and damaged projects, on the command line."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.annotations.cli.running import Run


def test_a_project_in_a_synced_folder_comes_with_advice(sample: Run, tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "a.claimdesk").rename(tmp_path / "Dropbox" / "a.claimdesk")
    done = sample("stats", "Dropbox/a.claimdesk", "--json")
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert "in a folder that Dropbox syncs" in done.err
    assert json.loads(done.out)["articles"]


def test_a_damaged_project_is_rescued_into_a_new_file(sample: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.claimdesk")) as connection:
        connection.execute("DELETE FROM article_terms")
        connection.commit()
    assert "The index of terms does not match" in sample("check", "a.claimdesk").out
    done = sample("check", "a.claimdesk", "--repair", "b.claimdesk")
    assert (done.code, done.err) == (0, "")
    assert "Rescued into b.claimdesk: " in done.out
    assert "Nothing was lost." in done.out
    assert sample("check", "b.claimdesk").out == "b.claimdesk has no problems.\n"
    told = json.loads(sample("check", "a.claimdesk", "--repair", "c.claimdesk", "--json").out)
    assert (told["lost"], told["mended"], told["undo"], told["findings"]) == ({}, {}, True, [])
    done = sample("check", "a.claimdesk", "--repair", "b.claimdesk")
    assert (done.code, done.err) == (1, "b.claimdesk is already there. Choose another name.\n")

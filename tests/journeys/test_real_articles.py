from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotations.importing import import_records, read_files
from annotations.operations.annotators import act_as
from annotations.operations.checking import findings
from annotations.project import create_project
from annotations.scheme import load_scheme

CLAIMS = (("A 2 C", 40), ("D 7 V G", 160))  # what is pressed, and how many words down


@pytest.fixture
def ana(open_window, tmp_path: Path, corpus: list[Path], qtbot: QtBot):
    """Ana with the real articles imported."""
    create_project(tmp_path / "real.claimdesk", load_scheme("news-claims")).close()
    analyst = open_window(tmp_path / "real.claimdesk")
    with qtbot.waitSignal(analyst.window.jobs.reported) as blocker:
        analyst.window.imports.import_files(analyst.desk.session, [str(path) for path in corpus])
    analyst.window.jobs.stop()
    assert blocker.args[0].startswith(f"{len(corpus)} articles added.")
    return analyst


def tag_two_claims(analyst) -> None:
    for keys, words in CLAIMS:
        analyst.press("Ctrl+Home " + "Ctrl+Right " * words)
        analyst.press(f"Space {keys} R 1 T /")
        analyst.write("the talks")
        analyst.press("Enter Enter")


def test_real_articles_are_tagged_by_keys_undone_redone_exported_and_read_again(
    ana, open_window, corpus: list[Path], tmp_path: Path, qtbot: QtBot, content_of
) -> None:
    untouched = content_of(ana.project)
    for number in range(5):
        tag_two_claims(ana)
        assert len([mark for mark in ana.marks("claim") if mark.complete]) == 2
        if number < 4:
            ana.press("Ctrl+Down")
    tagged = content_of(ana.project)
    while content_of(ana.project) != untouched:
        before = ana.project.undo_detail
        ana.press("Ctrl+Z")
        assert ana.project.redo_detail == before
    ana.redo_all()
    assert content_of(ana.project) == tagged
    ana.window.close()

    again = open_window(tmp_path / "real.claimdesk")
    assert content_of(again.project) == tagged
    with qtbot.waitSignal(again.window.jobs.reported), qtbot.waitSignal(again.window.jobs.ended):
        again.window.exports.export(again.desk.session, tmp_path / "out.jsonl")
    other = create_project(tmp_path / "other.claimdesk", load_scheme("news-claims"))
    done = import_records(other, read_files([tmp_path / "out.jsonl"]), strict=True)
    act_as(other, "Ana")
    assert (done.articles, done.annotations, done.remarks) == (len(corpus), 10, ())
    assert repr(content_of(other)).replace(other.acting, "") == repr(tagged).replace(again.project.acting, "")
    assert list(findings(other)) == []
    other.close()

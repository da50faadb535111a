"""An import by the window and by the command line does the same."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotations.cli import main
from annotations.display import many
from annotations.model import Article, ArticleId
from annotations.operations.annotating import annotations_of
from annotations.operations.annotators import annotators
from annotations.operations.articles import add_articles, articles
from annotations.project import Project, create_project, open_project
from annotations.scheme import load_scheme
from desktop.exchange_choices import ImportChoice

SPANISH = (
    "El puerto sigue cerrado\n\nLa alcaldesa dijo el viernes que el puerto seguirá cerrado hasta que las"
    " empresas paguen lo que deben a los trabajadores, y que nadie en el gobierno había querido escucharla.\n"
)
KEPT = "Mayor Ida Lund said on Friday that Oslo had shut the quay."
SELECTORS = [{"type": "TextQuoteSelector", "exact": "Oslo"}, {"type": "TextPositionSelector", "start": 35, "end": 39}]
WEB = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    "type": "Annotation",
    "creator": {"name": "Ben"},
    "body": [{"type": "TextualBody", "purpose": "tagging", "value": "GPE"}],
    "target": {"source": "https://news.example/quay", "selector": SELECTORS},
}
TASK = {"text": "Ana Ruiz met Peru.", "spans": [{"start": 0, "end": 8, "label": "PERSON"}], "answer": "accept"}
INPUTS = {
    "a text": ("story.txt", SPANISH),
    "marks on a text that is in the project": ("web.jsonld", json.dumps(WEB)),
    "a task": ("tasks.jsonl", json.dumps({**TASK, "_view_id": "ner_manual"})),
    "names without a place": ("tasks.jsonl", json.dumps({**TASK, "spans": [{"start": 0, "end": 8, "label": "HUM"}]})),
    "a broken line": ("lines.jsonl", json.dumps({"text": SPANISH}) + "\n{not json\n"),
    "no text": ("bad.txt", "\0\1\2" * 40),
}


def project_in(folder: Path) -> Path:
    """A project with one article that has an address."""
    folder.mkdir()
    with closing(create_project(folder / "p.claimdesk", load_scheme("news-claims"))) as made:
        add_articles(made, [Article(ArticleId("quay"), text=KEPT, url="https://news.example/quay")])
    return folder / "p.claimdesk"


def content(project: Project) -> list[object]:
    names = {one.id: (one.name, one.kind) for one in annotators(project)}
    return [
        (
            (article.title, article.text, article.language, article.source, article.meta),
            [
                (names[mark.annotator], mark.layer, mark.label, mark.quote, mark.fields)
                for mark in annotations_of(project, article.id)
            ],
        )
        for article in articles(project)
    ]


@pytest.mark.parametrize("what", INPUTS)
def test_the_window_takes_what_the_command_line_takes(
    what: str, open_window, tmp_path: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    name, text = INPUTS[what]
    (tmp_path / name).write_text(text, encoding="utf-8")
    by_line, by_window = project_in(tmp_path / "line"), project_in(tmp_path / "window")
    main(["import", str(by_line), str(tmp_path / name), "--annotator", "Cleo", "--json"])
    told = json.loads(capsys.readouterr().out)
    ana = open_window(by_window)
    window = ana.window
    seen: list[object] = []
    ana.desk.session.changed.connect(seen.append)
    with qtbot.waitSignal(window.jobs.ended, timeout=30_000):
        window.imports.import_files(ana.desk.session, [str(tmp_path / name)], ImportChoice("Cleo"))
    window.jobs.stop()
    with closing(open_project(by_line, readonly=True)) as other:
        assert content(ana.project) == content(other)
    lost = [remark for remark in told["remarks"] if remark["lost"]]
    assert any("could not be read" in sentence for sentence in ana.told) == bool(lost)
    assert many(told["articles"], "article") + " added" in ana.told[-1]


def test_a_spanish_text_is_known_to_be_spanish(open_window, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "story.txt").write_text(SPANISH, encoding="utf-8")
    ana = open_window(project_in(tmp_path / "window"))
    with qtbot.waitSignal(ana.window.jobs.reported, timeout=30_000):
        ana.window.imports.import_files(ana.desk.session, [str(tmp_path / "story.txt")])
    ana.window.jobs.stop()
    assert [article.language for article in articles(ana.project)] == ["", "es"]


def test_marks_find_their_text_in_the_project_by_its_address(open_window, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "web.jsonld").write_text(json.dumps(WEB), encoding="utf-8")
    ana = open_window(project_in(tmp_path / "window"))
    with qtbot.waitSignal(ana.window.jobs.reported, timeout=30_000):
        ana.window.imports.import_files(ana.desk.session, [str(tmp_path / "web.jsonld")])
    ana.window.jobs.stop()
    assert [mark.quote for mark in annotations_of(ana.project, ArticleId("quay"))] == ["Oslo"]

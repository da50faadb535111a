"""All that a project says of itself: what it exports, its history, earlier states, undoing and redoing, merging."""

import json
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from annotations.errors import ClaimdeskError
from annotations.exchange.jsonl import line
from annotations.merging import merge_files
from annotations.model import ArticleId
from annotations.operations.annotators import annotators, find_annotator
from annotations.operations.articles import articles
from annotations.operations.exporting import records
from annotations.operations.history import difference, history_of, state_after
from annotations.operations.machines import machine_cards, problems
from annotations.project import Project, create_project, open_project
from annotations.scheme import load_scheme

Account = dict[str, Any]
ALL = 10_000  # entries of a history


def account(path: Path, folder: Path) -> Account:
    """What a project says of itself. It is changed on the way; `folder` takes another one that it is merged into."""
    with closing(open_project(path)) as project:
        people = [one.name for one in annotators(project) if one.kind == "person"]
        found: Account = {
            "scheme": [project.scheme.name, project.scheme.version],
            "annotators": sorted([one.name, one.kind, one.version] for one in annotators(project)),
            "machines": [_plain(one) for one in machine_cards(project)],
            "problems": [_plain(one) for one in problems(project)],
            "records": exported(project),
            "people": {name: _seen_by(project, name) for name in people},
        }
    found["merged"] = _merged(path, folder)
    with closing(open_project(path)) as project:
        found["undone"] = {name: _undone_and_redone(project, name) for name in people}
    return found


def exported(project: Project) -> list[Any]:
    """The records of an export, as they are written."""
    return [json.loads(line(record)) for record in records(project)]


def _seen_by(project: Project, name: str) -> Account:
    project.annotator = find_annotator(project, name, "person")
    undo, redo = project.undo_and_redo
    # Nobody's steps are also those of migrations, which are made whenever a file is opened first.
    history = [one if one.who else one._replace(at="") for one in history_of(project, limit=ALL)]
    return {
        "undo": undo,
        "redo": redo,
        "history": [list(entry) for entry in history] if undo and redo else _digest(history),
        "articles": {article.id: _earlier(project, article.id) for article in articles(project)},
    }


def _earlier(project: Project, article: ArticleId) -> list[Any]:
    """The earlier states of an article: the change, how many marks there were, and a digest of them."""
    found = []
    for entry in history_of(project, article, limit=ALL):
        marks = state_after(project, article, entry.change)
        found.append([entry.change, len(marks), _digest([marks, difference(project, article, entry.change)])])
    return found


def _undone_and_redone(project: Project, name: str) -> list[Any]:
    """What can be undone one by one, and then redone: the words of each, and what the project exports in between."""
    project.annotator = find_annotator(project, name, "person")
    found: list[Any] = []
    for act in (project.undo, project.redo):
        for _ in range(ALL):
            try:
                changes = act()
            except ClaimdeskError as error:
                found.append(str(error))
                break
            found.append([changes.detail, sorted(changes.touched), len(changes.articles), list(changes.effects)])
        found.append(_digest(exported(project)))
    return found


def _merged(path: Path, folder: Path) -> str:
    """A digest of what a fresh project exports that this one was merged into."""
    with closing(create_project(folder / "merged.claimdesk", load_scheme("news-claims"))) as other:
        merge_files(other, [path])
        return _digest(sorted(json.dumps(record, sort_keys=True) for record in exported(other)))


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, default=list))


def _digest(value: Any) -> str:
    said = json.dumps(value, default=list, sort_keys=True, ensure_ascii=False)
    return sha256(said.encode()).hexdigest()[:16]

"""Whatever people do in copies of one project, the files join in any order to the same, and nothing is lost."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.changes import Kind
from annotations.errors import ClaimdeskError
from annotations.merging import merge_files
from annotations.model import Article, ArticleId, Link, Suggestion
from annotations.operations import annotating, open_suggestions, progress, suggestions
from annotations.operations.annotators import act_as, annotators
from annotations.operations.articles import add_articles, articles
from annotations.operations.checking import findings
from annotations.operations.exporting import records
from annotations.operations.highlighting import save_suggestions
from annotations.project import Project, create_project, open_project
from annotations.scheme import load_scheme
from annotations.store import journal, rewinding, rows
from annotations.store.states import content
from tests.annotations.moments import Moments

SCHEME = load_scheme("news-claims")
TEXT = "😀 Ana said “no” 👩🏽‍🚀 é."
SPANS = ((2, 5), (2, 15), (11, 15), (12, 14), (4, 8))
ANY = st.integers(0, 40)

WHATS = (
    *("entity", "entity", "claim", "document", "label", "field", "link", "move", "delete"),
    *("accept", "reject", "status", "undo", "redo", "article", "highlight"),
)

Action = tuple[str, str, int, int]
ACTIONS: st.SearchStrategy[list[list[Action]]] = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(("Ana", "Ben")),
            st.sampled_from(WHATS),
            ANY,
            ANY,
        ),
        max_size=7,
    ),
    min_size=3,
    max_size=3,
)


class Clock:
    """Times that go forward by as much as a test says; two copies may have the same."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tick = 0
        monkeypatch.setattr(journal, "now", self.now)

    def now(self) -> str:
        self.tick += 1
        return f"2025-03-01T00:{self.tick // 60 % 60:02}:{self.tick % 60:02}.000Z"


def base(path: Path) -> Path:
    """A project with two articles, on which a machine, Ana and Ben have been."""
    with closing(create_project(path, SCHEME)) as project:
        act_as(project, "Ana")
        add_articles(project, [Article(ArticleId(name), text=f"{TEXT} {name}") for name in "ab"])
        highlight(project)
        for who in ("Ana", "Ben"):
            act_as(project, who)
            annotating.add_annotation(project, ArticleId("a"), "entity", 12, 14, "ORG")
            annotating.add_annotation(project, ArticleId("a"), "claim", 2, 15)
    return path


def highlight(project: Project) -> None:
    me = project.annotator
    machine = act_as(project, "rules", "machine", "1")
    project.annotator = me
    found = [Suggestion("entity", 2, 5, "PERSON"), Suggestion("entity", 11, 15, "ORG")]
    waiting = [one for one in articles(project) if not annotating.annotations_of(project, one.id)]
    save_suggestions(project, machine, [(one, found) for one in waiting])


def add_article(project: Project, article_id: str, text: str) -> None:
    """Add an article under an id that it may not have in another copy."""
    if all(known.id != article_id for known in articles(project)):
        add_articles(project, [Article(ArticleId(article_id), text=text)])


def act(project: Project, action: Action) -> None:
    """Do something, if it can be done."""
    who, what, one, other = action
    project.annotator = next(person for person in annotators(project) if person.name == who)
    everything = list(articles(project))
    article = everything[one % len(everything)]
    there = annotating.annotations_of(project, article.id)
    own = [mark for mark in there if mark.annotator == project.acting]
    mark = own[other % len(own)] if own else None
    stance = ("oppose", "support", None)[one % 3]
    span, label = SPANS[other % len(SPANS)], ("PERSON", "ORG", "GPE")[other % 3]
    machine = [mark for mark in there if mark.annotator in open_suggestions.machines_of(project)]
    target = there[one % len(there)] if there else None
    doing: dict[str, Callable[[], object]] = {
        "entity": lambda: annotating.add_annotation(project, article.id, "entity", *span, label),
        "claim": lambda: annotating.add_annotation(project, article.id, "claim", *span),
        "document": lambda: annotating.add_annotation(project, article.id, "document", fields={"event": str(other)}),
        "label": lambda: mark and annotating.set_label(project, mark.id, label),
        "field": lambda: mark and annotating.set_field(project, mark.id, "stance", stance),
        "link": lambda: mark and target and annotating.set_link(project, mark.id, "claimer", Link("", target.id)),
        "move": lambda: mark and annotating.move_annotation(project, mark.id, *span),
        "delete": lambda: mark and annotating.delete_annotation(project, mark.id),
        "accept": lambda: suggestions.accept_suggestion(project, machine[other % len(machine)]) if machine else None,
        "reject": lambda: suggestions.reject_suggestion(project, machine[other % len(machine)]) if machine else None,
        "status": lambda: progress.set_status(project, article.id, ("done", "skip", "todo")[other % 3]),
        "undo": project.undo,
        "redo": project.redo,
        "article": lambda: add_article(project, f"c{one % 2}", f"{TEXT} c{other % 3}"),
        "highlight": lambda: highlight(project),
    }
    with suppress(ClaimdeskError):
        doing[what]()


def told(path: Path) -> list[Any]:
    """All that a file says, without the ids that it gives for itself."""
    with closing(open_project(path)) as project:
        assert list(findings(project)) == []
        return sorted(
            (
                r.article.sha256, r.article.title, r.annotator and r.annotator[1:], r.status,
                sorted(repr(mark._replace(article="", annotator="")) for mark in r.annotations),
            )
            for r in records(project)
        )  # fmt: skip


def steps(path: Path) -> int:
    with closing(open_project(path)) as project:
        return project.database.number("SELECT count(*) FROM steps")


def copies(folder: Path, work: list[list[Action]]) -> list[Path]:
    """Copies of one project in each of which people did something, at times that run beside each other."""
    first = base(folder / "base.claimdesk")
    paths = [Path(shutil.copy(first, folder / f"{number}.claimdesk")) for number in range(len(work))]
    with ExitStack() as stack:
        projects = [stack.enter_context(closing(open_project(path))) for path in paths]
        for number in range(max(map(len, work))):
            for project, actions in zip(projects, work, strict=True):
                if number < len(actions):
                    act(project, actions[number])
    return paths


def joined(folder: Path, paths: list[Path], *, at_once: bool = False) -> Path:
    """A copy of the first file with the others merged into it."""
    name = "".join(path.stem for path in paths) + ("x" if at_once else "")
    target = Path(shutil.copy(paths[0], folder / f"into-{name}.claimdesk"))
    with closing(open_project(target)) as project:
        for others in [paths[1:]] if at_once else [[path] for path in paths[1:]]:
            merge_files(project, others)
    return target


def versions(path: Path) -> set[bytes]:
    """Everything that any mark has ever said in a file."""
    with closing(open_project(path)) as project:
        changes = rewinding.records(project.database, "kind = 'annotations'", ())
        return {content(change.after) for change in rewinding.rewound(project.database, changes) if change.after}


def current(path: Path) -> set[bytes]:
    """What the marks of a file say now."""
    with closing(open_project(path)) as project:
        return {content(mark) for _, mark in rows.read(project.database, Kind.ANNOTATION, "")}


@given(ACTIONS)
def test_copies_join_in_any_order_to_the_same(work: list[list[Action]]) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as name:
        Clock(patch)
        folder = Path(name)
        paths = copies(folder, work)
        first, *rest = [told(joined(folder, list(order))) for order in permutations(paths)]
        assert all(other == first for other in rest)
        assert told(joined(folder, paths, at_once=True)) == first


@given(ACTIONS)
def test_merging_again_changes_nothing_and_undoing_gives_back_what_was(work: list[list[Action]]) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as name:
        Clock(patch)
        folder = Path(name)
        paths = copies(folder, work)
        before = told(paths[0])
        with closing(open_project(paths[0])) as project:
            act_as(project, "Ana")
            moments = Moments(project)
            moments.keep()
            merge_files(project, paths[1:])
            moments.keep()
            once = project.database.number("SELECT count(*) FROM steps")
            again = merge_files(project, paths[1:])
            assert project.database.number("SELECT count(*) FROM steps") == once
            assert again[:6] == (0, 0, 0, 0, 0, ())
            moments.check()
        after = told(paths[0])
        for path in paths:
            assert current(path) <= versions(paths[0])
        if after == before:
            return
        with closing(open_project(paths[0])) as project:
            act_as(project, "Ana")
            assert project.undo_detail
            assert project.undo_detail.startswith("merge")
            project.undo()
        assert told(paths[0]) == before
        with closing(open_project(paths[0])) as project:
            act_as(project, "Ana")
            merge_files(project, paths[1:])
        assert told(paths[0]) == after

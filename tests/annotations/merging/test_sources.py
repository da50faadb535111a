"""Two files that have the same text from different sources: both sources are kept, in whichever order they join."""

from contextlib import closing
from itertools import permutations
from pathlib import Path

import pytest

from annotations.merging import merge_files
from annotations.merging.sources import joined
from annotations.model import ALSO, FILE, Article
from annotations.operations.articles import add_articles, articles
from annotations.project import create_project, open_project
from annotations.scheme import load_scheme
from annotations.store import journal
from annotations.store.journal import Row

SCHEME = load_scheme("news-claims")
FOUND = (
    Article(text="Ana went.", title="One", url="https://example.org/1", meta={FILE: "one.txt"}),
    Article(text="Ana went.", title="Two", source="Agency", meta={FILE: "two.txt", "author": "Ben"}),
    Article(text="Ana went.", title="One", url="https://example.org/1"),
    Article(text="Ana went.", title="One", url="https://example.org/3", meta={ALSO: [{FILE: "four.txt"}]}),
)


def _files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    paths = [folder / f"{number}.claimdesk" for number in range(len(FOUND))]
    for number, (path, article) in enumerate(zip(paths, FOUND, strict=True)):
        monkeypatch.setattr(journal, "now", lambda number=number: f"2025-03-0{number + 1}T00:00:00.000Z")
        with closing(create_project(path, SCHEME)) as project:
            add_articles(project, [article])
    return paths


def test_both_sources_are_kept_in_any_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = _files(tmp_path, monkeypatch)
    outcomes = []
    for turn, order in enumerate(permutations(paths)):
        out = tmp_path / f"out{turn}.claimdesk"
        with closing(create_project(out, SCHEME)) as project:
            for path in (*order, order[0]):
                assert not [remark for remark in merge_files(project, [path]).remarks if remark.lost]
            (article,) = articles(project)
            outcomes.append(article._replace(id=FOUND[0].id))
    assert all(outcome == outcomes[0] for outcome in outcomes)
    assert (outcomes[0].title, outcomes[0].url, outcomes[0].meta[FILE]) == ("One", "https://example.org/1", "one.txt")
    assert outcomes[0].meta[ALSO] == [
        {"file": "four.txt"},
        {"file": "two.txt", "source": "Agency", "title": "Two"},
        {"title": "One", "url": "https://example.org/3"},
    ]


def test_merging_again_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, *_ = _files(tmp_path, monkeypatch)
    for _ in range(2):
        with closing(open_project(one)) as project:
            merge_files(project, [two])
        with closing(open_project(two)) as project:
            merge_files(project, [one])
    with closing(open_project(one)) as project, closing(open_project(two)) as other:
        (left,), (right,) = articles(project), articles(other)
        assert left._replace(id=right.id) == right
        assert left.meta[ALSO] == [{"file": "two.txt", "source": "Agency", "title": "Two"}]


def _row(url: str, meta: str, added: str = "2025") -> Row:
    said = {"title": "", "source": "", "published": "", "language": "en"}
    return {"id": "a", "text": "x", "sha256": "y", "url": url, "meta": meta, "added": added, **said}


def test_what_has_no_room_is_counted() -> None:
    also = ", ".join(f'{{"url": "{number:03}"}}' for number in range(100))
    both = joined(_row("first", f'{{"also": [{also}]}}'), _row("second", "{}", "2026"))
    assert both.lost == 1


@pytest.mark.parametrize("meta", ["", "[]", "{", '{"also": 1}', "3"])
def test_damaged_metadata_is_left_alone(meta: str) -> None:
    assert joined(_row("first", meta), _row("second", "{}", "2026")).row["meta"] == meta
    whole = joined(_row("first", "{}"), _row("second", meta, "2026")).row["meta"]
    assert whole == '{"also":[{"url":"second"}]}'

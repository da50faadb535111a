"""The marks of another file under the names of this project's scheme, where a mapping file gives them others."""

from collections.abc import Iterable
from pathlib import Path

import orjson

from annotations.exchange.mapping import NO_RULES, Mapper
from annotations.exchange.mapping.rules import Rules
from annotations.merging.source_file import ArticleState, work_in
from annotations.project import Project
from annotations.store import annotations as marks
from annotations.store.images import Row
from annotations.store.states import State


def renamed(work: ArticleState, mapper: Mapper) -> ArticleState:
    """All states of the marks on an article with other names; without the marks that a mapping leaves out."""
    found = {row_id: new for row_id, state in work.marks.items() if (new := _state(state, mapper)) is not None}
    return work._replace(marks=found)


def _state(state: State, mapper: Mapper) -> State | None:
    last = _row(state.last, mapper)
    if last is None:
        return None
    row = state.row and _row(state.row, mapper)
    return state._replace(row=row, last=last, known=frozenset(_content(one, mapper) for one in state.known))


def _row(row: Row, mapper: Mapper) -> Row | None:
    mark = marks.of_row(row)
    new = mapper.renaming.annotation(mark)
    return row if new is mark else None if new is None else marks.as_row(row, new)


def _content(content: bytes, mapper: Mapper) -> bytes:
    """What a row said once, as `states.content` puts it."""
    if not content:
        return content
    row = orjson.loads(content)
    ids = {"id": "", "article": "", "annotator": "", "created": "", "updated": "", "seconds": 0.0}
    new = _row({**ids, **row}, mapper)
    said = row if new is None else {name: value for name, value in new.items() if name not in ids}
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS)


def draft_for(project: Project, paths: Iterable[Path], rules: Rules = NO_RULES) -> Rules:
    """The names in other files that a project's scheme does not have, as a mapping to fill in."""
    mapper = Mapper(project.scheme, rules)
    for path in paths:
        for work in work_in(path):
            for state in work.marks.values() if isinstance(work, ArticleState) else ():
                if state.row is not None:
                    mapper.renaming.annotation(marks.of_row(state.row))
    return mapper.draft()

"""Twenty claims of one article, tagged by keys alone, and how many keys that takes."""

import os
from collections import Counter
from itertools import cycle, islice
from pathlib import Path

import pytest

from annotations.cli import main as command_line
from annotations.language.sentences import sentences
from annotations.model import Article
from annotations.operations.annotators import act_as
from annotations.operations.articles import add_articles, articles
from annotations.operations.completeness import missing_in
from annotations.project import create_project
from annotations.sample import make_sample
from annotations.scheme import load_scheme

CLAIMS = 20
CORRECTED = 4  # every how many claims another target is picked
MARKED = 8  # claims that are marked from the caret
SHORTEST = 30  # code points of a sentence that claims something
ANSWERS = cycle(("A 2 C", "S 7 C", "D 6 C", "S 3 V", "A 1 C", "F 4 X"))
SHARED = Path(os.environ.get("CLAIMDESK_SHARED") or Path(__file__).parents[3] / "shared")


def _texts() -> list[str]:
    """The real articles, where there are some."""
    files = sorted((SHARED / "corpus").glob("*.txt"))
    return [file.read_text(encoding="utf-8") for file in files]


class Keys:
    """Presses keys at a window and counts them by what they are for."""

    def __init__(self, analyst) -> None:
        self.analyst, self.count = analyst, Counter[str]()

    def press(self, what: str, keys: str) -> None:
        self.analyst.press(keys)
        self.count[what] += len(keys.split())

    def write(self, what: str, letters: str) -> None:
        self.analyst.write(letters)
        self.count[what] += len(letters)


@pytest.fixture(scope="module")
def highlighted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one long article, in which the pipeline has suggested names and claims."""
    folder = tmp_path_factory.mktemp("twenty")
    texts = _texts()
    if not texts:
        with_marks = make_sample(folder)
        texts = ["\n\n".join(article.text for article in islice(articles(with_marks), 2))]
        with_marks.close()
    text = max(texts, key=lambda one: sum(end - start >= SHORTEST for start, end in sentences(one)))
    project = create_project(folder / "twenty.claimdesk", load_scheme("news-claims"))
    act_as(project, "Ana")
    add_articles(project, [Article(text=text)])
    project.close()
    assert command_line(["highlight", str(project.path)]) == 0
    return project.path


def correct_target(keys: Keys) -> None:
    """Let the target be another name than the one that was filled in, by the letters that stand on it."""
    before = keys.analyst.focused.links["target"].text
    keys.press("correct", "T")
    hints = keys.analyst.desk.reader._hints.left()  # noqa: SLF001
    letters = next(typed for typed, one in hints.items() if one.mark.annotation.quote != before)
    keys.write("correct", letters)
    assert keys.analyst.focused.links["target"].text != before


def test_twenty_claims_are_tagged_by_keys_alone(open_window, highlighted: Path, request: pytest.FixtureRequest) -> None:
    analyst = open_window(highlighted)
    keys = Keys(analyst)
    for number, answers in enumerate(islice(ANSWERS, CLAIMS)):
        keys.press("go there", "J")
        assert analyst.focused, f"{number}: {analyst.notice}"
        keys.press("answer", answers)
        if number % CORRECTED == 0:
            correct_target(keys)
        keys.press("finish", "Enter")
        assert analyst.focused is None, analyst.notice
    claims = [mark for mark in analyst.marks("claim") if not mark.suggested]
    assert len(claims) == CLAIMS
    assert all(mark.complete for mark in claims)
    keys.press("done", "Ctrl+Return")
    article = analyst.desk.opened.article
    assert analyst.desk.opened.status == "done"
    assert missing_in(analyst.project, article.id) == []
    request.node.user_properties += [*keys.count.items(), ("all", keys.count.total())]
    assert keys.count["go there"] + keys.count["answer"] + keys.count["finish"] == 5 * CLAIMS
    assert keys.count["correct"] <= 3 * -(-CLAIMS // CORRECTED)


def test_claims_that_nobody_suggested_are_tagged_by_keys_alone(
    open_window, highlighted: Path, request: pytest.FixtureRequest
) -> None:
    analyst = open_window(highlighted, "Ben")
    keys = Keys(analyst)
    desk = analyst.desk
    for answers in islice(ANSWERS, MARKED):
        go_to_next_sentence(keys)
        keys.press("answer", f"Space {answers}")
        for role, key in (("claimer", "R"), ("target", "T")):
            if role not in analyst.focused.links:
                keys.press("words", f"{key} /")
                keys.write("words", "the talks")
                keys.press("words", "Enter")
        keys.press("finish", "Enter")
    claims = [mark for mark in analyst.marks("claim") if not mark.suggested]
    assert [mark.complete for mark in claims] == [True] * MARKED
    assert keys.count["answer"] + keys.count["finish"] == 5 * MARKED
    assert desk.opened.status == "todo"
    request.node.user_properties += [*keys.count.items(), ("all", keys.count.total())]


def go_to_next_sentence(keys: Keys) -> None:
    """Go on until the caret stands in a sentence that claims something."""
    desk = keys.analyst.desk
    ends = dict(sentences(desk.opened.article.text))
    while True:
        before = desk.reader.caret()
        keys.press("go there", ".")
        here = desk.reader.caret()
        assert here > before, "the article has too few sentences"
        masked = any(m.layer.style == "mask" and m.start <= here < m.end for m in desk.opened.marks)
        if ends.get(here, here) - here >= SHORTEST and not masked:
            return

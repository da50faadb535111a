"""From an export a script that shares no code with the program computes every figure again."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.agreement.choosing import study_of
from annotations.agreement.export import export_json
from annotations.agreement.methods_text import methods_sentence
from annotations.agreement.report import rows
from annotations.agreement.study import Study
from annotations.agreement.study_input import AgreementSettings, ArticleReadings, ReadingStatus, StudyInput
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, ArticleId, Link
from annotations.scheme import load_scheme

SCRIPT = Path(__file__).with_name("recompute.py")
PEOPLE = tuple(Annotator(AnnotatorId(name.lower()), name) for name in ("Ana", "Ben", "Cyd"))
WORDS = ("the", "council", "said", "Peru", "closed", "a", "road", "on", "Monday,", "and", "“Lima”", "denied", "it")


def made_up(articles: int = 12) -> StudyInput:
    """Articles that three people read with differences of every kind; one of them has not finished some."""
    dice = random.Random(3)
    works = {}
    for number in range(articles):
        text = " ".join(dice.choice(WORDS) for _ in range(40))
        edges = [0, *(place + 1 for place, sign in enumerate(text) if sign == " "), len(text) + 1]
        claims = [(first, first + dice.randint(2, 5)) for first in range(8, 34, 6)]
        marks = [mark for who in PEOPLE for mark in reading(dice, f"{number}", text, edges, who, claims)]
        who = PEOPLE if number % 4 else PEOPLE[:2]
        stands = {one.id: ReadingStatus("done", f"2031-05-{number + 1:02}") for one in who}
        group = "wire" if number in (2, 3) else ""
        works[ArticleId(f"{number}")] = ArticleReadings(
            ArticleId(f"{number}"), "", text, 1, stands, tuple(marks), group
        )
    return StudyInput(load_scheme("news-claims"), PEOPLE, works, ((1, ""),), 1)


def reading(
    dice: random.Random, article: str, text: str, edges: list[int], who: Annotator, claims: list
) -> list[Annotation]:
    found = []

    def mark(layer: str, first: int, last: int, label: str = "", root: str | None = None, **said) -> None:
        start, end = edges[first], edges[min(last, len(edges) - 1)] - 1
        name = AnnotationId(f"{article}-{who.id}-{len(found)}")
        found.append(Annotation(
            name, ArticleId(article), who.id, layer, start, end, text[start:end], label, derived_from=root, **said
        ))  # fmt: skip

    mark("boilerplate", 0, dice.choice([2, 3]), dice.choice(["nav", "caption"]))
    for number, (first, last) in enumerate(claims):
        if dice.random() < 0.15:
            continue
        root = f"{article}-suggested-{number}" if dice.random() < 0.3 else None
        fields = {
            "stance": dice.choice(["oppose", "support", "neutral", "unclear"][: dice.choice([1, 4])]),
            "claim_type": dice.choice(["fact", "denial"]), "evidence": dice.choice(["none", "named"]),
        }  # fmt: skip
        links = {"claimer": Link(dice.choice(["AUTHOR", "The council", "council", "Peru"]))}
        mark(
            "claim",
            first + dice.choice([0, 0, 1]),
            last + dice.choice([0, 0, 2]),
            root=root,
            fields=fields,
            links=links,
        )
    for first in range(5, 36, 7):
        if dice.random() < 0.8:
            mark("entity", first, first + dice.choice([1, 1, 2]), dice.choice(["GPE", "GPE", "ORG"]))
    return found


@pytest.fixture(scope="module")
def study() -> Study:
    return study_of(made_up(), settings=AgreementSettings(resamples=20))


def close(ours: float | None, theirs: float | None) -> bool:
    return ours is theirs if ours is None or theirs is None else abs(ours - theirs) <= 1e-9


def test_every_figure_can_be_computed_again_from_the_export(study: Study, tmp_path: Path) -> None:
    export = export_json(study)
    path = tmp_path / "agreement.json"
    path.write_text(json.dumps(export), encoding="utf-8")
    done = subprocess.run([sys.executable, str(SCRIPT), str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    again = json.loads(done.stdout)
    compared = 0
    for figure, other in zip(export["figures"], again["figures"], strict=True):
        assert close(figure["value"], other["value"]), (figure, other)
        for ours, theirs in zip(figure["ci"] or [], other["ci"] or [], strict=True):
            assert close(ours, theirs), (figure, other)
        compared += figure["value"] is not None
    for part, kind in (("questions", "labels"), ("questions", "pairs"), ("layers", "pairs")):
        values = again["spans" if part == "layers" else kind]
        for one, others in zip(export[part], values, strict=True):
            for figure, value in zip(one[kind], others, strict=True):
                assert close(figure["value"], value), (figure, value)
                compared += figure["value"] is not None
    assert compared > 100


def test_the_export_says_of_every_unit_whether_it_was_used(study: Study) -> None:
    export = export_json(study)
    for question in export["questions"]:
        asked = "krippendorff_alpha", question["layer"], question["field"]
        figure = next(f for f in export["figures"] if (f["coefficient"], f["layer"], f["field"]) == asked)
        assert sum(unit["used"] for unit in question["units"]) == figure["pairable"]
        assert len(question["units"]) == figure["units"]
        assert all(unit["used"] == (not unit["why_not"]) for unit in question["units"])


def test_the_paragraph_for_a_paper_says_what_was_done(study: Study) -> None:
    row = next(row for row in rows(study) if (row.layer, row.field) == ("claim", "stance"))
    said = methods_sentence(study, "claim", "stance")
    assert "in 12 articles read by 3 annotators" in said
    assert f"over {row.coverage.compared:,} of {row.coverage.of:,} units" in said
    assert f"Krippendorff's alpha (ordinal) was {row.headline.value:.2f}, 95% CI" in said
    assert "one to one" in said
    assert "news-claims" in said

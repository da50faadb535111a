"""How well a pipeline finds the names of texts that were kept aside: exact span and label, by label and by set."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from training_data import MISSING, Text

from annotations.highlight.spans import SAME_AS
from annotations.model import Suggestion

JUDGED = ("PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT")


class Score(NamedTuple):
    """What was found rightly, found wrongly and not found."""

    right: int = 0
    wrong: int = 0
    lost: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / max(1, self.right + self.lost)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.lost)


def score(
    highlight: Callable[[str], list[Suggestion]], texts: Iterable[Text], judged: Sequence[str] = JUDGED
) -> dict[str, Score]:
    """Compare by label, and for all labels under `all`. What lies on a missing span is neither right nor wrong."""
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for text in texts:
        gold = {(start, end, SAME_AS.get(label, label)) for start, end, label in text.names if label != MISSING}
        doubtful = [(start, end) for start, end, label in text.names if label == MISSING]
        found = {(each.start, each.end, each.label) for each in highlight(text.text) if each.label in judged}
        right.update(label for _, _, label in gold & found)
        lost.update(label for _, _, label in gold - found)
        wrong.update(
            label
            for start, end, label in found - gold
            if not any(start < stop and begin < end for begin, stop in doubtful)
        )
    by_label = {label: Score(right[label], wrong[label], lost[label]) for label in judged}
    return {"all": Score(*map(sum, zip(*by_label.values(), strict=True))), **by_label}


def table(results: Mapping[str, Mapping[str, Score]]) -> str:
    """Return the F1 of every set and label as a table in Markdown, with how many names each set has."""
    lines = [f"| set | names | all | {' | '.join(JUDGED)} |", f"|---{'|---:' * (len(JUDGED) + 2)}|"]
    for name, scores in results.items():
        names = scores["all"].right + scores["all"].lost
        cells = [f"{scores[label].f1 * 100:.1f}" if scores[label] != Score() else "–" for label in ("all", *JUDGED)]
        lines.append(f"| {name} | {names} | {' | '.join(cells)} |")
    return "\n".join(lines)

"""How sure a suggestion is: how often suggestions like it were right on texts that training had kept aside.

The figures travel with a pipeline, in the `performance` of its `meta.json`. Ours have a table by label and evidence,
made by `packaging/pipeline/score_features.py`. Any other spaCy pipeline has spaCy's own precision of each label, when
it was trained with a development set. Where there is no figure there is no score: nothing is guessed.
"""

from collections.abc import Mapping
from typing import Any

from annotations.highlight.spans import Scorer
from annotations.resources import resource

# The key of our table in `performance`: label → evidence → {"found", "right", "p"}.
TABLE = "claimdesk_evidence"
# The row for evidence that has none of its own, and for labels that evidence does not divide.
ANY = "any"
QUANTITIES = "quantities"
# By language: what a spaCy pipeline has in its `meta.json`, for the rules alone.
RULES_FILE = ("pipelines", "claimdesk-rules.json")


def scorer(performance: object, language: str) -> Scorer:
    """Make the function that looks a score up, from a pipeline's `performance` and its language.

    What the rules for numbers find in another pipeline has the figures of these rules in its language.
    """
    figures = _table(performance)
    table, types = _table(figures.get(TABLE)), _table(figures.get("ents_per_type"))
    numbers = table or _table(performance_of_rules(language).get(TABLE))

    def score(label: str, ours: str, source: str) -> float | None:
        if table or source == QUANTITIES:
            rows = _table((table or numbers).get(ours))
            return _share(rows.get(source) or rows.get(ANY))
        return _share(types.get(label))

    return score


def performance_of_rules(language: str) -> Mapping[str, Any]:
    """Read the figures of the rules alone in a language, as a spaCy pipeline keeps them; empty where there are none."""
    import orjson

    return _table(orjson.loads(resource(*RULES_FILE).read_bytes()).get(language))


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _share(row: object) -> float | None:
    """Return the precision of a row of figures, or none where it is not a share."""
    share = _table(row).get("p")
    return round(float(share), 3) if isinstance(share, int | float) and 0 <= share <= 1 else None

"""A baseline: logistic regression on weighted words and pairs of words, for tasks that choose a label.

`python -m annotations.training.baseline FOLDER` trains on train.jsonl, scores dev.jsonl and test.jsonl and writes
scores.json, together with the scores of always predicting the most frequent label.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson

from annotations.errors import ClaimdeskError, ExportFailed
from annotations.training.verifying import SCORES
from annotations.training.views import classified_text


def run(folder: Path) -> dict[str, Any]:
    """Train and score. Return the scores by split. Raises ExportFailed if there is nothing to learn from."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
    except ImportError:
        raise ExportFailed("The baseline needs scikit-learn: pip install 'claimdesk[training]'") from None
    texts, labels = _read(folder / "train.jsonl")
    if len(set(labels)) < 2:
        raise ExportFailed(f"{folder} has fewer than two labels in train.jsonl, so there is nothing to learn.")
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    model = make_pipeline(words, LogisticRegression(max_iter=1000, class_weight="balanced", random_state=0))
    model.fit(texts, labels)
    usual = Counter(labels).most_common(1)[0][0]
    scores: dict[str, Any] = {"train": {"examples": len(texts), "labels": dict(Counter(labels))}}
    for name in ("dev", "test"):
        path = folder / f"{name}.jsonl"
        if path.is_file():
            texts, labels = _read(path)
            if texts:
                scores[name] = _scores(labels, list(model.predict(texts)), usual)
    (folder / SCORES).write_bytes(orjson.dumps(scores, option=orjson.OPT_INDENT_2))
    return scores


def _read(path: Path) -> tuple[list[str], list[str]]:
    try:
        found = [orjson.loads(line) for line in path.read_bytes().splitlines()]
        return [classified_text(example) for example in found], [str(example["label"]) for example in found]
    except (OSError, ValueError, KeyError):
        raise ExportFailed(
            f"{path} does not have one label for each example. Export such a file with --format jsonl."
        ) from None


def _scores(labels: Sequence[str], said: Sequence[str], usual: str) -> dict[str, Any]:
    from sklearn.metrics import accuracy_score, f1_score

    constant = [usual] * len(labels)
    return {
        "examples": len(labels),
        "accuracy": round(float(accuracy_score(labels, said)), 4),
        "macro_f1": round(float(f1_score(labels, said, average="macro", zero_division=0.0)), 4),
        "most_frequent": {
            "accuracy": round(float(accuracy_score(labels, constant)), 4),
            "macro_f1": round(float(f1_score(labels, constant, average="macro", zero_division=0.0)), 4),
        },
    }


def main() -> int:
    """Train on a folder and print the scores."""
    try:
        scores = run(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    except ClaimdeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(orjson.dumps(scores, option=orjson.OPT_INDENT_2).decode() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

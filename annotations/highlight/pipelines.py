"""Loading a pipeline and running it on one article. This loads spaCy: in the window's process use `worker` instead."""

import warnings
from collections.abc import Callable, Generator, Iterable, Mapping
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotations.errors import PipelineUnavailable
from annotations.highlight.chunks import is_garbage, pieces
from annotations.highlight.hashes import hash_of_pipeline
from annotations.highlight.pipeline_choice import BUILT_IN, DEFAULT, RULES, SPANISH, Choice, fingerprint, is_folder
from annotations.highlight.pipeline_folder import check_folder
from annotations.highlight.rules.score_features import CLASSES, features_of
from annotations.highlight.scoring import performance_of_rules, scorer
from annotations.highlight.spans import LABELS, SAME_AS, MachineSpan, suggestions
from annotations.model import Suggestion
from annotations.resources import resource

if TYPE_CHECKING:
    from spacy.language import Language

# Of the trained model. Raise it with every training: suggestions are stored by version.
VERSION = "2.0"
LICENCES = {DEFAULT: "CC BY-SA 4.0", RULES: "MIT", SPANISH: "MIT"}
# Raised whenever the rules or the lists suggest something else than before.
RULES_VERSION = "1.4"

# Labels of OntoNotes that have no counterpart here, on purpose.
LEFT_OUT = ("LANGUAGE", "LAW", "ORDINAL", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART")
# Pipes that the `ner` of spaCy's own pipelines does without, and that take most of the time.
UNUSED_BY_NER = ("tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer", "textcat")
# Characters of text whose new words are kept in memory.
REMEMBERED = 300_000
# The pipe that is there when our rules, or those for numbers alone, make proposals.
PROPOSING = "claimdesk_reading"
# Pipes that take time for every token, and that garbage is kept from.
KEPT_FROM_GARBAGE = (
    "claimdesk_features",
    "claimdesk_ner",
    "claimdesk_quantities",
    "tok2vec",
    "transformer",
    "curated_transformer",
    "ner",
    "beam_ner",
    *UNUSED_BY_NER,
)


class Pipeline(NamedTuple):
    """A loaded pipeline: its name and version as an annotator, how it reads one text, and what it says of itself.

    `hash` distinguishes pipelines with the same name and version.
    """

    name: str
    version: str
    highlight: Callable[[str], list[Suggestion]]
    licence: str = ""
    hash: str = ""
    labels: tuple[str, ...] = ()
    warning: str = ""


def load_pipeline(choice: Choice | str) -> Pipeline:
    """Load a built-in pipeline (DEFAULT, RULES, SPANISH), an installed spaCy pipeline, or one from a folder.

    Raises PipelineUnavailable when there is none of that name or it finds no entities.
    """
    # Registers our components, also where the package is not installed with its entry points.
    import annotations.highlight.factories  # noqa: F401

    name, labels, numbers, trusted = Choice(choice) if isinstance(choice, str) else choice
    if name in (RULES, SPANISH):
        from annotations.highlight.rules.assembly import rules_pipeline

        nlp = rules_pipeline("en" if name == RULES else "es")
        nlp.meta["performance"] = performance_of_rules(nlp.meta["lang"])
        return _made(name, RULES_VERSION, nlp)
    if name == DEFAULT:
        nlp = _installed(str(resource("pipelines", DEFAULT)))
        return _made(DEFAULT, f"{nlp.meta['version']}+rules.{RULES_VERSION}", nlp)
    if trusted and fingerprint(name) != trusted:
        raise PipelineUnavailable(
            f"The pipeline in “{name}” has changed since you let it run: choose File → Highlight articles to be asked "
            "again."
        )
    if is_folder(name):
        check_folder(Path(name))
    nlp = _installed(name)
    version = nlp.meta["version"]
    if is_folder(name):  # after another training it usually has the same name and version
        version += f"+{hash_of_pipeline(nlp)[:8]}"
    if numbers:
        from annotations.highlight.rules.assembly import add_numbers

        add_numbers(nlp)
        version += f"+numbers.{RULES_VERSION}"
    if labels:
        version += "+" + ".".join(f"{theirs}.{ours}" for theirs, ours in labels)
    return _made(f"{nlp.meta['lang']}_{nlp.meta['name']}", version, nlp, SAME_AS | dict(labels))


def _made(name: str, version: str, nlp: "Language", same_as: Mapping[str, str] = SAME_AS) -> Pipeline:
    labels = {label for pipe in nlp.pipe_names if _sets_entities(nlp, pipe) for label in nlp.pipe_labels.get(pipe, ())}
    known = {same_as.get(one, one) for one in labels}
    left_out = labels - {*LABELS, *same_as, *LEFT_OUT} if name not in BUILT_IN else set()
    ours = tuple(label for label in LABELS if label in known or name in BUILT_IN)
    licence = str(nlp.meta.get("license") or LICENCES.get(name, ""))
    return Pipeline(
        name, version, highlighter(nlp, same_as), licence, hash_of_pipeline(nlp), ours, _told(nlp, left_out)
    )


def _installed(name: str) -> "Language":
    import spacy

    try:
        with warnings.catch_warnings():
            # spaCy warns about every pipeline made for another version, in words for programmers; see `_made_for`.
            warnings.filterwarnings("ignore", r"\[W09[45]\]")
            nlp = spacy.load(name)
    except OSError:
        raise PipelineUnavailable(_missing(name)) from None
    except (ImportError, ValueError, KeyError, TypeError) as error:
        # What spaCy raises for packages of another version or with parts that are missing here.
        reason = " ".join(str(error).split())[:200]
        raise PipelineUnavailable(
            f"The pipeline “{name}” cannot be loaded: choose another. spaCy says: {reason}"
        ) from None
    makers = [pipe for pipe in nlp.pipe_names if _sets_entities(nlp, pipe)]
    if not makers:
        raise PipelineUnavailable(f"The pipeline “{name}” has no part that finds entities: choose another.")
    if all(nlp.get_pipe_meta(pipe).factory == "ner" for pipe in makers):
        for pipe in [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory in UNUSED_BY_NER]:
            nlp.disable_pipe(pipe)
    return nlp


def _missing(name: str) -> str:
    path = Path(name)
    if not name.strip() or path.name != name or path.exists():
        there = "" if path.exists() else ", which does not exist"
        return f"There is no spaCy pipeline in “{name}”{there}: choose a folder that has a config.cfg and a meta.json."
    return f"The pipeline “{name}” is not installed: run `python -m spacy download {name}` or choose another."


def _told(nlp: "Language", left_out: Iterable[str]) -> str:
    """What a user should know about a pipeline before trusting its work; empty if there is nothing."""
    unknown = ", ".join(sorted(left_out))
    mapping = f"Its labels {unknown} have no counterpart here and are left out: map them with THEIRS=OURS."
    return " ".join(filter(None, (_made_for(nlp), mapping if unknown else "")))


def _made_for(nlp: "Language") -> str:
    """Say so when a pipeline was made for a version of spaCy that is not the one here; empty when it fits."""
    from spacy.about import __version__
    from spacy.util import is_compatible_version

    wanted = str(nlp.meta.get("spacy_version") or "")
    if not wanted or is_compatible_version(__version__, wanted) is not False:
        return ""
    return f"It was made for spaCy {wanted}, and this is {__version__}: it may find less than it should."


def _sets_entities(nlp: "Language", pipe: str) -> bool:
    meta = nlp.get_pipe_meta(pipe)
    return "doc.ents" in meta.assigns or meta.factory == "span_ruler"


def highlighter(nlp: "Language", same_as: Mapping[str, str] = SAME_AS) -> Callable[[str], list[Suggestion]]:
    """Make the function that reads one text with a pipeline; `same_as` maps its labels to ours.

    Suggestions have the scores that the pipeline's own figures give them.
    """
    rules = [pipe for name, pipe in nlp.pipeline if nlp.get_pipe_meta(name).factory not in KEPT_FROM_GARBAGE]
    own, classes = PROPOSING in nlp.pipe_names, CLASSES in nlp.pipe_names
    score = scorer(nlp.meta.get("performance"), nlp.lang or "")
    zones = _zones(nlp)
    next(zones)

    def highlight(text: str) -> list[Suggestion]:
        found: list[MachineSpan] = []
        for offset, piece in pieces(text):
            zones.send(len(piece))
            doc = nlp.make_doc(piece)
            # A model takes ten seconds for garbage, and finds nothing in it.
            for pipe in rules if is_garbage(doc) else [pipe for _, pipe in nlp.pipeline]:
                doc = pipe(doc)
            if doc.text != piece:
                raise ValueError("it changed the text of the article")
            sources = features_of(doc, classes) if own else repeat("")
            found += [
                MachineSpan(offset + ent.start_char, offset + ent.end_char, ent.label_, source)
                for ent, source in zip(doc.ents, sources, strict=False)
            ]
        return suggestions(text, found, same_as, score)

    return highlight


def _zones(nlp: "Language") -> Generator[None, int, None]:
    """Take the lengths of texts, and forget their words now and then: at once is slow, never would fill the memory."""
    while True:
        with nlp.memory_zone():
            read = 0
            while read < REMEMBERED:
                read += yield

"""Loading a pipeline and running it on one article. This loads spaCy: in the window's process use `worker` instead."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from annotations.errors import PipelineUnavailable
from annotations.highlight.spans import suggestions
from annotations.model import Suggestion

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT = "claimdesk-rules"
# Raised whenever the rules or the lists suggest something else than before: suggestions are kept by version.
RULES_VERSION = "1.0"

# Longer texts are highlighted piece by piece: spaCy refuses a million characters, and memory would grow with them.
PIECE = 100_000
# Pipes that the `ner` of spaCy's own pipelines does without, and that take most of the time.
UNUSED_BY_NER = ("tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer", "textcat")


class Pipeline(NamedTuple):
    """A loaded pipeline: its name and version as an annotator, and the function that reads one text."""

    name: str
    version: str
    highlight: Callable[[str], list[Suggestion]]


def load_pipeline(name: str) -> Pipeline:
    """Load the built-in rules (DEFAULT), an installed spaCy pipeline by name, or one from a folder.

    Raises PipelineUnavailable when there is none of that name or it finds no entities.
    """
    if name == DEFAULT:
        from annotations.highlight.rules.assembly import rules_pipeline

        return Pipeline(DEFAULT, RULES_VERSION, _highlighter(rules_pipeline()))
    nlp = _installed(name)
    return Pipeline(f"{nlp.meta['lang']}_{nlp.meta['name']}", nlp.meta["version"], _highlighter(nlp))


def _installed(name: str) -> "Language":
    import spacy

    try:
        nlp = spacy.load(name)
    except OSError:
        raise PipelineUnavailable(
            f"The pipeline “{name}” is not installed: run `python -m spacy download {name}` or choose another."
        ) from None
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
        nlp.disable_pipes(*(pipe for pipe in nlp.pipe_names if nlp.get_pipe_meta(pipe).factory in UNUSED_BY_NER))
    return nlp


def _sets_entities(nlp: "Language", pipe: str) -> bool:
    meta = nlp.get_pipe_meta(pipe)
    return "doc.ents" in meta.assigns or meta.factory == "span_ruler"


def _highlighter(nlp: "Language") -> Callable[[str], list[Suggestion]]:
    def highlight(text: str) -> list[Suggestion]:
        found: list[tuple[int, int, str]] = []
        for offset, piece in _pieces(text):
            # Without a zone every new word of every article would stay in memory.
            with nlp.memory_zone():
                ents = nlp(piece).ents
                found += [(offset + ent.start_char, offset + ent.end_char, ent.label_) for ent in ents]
        return suggestions(text, found)

    return highlight


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > PIECE:
        cut = max(text.rfind("\n", start, start + PIECE), text.rfind(" ", start + PIECE - 1000, start + PIECE)) + 1
        end = cut if cut > start else start + PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:]

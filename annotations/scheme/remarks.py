"""Remarks: what can be said of every annotation, and of every article, whatever the scheme asks.

They are fields like those of the scheme, so that check, journal, index, search, export and import carry them as they
carry any answer; `scale = "none"` keeps them out of agreement. A scheme that declares a field of the same name has its
own instead, and a key that the scheme needs is left to it. They are added when a project is opened, never stored: the
scheme in the file stays what its author wrote. What is said of an article is kept in the first layer of documents, or
in one that is added for that when the scheme has none.
"""

from annotations.scheme.records import Field, Layer, LinkRole, Scheme, Value

UNSURE, NOTE, QUESTION, BOOKMARK, REASON = "unsure", "note", "question", "bookmark", "skip_reason"

_ANYWHERE = (
    Field(
        UNSURE, "Unsure", "flag", key="U", scale="none", colour="amber",
        definition="You decided, but would like to look at it again, or somebody else to.",
        example="The stance could be read either way, and you took neutral.",
        borderline="The text itself does not let anybody decide: that is an answer of the scheme, such as unclear.",
    ),
    Field(
        NOTE, "Note", "text", key="I", scale="none",
        definition="Words for yourself and whoever reads your work: why you decided so.",
        example="“He” is the mayor, named two paragraphs above.",
        borderline="What somebody should answer is a question, not a note.",
    ),
    Field(
        QUESTION, "Question", "text", key="P", scale="none",
        definition="What the adjudicator, who settles disagreements, should decide or explain.",
        example="Does a threat count as a plan here?",
        borderline="You know the answer and only want to keep it: that is a note.",
    ),
    Field(
        BOOKMARK, "Bookmark", "flag", key="Ctrl+B", scale="none", colour="blue",
        definition="A place to come back to. A list shows all of them.",
        example="A claim to show in the next meeting.",
        borderline="To doubt an answer, use unsure.",
    ),
)  # fmt: skip
_OF_ARTICLES = Field(
    REASON, "Why it was skipped", "text", scale="none",
    definition="Why the article was left out.",
    example="Repeats an article that is already done.",
    borderline="An article that was done has no reason to be skipped.",
)  # fmt: skip
REMARKS = (UNSURE, NOTE, QUESTION, BOOKMARK)
"""The names of the fields that every annotation has."""


def with_remarks(scheme: Scheme) -> Scheme:
    """Add the fields that every annotation has to a scheme, as far as it has none of these names."""
    layers = scheme.layers
    if all(layer.kind == "span" for layer in layers):
        name = "document" if "document" not in [layer.name for layer in layers] else "article"
        layers = (*layers, Layer(name, "Article", "document", style="none", definition="What holds for the article."))
    first = next(layer for layer in layers if layer.kind == "document")
    taken = {key.upper() for layer in scheme.layers for key in _keys(layer)} | {s.key.upper() for s in scheme.statuses}
    return scheme._replace(layers=tuple(_completed(layer, taken, of_articles=layer is first) for layer in layers))


def remark_fields(layer: Layer) -> tuple[Field, ...]:
    """The fields of a layer that are remarks and not the scheme's own questions."""
    ours = {field.name: field.definition for field in (*_ANYWHERE, _OF_ARTICLES)}
    return tuple(field for field in layer.fields if ours.get(field.name) == field.definition)


def document_layer(scheme: Scheme) -> Layer | None:
    """The layer that keeps what is said of an article."""
    return next((layer for layer in scheme.layers if layer.kind == "document"), None)


def _completed(layer: Layer, taken: set[str], *, of_articles: bool) -> Layer:
    wanted = _ANYWHERE if layer.kind == "span" else (*_ANYWHERE, _OF_ARTICLES) if of_articles else ()
    more = tuple(
        field._replace(key="") if field.key.upper() in taken else field
        for field in wanted
        if layer.field(field.name) is None
    )
    return layer._replace(fields=(*layer.fields, *more))


def _keys(layer: Layer) -> list[str]:
    parts: list[tuple[Value | Field | LinkRole, ...]] = [layer.labels, layer.fields, layer.links]
    parts += [field.values for field in layer.fields]
    return [layer.key, *(part.key for some in parts for part in some)]

"""Remarks: notes, questions and bookmarks on every annotation and article, in any scheme.

They are fields like those of the scheme, so that checks, journal, index, search, export and import handle them like any
answer; `scale = "none"` keeps them out of agreement. A field of the scheme with the same name replaces a remark, and
keys of the scheme have priority. Remarks are added when a project is opened and never stored, so the scheme in the file
stays as its author wrote it. Remarks on an article are stored in the first document layer, which is added if necessary.
"""

from annotations.scheme.records import Field, Layer, LinkRole, Scheme, Value

UNSURE, NOTE, QUESTION, BOOKMARK, REASON = "unsure", "note", "question", "bookmark", "skip_reason"

_ANYWHERE = (
    Field(
        UNSURE, "Unsure", "flag", key="U", scale="none", colour="amber",
        definition="You decided, but you or someone else should check it again.",
        example="The stance could be read either way, and you chose neutral.",
        borderline="If the text itself leaves it open, use an answer of the scheme, such as unclear.",
    ),
    Field(
        NOTE, "Note", "text", key="I", scale="none",
        definition="A comment for yourself and for other readers, such as why you decided this way.",
        example="“He” is the mayor, named two paragraphs above.",
        borderline="If someone should answer it, ask a question instead.",
    ),
    Field(
        QUESTION, "Question", "text", key="P", scale="none",
        definition="Something that the adjudicator, who resolves disagreements, should decide or explain.",
        example="Does a threat count as a plan here?",
        borderline="If you know the answer and only want to record it, write a note.",
    ),
    Field(
        BOOKMARK, "Bookmark", "flag", key="Ctrl+B", scale="none", colour="blue",
        definition="A place to come back to. A list shows all of them.",
        example="A claim to show in the next meeting.",
        borderline="If you doubt an answer, use unsure.",
    ),
)  # fmt: skip
_OF_ARTICLES = Field(
    REASON, "Why it was skipped", "text", scale="none",
    definition="Why the article was left out.",
    example="Repeats an article that is already done.",
    borderline="An article that is done needs no reason.",
)  # fmt: skip
REMARKS = (UNSURE, NOTE, QUESTION, BOOKMARK)
"""The names of the fields that every annotation has."""


def with_remarks(scheme: Scheme) -> Scheme:
    """Add the fields that every annotation has to a scheme, unless it has fields with these names."""
    layers = scheme.layers
    if all(layer.kind == "span" for layer in layers):
        name = "document" if "document" not in [layer.name for layer in layers] else "article"
        layers = (*layers, Layer(name, "Article", "document", style="none", definition="Applies to the whole article."))
    first = next(layer for layer in layers if layer.kind == "document")
    taken = {key.upper() for layer in scheme.layers for key in _keys(layer)} | {s.key.upper() for s in scheme.statuses}
    return scheme._replace(layers=tuple(_completed(layer, taken, of_articles=layer is first) for layer in layers))


def remark_fields(layer: Layer) -> tuple[Field, ...]:
    """The remark fields of a layer, without the scheme's own questions."""
    ours = {field.name: field.definition for field in (*_ANYWHERE, _OF_ARTICLES)}
    return tuple(field for field in layer.fields if ours.get(field.name) == field.definition)


def document_layer(scheme: Scheme) -> Layer | None:
    """The layer for remarks on an article."""
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

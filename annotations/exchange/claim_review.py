"""Claims in schema.org's ClaimReview, which search engines read, without a rating. Writing only.

The speaker is the author of the claim, and the article is its appearance. There is no verdict on truth, which would
need evidence from elsewhere. Claims are the layers whose annotations have a speaker (a link that the scheme prefills
so).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from annotations.exchange.common_losses import ARTICLE_ID, CREATED, DOCUMENTS, FIELDS, HISTORY, META, PROGRESS, REJECTED
from annotations.exchange.files import written_whole
from annotations.exchange.losses import Loss, of_annotations
from annotations.exchange.options import Options
from annotations.exchange.records import Record
from annotations.model import Annotation, Article
from annotations.scheme import Layer, LinkRole, Scheme


def speaker_of(layer: Layer) -> LinkRole | None:
    """The link of a layer that points to the speaker."""
    return next((role for role in layer.links if role.prefill == "speaker"), None)


def losses(scheme: Scheme) -> tuple[Loss, ...]:
    """The losses: other layers, answers, other links, the text, and the origin of annotations."""
    speakers = {layer.name: role.name for layer in scheme.layers if (role := speaker_of(layer))}

    def others(annotation: Annotation) -> dict[str, int]:
        return {role: 1 for role in annotation.links if role != speakers.get(annotation.layer)}

    spans = of_annotations(
        "others",
        "span that is not a claim",
        lambda a: {} if a.layer in speakers or a.start is None else {a.layer: 1},
        lambda a: a if a.layer in speakers or a.start is None else None,
    )
    links = of_annotations(
        "links",
        "link other than to the speaker",
        others,
        lambda a: a._replace(links={role: link for role, link in a.links.items() if role not in others(a)}),
    )
    history = (loss for loss in HISTORY if loss is not CREATED)
    return spans, REJECTED, DOCUMENTS, FIELDS, links, _TEXT, META, ARTICLE_ID, *PROGRESS, *history


_TEXT = Loss(
    "text",
    "text of an article, and the positions of its claims",
    lambda record: {"": 1} if record.article.text else {},
    lambda record: record._replace(article=record.article._replace(text="", sha256="")),
    of_article=True,
)


def write(path: Path, records: Iterable[Record], scheme: Scheme, options: Options) -> int:
    """Write a list of claims. Return the number of records."""
    roles = {layer.name: role for layer in scheme.layers if (role := speaker_of(layer))}
    count, separator = 0, b""
    with written_whole(path) as file:
        file.write(b"[")
        for count, record in enumerate(records, 1):  # noqa: B007
            for claim in _claims(record, roles):
                file.write(separator + b"\n" + orjson.dumps(claim))
                separator = b","
        file.write(b"\n]\n")
    return count


def _claims(record: Record, roles: dict[str, LinkRole]) -> Iterator[dict[str, Any]]:
    quotes = {a.id: a.quote for a in record.annotations}
    for a in record.annotations:
        if a.layer in roles and a.verdict != "rejected":
            out: dict[str, Any] = {"@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": a.quote}
            item: dict[str, Any] = {"@type": "Claim", "appearance": _appearance(record.article)}
            speaker = _speaker(a, roles[a.layer], quotes)
            out["itemReviewed"] = item | ({"author": {"@type": "Thing", "name": speaker}} if speaker else {})
            if record.annotator is not None:
                kind = "Person" if record.annotator.kind == "person" else "Thing"
                out["author"] = {"@type": kind, "name": record.annotator.name}
            yield out | ({"dateCreated": a.created} if a.created else {})


def _speaker(a: Annotation, role: LinkRole, quotes: dict[Any, str]) -> str:
    link = a.links.get(role.name)
    return (link.text or quotes.get(link.annotation, "")) if link else ""


def _appearance(article: Article) -> dict[str, Any]:
    out = {"@type": "NewsArticle", "headline": article.title, "url": article.url, "datePublished": article.published}
    out["inLanguage"] = article.language
    return {key: value for key, value in out.items() if value} | (
        {"publisher": {"@type": "Organization", "name": article.source}} if article.source else {}
    )

"""Which articles a queue shows, and in which order: a record, so that it can be kept, shown and passed on."""

from typing import NamedTuple

from annotations.model import STATUSES, AnnotatorId

STATUS_FILTERS = ("all", *STATUSES, "mine")
SORTS = ("added", "title", "source", "published", "status")


class QueueFilter(NamedTuple):
    """Which articles to show, and in which order. What is empty asks for nothing.

    `status` is one of `STATUS_FILTERS`; `words` is a query of the search field; `label` is the name of one; `annotator`
    shows the articles that this one has worked on, and looks at their status and annotations instead of one's own;
    `remark` is the name of one of `annotations.scheme.REMARKS`: the articles with that in the article or on a mark;
    `disagreement` those that several people have done, and not alike. Dates are ISO 8601 as far as they go (`2024-03`),
    both ends included. `sort` is one of `SORTS`.
    """

    status: str = "all"
    words: str = ""
    label: str = ""
    annotator: AnnotatorId | None = None
    disagreement: bool = False
    source: str = ""
    language: str = ""
    published_from: str = ""
    published_to: str = ""
    sort: str = "added"
    descending: bool = False
    remark: str = ""

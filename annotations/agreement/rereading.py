"""Articles of a study that are read again: for lists of disagreements, exports, and gamma."""

from collections.abc import Iterator, Mapping, Sequence

from annotations.agreement.article_units import ArticleUnits
from annotations.agreement.labelled_spans import LabelledSpan
from annotations.agreement.marked_spans import reading_of
from annotations.agreement.slices import SLICE, slice_of
from annotations.agreement.study import Study
from annotations.agreement.study_input import ArticleReadings
from annotations.errors import ClaimdeskError
from annotations.model import Annotation, ArticleId


class Rereading:
    """Reads articles one after the other, a slice at a time."""

    def __init__(self, study: Study, articles: Sequence[ArticleUnits]) -> None:
        self._works, self._articles = study.works, articles
        self._read: Mapping[ArticleId, ArticleReadings] = {}

    def work(self, place: int) -> ArticleReadings:
        """The article at an index, with its marks. Raises ClaimdeskError if it has changed in the meantime."""
        key = self._articles[place].article
        if key not in self._read:
            self._read = self._works.some([one.article for one in self._articles[place : place + SLICE]])
        if key not in self._read:
            raise ClaimdeskError("The project has changed in the meantime. Try again.")
        return self._read[key]


def articles_with_marks(
    study: Study, layer: str
) -> Iterator[tuple[ArticleUnits, list[tuple[LabelledSpan, Annotation]]]]:
    """Yield the articles of a study, each with the spans of a layer that count, in words, and their annotations."""
    again = Rereading(study, study.articles)
    for place, article in enumerate(study.articles):
        work = again.work(place)
        chosen, marks = reading_of(slice_of([work]), study.plan).layers[layer]
        columns = (column.tolist() for column in (chosen, marks.annotator, marks.start, marks.end, marks.root))
        yield (
            article,
            [
                (LabelledSpan(who, start, end, work.marks[at].label, work.marks[at].id, str(root)), work.marks[at])
                for at, who, start, end, root in zip(*columns, strict=True)
            ],
        )

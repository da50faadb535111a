"""The text of a WebAnno TSV file, put together from its sentences, and whether its words are where its rows say."""

from annotations.errors import ImportFailed
from annotations.exchange.foreign import Unit as OffsetUnit
from annotations.exchange.webanno.rows import Sentence, Unit
from annotations.text import utf16_offsets


class Document:
    """A text with the rows on it; `misplaced` are the addresses of rows whose word is not what stands there."""

    def __init__(self, sentences: list[Sentence], unit: OffsetUnit) -> None:
        self.unit = unit
        self.sentences = len(sentences)
        self.units = [row for sentence in sentences for row in sentence.units]
        self.text = self._joined(sentences)
        self._offsets = utf16_offsets(self.text)
        self.misplaced = {row.address for row in self.units if self.slice(row.start, row.end) != row.token}

    def slice(self, start: int, end: int) -> str:
        """What stands between two offsets of the file."""
        if self.unit == "utf16":
            start, end = self._offsets.from_unit(start), self._offsets.from_unit(end)
        return self.text[start:end]

    def _joined(self, sentences: list[Sentence]) -> str:
        parts: list[str] = []
        length = 0
        for sentence in sentences:
            gap = self._start(sentence) - length
            if gap < 0:
                line = sentence.units[0].line
                raise ImportFailed(
                    f"The sentence at line {line} begins inside the one before it: its offsets are wrong."
                )
            parts.append(("\n" if parts else " ") + " " * (gap - 1) if gap else "")
            parts.append(sentence.text)
            length += gap + self._length(sentence.text)
        return "".join(parts)

    def _start(self, sentence: Sentence) -> int:
        """Where a sentence begins: at its first word, or before it when white space leads."""
        first: Unit = sentence.units[0]
        lead = len(sentence.text) - len(sentence.text.lstrip())
        if lead and lead <= first.start and not sentence.text.startswith(first.token):
            return first.start - lead
        return first.start

    def _length(self, text: str) -> int:
        return len(text) if self.unit == "codepoint" else len(text.encode("utf-16-le", "surrogatepass")) // 2

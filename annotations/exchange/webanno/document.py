"""Build the text of a WebAnno TSV file from its sentences, and check that its words are where the rows say."""

from annotations.exchange.external import Unit as OffsetUnit
from annotations.exchange.webanno.rows import Sentence, Unit
from annotations.text import utf16_offsets


class Document:
    """A text with its rows.

    `misplaced` are the addresses of rows whose word does not match the text. `left_out` has, by line, the reason why a
    sentence could not be used. No sentence may begin after `most`, so that a wrong offset cannot create a huge empty
    text.
    """

    def __init__(self, sentences: list[Sentence], unit: OffsetUnit, most: int) -> None:
        self.unit = unit
        self.left_out: list[tuple[int, str]] = []
        self.units: list[Unit] = []
        self.sentences = 0
        self.text = self._joined(sentences, most)
        self._offsets = utf16_offsets(self.text)
        self.misplaced = {row.address for row in self.units if self.slice(row.start, row.end) != row.token}

    def slice(self, start: int, end: int) -> str:
        """The filler between two offsets of the file."""
        if self.unit == "utf16":
            start, end = self._offsets.from_unit(start), self._offsets.from_unit(end)
        return self.text[start:end]

    def _joined(self, sentences: list[Sentence], most: int) -> str:
        parts: list[str] = []
        length = 0
        for sentence in sentences:
            start = self._start(sentence)
            gap = start - length
            if gap < 0 or start > most:
                where = "before the end of the previous one" if gap < 0 else f"at {start:,}, beyond the end of the file"
                message = f"This sentence begins {where}, so its offsets are wrong. It was left out."
                self.left_out.append((sentence.units[0].line, message))
                continue
            self.units += sentence.units
            self.sentences += 1
            parts.append(("\n" if parts else " ") + " " * (gap - 1) if gap else "")
            parts.append(sentence.text)
            length += gap + self._length(sentence.text)
        return "".join(parts)

    def _start(self, sentence: Sentence) -> int:
        """The start of a sentence: at its first word, or before it if it begins with white space."""
        first: Unit = sentence.units[0]
        lead = len(sentence.text) - len(sentence.text.lstrip())
        if lead and lead <= first.start and not sentence.text.startswith(first.token):
            return first.start - lead
        return first.start

    def _length(self, text: str) -> int:
        return len(text) if self.unit == "codepoint" else len(text.encode("utf-16-le", "surrogatepass")) // 2

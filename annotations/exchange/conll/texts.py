"""Build the text of a document from the words of its sentences, and record the position of each word."""


class Text:
    """A text that grows sentence by sentence. Positions are code points in the whole text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def put(self, words: str) -> None:
        """Append text unchanged."""
        self._parts.append(words)
        self._length += len(words)

    @property
    def length(self) -> int:
        """The current length in code points."""
        return self._length

    def add(self, words: list[str], said: str | None = None) -> list[tuple[int, int]]:
        """Add a sentence on its own line. `said` is its text from the file, used if the words fit it."""
        if self._parts:
            self.put("\n")
        found = placed(words, said) if said else None
        if found is None or said is None:
            said = " ".join(words)
            found = placed(words, said) or []
        begin = self._length
        self.put(said)
        return [(begin + start, begin + end) for start, end in found]


def placed(words: list[str], said: str) -> list[tuple[int, int]] | None:
    """Find the position of each word in a sentence, with only white space between them. None if they do not fit."""
    places, position = [], 0
    for word in words:
        start = said.find(word, position)
        if start < 0 or said[position:start].strip():
            return None
        position = start + len(word)
        places.append((start, position))
    return None if said[position:].strip() else places

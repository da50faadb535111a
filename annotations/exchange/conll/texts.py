"""The text of a document, put together from the words of its sentences, and where each word stands in it."""


class Text:
    """A text that grows by sentences. Positions are code points of the whole text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def put(self, words: str) -> None:
        """Add some text as it is."""
        self._parts.append(words)
        self._length += len(words)

    @property
    def length(self) -> int:
        """How many code points there are so far."""
        return self._length

    def add(self, words: list[str], said: str | None = None) -> list[tuple[int, int]]:
        """Add a sentence on a line of its own; `said` is how it reads, when the file tells and its words fit."""
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
    """Tell where each word stands in a sentence, with nothing but space between them; none if they do not."""
    places, position = [], 0
    for word in words:
        start = said.find(word, position)
        if start < 0 or said[position:start].strip():
            return None
        position = start + len(word)
        places.append((start, position))
    return None if said[position:].strip() else places

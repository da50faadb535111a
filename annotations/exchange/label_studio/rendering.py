"""Render HTML as readable text, and convert Label Studio's offsets (into all text, without breaks) to it."""

from html.parser import HTMLParser

_BLOCKS = {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure"}
_BLOCKS |= {
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
}
_BLOCKS |= {"pre", "section", "table", "td", "th", "tr", "ul"}
_HIDDEN = {"script", "style", "head", "title", "template"}
BREAK = "\n\n"


class Rendered(HTMLParser):
    """The text of an HTML page with an empty line between its blocks."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._starts: list[tuple[int, int]] = []  # of each piece: in all text, and in the text with breaks
        self._global = self._length = self._hidden = 0
        self._broken = False
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """The text with breaks."""
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block."""
        self._hidden += tag in _HIDDEN
        self._broken |= tag in _BLOCKS

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        self._broken |= tag in _BLOCKS

    def handle_data(self, data: str) -> None:
        """Add a piece of text."""
        if self._hidden:
            return
        if data.strip():
            if self._broken and self._parts:
                self._parts.append(BREAK)
                self._length += len(BREAK)
            self._broken = False
            self._starts.append((self._global, self._length))
            self._parts.append(data)
            self._length += len(data)
        elif not self._broken and self._parts:
            self._starts.append((self._global, self._length))
            self._parts.append(data)
            self._length += len(data)
        self._global += len(data)

    def position(self, offset: int, *, end: bool) -> int:
        """Convert an offset into all text to a position in the text with breaks."""
        before = [start for start in self._starts if start[0] < offset or (start[0] == offset and not end)]
        at_global, at = before[-1] if before else (0, 0)
        return at + offset - at_global

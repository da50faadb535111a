"""One document of a CoNLL-U file while its sentences are read: its text, mentions and tags."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from annotations.display import many
from annotations.exchange import sidecar
from annotations.exchange.conll.mentions import Mentions
from annotations.exchange.conll.rows import Sentence, Word
from annotations.exchange.conll.tags import decoded, is_tag
from annotations.exchange.conll.texts import placed
from annotations.exchange.external import OWN, ExternalMark, ExternalRecord
from annotations.exchange.folders import of_file
from annotations.exchange.records import ImportNote
from annotations.model import AnnotationId, Article, Link

SPACES = {r"\s": " ", r"\t": "\t", r"\n": "\n", r"\r": "\r", r"\p": "|", "\\\\": "\\"}
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|.)", re.DOTALL)
_TAGS = ("NER", "ENTITY", "NE", "BIO", "IOB", "Entity")  # columns of CoNLL-U Plus, or keys of MISC, that contain tags


def unescaped(spaces: str) -> str:
    """Decode the white space that `SpacesAfter` and `SpacesBefore` write with backslashes."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else SPACES.get(match[0], match[0]), spaces)


class Document:
    """A document that grows sentence by sentence."""

    def __init__(self, path: str, line: int) -> None:
        self._path, self._place = path, f"{path}:{line}"
        self._parts: list[str] = []
        self._length = 0
        self._words: list[tuple[int, int]] = []
        self._mentions = Mentions()
        self._marks: list[ExternalMark] = []
        self._title = self._own = ""
        self._after: str | None = ""
        self._counts: Counter[str] = Counter()
        self._problems: list[ImportNote] = []

    def take(self, sentence: Sentence) -> None:
        """Add one sentence."""
        comments = dict(sentence.comments)
        self._title = comments.get("meta::title") or self._title or comments.get("newdoc id", "")
        self._own = comments.get(OWN) or self._own
        if "global.Entity" in comments:
            self._mentions.names = comments["global.Entity"].split("-")
        if not sentence.words:
            return
        begin = len(self._words)
        self._put(self._between(comments))
        self._take_words(sentence, comments.get("text"))
        self._take_mentions(sentence, begin)
        self._take_tags(sentence, begin)
        self._counts.update(sentences=1, tokens=len(self._words) - begin)

    def problems(self) -> Iterator[ImportNote]:
        """The problems found since the last call."""
        yield from self._problems
        self._problems.clear()

    def finished(self) -> Iterator[ExternalRecord | ImportNote]:
        """The article."""
        if self._mentions.left_open():
            mentions = many(self._mentions.left_open(), "mention that is", "mentions that are")
            yield ImportNote(self._place, f"Left out: {mentions} opened and never closed.")
        text = "".join(self._parts) + (self._after or "")
        marks = [mark._replace(quote=text[slice(*mark.parts[0])]) for mark in (*self._marks, *self._mentioned())]
        article = Article(text=text, title=self._title, meta=of_file(Path(self._path)))
        foreign = ExternalRecord(article, marks=tuple(marks), place=self._place, counts=dict(self._counts))
        yield from sidecar.joined(foreign, sidecar.loads(self._own, self._place) if self._own else None)

    def _put(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    def _between(self, comments: dict[str, str]) -> str:
        """The gap between the last sentence and this one: from the file, or one or two line breaks."""
        if self._after is not None:
            return self._after
        return "\n\n" if "newpar" in comments or "newpar id" in comments else "\n"

    def _take_words(self, sentence: Sentence, said: str | None) -> None:
        """Add the text of a sentence, from its words and the spaces after them, or from `# text`."""
        shown, covered = [], 0
        for word in sentence.words:
            if not word.empty and word.number > covered:
                shown.append(word)
                covered = word.last
        self._put(unescaped(shown[0].misc.get("SpacesBefore", "")) if shown else "")
        forms = [word.form for word in shown]
        spaces = [_space(word) for word in shown]
        self._after = spaces[-1] if shown else self._after
        built = "".join(form + (" " if space is None else space) for form, space in zip(forms, spaces, strict=True))
        built = built[: len(built) - len(self._after or "") - (self._after is None)] if shown else ""
        found = placed(forms, built)
        has_spaces = any("SpacesAfter" in word.misc for word in shown)
        if said is not None and not has_spaces and said != built and (other := placed(forms, said)):
            built, found = said, other
        places = {word: place for word, place in zip(map(id, shown), found or [], strict=False)}
        self._add_words(sentence, places)
        self._put(built)

    def _add_words(self, sentence: Sentence, places: dict[int, tuple[int, int]]) -> None:
        """Record the position of each word. Words of a contraction get the position of the contraction."""
        here, last = (0, 0), 0
        for word in sentence.words:
            if id(word) in places:
                here, last = places[id(word)], word.last
            if not word.empty and word.number == word.last <= max(last, word.number):
                self._words.append((self._length + here[0], self._length + here[1]))

    def _take_mentions(self, sentence: Sentence, begin: int) -> None:
        index = begin - 1
        for word in sentence.words:
            if word.number != word.last:
                continue
            index += not word.empty
            brackets = word.misc.get("Entity", "")
            if brackets and not is_tag(brackets):
                for message in self._mentions.take(index, brackets, empty=word.empty):
                    self._problems.append(ImportNote(f"{self._path}:{word.line}", message))

    def _take_tags(self, sentence: Sentence, begin: int) -> None:
        words = [word for word in sentence.words if word.number == word.last and not word.empty]
        for name in _TAGS:
            tags = [word.columns.get(name) or word.misc.get(name, "O") for word in words]
            if not any(is_tag(tag) and tag != "O" for tag in tags):
                continue
            for word, tag in zip(words, tags, strict=True):
                if not is_tag(tag) and tag != "_":
                    message = f"“{tag[:40]}” is not a tag such as B-PER, I-PER or O: the word was left unmarked."
                    self._problems.append(ImportNote(f"{self._path}:{word.line}", message))
            for first, after, label in decoded(tags).spans:
                parts = ((self._words[begin + first][0], self._words[begin + after - 1][1]),)
                self._marks.append(ExternalMark(key=f"{name} {len(self._marks) + 1}", label=label, parts=parts))

    def _mentioned(self) -> Iterator[ExternalMark]:
        """The mentions as marks, in order. Each is linked to the previous mention of the same thing."""
        before: dict[str, str] = {}
        times: Counter[str] = Counter()
        for mention in sorted(self._mentions.found, key=lambda mention: (mention.first, -mention.last)):
            times[mention.group] += 1
            key = mention.group if times[mention.group] == 1 else f"{mention.group}.{times[mention.group]}"
            earlier = before.get(mention.group)
            before[mention.group] = key
            yield ExternalMark(
                key=key,
                label=mention.label,
                parts=((self._words[mention.first][0], self._words[mention.last][1]),),
                fields=mention.fields,
                links={"coref": Link("", AnnotationId(earlier))} if earlier else {},
            )


def _space(word: Word) -> str | None:
    """The space after a word, if the file has it."""
    if "SpacesAfter" in word.misc:
        return unescaped(word.misc["SpacesAfter"])
    return "" if word.misc.get("SpaceAfter") == "No" else None

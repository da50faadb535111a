"""Where the clause that states something begins and ends."""

from collections.abc import Sequence

from annotations.highlight.claims.lexicon import ClaimLexicon
from annotations.highlight.claims.tokens import QUOTED, Token

SHORTEST = 4  # tokens that a clause has before it is cut
LONG = 6  # tokens that a clause has before “, a …” is an aside to it
FAR_ASIDE = 12  # tokens of “, which builds them, ” before its verb
FAR_SUBJECT = 7  # tokens between “and” and the verb of saying of its subject
DASHES = frozenset("—–")
OPENING = frozenset('“"«„‘(')
CLOSING = frozenset('”"»’)')
LOOSE = frozenset(",;:.!?…—–-")


def has_verb(tokens: Sequence[Token], words: ClaimLexicon) -> bool:
    """Whether a clause stands there."""
    return any(words.is_verb(token) for token in tokens)


def clause_end(tokens: Sequence[Token], start: int, words: ClaimLexicon) -> int:
    """Return the token before which the clause that begins at `start` ends."""
    depth, straight = 0, False
    for i in range(start, len(tokens)):
        token = tokens[i]
        if token.text == QUOTED and i > start:
            return i
        depth += (token.text in "“«„(") - (token.text in "”»)")
        straight ^= token.text == '"'
        if token.text in ";:" or (token.text in ".!?" and i == len(tokens) - 1):
            return i
        if depth <= 0 and not straight and i - start >= SHORTEST and _cuts(tokens, i, start, words):
            return i
        closed = i > start + 1 and tokens[i - 1].text in CLOSING and tokens[i - 2].text == ","
        if closed and depth <= 0 and _says(tokens, i, words, subject=True):
            return i  # “…,” the agency quoted
    return len(tokens)


def _cuts(tokens: Sequence[Token], i: int, start: int, words: ClaimLexicon) -> bool:
    """Whether what follows at token i is no more part of the clause that begins at `start`."""
    low = tokens[i].low
    if tokens[i].text in DASHES:
        return True
    if low in words.words["cut_anywhere"]:
        after = tokens[min(i + 1, len(tokens) - 1)]
        offers = (words.cues.at(tokens, min(i + 1, len(tokens) - 1)) or (0, ""))[1] in ("promise", "urge")
        return not after.low.endswith("ing") or not offers and _says(tokens, i + 1, words)
    if low in words.words["and"]:
        return tokens[min(i + 1, len(tokens) - 1)].low in words.words["that"] or _says(tokens, i + 1, words)
    if tokens[i].text != "," or i + 1 == len(tokens):
        return False
    if tokens[i + 1].low in words.words["and"]:
        return _says(tokens, i + 2, words)
    if words.phrases["asides"].at(tokens, i + 1) and i - start >= LONG:
        return True
    return bool(words.phrases["cut_after_comma"].at(tokens, i + 1)) or _says(tokens, i + 1, words, subject=True)


def _says(tokens: Sequence[Token], i: int, words: ClaimLexicon, *, subject: bool = False) -> bool:
    """Whether a verb of reporting follows, after a subject without a verb of its own; `subject` when it needs one."""
    for j in range(i, min(i + FAR_SUBJECT, len(tokens))):
        if words.cues.at(tokens, j):
            bare = all(token.low in words.words["between"] for token in tokens[i:j])
            if bare and tokens[j - 1].low in words.words["perfect"] and j > i and not _that_follows(tokens, j, words):
                return False  # “… and has expressed support” goes on with what is said
            return not (subject and bare) or tokens[j].low.endswith("ing")
        if not tokens[j].is_word or tokens[j].low in words.words["that"]:
            return False
        if words.is_verb(tokens[j]) and tokens[j].low not in words.words["between"]:
            return False
    return False


def _that_follows(tokens: Sequence[Token], verb: int, words: ClaimLexicon) -> bool:
    return verb + 1 < len(tokens) and tokens[verb + 1].low in words.words["that"]


def parts_of(tokens: Sequence[Token], start: int, end: int, words: ClaimLexicon, least: int) -> list[tuple[int, int]]:
    """Split a clause at “, and” and “and we” where both sides have a verb and at least so many words."""
    found, first = [], start
    for i in range(start + least, end - least):
        if tokens[i].low in words.words["and"] and _joins(tokens, i, words):
            before, after = tokens[first:i], tokens[i + 1 : end]
            if len(before) >= least and has_verb(before, words) and has_verb(after[:14], words):
                found.append((first, i))
                first = i + 1
        elif tokens[i].text == ";" and i - first >= SHORTEST:
            found.append((first, i))
            first = i + 1
    return [*found, (first, end)]


def _joins(tokens: Sequence[Token], i: int, words: ClaimLexicon) -> bool:
    """Whether “and” at token i joins clauses: after a comma, or before a pronoun."""
    after = tokens[i + 1]
    relative = after.low in words.words["that"] and i + 2 < len(tokens) and words.is_verb(tokens[i + 2])
    if relative or after.low in words.words["asking"]:
        return False
    return (
        tokens[i - 1].text == "," and after.is_word or after.low in words.words["pronouns"] - words.words["relatives"]
    )


def clause_start(tokens: Sequence[Token], end: int, words: ClaimLexicon) -> int:
    """Return the token at which the clause begins that ends before `end`: after a sign or a joining word."""
    i = end
    while i > 0:
        token = tokens[i - 1]
        if token.text == QUOTED or token.text in ";:" or token.text in DASHES:
            return i
        if token.text == "," and end - i >= SHORTEST and has_verb(tokens[i:end], words):
            return i
        i -= 1
    return i


def subject_start(tokens: Sequence[Token], verb: int, words: ClaimLexicon) -> int:
    """Return where the clause of a verb begins: after a sign, a joining word or another verb; asides stay in."""
    comma = i = verb
    joining = words.words["and"] | words.words["that"]
    while i > 0:
        token = tokens[i - 1]
        if token.text in ";:" or token.text == QUOTED or token.low in joining:
            return i
        if words.is_verb(token) and token.low not in words.words["between"]:
            aside = _aside_before(tokens, i - 1, words) if comma < verb else 0
            if not aside:
                return comma if comma < verb else i
            i = aside
        if tokens[i - 1].text == ",":
            comma = i
        i -= 1
    return 0


def _aside_before(tokens: Sequence[Token], verb: int, words: ClaimLexicon) -> int:
    """The comma before “, which builds them, ”, as a token number; 0 when the verb stands in no such aside."""
    near = range(verb - 1, max(0, verb - FAR_ASIDE), -1)
    opening = words.words["relatives"]
    return next((i - 1 for i in near if tokens[i - 1].text == "," and tokens[i].low in opening), 0)


def span_of(text: str, tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """Return the code points of some tokens without loose signs at their ends; a quotation is closed with its mark."""
    while start < end and (tokens[start].text in LOOSE or tokens[start].text in CLOSING):
        start += 1
    while end > start and (tokens[end - 1].text in LOOSE or tokens[end - 1].text in OPENING):
        end -= 1
    if start == end:
        return 0, 0
    first, last = tokens[start].start, tokens[end - 1].end
    opened = text.count("“", first, last) - text.count("”", first, last)
    if opened > 0 and end < len(tokens) and "”" in text[last : last + 3]:
        last = text.index("”", last) + 1
    return first, last

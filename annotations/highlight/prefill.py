"""Proposals for a new mark: the fields and links that a scheme says to prefill. Pure; a person corrects them.

`quotation` says by the quotation marks how much of the span is quoted: direct, mixed, indirect, or none when nobody is
quoted at all. `hedge` says by its words how sure it sounds. `speaker` and `mentioned` take what the rules for claims
say of a claim with much the same words; else `speaker` takes the name nearest to a verb of reporting in the sentence,
or the link's first constant, and `mentioned` the last other name inside the span, or in its sentence. `full name` is
that of the other marks of the same words.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from annotations.language.sentences import QUOTES_REACH, quotations, quotations_from, sentence_at
from annotations.model import Annotation, FieldValue, Link, Suggestion
from annotations.resources import resource
from annotations.scheme import Layer, LinkRole, naming_field
from annotations.text import line_at

ALIKE = 0.3  # the share of a hand-made mark that a suggested claim has in common with it
LONGEST = 20_000  # code points of an article that is read again for each mark: it takes two milliseconds a thousand
SAMPLE = 4000  # code points by which the language is detected
FAR = 160  # code points between a verb of reporting and the name of its subject

Fields = dict[str, FieldValue]
Links = dict[str, Link]


def prefilled(layer: Layer, text: str, start: int, end: int, marks: Iterable[Annotation]) -> tuple[Fields, Links]:
    """Propose fields and links for a span of code points; `marks` are the article's, in reading order."""
    names = [mark for mark in marks if mark.start is not None and mark.verdict != "rejected"]
    words = text[start:end]
    links: Links = {}
    near = _like(text, start, end, names) if any(role.prefill for role in layer.links) else None
    around = names if near else _near(names, text, start, end)
    for role in layer.links:
        able = [name for name in around if name.layer in role.to and (name.label in role.labels or not role.labels)]
        found = near and _suggested(role, near, able) or _proposal(role, text, start, end, able, links)
        if found:
            links[role.name] = found
    quoted = _quotation(text, start, end)
    if quoted == "indirect" and any(
        link.annotation is None for link in links.values() if _is_first_constant(layer, link)
    ):
        quoted = "none"
    told = {"quotation": quoted, "hedge": _certainty(text, start, end)}
    fields: Fields = {
        field.name: told[field.prefill]
        for field in layer.fields
        if field.prefill in told and told[field.prefill] in {value.name for value in field.values}
    }
    full = naming_field(layer)
    known = {one.fields.get(full.name, "") for one in names if full and one.layer == layer.name and one.quote == words}
    if full and len(known) == 1 and "" not in known:
        fields[full.name] = known.pop()
    return fields, links


def warm_up() -> None:
    """Load what the first proposal needs. Takes 0.1 s once; safe to call from another thread."""
    from annotations.highlight import claims
    from annotations.highlight.claims.lexicon import LANGUAGES, lexicon

    assert claims
    for language in LANGUAGES:
        lexicon(language)


def _like(text: str, start: int, end: int, names: Sequence[Annotation]) -> Suggestion | None:
    """The claim that the rules would suggest for most of these words, by the names that are marked."""
    from annotations.highlight.claims import find_claims

    if len(text) > LONGEST:
        return None
    entities = [Suggestion("entity", name.start or 0, name.end or 0, name.label) for name in names if name.label]
    entities.sort(key=lambda one: (one.start, one.end))
    shares = [(_share(one, start, end), -one.start, one) for one in find_claims(text, entities)]
    best = max(shares, key=lambda pair: pair[:2], default=None)
    return best[2] if best and best[0] >= ALIKE else None


def _near(names: Sequence[Annotation], text: str, start: int, end: int) -> Sequence[Annotation]:
    """The names that begin in a span or in the sentences around it, from names in reading order."""
    first, last = _around(text, start, end)
    begin = bisect_left(names, min(first, start), key=_start)
    return names[begin : bisect_left(names, max(last, end), begin, key=_start)]


def _start(name: Annotation) -> int:
    return name.start or 0


def _share(one: Suggestion, start: int, end: int) -> float:
    both = min(one.end, end) - max(one.start, start)
    return both / (max(one.end, end) - min(one.start, start))


def _suggested(role: LinkRole, near: Suggestion, names: Sequence[Annotation]) -> Link | None:
    """The link of a suggestion that fits a role, to the name that stands where it leads."""
    link = near.links.get(role.prefill)
    if link is None:
        return None
    found = next((name for name in names if (name.start, name.end) == (link.start, link.end)), None)
    if link.layer:
        return found and Link(found.quote, found.id, role.kinds.get(found.layer, ""))
    if any(link.text == constant.name for constant in role.constants):
        return Link(link.text)
    return Link(link.text, None, role.kinds.get("words", "")) if role.words else None


def _certainty(text: str, start: int, end: int) -> str:
    from annotations.highlight.claims.hedges import certainty_of
    from annotations.highlight.claims.lexicon import lexicon
    from annotations.highlight.claims.tokens import tokens_of

    return certainty_of(tokens_of(text, start, end), lexicon(_language(text[:SAMPLE])))


@lru_cache(maxsize=8)
def _language(sample: str) -> str:
    from annotations.highlight.claims.lexicon import language_of
    from annotations.highlight.claims.tokens import tokens_of

    return language_of(tokens_of(sample, 0, len(sample)))


def _is_first_constant(layer: Layer, link: Link) -> bool:
    return any(link.text == constant.name for role in layer.links for constant in role.constants[:1])


def _proposal(role: LinkRole, text: str, start: int, end: int, names: list[Annotation], links: Links) -> Link | None:
    if role.prefill == "speaker":
        found = _speaker(text, start, end, names)
        if found is None:
            return Link(role.constants[0].name) if role.constants else None
    elif role.prefill == "mentioned":
        taken = {link.annotation for link in links.values()} | {link.text for link in links.values()}
        left = [name for name in names if name.id not in taken and name.quote not in taken]
        found = _mentioned(text, start, end, left)
    else:
        found = None
    return found and Link(found.quote, found.id, role.kinds.get(found.layer, ""))


def _speaker(text: str, start: int, end: int, names: Sequence[Annotation]) -> Annotation | None:
    first, last = _around(text, start, end)
    outside = [n for n in names if n.end is not None and first <= (n.start or 0) < last and not _inside(n, start, end)]
    verbs = [m.span() for m in _reporting().finditer(text, first, last) if not start <= m.start() < end]
    quoted = quotations(text, first, last)
    verbs = [verb for verb in verbs if not any(s <= verb[0] < e for s, e in quoted)]
    if not verbs or not outside:
        return None
    verb = min(verbs, key=lambda span: min(abs(span[0] - end), abs(start - span[1])))
    near = [n for n in outside if _distance(n, verb) <= FAR]
    return min(near, key=lambda name: _distance(name, verb), default=None)


def _mentioned(text: str, start: int, end: int, names: Sequence[Annotation]) -> Annotation | None:
    first, last = _around(text, start, end)
    within = [name for name in names if _inside(name, start, end)]
    near = [name for name in names if first <= (name.start or 0) < last]
    return (within or near)[-1] if near else None


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """From the start of the span's sentence to the end of the sentence after its last one, in the same line."""
    first, last = sentence_at(text, start)[0], sentence_at(text, max(start, end - 1))[1]
    line_end = line_at(text, last)[1]
    if text[last - 1 : last] in '”"' or text[end : end + 2].strip(' ,.;”"') == "":
        last = max(last, sentence_at(text, min(last + 1, len(text) - 1))[1])
    return first, min(last, line_end)


def _inside(name: Annotation, start: int, end: int) -> bool:
    return start <= (name.start or 0) < end


def _distance(name: Annotation, verb: tuple[int, int]) -> int:
    return max((name.start or 0) - verb[1], verb[0] - (name.end or 0), 0)


def _quotation(text: str, start: int, end: int) -> str:
    last = min(max(line_at(text, end)[1], end), end + QUOTES_REACH)
    spans = quotations(text, quotations_from(text, start), last)
    if any(s <= start and end <= e for s, e in spans):
        return "direct"
    return "mixed" if any(s < end and start < e for s, e in spans) else "indirect"


@cache
def _reporting() -> re.Pattern[str]:
    lines = resource("lexicons", "en.txt").read_text(encoding="utf-8").splitlines()
    words = sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)

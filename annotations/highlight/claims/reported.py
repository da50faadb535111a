"""Indirect speech: the clause that a verb or phrase of reporting in the same sentence brings."""

from collections.abc import Iterator

from annotations.highlight.claims.clauses import clause_end, clause_start, has_verb, span_of, subject_start
from annotations.highlight.claims.cues import Cue, after_attitude, is_passive, is_pronoun, link_of, that_after
from annotations.highlight.claims.found import Claim
from annotations.highlight.claims.lexicon import ClaimLexicon
from annotations.highlight.claims.tokens import QUOTED
from annotations.highlight.claims.units import Unit

FAR_COMMA = 12  # tokens between “…,” and the verb of saying of its speaker
FAR_BLAME = 12  # tokens between “accused” and its “of”, past which a clause may have ended
FEWEST = 3  # words of an object that is a claim by itself
THAT, BARE, OBJECT, SOURCE, TRAILING, BLAME, DENIAL, NAMING, WISH = 0.9, 0.75, 0.6, 0.85, 0.75, 0.85, 0.8, 0.75, 0.65


class Reported:
    """Finds the claims that are reported in one sentence."""

    def __init__(self, text: str, unit: Unit, words: ClaimLexicon) -> None:
        self.text, self.unit, self.words = text, unit, words
        self.tokens = unit.tokens
        self.cues = unit.cues
        self.cutting = words.words["cut_anywhere"] | words.words["relatives"] | words.words["and"]

    def claims(self) -> Iterator[Claim]:
        """Yield the claims of all cues from left to right."""
        makers = {
            "source": self.source,
            "nobody": self.clause,
            "deny": self.denial,
            "blame": self.blame,
            "name": self.naming,
            "urge": self.wish,
            "promise": self.wish,
        }
        for cue in self.cues:
            claim = makers.get(cue.kind, self.clause)(cue)
            if claim:
                yield claim
            for start in self.joined(cue):
                again = self.made(start, self.end(start), THAT, cue)
                if again:
                    yield again

    def made(self, start: int, end: int, score: float, cue: Cue, fewest: int = FEWEST) -> Claim | None:
        """Make a claim of some tokens, unless they are too few."""
        if sum(token.is_word for token in self.tokens[start:end]) < fewest:
            return None
        first, last = span_of(self.text, self.tokens, start, end)
        return Claim(first, last, score, self.unit, cue) if first < last else None

    def clause(self, cue: Cue) -> Claim | None:
        """What follows “said that”; without “that” a clause, or the object of a verb that reports."""
        start = that_after(self.tokens, cue, self.words)
        if start > cue.end + 1 and self.follows_quotation(cue):
            return None  # of its speaker: “…”, dijo un funcionario que estuvo allí
        if start:
            return None if self.quotes(start) else self.made(start, self.end(start), THAT, cue)
        untold = cue.end < len(self.tokens) and self.tokens[cue.end].low in self.words.words["topics"]
        if untold or self.quotes(cue.end) or self.follows_quotation(cue):
            return None
        start = after_attitude(self.tokens, cue, self.words) or self.after_addressee(cue)
        end = self.end(start)
        if self.tokens[cue.end : cue.end + 1] and self.tokens[cue.end].text == "," and (broken := self.broken(cue)):
            return broken
        if self.opens_clause(start, end):
            return self.made(start, end, BARE, cue)
        if cue.first and self.tokens[cue.first - 1].text == "," and (before := self.trailing(cue)):
            return before
        if cue.kind == "report":
            return self.made(cue.end, self.object_end(cue.end), OBJECT, cue)
        return self.trailing(cue)

    def joined(self, cue: Cue) -> Iterator[int]:
        """Where the clauses begin that “… and that …” adds to the one of a cue."""
        start = that_after(self.tokens, cue, self.words) or (cue.end if cue.kind in ("say", "report", "think") else 0)
        stop = next((other.first for other in self.cues if other.first > start), len(self.tokens)) if start else 0
        for i in range(start + 1, stop):
            before = self.tokens[i - 1].low in self.words.words["and"]
            if before and self.tokens[i].low in self.words.words["that"] and not self.quotes(i + 1):
                yield i + 1

    def broken(self, cue: Cue) -> Claim | None:
        """The sentence around “…, he argued, …”, when what stands in front is no clause by itself."""
        comma = next(
            (i for i in range(cue.first - 1, max(0, cue.first - FAR_COMMA), -1) if self.tokens[i].text == ","), 0
        )
        start = clause_start(self.tokens, comma, self.words)
        front, behind = self.tokens[start:comma], self.tokens[cue.end + 1 : cue.end + 3]
        joins = not behind or behind[0].low in self.cutting or behind[0].text == QUOTED
        if not front or joins or has_verb(front, self.words) or any(token.text == QUOTED for token in front):
            return None
        end = self.end(cue.end + 1)
        return self.made(start, end, TRAILING, cue) if has_verb(self.tokens[cue.end : end], self.words) else None

    def trailing(self, cue: Cue) -> Claim | None:
        """What stands before “…, the minister said”."""
        comma = next((i for i in range(cue.first - 1, 0, -1) if self.tokens[i].text == ","), 0)
        start = clause_start(self.tokens, comma, self.words)
        rivals = any(start <= other.first < cue.first for other in self.cues)
        if not comma or cue.first - comma > FAR_COMMA or rivals or self.tokens[comma + 1].low in self.cutting:
            return None
        good = has_verb(self.tokens[start:comma], self.words) and self.tokens[start].text != QUOTED
        return self.made(start, comma, TRAILING, cue) if good else None

    def source(self, cue: Cue) -> Claim | None:
        """What somebody says according to whom: the clause after “according to X,” or the one before it."""
        comma = next((i for i in range(cue.end, min(cue.end + 25, len(self.tokens))) if self.tokens[i].text == ","), 0)
        before = self.tokens[cue.first - 1].text if cue.first else ""
        joining = self.words.words["and"] | self.words.words["that"] | self.words.words["because"]
        meant = self.tokens[cue.end : cue.end + 1]
        if before and self.tokens[cue.first - 1].low in self.words.words["relatives"] and is_pronoun(meant, self.words):
            return self.made(cue.end + 1, self.end(cue.end + 1), SOURCE, cue)
        if cue.first == 0 or self.tokens[cue.first - 1].low in joining:
            start = self.after_source(cue, comma)
            return self.made(start, self.end(start), SOURCE, cue) if start else None
        if before == "," and comma and (subject := self.aside_start(cue)) >= 0:
            start = subject if subject < cue.first - 1 else comma + 1
            return self.made(start, self.end(comma + 1), SOURCE, cue)
        start = clause_start(self.tokens, cue.first - (before == ","), self.words)
        if start < cue.first and QUOTED in (self.tokens[start].text, self.tokens[start - 1].text if start else ""):
            return None
        start = max([start, *(that_after(self.tokens, one, self.words) for one in self.cues if one.end < cue.first)])
        return self.made(start, cue.first, SOURCE, cue)

    def after_source(self, cue: Cue, comma: int) -> int:
        """Where the clause begins after “according to X,”: past asides without a verb or with a preposition."""
        best = 0
        while comma:
            start, end = comma + 1, self.end(comma + 1)
            if has_verb(self.tokens[start:end], self.words):
                best = best or start
                amount = self.tokens[min(start + 1, end - 1)].low in self.words.words["amounts"]
                when = self.words.words["prepositions"] | self.words.words["times"]
                if amount or self.tokens[start].low not in when:
                    return start
            comma = next((i for i in range(start, len(self.tokens)) if self.tokens[i].text == ","), 0)
        return best

    def aside_start(self, cue: Cue) -> int:
        """Where the subject begins before “…, according to X, …” inside a clause; -1 when that is at its end."""
        end = cue.first - 1
        start = clause_start(self.tokens, end, self.words)
        if end > start and self.tokens[end - 1].low in self.words.words["that"] | self.words.words["relatives"]:
            return end
        comma = next((i for i in range(end - 1, start - 1, -1) if self.tokens[i].text == ","), start - 1)
        before, after = self.tokens[comma + 1 : end], self.tokens[cue.end : cue.end + 25]
        main = next((i for i, token in enumerate(after) if token.text == ","), len(after))
        verb = any(self.words.is_verb(token) for token in after[main + 1 : main + 3])
        return (start if comma < start else comma + 1) if verb and before else -1

    def denial(self, cue: Cue) -> Claim | None:
        """The whole clause of a denial, with its speaker."""
        start = subject_start(self.tokens, cue.first, self.words)
        if cue.first and self.tokens[cue.first - 1].low in self.words.words["relatives"]:
            return None
        claim = self.made(start, self.end(cue.end), DENIAL, cue, fewest=2)
        return claim and claim._replace(denies=True)

    def blame(self, cue: Cue) -> Claim | None:
        """What follows “accused X of” and “X was accused of”."""
        end, link = self.end(cue.end), link_of(self.tokens, cue, self.words)
        if not 0 < link < max(end, cue.end + FAR_BLAME):
            return self.made(cue.end, end, OBJECT, cue)
        claim = self.made(link + 1, self.end(link + 1), BLAME, cue, fewest=1)
        blamed = (cue.end, link)
        if is_passive(self.tokens, cue, self.words):
            helping = self.words.words["between"] | self.words.words["passives"]
            last = next((i for i in range(cue.first, 0, -1) if self.tokens[i - 1].low not in helping), cue.first)
            blamed = (subject_start(self.tokens, cue.first, self.words), last)
        return claim and claim._replace(blamed=blamed)

    def naming(self, cue: Cue) -> Claim | None:
        """What is called something, with what it is called; of what somebody has said it is a denial."""
        if self.quotes(cue.end) or self.follows_quotation(cue):
            return None
        end = self.end(cue.end)
        named = self.tokens[cue.end : end]
        if any(token.low in self.words.words["sayings"] for token in named[:4]):
            return self.denial(cue)
        start = that_after(self.tokens, cue, self.words)
        if start:
            return self.made(start, self.end(start), THAT, cue)
        marked = any(token.text in '“"«‘' or token.low in self.words.words["named_as"] for token in named)
        return self.made(cue.end, end, NAMING, cue, fewest=2) if marked else None

    def wish(self, cue: Cue) -> Claim | None:
        """What is asked for or promised."""
        start = that_after(self.tokens, cue, self.words) or cue.end
        tail = self.tokens[cue.first : cue.first + 8]
        asked = self.tokens[start : start + 1] and self.tokens[start].low in self.words.words["topics"]
        if asked or self.quotes(start) or self.words.phrases["anonymity"].count(tail):
            return None
        if start == cue.end and self.follows_quotation(cue):
            return None
        if start == cue.end and self.tokens[start : start + 1] and self.tokens[start].low in self.words.words["to"]:
            start += 1
        return self.made(start, self.end(start), WISH, cue)

    # -- where clauses stand

    def end(self, start: int) -> int:
        """Where the clause ends that begins at a token."""
        return clause_end(self.tokens, start, self.words)

    def object_end(self, start: int) -> int:
        """Where an object without a verb of its own ends: at a comma, unless that goes on counting."""
        end = self.end(start)
        commas = (i for i in range(start, end - 1) if self.tokens[i].text == ",")
        goes_on = self.words.words["and"] | self.words.words["counting"]
        stop = next((i for i in commas if self.tokens[i + 1].low not in goes_on), end)
        return stop if stop - start >= FEWEST else end

    def quotes(self, start: int) -> bool:
        """Whether a quotation follows that is a claim by itself."""
        while start < len(self.tokens) and self.tokens[start].text in ",:":
            start += 1
        return start < len(self.tokens) and self.tokens[start].text == QUOTED

    def follows_quotation(self, cue: Cue) -> bool:
        """Whether a quotation stands before the speaker: “…,” the minister said."""
        i = cue.first - 1
        while i >= 0 and cue.first - i < 14:
            if self.tokens[i].text == QUOTED:
                return not any(i < other.first < cue.first for other in self.cues)
            i -= 1
        return False

    def after_addressee(self, cue: Cue) -> int:
        """Where the clause may begin after “told reporters” or “said on Tuesday”."""
        i = cue.end
        if self.tokens[cue.first].low in self.words.words["addressing"] and i < len(self.tokens):
            while i < len(self.tokens) and not self.words.is_verb(self.tokens[i]) and i - cue.end < 3:
                i += 1
            return cue.end + 1 if i - cue.end >= 2 else cue.end
        return i

    def opens_clause(self, start: int, end: int) -> bool:
        """Whether the tokens are a clause with a subject in front: “the rate is fixed”."""
        if start >= end or self.tokens[start].low in self.words.words["prepositions"]:
            return False
        verb = next((i for i in range(start, end) if self.words.is_verb(self.tokens[i])), end)
        signs = any(not token.is_word and token.text not in "-’'“”\"()%$€" for token in self.tokens[start:verb])
        return start < verb < end and not signs and verb - start <= 12

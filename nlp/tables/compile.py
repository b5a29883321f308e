"""Compiles the tables of this folder from public lists: ``python -m nlp.tables.compile DATA_FOLDER``.

Not part of the running product. ``DATA_FOLDER`` holds the sources named in :file:`README.md`. Facts only: names and how
they are written, no counts of bearers.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.swedish import sort_key
from nlp.tables import FOLDER, words

LEAST_BEARERS = 200  # of a first name: below it most are spellings that the surname beside them tells anyway
LEAST_SHORT_BEARERS = 600  # two letters: Bo and Al, but not every transcription
LEAST_LOWER = 4  # lower-case uses in the corpus that make a place name doubtful as the first word of a sentence

# Words that a sentence begins with and that are nobody's name in case files, whatever the register says.
NOT_FIRST_NAMES = words("not_first_names")
NOT_SURNAMES = words("not_surnames")
NOT_AUTHORITIES = words("not_authorities")
NOT_DOUBTFUL = frozenset(
    {"Stockholm", "Finspång", "Kilsmo", "Johannishus", "Blombacka"}
)  # their words are misspellings
DOUBTFUL = frozenset({"Ale", "Berg", "Boden", "Ed", "Kil", "Lund", "Mark", "Mora", "Sala"})
LANGUAGES_MORE = (
    # what menus of Swedish authorities write and CLDR does not
    *(
        "Dari",
        "Farsi",
        "Jiddisch",
        "Kurmanji",
        "Meänkieli",
        "Pashto",
        "Romani",
        "Romani chib",
        "Romani Čhib",
        "Romanés",
    ),
    *("Davvisámegiella", "Julevsámegiella", "Åarjelsaemien", "Samiska", "Sorani", "Soomaali", "Arli", "Kalderash"),
    *("Lovara", "Kaale", "Bosanski", "Hrvatski", "Srpski", "BKS", "Lättläst", "Lätt svenska", "Teckenspråk"),
    *("Svenskt teckenspråk", "Simplified Chinese", "Easy to read", "Sign language"),
)
PROVINCES = words("provinces")


def main(data: Path) -> None:
    """Writes every table. Sorted in Swedish order, one value a line, the source in the first line."""
    admin = list(csv.DictReader((data / "gaz-kommuner-lan-codes/swedish_admin_areas.csv").open(encoding="utf-8")))
    municipalities = [row["municipality_name"] for row in admin]
    counties = [row["county_name"] for row in admin]
    admin_source = "civil divisions of Statistics Sweden, by dnouri/polisen-se-events-history (public domain)"
    write("municipalities", admin_source, municipalities)
    write("counties", admin_source, counties)
    firsts = sorted(first_names(data))
    write(
        "first_names", "SCB, names in the population 2020-12-31, by peterdalle/svensktext; given names in use", firsts
    )
    families = surnames(data, set(firsts))
    write("surnames", "SCB top names by peterdalle/svensktext; Wikipedia titles; Riksdag members", families)
    places = localities(data)
    write("localities", "sphrak/svenska-stader (Apache-2.0) and peterdalle/svensktext (hising)", places)
    write("countries", "peterdalle/svensktext platser/lander.csv", countries(data))
    doubtful = doubtful_places({*places, *municipalities}, {*firsts, *families}, data)
    write("doubtful_places", "places that are also names or, in government text, words; computed here", doubtful)
    write("authorities", "civictechsweden/myndighetsdata; peterdalle/svensktext", authorities(data))
    write_languages()


def write_languages() -> None:
    """The one table that needs no folder: Babel is installed with the product."""
    write(
        "languages", "Unicode CLDR (Unicode License v3), through Babel; some written down in the compiler", languages()
    )


def write(name: str, source: str, values: Iterable[str]) -> None:
    lines = sorted(set(values), key=sort_key)
    (FOLDER / f"{name}.txt").write_text("\n".join([f"# source: {source}", *lines]) + "\n", encoding="utf-8")


def first_names(data: Path) -> Iterator[str]:
    bearers: Counter[str] = Counter()
    for sex in ("kvinnor", "man"):
        with (data / f"gaz-svensktext/namn/tilltalsnamn-{sex}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                bearers[row["name"]] += int(row["persons"])
    for name, count in bearers.items():
        least = LEAST_SHORT_BEARERS if len(name) < 3 else LEAST_BEARERS
        if count >= least and name not in NOT_FIRST_NAMES and re.fullmatch(r"[^\W\d_][\w'’-]+", name):
            yield name


def surnames(data: Path, firsts: set[str]) -> list[str]:
    with (data / "gaz-derived/surnames.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    kept = []
    for row in rows:
        name = row["surname"]
        sure = bool(row["scb_top1000_bearers"]) or int(row["riksdag_count"] or 0) >= 2
        often = int(row["wiki_title_count"] or 0) >= 4 and name not in firsts
        if (
            (sure or often)
            and name not in NOT_SURNAMES
            and re.fullmatch(r"[A-ZÅÄÖÉÜÁ][\w'’-]*[a-zåäöéüáíóõñçøæ]", name)
        ):
            kept.append(name)
    return kept


def localities(data: Path) -> set[str]:
    with (data / "gaz-svenska-stader/svenska-stader.csv").open(encoding="utf-8") as file:
        names = {row["Locality"].strip() for row in csv.DictReader(file)}
    with (data / "gaz-svensktext/platser/ortsnamn.csv").open(encoding="utf-8") as file:
        names |= {row["city"].strip() for row in csv.DictReader(file)}
    return {name for name in names if re.fullmatch(r"[A-ZÅÄÖ][\w -]{2,40}", name) and " och " not in name}


def countries(data: Path) -> set[str]:
    with (data / "gaz-svensktext/platser/lander.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = {row[key].strip() for row in rows for key in ("country", "capital", "alternative_name")}
    return {name for name in names if len(name) > 2 and name not in ("Man", "Oman ", "Male")}


def doubtful_places(places: set[str], persons: set[str], data: Path) -> set[str]:
    lower: Counter[str] = Counter()
    with gzip.open(data / "raw-regeringen-g0vse/regeringen.jsonl.gz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number % 5 == 0:
                lower.update(re.findall(r"\b[a-zåäöé]+\b", str(json.loads(line).get("text", ""))))
    words = {place for place in places if lower[place.lower()] >= LEAST_LOWER and place not in NOT_DOUBTFUL}
    return words | {place for place in places if place in persons} - NOT_DOUBTFUL | DOUBTFUL


def authorities(data: Path) -> set[str]:
    merged = json.loads((data / "gaz-myndighetsdata/merged.json").read_text(encoding="utf-8"))
    with (data / "gaz-svensktext/organisationer/myndigheter.tsv").open(encoding="utf-8") as file:
        names = {row["name"].strip() for row in csv.DictReader(file, delimiter="\t")} | set(merged)
    known = {name for name in names if _is_authority(name)} - NOT_AUTHORITIES
    return {name for name in known if not name.split()[0].isupper()} | {
        "Polisen",
        "Polismyndigheten",
        "Skolinspektionen",
    }


def languages() -> Iterator[str]:
    """Every language by its own name and its Swedish name, as menus write them: with a capital."""
    from babel import Locale
    from babel.localedata import locale_identifiers

    swedish = Locale("sv").languages
    own = (Locale.parse(code) for code in locale_identifiers() if "_" not in code and code != "root")
    names = [*swedish.values(), *(str(one.languages.get(one.language, "")) for one in own), *LANGUAGES_MORE]
    for name in names:
        plain = name.partition(" (")[0].strip()
        if plain:
            yield plain[0].upper() + plain[1:]


def _is_authority(name: str) -> bool:
    plain = re.fullmatch(r"[A-ZÅÄÖ][\w ,&-]{3,80}", name) is not None
    place_abroad = re.search(r"ambassad|konsulat|delegation vid|sändebud|-fonden$", name, re.IGNORECASE) is not None
    return plain and not place_abroad and "," not in name and not name.isupper()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

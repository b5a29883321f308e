"""An archive of made-up papers in which some people stand in every written form that is looked for.

Among others who are called alike, are of the same family, or only stand beside them. Each planting has a word of its
own in its sentence (``post0017``), by which a find of it is known.

Forms of names: in full, inverted, with initials before and after, genitive, capitals, with a name between that nobody
asked for, former surname, over a line between words and within one, spaced out, in one word, in tables, heads of mails
and names of files, with one letter read wrong (:data:`MISREAD`, of which the product's own table knows about half).
Forms of numbers: 10 and 12 digits, with and without signs, over a line, in tables and file names, letters read for
digits; telephone, e-mail, account and vehicle.

Others: a namesake with a number or a day of birth beside the name, two relatives with the same surname, and strangers,
in the very sentences of the plantings. The same seed gives the same papers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from sample.identities import personnummer
from sample.people_names import full

MISREAD: Final = {
    "l": "1", "i": "l", "o": "0", "s": "5", "e": "c", "a": "o", "n": "r", "å": "a", "ä": "a", "ö": "o", "m": "rn",
    "t": "f", "h": "b", "u": "ii", "r": "n",
}  # fmt: skip
"""What a letter is read as; in numbers only letters are read for digits: another digit is another number."""
MISREAD_DIGITS: Final = {"0": "O", "1": "l", "5": "S", "8": "B", "2": "Z", "6": "b", "9": "g"}
_FILLER: Final = (
    "Ärendet gäller tillsyn av en verksamhet i kommunen.",
    "Vid besöket lämnades upplysningar om lokalens användning.",
    "Handlingarna har granskats utan anmärkning.",
    "Fakturan avser utfört arbete under perioden.",
    "Beslutet kan överklagas inom tre veckor.",
    "Nämnden har tagit del av underlaget.",
)
_WORDS: Final = {word.strip(".,").casefold() for line in _FILLER for word in line.split()}


@dataclass(frozen=True, slots=True)
class Human:
    given: tuple[str, ...]
    surname: str
    former: str
    number: str  # 12 digits
    phone: str
    email: str
    account: str
    vehicle: str

    @property
    def name(self) -> str:
        return f"{self.given[0]} {self.surname}"

    @property
    def short(self) -> str:
        return f"{self.number[2:8]}-{self.number[8:]}"

    @property
    def born(self) -> str:
        return f"{self.number[:4]}-{self.number[4:6]}-{self.number[6:8]}"

    @property
    def words(self) -> set[str]:
        return {word for name in (*self.given, self.surname, self.former) for word in name.replace("-", " ").split()}


@dataclass(frozen=True, slots=True)
class Planting:
    """``mark`` stands in its sentence; ``sort``: ``name`` or ``number``; ``form`` which."""

    person: int
    mark: str
    sort: str
    form: str


@dataclass(slots=True)
class Archive:
    people: list[Human]
    others: list[Human]
    files: dict[str, bytes] = field(default_factory=dict)
    planted: list[Planting] = field(default_factory=list)
    strangers: dict[int, list[Human]] = field(default_factory=dict)


def made(people: int, seed: int = 1, *, apart: bool = True) -> Archive:
    """The archive of so many people who ask. ``apart``: each form in a paper of its own (some fifty for each)."""
    return _Maker(people, Random(seed), apart).made()


class _Maker:
    def __init__(self, people: int, random: Random, apart: bool) -> None:
        self._random, self._apart, self._taken, self._marks = random, apart, set[str](), 0
        asked = [self._human() for _ in range(people)]
        self._archive = Archive(asked, [self._human() for _ in range(max(4, people))])

    def made(self) -> Archive:
        for number, human in enumerate(self._archive.people):
            relatives = [self._human(surname=human.surname) for _ in range(2)]
            namesake = self._human(given=human.given, surname=human.surname)
            self._archive.strangers[number] = [*relatives, namesake]
            self._papers(number, human, relatives, namesake)
        return self._archive

    def _human(self, given: tuple[str, ...] = (), surname: str = "") -> Human:
        random = self._random
        while True:
            born, man = date(1940, 1, 1) + timedelta(days=random.randrange(23_000)), random.random() < 0.5
            first, last = full(random, man, born.year)
            second, former = full(random, man, born.year)
            human = Human(
                given or (first, second), surname or last, former,
                personnummer(random, born, man), f"070-{random.randrange(100, 999)} {random.randrange(10, 99)} "
                f"{random.randrange(10, 99)}", f"{first}.{last}@post.example".replace(" ", "").lower(),
                f"{random.randrange(5000, 5999)}-{random.randrange(1000, 9999)}",
                f"{random.choice('BCDFGH')}{random.choice('KLMNPR')}{random.choice('STUWXY')}{random.randrange(10, 99)}"
                f"{random.randrange(10)}",
            )  # fmt: skip
            new = {word.casefold() for word in human.words} - {
                w.casefold() for n in (*given, surname) for w in n.split()
            }
            if not new & (self._taken | _WORDS) and all(len(word) > 3 for word in new):
                self._taken |= new
                return human

    def _mark(self, person: int, sort: str, form: str) -> str:
        self._marks += 1
        mark = f"post{self._marks:04d}"
        self._archive.planted.append(Planting(person, mark, sort, form))
        return mark

    def _papers(self, person: int, human: Human, relatives: list[Human], namesake: Human) -> None:
        beside = [*relatives, *self._random.sample(self._archive.others, 2)]
        self._forms(person, "name", name_forms(human, self._random), beside)
        forms = name_forms(human, self._random)
        own = [self._sentence(person, "name", form, written, beside) for form, written in forms]
        own.insert(2, f"Sökande är {human.name}, {human.short}.")
        self._put(person, "own", own)
        self._forms(person, "number", number_forms(human), beside)
        self._table(person, human, relatives, namesake)
        self._mail(person, human, relatives[0])
        self._named_files(person, human)
        self._namesakes(person, namesake, relatives)

    def _forms(self, person: int, sort: str, forms: Iterator[tuple[str, str]], beside: list[Human]) -> None:
        parts = [(form, self._sentence(person, sort, form, written, beside)) for form, written in forms]
        if self._apart:
            for form, part in parts:
                self._put(person, form, [part])
        else:
            self._put(person, sort, [part for _, part in parts])

    def _sentence(self, person: int, sort: str, form: str, written: str, beside: list[Human]) -> str:
        other = self._random.choice(beside)
        mark = self._mark(person, sort, form)
        told = self._random.choice((
            f"Enligt {mark} har {written} varit på platsen med {other.name}.",
            f"Samtal i {mark} med {other.name} ({other.short}) om {written} och avgiften.",
            f"I {mark} nämns {written} tillsammans med {other.name}, telefon {other.phone}.",
        ))  # fmt: skip
        return f"{self._random.choice(_FILLER)} {told} {self._random.choice(_FILLER)}"

    def _put(self, person: int, form: str, parts: list[str]) -> None:
        text = "\n\n".join(["Tjänsteanteckning", *parts, self._random.choice(_FILLER)])
        self._archive.files[f"anteckning-{person}-{form}-{len(self._archive.files)}.txt"] = text.encode()

    def _table(self, person: int, human: Human, relatives: list[Human], namesake: Human) -> None:
        rows = ["Namn;Personnummer;Belopp;Post"]
        rows += [f"{each.surname}, {each.given[0]};{each.short};1200;rad" for each in (*relatives, namesake)]
        rows.insert(2, f"{human.surname}, {human.given[0]};{human.short};3400;{self._mark(person, 'number', 'row')}")
        rows.append(f"{human.name};;5600;{self._mark(person, 'name', 'row')}")
        self._archive.files[f"utbetalningar-{person}.csv"] = "\n".join(rows).encode()

    def _mail(self, person: int, human: Human, relative: Human) -> None:
        mark = self._mark(person, "name", "mail")
        head = [f"From: {human.name} <{human.email}>", f"To: {relative.name} <{relative.email}>",
                f"Subject: Fråga om {mark} från {human.name}", "Date: Mon, 4 Mar 2024 10:00:00 +0100",
                "MIME-Version: 1.0", 'Content-Type: text/plain; charset="utf-8"']  # fmt: skip
        body = f"Hej,\n\n{self._random.choice(_FILLER)}\n\nHälsningar\n{human.given[0]}"
        self._archive.files[f"brev-{person}.eml"] = "\n".join([*head, "", body]).encode()

    def _named_files(self, person: int, human: Human) -> None:
        first, last = human.given[0], human.surname.replace(" ", "")
        for form, sort, written in (
            ("file_humps", "name", f"{first}{last}"), ("file_underscore", "name", f"{last}_{first}"),
            ("file_small", "name", f"{first}{last}".lower()), ("file_number", "number", human.short.replace("-", "_")),
        ):  # fmt: skip
            name = f"{self._mark(person, sort, form)}_{written}.txt"
            self._archive.files[name] = f"{self._random.choice(_FILLER)} Post {len(self._archive.files)}.".encode()

    def _namesakes(self, person: int, namesake: Human, relatives: list[Human]) -> None:
        one, other = relatives
        for text in (
            f"Anmälan mot {namesake.name} ({namesake.short}) har kommit in.",
            f"Ordförande är {namesake.name}, född {namesake.born}, och {one.name}.",
            f"{other.name} och {one.name} bor på samma adress, {other.short}.",
        ):
            self._put(person, "others", [text])


def name_forms(human: Human, random: Random) -> Iterator[tuple[str, str]]:
    """The written forms of a name, each with what it is called."""
    first, second, last = human.given[0], human.given[1], human.surname
    yield "whole", human.name
    yield "all", f"{first} {second} {last}"
    yield "hyphen", f"{first}-{second} {last}"
    yield "inverted", f"{last}, {first}"
    yield "inverted_all", f"{last}, {first} {second}"
    yield "initial", f"{first[0]}. {last}"
    yield "initial_after", f"{last}, {first[0]}."
    yield "genitive", f"{human.name}{'' if last[-1] in 'sxz' else 's'} bil"
    yield "capitals", human.name.upper()
    yield "former", f"{first} {human.former}"
    yield "between", f"{first} Qvidomir {last}"
    yield "over_line", f"{first}\n{last}"
    cut = len(last) // 2
    yield "torn", f"{first} {last[:cut]}-\n{last[cut:]}"
    yield "spaced", f"{first} {' '.join(last.replace(' ', '').upper())}"
    yield "together", f"{first}{last}".replace(" ", "")
    yield "misread_first", f"{misread(first, random)} {last}"
    yield "misread_last", f"{first} {misread(last, random)}"


def number_forms(human: Human) -> Iterator[tuple[str, str]]:
    short, whole = human.number[2:], human.number
    yield "dash", human.short
    yield "tight", short
    yield "twelve", whole
    yield "twelve_dash", f"{whole[:8]}-{whole[8:]}"
    yield "space", f"{short[:6]} {short[6:]}"
    yield "torn_digits", f"{short[:4]} {short[4:6]}-{short[6:8]} {short[8:]}"
    yield "over_line", f"{short[:6]}-\n{short[6:]}"
    read = "".join(MISREAD_DIGITS.get(sign, sign) if at in (3, 5, 8) else sign for at, sign in enumerate(short))
    yield "misread", f"{read[:6]}-{read[6:]}"
    phone = human.phone.replace("-", "").replace(" ", "")
    yield "phone", human.phone
    yield "phone_tight", phone
    yield "phone_abroad", f"+46 {phone[1:3]} {phone[3:]}"
    yield "email", human.email
    yield "account", human.account
    yield "vehicle", f"{human.vehicle[:3]} {human.vehicle[3:]}"


def misread(word: str, random: Random) -> str:
    """The word with one letter read as another."""
    places = [at for at, sign in enumerate(word) if at and sign in MISREAD]
    if not places:
        return word
    at = random.choice(places)
    return word[:at] + MISREAD[word[at]] + word[at + 1 :]

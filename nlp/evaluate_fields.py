"""How far fields are right: a measure of ``samsyn evaluate`` (docs/evaluate.md)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any, Final

from models.gold import GoldDocument
from models.mention import Label
from nlp.evaluate_roles import Roles
from nlp.fields.field_names import DATE, field_names
from nlp.gold_papers import Paper, day
from nlp.scoring import Tally

PICTURES, TEXTS = "scans", "born_digital"
PEOPLE: Final = frozenset({"applicant", "subject", "complainant", "handled_by"})
"""Fields of the gold that name people. What else bears such a name (a mail's subject line) is no answer to them."""


_WORDS: Final = 12
"""Code points from which on a value within the other is the same: a street's address without its postcode, a reason."""


class Fields:
    """Fields by value, in the papers whose gold states them and whose kind has them; and the roles of persons.

    Of a field that a paper has once, any of the gold's values is right. A person is right under any name by which the
    paper calls them; a date without its year or day is the date that it may be.
    """

    def __init__(self) -> None:
        self._tally = Tally()
        self._by_carrier = {PICTURES: Tally(), TEXTS: Tally()}
        self._beside = Counter[str]()
        self._roles = Roles()

    def add(self, paper: Paper) -> None:
        people = names_of_people(paper.gold)
        for name, field in field_names().items():
            if paper.gold.kind and not field.is_of(paper.gold.kind):
                continue
            stated = _stated(paper.gold, name, people)
            answers = {one.value for one in paper.said.fields if one.name == name and (one.role or name not in PEOPLE)}
            if stated:
                self._count(paper, name, stated, answers, single=field.single)
            elif answers and paper.gold.fields is not None:
                self._beside[name] += 1
        self._roles.add(paper)

    def _count(self, paper: Paper, name: str, stated: list[frozenset[str]], answers: set[str], *, single: bool) -> None:
        """Count the distinct things that the gold states, those that were told, and the told ones among them."""
        hit = [values for values in stated if any(_same(answer, value) for answer in answers for value in values)]
        wrong = [answer for answer in answers if not any(_same(answer, value) for one in stated for value in one)]
        wanted, right = (1, min(len(hit), 1)) if single else (len(stated), len(hit))
        keys = [[(name, at) for at in range(count)] for count in (wanted, right + len(wrong), right)]
        for tally in (self._tally, self._by_carrier[PICTURES if is_scan(paper.gold) else TEXTS]):
            tally.add(*keys)

    def report(self) -> dict[str, Any]:
        """Micro, by field and by carrier, with counts; ``beside``: papers with a field that their gold is silent of."""
        scores = self._tally.scores([name for name in field_names() if self._tally.gold[name]], counts=True)
        carriers = {name: tally.scores(counts=True)["micro"] for name, tally in self._by_carrier.items()}
        beside = dict(sorted(self._beside.items()))
        return {
            "micro": scores["micro"], **carriers, "fields": scores["labels"], "beside": beside,
            "roles": self._roles.report(),
        }  # fmt: skip


def is_scan(document: GoldDocument) -> bool:
    """Whether any of its pages is a picture."""
    return any(page.method == "ocr" for page in document.pages)


def names_of_people(document: GoldDocument) -> Mapping[str, frozenset[str]]:
    """For each name of a person in the paper, every name by which it calls the same one."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for mention in document.mentions or ():
        if mention.label is Label.PERSON and mention.entity:
            names[mention.entity].add(mention.value)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for some in names.values():
        for name in some:
            found[name] |= some
    return {name: frozenset(some) for name, some in found.items()}


def _stated(document: GoldDocument, name: str, people: Mapping[str, frozenset[str]]) -> list[frozenset[str]]:
    """The distinct things that the gold gives a field, each by all its values. The document's own date is one if it is
    written in the paper."""
    values = {field.value for field in document.fields or () if field.name == name}
    if name == DATE and day(document.date) and _is_written(document):
        values.add(document.date)
    things: list[set[str]] = []
    for value in sorted(values, key=len, reverse=True):
        of_person = people.get(value, frozenset()) if name in PEOPLE else frozenset[str]()
        into = next((thing for thing in things if value in thing or any(_same(value, other) for other in thing)), None)
        if into is None:
            things.append({value, *of_person})
        else:
            into |= {value, *of_person}
    return [frozenset(thing) for thing in things]


def _same(left: str, right: str) -> bool:
    """Whether two values may be one: equal, one within the other, or dates of which one lacks its year or day."""
    if left == right:
        return True
    short, long = sorted((" ".join(left.split()), " ".join(right.split())), key=len)
    if len(short) >= _WORDS and short in long:
        return True
    if short.startswith("--"):
        return long[4:] == short[1:]
    return len(short) == len("2024-05") and short[:4].isdigit() and long.startswith(f"{short}-")


def _is_written(document: GoldDocument) -> bool:
    """Whether the document's own date stands in its text, or in the header of a mail."""
    dates = (mention.value for mention in document.mentions or () if mention.label is Label.DATE)
    return document.headers is not None or document.date in dates

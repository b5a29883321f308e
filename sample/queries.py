"""Searches whose answers are known, by class, each document with a grade (``docs/evaluate.md``).

Grades: 3 what was looked for, 2 clearly of use, 1 holds the words but is about something or somebody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sample.entities import Company, Person, Vehicle
from sample.events import Event
from sample.varieties import VARIETIES

Record = dict[str, Any]
MOST = 40
"""So many events at the most are asked about."""
_STRIPPED = "(\"”'.,:;»«)!?"


@dataclass(frozen=True, slots=True)
class Query:
    """``name`` is its class: name, identifier, words, topic, combination or known_item.

    Which of the others count follows from the class; a document is graded by :meth:`grade`.
    """

    name: str
    text: str
    why: str = ""
    value: str = ""
    entity: str = ""
    words: tuple[str, ...] = ()
    variety: str = ""

    def grade(self, record: Record) -> int:
        """How well a document answers, 0 if it does not."""
        return _GRADES[self.name](self, record)

    def key(self) -> tuple[str, str]:
        """What a document must have to be worth grading: an entity, a value or a topic; of words, nothing."""
        match self.name:
            case "name" | "combination":
                return "entity", self.entity
            case "identifier":
                return "value", self.value
            case "topic":
                return "topic", self.text
        return "words", ""

    def record(self, answers: list[tuple[str, int]]) -> Record:
        """As it stands in the file, the best answers first."""
        ranked = sorted(answers, key=lambda one: -one[1])
        return {
            "class": self.name, "query": self.text, "why": self.why,
            "answers": [{"path": path, "grade": grade} for path, grade in ranked],
        }  # fmt: skip


def _name(query: Query, record: Record) -> int:
    best = 0
    for one in record["mentions"]:
        if one["label"] in ("PERSON", "ORG") and one["entity"] == query.entity:
            best = max(best, 3 if one["role"] not in ("", "official", "bystander") or one["label"] == "ORG" else 2)
        elif one["value"] == query.value:
            best = max(best, 1)
    return best


def _identifier(query: Query, record: Record) -> int:
    return 3 if any(one["value"] == query.value for one in record["mentions"]) else 0


def _words(query: Query, record: Record) -> int:
    text = " ".join(page["text"] for page in record["pages"]).lower()
    if not all(word in text for word in query.words):
        return 0
    tokens = [token.strip(_STRIPPED) for token in text.split()]
    return 2 if all(any(token.startswith(word) for token in tokens) for word in query.words) else 0


def _topic(query: Query, record: Record) -> int:
    return 3 if query.text in record["topics"] else 0


def _combination(query: Query, record: Record) -> int:
    if not any(one["entity"] == query.entity for one in record["mentions"]):
        return 0
    return 3 if record["variety"] == query.variety else 1


@dataclass(frozen=True, slots=True)
class Asked:
    """All queries, found by what a document must have: most documents answer few of many."""

    queries: tuple[Query, ...]
    by_key: Mapping[tuple[str, str], tuple[int, ...]]

    @classmethod
    def of(cls, queries: tuple[Query, ...]) -> Asked:
        """The queries with their keys; a name is looked for by its value too, for the namesakes."""
        found = defaultdict[tuple[str, str], list[int]](list)
        for index, query in enumerate(queries):
            found[query.key()].append(index)
            if query.name == "name":
                found["value", query.value].append(index)
        return cls(queries, {key: tuple(numbers) for key, numbers in found.items()})

    def grades(self, record: Record) -> Iterator[tuple[int, int]]:
        """(number of the query, grade) of those that the document answers."""
        keys = {("words", "")} | {("topic", one) for one in record["topics"]}
        for one in record["mentions"]:
            keys |= {("entity", one["entity"]), ("value", one["value"])}
        worth = {index for key in keys if key in self.by_key for index in self.by_key[key]}
        for index in sorted(worth):
            if grade := self.queries[index].grade(record):
                yield index, grade


_GRADES: dict[str, Callable[[Query, Record], int]] = {
    "name": _name, "identifier": _identifier, "words": _words, "topic": _topic, "combination": _combination,
}  # fmt: skip


def of_events(events: Iterable[Event]) -> Iterator[Query]:
    """Names, numbers and combinations of those whom events are about."""
    for one in events:
        company, person, car = one.cast.companies["company"], one.cast.people["subject"], one.cast.vehicles["car"]
        yield of_person(person, "somebody of an event, in whatever form the name is written")
        yield Query("name", company.name, "a company of an event", value=company.name, entity=company.id)
        yield from _numbers(company, person, car)
        variety = VARIETIES[one.papers[0][0]]
        words = f"{company.trade} {variety.stems[0].lower()}"
        yield Query("combination", words, "who and which sort of paper", entity=company.id, variety=variety.name)


def of_person(person: Person, why: str) -> Query:
    """A person by name: their namesakes are graded 1."""
    return Query("name", person.name, why, value=person.name, entity=person.id)


def _numbers(company: Company, person: Person, car: Vehicle) -> Iterator[Query]:
    number = company.number
    yield Query("identifier", f"{number[:6]}-{number[6:]}", "organisationsnummer", value=number)
    yield Query(
        "identifier", f"{person.number[2:8]}-{person.number[8:]}", "personnummer, ten digits", value=person.number
    )
    yield Query("identifier", car.plate.lower(), "registration plate in lower case", value=car.plate)
    yield Query("identifier", company.place.designation, "property", value=company.place.designation)


def of_topics(topics: Iterable[str]) -> Iterator[Query]:
    """What a phrasing bank says about something that can be searched for."""
    for topic in topics:
        yield Query("topic", topic, "a matter that papers tell of in many ways")


def known_item(record: Record) -> Record | None:
    """A search for this very paper, as somebody remembers it: what it was, whom or where it was about, and the year."""
    named = [
        one
        for one in record["mentions"]
        if one["label"] in ("ADDRESS", "ORG", "PROPERTY") and not one["entity"].startswith(("org:", "loc:"))
        and one["entity"]  # else it is the address in the letterhead, which is on many papers
    ]  # fmt: skip
    people = [one for one in record["mentions"] if one["label"] == "PERSON" and one["role"] not in ("official", "")]
    variety = VARIETIES.get(record["variety"])
    if not named or not people or record["relation"] or variety is None:
        return None
    where, who = named[0]["text"].split(",")[0], people[0]["value"].split()[-1]
    parts = (variety.stems[0].lower(), where, who, record["date"][:4])
    return Query("known_item", " ".join(parts).replace("\n", " "), "this very paper").record([(record["path"], 3)])

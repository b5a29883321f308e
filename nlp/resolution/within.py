"""Within a document: its mentions → references, each with what may tie it to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from models.mention import Label, Mention
from models.reference import NUMBER, VALUE, Key, Mark, Reference
from nlp.resolution import keys
from nlp.resolution.binding import bind
from nlp.resolution.exact import exact
from nlp.resolution.group import Group
from nlp.resolution.offices import is_official
from nlp.resolution.organisations import organisations
from nlp.resolution.persons import persons
from nlp.resolution.spelling import sounded


def references(pages: Sequence[tuple[int, str]], mentions: Sequence[Mention]) -> tuple[Reference, ...]:
    """What a document with these pages ``(number, text)`` says of whom. ``mentions`` are ordered by page and start.

    Every mention but those of quantities is of one reference. Deterministic; no model, nothing from other documents.
    """
    texts = dict(pages)
    bound = bind(texts, mentions)
    people, firms = persons(texts, mentions, bound), organisations(texts, mentions, bound)
    found = [_person(texts, mentions, each, people, firms) for each in people]
    found += [_reference(each, mentions, keys.organisation_keys(each, mentions),
                         keys.organisation_marks(each, mentions)) for each in firms]  # fmt: skip
    found += [_exact(each, mentions) for each in exact(mentions)]
    return tuple(sorted(found, key=lambda one: one.mentions[0]))


def _person(
    texts: Mapping[int, str],
    mentions: Sequence[Mention],
    person: Group,
    people: Sequence[Group],
    firms: Sequence[Group],
) -> Reference:
    namesakes = Counter(_called(each.value) for each in people)
    told = keys.person_keys(
        person,
        mentions,
        keys.Around.of(mentions, firms),
        official=is_official(texts, mentions, person),
        alone=not person.namesake and namesakes[_called(person.value)] == 1,
    )
    return _reference(person, mentions, told, keys.person_marks(person, mentions))


def _called(value: str) -> str:
    """What the keys of a person go by: two of a document that have it alike are not told apart by it."""
    return sounded(keys.told_name(value) or value)


def _exact(one: Group, mentions: Sequence[Mention]) -> Reference:
    if one.label is Label.ADDRESS:
        return _reference(one, mentions, keys.address_keys(one), keys.address_marks(one))
    return _reference(one, mentions, [Key(VALUE, one.value, NUMBER)], ())


def _reference(group: Group, mentions: Sequence[Mention], ties: Iterable[Key], marks: Iterable[Mark]) -> Reference:
    places = tuple((mentions[at].page, mentions[at].start) for at in group.places)
    return Reference(group.label, group.value, places, group.forms, tuple(dict.fromkeys(ties)), tuple(marks))

"""How many of the hand-checked mentions in real texts are found with their place and value, by label."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.identifiers_material import AUTHORITIES, SHARED, Source, read_source
from bench.identifiers_places import FOLDER, PERSONAL, Place, found_again, hashed, places
from models.mention import Mention
from nlp.answers import describe
from nlp.candidate import Context
from nlp.choice import RULES
from nlp.rules import orgnr
from nlp.rules.checks import digits, luhn
from nlp.scoring import Tally

Told = dict[tuple[int, str, int, int], str]
"""Page, label, start and end of what the product says → its value."""


def measure(labels: Collection[str] = (), misses: int = 0, folder: Path = FOLDER) -> dict[str, Any]:
    """Recall over every mention of the set; precision where a passage says that all are listed (``checked``)."""
    by_source = defaultdict[str, list[Place]](list)
    for place in places(folder):
        by_source[place.source].append(place)
    recall, precision, examples = Tally(), Tally(), list[list[Any]]()
    for name, listed in by_source.items():
        source = read_source(name)
        told = _told(source)
        wanted = _wanted(source, [one for one in listed if not one.whole and (not labels or one.label in labels)])
        right = {key for key in wanted if told.get(key) is not None and _same(source, wanted[key], told[key])}
        recall.add(_keys(wanted), _keys(told), _keys(right))
        passages = [one for one in listed if one.whole]
        within = {key for key in told if _is_checked(key, passages) and (not labels or key[1] in labels)}
        precision.add(_keys(wanted), _keys(within), _keys(within & right))
        examples += [[name, "missed", *key] for key in sorted(wanted.keys() - right)]
        examples += [[name, "false", *key, told[key]] for key in sorted(within - right)]
    return _report(recall, precision) | {"registers": registers()} | ({"misses": examples[:misses]} if misses else {})


def registers() -> dict[str, Any]:
    """The organisationsnummer of authorities in a public register: how many hold, and how many of those are found."""
    numbers = sorted(set(_numbers(json.loads((SHARED / AUTHORITIES).read_text("utf-8")))))
    valid = [number for number in numbers if luhn(digits(number))]
    found = [number for number in valid if _is_found(number)]
    return {"numbers": len(numbers), "hold": len(valid), "found": len(found)}


def _numbers(record: Any) -> Iterator[str]:
    held = record.values() if isinstance(record, dict) else record if isinstance(record, list) else ()
    if isinstance(record, dict) and isinstance(record.get("org_nr"), str):
        yield record["org_nr"]
    for one in held:
        yield from _numbers(one)


def _is_found(number: str) -> bool:
    told = orgnr.find(f"Myndigheten, organisationsnummer {number}.", Context(date(2024, 6, 1)))
    return {one.value for one in told} == {digits(number)}


def _told(source: Source) -> Told:
    said: Iterable[Mention] = describe(source.pages, name=source.name.rsplit("/")[-1], pipeline=RULES).mentions
    return {(one.page, one.label.value, one.start, one.end): one.value for one in said}


def _wanted(source: Source, listed: Sequence[Place]) -> dict[tuple[int, str, int, int], Place]:
    wanted = {}
    for place in listed:
        start, end = found_again(source, place) or (place.start or 0, place.end or 0)
        wanted[place.page, place.label, start, end] = place
    return wanted


def _same(source: Source, place: Place, value: str) -> bool:
    return hashed(source, value) == place.hash if place.label in PERSONAL else value == place.value


def _is_checked(key: tuple[int, str, int, int], passages: Sequence[Place]) -> bool:
    page, label, start, end = key
    return any(
        one.page == page and label in one.whole and (one.start or 0) <= start and (one.end is None or end <= one.end)
        for one in passages
    )


def _keys(mentions: Iterable[tuple[int, str, int, int]]) -> list[tuple[str, tuple[int, ...]]]:
    return [(label, (page, start, end)) for page, label, start, end in mentions]


def _report(recall: Tally, precision: Tally) -> dict[str, Any]:
    rows: Mapping[str, Any] = {
        label: {
            "mentions": recall.gold[label],
            "found": recall.right[label],
            "recall": round(recall.right[label] / recall.gold[label], 4) if recall.gold[label] else None,
            "checked": precision.found[label],
            "precision": (
                round(precision.right[label] / precision.found[label], 4) if precision.found[label] else None
            ),
        }
        for label in sorted({*recall.gold, *precision.found})
    }
    mentions, found = recall.gold.total(), recall.right.total()
    checked, right = precision.found.total(), precision.right.total()
    total = {
        "mentions": mentions,
        "recall": round(found / mentions, 4) if mentions else None,
        "checked": checked,
        "precision": round(right / checked, 4) if checked else None,
    }
    return {"micro": total, "labels": rows}

"""Searches of each class over the texts of a sample archive, with answers that no part of our analysis decides.

Other forms of a word come from hunspell-sv (``bench/word_forms.py``), parts of compounds from plain substrings of six
letters or more, numbers from the archive's gold. Grades as in ``docs/evaluate.md``: 3 what was looked for, 2 of use.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any, Final

from bench.word_forms import Dictionary

NAMES: Final = "name variants"
DAY: Final = "nämntdatum:"
MOST: Final = 60
"""So many searches of a class."""
_MOST_ANSWERS: Final = 15
_WORD: Final = re.compile(r"[a-zåäöé]{4,}")
_BROKEN: Final = re.compile(r"(?<=[a-zåäö])-\n(?=[a-zåäö])")
Answers = dict[str, int]
Asked = tuple[str, Answers]


@dataclass(frozen=True)
class Archive:
    """The documents of a gold with their pages, and how their words bend."""

    records: Sequence[Mapping[str, Any]]
    dictionary: Dictionary

    @cached_property
    def pages(self) -> dict[str, list[str]]:
        return {one["path"]: [page["text"] for page in one["pages"]] for one in self.records}

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """By document, its words in lower case, those broken at a line's end joined."""
        joined = {path: _BROKEN.sub("", "\n".join(pages)).lower() for path, pages in self.pages.items()}
        return {path: frozenset(_WORD.findall(text)) for path, text in joined.items()}

    @cached_property
    def having(self) -> dict[str, frozenset[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for path, words in self.words.items():
            for word in words:
                found[word].add(path)
        return {word: frozenset(paths) for word, paths in found.items()}

    @cached_property
    def dates(self) -> dict[str, tuple[str, ...]]:
        """By document, the days that it names."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for day, paths in _mentioned(self, "DATE").items():
            for path in paths:
                found[path][day] = None
        return {path: tuple(days) for path, days in found.items()}

    def in_any_form(self, word: str) -> frozenset[str]:
        """The documents that have the word or another form of it."""
        forms = [word, *self.dictionary.others(word)]
        return frozenset[str]().union(*(self.having.get(form, frozenset()) for form in forms))


def classes(archive: Archive, random: Random) -> dict[str, list[Asked]]:
    """Searches with their answers, by class."""
    makers = {
        "inflected": _inflected,
        "compound to part": _compound_to_part,
        "part to compound": _part_to_compound,
        "number forms": _numbers,
        "cross-page AND": _cross_page,
        "negation": _negation,
        NAMES: _names,
        "dates": _dates,
    }
    found = {}
    for name, maker in makers.items():
        asked = list(dict(maker(archive, random)).items())
        found[name] = random.sample(asked, min(MOST, len(asked)))
    return found


def noisy_words(archive: Archive, random: Random) -> list[Asked]:
    """Rare words, to be looked for in a text with misreadings."""
    rare = sorted(word for word, paths in archive.having.items() if len(word) > 6 and 2 <= len(paths) <= 8)
    return [(word, dict.fromkeys(archive.having[word], 3)) for word in random.sample(rare, min(MOST, len(rare)))]


def _inflected(archive: Archive, random: Random) -> Iterator[Asked]:
    for word in sorted(archive.having):
        others = archive.dictionary.others(word)
        relevant = archive.in_any_form(word) if others else frozenset[str]()
        if 2 <= len(relevant) <= _MOST_ANSWERS and len(archive.having[word]) < len(relevant):
            yield random.choice(others), dict.fromkeys(relevant, 3)


def _compound_to_part(archive: Archive, random: Random) -> Iterator[Asked]:
    """A long word that also begins longer ones: in any form it is 3, as the beginning of a longer one 2."""
    for word in sorted(archive.having):
        if len(word) < 9 or not archive.dictionary.others(word):
            continue
        longer = [other for other in archive.having if other.startswith(word) and len(other) > len(word) + 3]
        longer = [other for other in longer if _is_rest(archive, other.removeprefix(word).removeprefix("s"))]
        if asked := _graded(archive, word, longer):
            yield asked


def _part_to_compound(archive: Archive, random: Random) -> Iterator[Asked]:
    """A word that stands plainly and within longer ones: plainly is 3, as the end of a longer one 2."""
    for word in sorted(archive.having):
        if len(word) < 6 or not archive.dictionary.others(word):
            continue
        longer = [other for other in archive.having if other.endswith(word) and len(other) > len(word) + 3]
        longer = [other for other in longer if _is_rest(archive, other.removesuffix(word).removesuffix("s"))]
        if asked := _graded(archive, word, longer):
            yield asked


def _is_rest(archive: Archive, rest: str) -> bool:
    """Whether what a longer word has beside the word is a word too: "sök" and no "unders" beside "ökning"."""
    return len(rest) > 2 and archive.dictionary.has(rest)


def _graded(archive: Archive, word: str, longer: Sequence[str]) -> Asked | None:
    whole = archive.in_any_form(word)
    within = frozenset[str]().union(*(archive.in_any_form(other) for other in longer)) - whole
    if not whole or not within or len(whole | within) > _MOST_ANSWERS:
        return None
    return word, dict.fromkeys(within, 2) | dict.fromkeys(whole, 3)


def _numbers(archive: Archive, random: Random) -> Iterator[Asked]:
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for record in archive.records:
        for mention in record["mentions"]:
            if (
                mention["label"] in _WRITTEN
                and mention["value"].lstrip("+").isalnum()
                and "X" not in mention["value"][-4:]
            ):
                found[mention["label"], mention["value"]].add(record["path"])
    for (label, value), paths in sorted(found.items()):
        if len(paths) <= _MOST_ANSWERS:
            yield random.choice(_WRITTEN[label](value)), dict.fromkeys(paths, 3)


def _personnummer(value: str) -> list[str]:
    return [value, value[2:], f"{value[:8]}-{value[8:]}", f"{value[2:8]}-{value[8:]}", f"{value[2:8]} {value[8:]}"]


def _phone(value: str) -> list[str]:
    national = value.replace("+46", "0")
    return [value, national, f"{national[:3]}-{national[3:6]} {national[6:8]} {national[8:]}".strip()]


_WRITTEN: Final[dict[str, Callable[[str], list[str]]]] = {
    "PERSONNUMMER": _personnummer,
    "ORGNR": lambda value: [value, f"{value[:6]}-{value[6:]}", f"16{value}"],
    "PHONE": _phone,
    "VEHICLE": lambda value: [
        value,
        value.lower(),
        f"{value[:3]} {value[3:]}",
        f"{value[:3].lower()} {value[3:].lower()}",
    ],
}


def _cross_page(archive: Archive, random: Random) -> Iterator[Asked]:
    """Two rare words, each on a page of its own."""
    for path, pages in sorted(archive.pages.items()):
        if len(pages) < 2:
            continue
        sets = [frozenset(_WORD.findall(page.lower())) for page in (pages[0], pages[-1])]
        firsts, lasts = (sorted(w for w in one - other if len(archive.having.get(w, ())) in range(1, 9))
                         for one, other in (sets, sets[::-1]))  # fmt: skip
        if firsts and lasts:
            one, other = random.choice(firsts), random.choice(lasts)
            relevant = archive.in_any_form(one) & archive.in_any_form(other)
            if path in relevant:
                yield f"{one} {other}", dict.fromkeys(relevant, 3)


def _negation(archive: Archive, random: Random) -> Iterator[Asked]:
    middling = sorted(word for word, paths in archive.having.items() if len(word) > 5 and 4 <= len(paths) <= 20)
    for word in random.sample(middling, min(4 * MOST, len(middling))):
        other = random.choice(sorted(archive.words[random.choice(sorted(archive.having[word]))]))
        relevant = archive.in_any_form(word) - archive.in_any_form(other)
        if 1 <= len(relevant) <= _MOST_ANSWERS and other != word and len(other) > 5:
            yield f"{word} -{other}", dict.fromkeys(relevant, 3)


_SPELT: Final = (("c", "k"), ("k", "c"), ("ss", "s"), ("qv", "kv"), ("th", "t"), ("ph", "f"), ("w", "v"), ("z", "s"))
"""Spellings of one name that Swedish registers have side by side: Carlsson and Karlsson, Cristina and Kristina."""


def _names(archive: Archive, random: Random) -> Iterator[Asked]:
    """A person's surname in another spelling. The papers with the name as it stands are the answers."""
    found = _mentioned(archive, "PERSON")
    having: defaultdict[str, set[str]] = defaultdict(set)
    for name, paths in found.items():
        having[name.split()[-1]] |= paths
    for surname, paths in sorted(having.items()):
        others = [other for one, by in _SPELT if (other := _respelt(surname, one, by)) is not None]
        others = [other for other in others if other not in having and other.lower() not in archive.having]
        if others and len(surname) > 4 and surname.isalpha():
            relevant = archive.having.get(surname.lower(), frozenset()) | paths
            if len(relevant) <= _MOST_ANSWERS:
                yield random.choice(others), dict.fromkeys(relevant, 3)


def _respelt(name: str, one: str, by: str) -> str | None:
    """The name with the first such letters written otherwise, a capital where it had one."""
    changed = name.lower().replace(one, by, 1)
    return changed.capitalize() if changed != name.lower() else None


_MONTHS: Final = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)


def _dates(archive: Archive, random: Random) -> Iterator[Asked]:
    """A day that papers name, written in another way: 2024-05-02, 2 maj 2024, 20240502, 2/5 2024."""
    for value, paths in sorted(_mentioned(archive, "DATE").items()):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value) and len(paths) <= _MOST_ANSWERS:
            year, month, day = value.split("-")
            ways = (value, f"{int(day)} {_MONTHS[int(month) - 1]} {year}", f"{int(day)}/{int(month)} {year}")
            yield f'{DAY}"{random.choice(ways)}"', dict.fromkeys(paths, 3)


def _mentioned(archive: Archive, label: str) -> dict[str, set[str]]:
    """By value, the documents that the gold says name it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for record in archive.records:
        for mention in record["mentions"]:
            if mention["label"] == label:
                found[mention["value"]].add(record["path"])
    return found

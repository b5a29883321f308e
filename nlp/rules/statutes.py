"""Which statute (*författning*) a name or an abbreviation means on a day, and what the titles of statutes are."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from nlp.tables import lines

_NEXT_WORD = re.compile(r"\s{1,8}((?:[^\s()]{1,40}-\n)?[^\s()]{1,60})")
_CLOSING = ".,;:)'\"”»"
_AND_MORE = ("m.m.", "m.fl.", "m.m")
_ABOUT = re.compile(r"\s{1,12}(?:om|med)\s")
_AFTER_TITLE = frozenset(
    [
        *("som", "ska", "skall", "gäller", "är", "har", "får", "kan", "framgår", "anges", "finns", "samt", "enligt"),
        *("eller", "inte", "bör", "trädde", "träder", "följer", "innehåller", "ger", "kräver", "den", "att", "när"),
    ]
)
_MOST_WORDS = 11
_KINDS = ("lag", "förordning")
_NO_END = frozenset(
    ["om", "med", "mot", "för", "av", "i", "på", "till", "och", "eller", "att", "vid", "från", "samt", "vissa", "visst"]
)
"""With these no title ends: ``lagen (1915:218) om avtal och köplagen`` names the first by ``om avtal``."""


@cache
def _names() -> dict[str, tuple[str, tuple[str, date] | None]]:
    """Name → SFS number in force now, and the number before it with the day it ended."""
    table: dict[str, tuple[str, tuple[str, date] | None]] = {}
    for line in lines("statute_names"):
        name, number = line.split("\t")
        table[name] = (number, None)
    for line in lines("laws"):
        name, number, *older = line.split("\t")
        earlier, _, day = older[0].partition("<") if older else ("", "", "")
        table[name] = (number, (earlier, date.fromisoformat(day)) if day else None)
    return table


@cache
def _titles() -> dict[str, tuple[str, tuple[str, ...]]]:
    """SFS number → ``lag`` or ``förordning``, and the words of the title after the number."""
    rows = (line.split("\t") for line in lines("statutes"))
    return {number: (kind, tuple(rest.split())) for number, kind, rest in rows}


@cache
def _by_title() -> dict[tuple[str, str, str], list[str]]:
    """Kind and the first two words of a title → the numbers of the statutes called so, the newest first."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for number, (kind, words) in sorted(_titles().items(), key=lambda row: row[0], reverse=True):
        if len(words) > 1:
            key = kind, words[0].lower(), words[1].strip(_CLOSING).lower()
            found.setdefault(key, []).append(number)
    return found


def number_in_force(name: str, today: date) -> str | None:
    """The SFS number that ``name`` means in a text of ``today``; None for a name that is not in the table."""
    table = _names()
    entry = table.get(name) or table.get(name.lower()) or table.get(name.lower().removesuffix("s"))
    if entry is None or (name.isupper() and len(name) < 6 and name not in table):
        return None
    number, older = entry
    return older[0] if older is not None and today < older[1] else number


def is_statute(number: str) -> bool:
    """Whether a statute of this number is known."""
    return number in _titles() or number in _numbers()


@cache
def _numbers() -> frozenset[str]:
    return frozenset(number for number, _ in _names().values())


def title_end(text: str, start: int, number: str) -> int:
    """Where the title of the statute ends that goes on at ``start`` (``om viten``); ``start`` where it does not.

    A statute that is not known may have the title of its successor.
    """
    entry = _titles().get(number)
    if entry is not None:
        return read_title(text, start, entry[1])[0]
    ends = [named[0] for kind in _KINDS if (named := named_by_title(text, start, kind, date.max)) is not None]
    return max(ends, default=_unknown_title_end(text, start))


def _unknown_title_end(text: str, start: int) -> int:
    """Where the title of a statute that nobody knows ends: before a stop or a word that no title has."""
    if not _ABOUT.match(text, start):
        return start
    ends, position = [start], start
    for _ in range(_MOST_WORDS):
        match = _NEXT_WORD.match(text, position)
        if match is None or match[1].lower().strip(_CLOSING) in _AFTER_TITLE:
            break
        position = match.end()
        ends.append(match.start(1) + len(match[1].rstrip(_CLOSING)))
        if match[1][-1] in _CLOSING:
            break
    else:
        return start
    while len(ends) > 1 and text[ends[-2] : ends[-1]].strip().lower() in _NO_END:
        ends.pop()
    return ends[-1] if len(ends) > 2 else start


def named_by_title(text: str, start: int, kind: str, today: date) -> tuple[int, str] | None:
    """End and SFS number of the statute whose title goes on at ``start`` after ``lagen`` or ``förordningen``.

    Of several with one title the newest that was there in the year of ``today``; the longest title is preferred.
    """
    first = _NEXT_WORD.match(text, start)
    second = _NEXT_WORD.match(text, first.end()) if first is not None else None
    if first is None or second is None:
        return None
    words = first[1].lower(), second[1].strip(_CLOSING).lower()
    best: tuple[int, str] | None = None
    for number in _by_title().get((kind, *words), []):
        end, whole = read_title(text, start, _titles()[number][1])
        if whole and int(number[:4]) <= today.year and (best is None or end > best[0]):
            best = end, number
    return best


def read_title(text: str, start: int, words: tuple[str, ...]) -> tuple[int, bool]:
    """Where the words of a title that stand at ``start`` end, and whether they are all there (``m.m.`` need not be)."""
    ends, position = [start], start
    for word in words:
        match = _NEXT_WORD.match(text, position)
        end = _word_end(match, word) if match is not None else 0
        if match is None or not end:
            break
        ends.append(end)
        position = match.end()
        if position > end and not word.endswith(text[end:position]):
            break
    whole = all(word in _AND_MORE for word in words[len(ends) - 1 :])
    while not whole and len(ends) > 1 and words[len(ends) - 2].strip(_CLOSING).lower() in _NO_END:
        ends.pop()
    return (ends[-1], whole) if whole or len(ends) > 2 else (start, False)


def _word_end(match: re.Match[str], word: str) -> int:
    """Where the matched word ends if it is ``word``, broken or not, in whatever case; else 0."""
    written, wanted = match[1].lower(), word.lower()
    if written.startswith(wanted) and not written[len(wanted) :].strip(_CLOSING):
        return match.start(1) + len(wanted.rstrip(","))
    bare = written.rstrip(_CLOSING)
    same = bare.replace("-\n", "").replace("-", "").replace("\u00ad", "") == wanted.rstrip(",").replace("-", "")
    return match.start(1) + len(bare) if same else 0

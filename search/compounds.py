"""The parts of a Swedish compound (*sammansättning*): serveringstillståndet → servering, tillstånd.

As few parts as possible, each known to the dictionary, with the linking letters that Swedish puts between them
(*Svenska Akademiens grammatik*, Ord § 39–45); then each part that is a compound itself is taken apart in turn. Names
and the words of ``search/words/compounds.py`` stay whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from search import verbs
from search.dictionary import WORDS_KEPT
from search.lemmas import is_known, is_name, lemma
from search.paradigms import bases
from search.words.compounds import (
    ENDINGS,
    FIRST_ONLY,
    HEADS,
    LAST_PARTS_AFTER_ALL,
    PARTICLES,
    RARE_FIRST_PARTS,
    RARE_LAST_PARTS,
    SHORT_LAST_PARTS,
    SHORT_PARTS,
    TAKE_S,
    WHOLE,
)

_SHORTEST_WORD: Final = 6  # below, there are more wrong splits than right ones
_LONGEST_WORD: Final = 60
_LEAST_PARTS: Final = 2
_MOST_PARTS: Final = 4
_NEVER_FIRST: Final = PARTICLES | RARE_FIRST_PARTS
_PARTICIPLE: Final = ("ad", "d", "en", "ande", "ende", "are")


@dataclass(frozen=True, slots=True)
class Split:
    """A way to cut a word: ``bases`` are the parts' base forms, ``last`` the last part as it stands in the word.

    ``cost`` is ten for each part and a little for each sign that the cut is unlikely; the cheapest is taken.
    """

    cost: int
    bases: tuple[str, ...]
    last: str


@lru_cache(maxsize=WORDS_KEPT)
def parts(word: str) -> tuple[str, ...]:
    """The base forms of the parts of a lower-case word, in order; empty where it is not a compound."""
    found = split(word)
    if found is None:
        return ()
    return tuple(each for base in found.bases for each in (parts(base) if len(base) < len(word) else ()) or (base,))


@lru_cache(maxsize=WORDS_KEPT)
def split(word: str) -> Split | None:
    """The cheapest cut of a lower-case word into two parts or more, or None."""
    if not _SHORTEST_WORD <= len(word) <= _LONGEST_WORD or not word.isalpha():
        return None
    if word in WHOLE or lemma(word) in WHOLE or is_name(word) or _is_verb_or_adjective(word):
        return None
    return _cut(word, _MOST_PARTS)


@lru_cache(maxsize=WORDS_KEPT)
def _cut(word: str, most: int) -> Split | None:
    best: Split | None = None
    ends = [at for at in range(len(word) - 2, 1, -1) if _last(word[at:]) is not None]  # where a last part begins
    for at in range(ends[0], 1, -1) if ends else ():
        if most == _LEAST_PARTS and at not in ends:
            continue  # nothing may follow: what stands before need not be looked at
        head = _head(word[:at])
        if head is None:
            continue
        if word[:at].removesuffix("s") in FIRST_ONLY and most < _MOST_PARTS:
            continue
        if word[at:] in SHORT_LAST_PARTS and not word[:at].endswith("s"):
            continue
        for rest in _rests(word[at:], most - 1):
            cost = head[0] + rest.cost + _odd_s(head[1], word[:at], word[at:])
            if best is None or cost < best.cost:
                best = Split(cost, (head[1], *rest.bases), rest.last)
    return best


def _rests(word: str, most: int) -> Iterator[Split]:
    """What may follow a first part: one last part, or else a further cut."""
    cost = _last(word)
    if cost is not None:
        yield Split(cost, (lemma(word),), word)
    elif most > 1 and (found := _cut(word, most)):
        yield found


@lru_cache(maxsize=WORDS_KEPT)
def _last(word: str) -> int | None:
    """The cost of the word as a last part, or None."""
    if _is_ending(word):
        return None
    if len(word) < 4:
        return 12 if word in SHORT_LAST_PARTS or (len(word) == 3 and word in SHORT_PARTS) else None
    if not is_known(word) or is_name(word) or _is_only_a_verb(word):
        return None
    return 13 if word in RARE_LAST_PARTS else 10


@lru_cache(maxsize=WORDS_KEPT)
def _head(piece: str) -> tuple[int, str] | None:
    """The cost and base form of a part that something follows, linking letters and all, or None."""
    if piece in HEADS:
        return 10, lemma(HEADS[piece])
    if piece in PARTICLES or _is_ending(piece) or piece.removesuffix("s") in PARTICLES:
        return None
    for cost, base in _bases(piece):
        if _may_begin(base):
            return cost + (2 if len(base) < 4 else 0), lemma(base)
    return None


@lru_cache(maxsize=WORDS_KEPT)
def _may_begin(base: str) -> bool:
    """Whether a first part may be of this base form."""
    allowed = base in SHORT_PARTS or base in FIRST_ONLY if len(base) < 4 else is_known(base)
    return allowed and not (base in _NEVER_FIRST or _is_ending(base) or is_name(base))


def _bases(piece: str) -> Iterator[tuple[int, str]]:
    """What the piece may be the linking form of, the likeliest first."""
    stump = piece[:-1]
    if piece.endswith("ar") and len(piece) > 4:
        yield 10, f"{piece}e"  # åklagar- from åklagare
    if is_known(piece) and lemma(piece) == piece and (not piece.endswith("a") or _is_noun_in_a(piece)):
        yield 10, piece  # bil, gräns, kassa; but not a verb
    if piece.endswith("s") and len(piece) > 3:
        yield 10, stump  # servering-s
        yield 11, stump + "e"  # arbet-s from arbete
    if not piece.endswith("a") and _may_begin(piece) and not _is_only_a_verb(piece):
        yield 11, piece  # barns-
    if piece.endswith(("u", "o", "e")) and _is_noun_in_a(stump + "a"):
        yield 11, stump + "a"  # gatu-, kvinno-, köpe-
    if piece.endswith("e") and len(piece) > 4:
        yield 11, stump  # skatte- from skatt
    if len(piece) > 3 and _is_noun_in_a(piece + "a"):
        yield 12, piece + "a"  # skol- from skola


def _is_verb_or_adjective(word: str) -> bool:
    """Whether all of a verb's or adjective's own forms are listed and it is no noun: "granskat", "starkare"."""
    kinds = {way.kind for way in bases(word) if way.share == 1.0}
    return bool(kinds) and "noun" not in kinds


def _is_only_a_verb(word: str) -> bool:
    """A noun with a verb after it makes no word (best-rida); with its participle it does (frihets-berövad)."""
    kinds = {way.kind for way in bases(word) if way.share == 1.0}
    if not kinds and any(base != word or len(word) > 3 for base in verbs.bases(word)):
        return not word.endswith(_PARTICIPLE)
    return kinds == {"verb"} and not word.endswith(_PARTICIPLE)


def _is_ending(piece: str) -> bool:
    return piece in ENDINGS and piece not in LAST_PARTS_AFTER_ALL


def _is_noun_in_a(word: str) -> bool:
    return len(word) > 3 and is_known(word + "n") and lemma(word + "n") == word


def _odd_s(base: str, piece: str, rest: str) -> int:
    """What an s at the seam costs: it belongs to a first part of many letters, to the last part after a short one."""
    takes = base.endswith(TAKE_S) or len(base) > 7
    linked = piece.endswith("s") and not base.endswith("s")
    if linked:
        return 0 if takes else 1
    return 2 if takes and rest.startswith("s") and not piece.endswith("s") else 0

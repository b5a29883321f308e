"""Where simplemma contradicts itself: a base form is weighed against the whole pattern that the word belongs to.

simplemma has one base form for each form, and for one word often several ("vågar" of "våg", "vågade" of "vågad", "våga"
of "våga"). A participle is led to its verb and an adverb in -t to its adjective; then, among the words that a form may
be of (:mod:`search.paradigms`), the one is taken that simplemma gives to most of that word's own forms.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from search import dictionary, verbs
from search.dictionary import WORDS_KEPT
from search.paradigms import Base, bases
from search.words.lemmas import DEPONENT, LEMMAS, LEXICAL, NOUNS_IN_NDE

_MOST: Final = 0.75


def mended(word: str, found: str) -> str:
    """The base form of a lower-case word, where ``found`` is what simplemma takes it for."""
    base, ways, strong = joined(found), bases(word), verbs.bases(word)
    if found.endswith("ad") and f"{found[:-1]}s" in DEPONENT:
        return f"{found[:-1]}s"  # lyckades
    if f"{word}e" == base and base.endswith("are") and is_verb(word[:-1]):
        return word[:-1]  # vägrar, not of vägrare
    if found in DEPONENT or base in DEPONENT or base in LEXICAL or base in strong:
        return base
    if word == f"{base}s" and is_verb(base):
        return base
    likely = [way for way in ways if way.share == 1.0 and len(way.word) > 2]
    if strong and not _may_be_named(likely) and all(way.word != base for way in ways):
        return strong[0]
    return _outvoted(word, base, [way for way in likely if not _is_noun_in_a(way, word, base)])


@lru_cache(maxsize=WORDS_KEPT)
def joined(base: str) -> str:
    """The word that a base form belongs under: skickad → skicka, saknas → sakna, tillåten → tillåta, snabbt → snabb."""
    for _ in range(3):
        further = base if base in DEPONENT or base in LEXICAL else _further(base, bases(base))
        if further == base:
            return base
        base = further
    return base


def _further(base: str, ways: tuple[Base, ...]) -> str:
    is_noun = any(way.kind == "noun" and way.word == base for way in ways)
    strong = verbs.bases(base)
    if base.endswith("ad") and not is_noun and is_verb(base[:-1]):
        return base[:-1]
    if base.endswith("as") and len(base) > 4 and is_verb(base[:-1]):
        return base[:-1]
    if base.endswith("ande") and not base.endswith(NOUNS_IN_NDE) and is_verb(base[:-3]):
        return base[:-3]
    if strong and base not in strong and not is_noun and base.endswith(("en", "dd")):
        return strong[0]
    if base.endswith("d") and not is_noun and not _has(ways, base, "adjective"):
        return next((way.word for way in ways if _is_sure_verb(way)), base)
    if base.endswith("t") and not is_noun and _has(ways, base[:-1], "adjective"):
        return base[:-1]
    return base


def _outvoted(word: str, base: str, likely: list[Base]) -> str:
    """The base form, or the one that has more of its own forms behind it."""
    votes = sorted(((_votes(way), way.word) for way in likely), reverse=True)
    own = max((vote for vote, one in votes if one == base), default=None)
    if word != base and _stands_alone(word, base, votes, own):
        return word
    best, other = votes[0] if votes else (0.0, base)
    if own is None:
        broken = base == f"{other}e" or dictionary.base(base) != base
        return other if best == 1.0 or (best >= _MOST and broken) else base
    is_genitive = base.endswith("a") and word.endswith("s") and other == word[:-1]
    return other if best > own and best >= _MOST and not is_genitive else base


def _stands_alone(word: str, base: str, votes: list[tuple[float, str]], own: float | None) -> bool:
    """Whether the word is a base form itself, by its own forms ("avseende", "sats"; not "kör", "unga")."""
    if word.endswith(("ande", "ende")) and not word.endswith(NOUNS_IN_NDE):
        return False
    if word.endswith("r") or base == word[:-1] or any(way.kind == "adjective" for way in bases(base)):
        return False
    passive = own == 1.0 and f"{base}s" == word
    return not passive and any(one == word and vote >= _MOST for vote, one in votes)


@lru_cache(maxsize=WORDS_KEPT)
def _votes(way: Base) -> float:
    """The share of the word's telling forms that simplemma gives to it."""
    given = [joined(LEMMAS.get(form) or dictionary.base(form)) for form in way.forms]
    return given.count(way.word) / len(given)


def is_verb(base: str) -> bool:
    """Whether the word is the base form of a verb, by the words of its pattern or as a strong one."""
    return _has(bases(base), base, "verb") or base in verbs.bases(base)


def _is_sure_verb(way: Base) -> bool:
    return way.kind == "verb" and way.share == 1.0 and way.word.endswith("a") and dictionary.base(way.word) == way.word


def _has(ways: tuple[Base, ...], word: str, kind: str) -> bool:
    return any(way.word == word and way.kind == kind for way in ways)


def _may_be_named(likely: list[Base]) -> bool:
    return any(way.kind != "verb" and dictionary.base(way.word) == way.word for way in likely)


def _is_noun_in_a(way: Base, word: str, base: str) -> bool:
    """ "låga" and "sena" are nouns too, but rather forms of "låg" and "sen"."""
    return way.kind == "noun" and way.word.endswith("a") and word.startswith(base)

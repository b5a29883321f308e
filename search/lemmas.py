"""The base form (*grundform*) of a Swedish word: a table of ours, then simplemma, mended (:mod:`search.mending`)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from search import dictionary
from search.dictionary import WORDS_KEPT
from search.mending import is_verb, mended
from search.paradigms import bases
from search.verbs import PREFIXES
from search.words.lemmas import HEADS, LEMMAS

if TYPE_CHECKING:
    from Stemmer import Stemmer

_NEUTER: Final = re.compile(rf"(\w{{2,}}(?:{'|'.join(HEADS)}))(?:s|ets?|ens?)?")
_PARTICIPLES: Final = ("d", "da", "t", "en", "s")


@lru_cache(maxsize=WORDS_KEPT)
def lemma(word: str) -> str:
    """The base form of a word in lower case. Words that nobody knows are their own base form, or nearly.

    How near this comes on inflected forms of running text stands in ``docs/quality.md``.
    """
    return LEMMAS.get(word) or _neuter(word) or _of_prefixed(mended(word, _found(word)))


def _of_prefixed(found: str) -> str:
    """ "påkörd" is of "påköra" as "körd" is of "köra", though the dictionary lacks that or has the participle alone."""
    if not found.endswith(_PARTICIPLES) or _may_be_noun(found):
        return found
    for prefix in PREFIXES:
        rest = found.removeprefix(prefix)
        if len(rest) > 3 and rest != found and dictionary.is_common(rest):
            verb = LEMMAS.get(rest) or mended(rest, _found(rest))
            if verb != rest and verb.endswith("a") and is_verb(verb):
                return prefix + verb
    return found


def _may_be_noun(word: str) -> bool:
    return any(way.kind == "noun" for way in bases(word))


@lru_cache(maxsize=WORDS_KEPT)
def is_known(word: str) -> bool:
    """Whether the dictionary has the word (in lower case, or as a name)."""
    if word in LEMMAS:
        return True
    return dictionary.is_listed(word)


@lru_cache(maxsize=WORDS_KEPT)
def is_name(word: str) -> bool:
    """Whether the dictionary has this lower-case word only as a name: "stockholm", "andersson"."""
    return word not in LEMMAS and dictionary.listed_as(word)[:1].isupper()


@lru_cache(maxsize=WORDS_KEPT)
def stem(word: str) -> str:
    """The Snowball stem: for words that the dictionary lacks."""
    return str(_stemmer().stemWord(word))


def _neuter(word: str) -> str:
    """ "avfallet" is of "avfall", a noun, though simplemma takes it for a form of a verb; empty where it is no such."""
    match = _NEUTER.fullmatch(word)
    return match[1] if match and dictionary.is_listed(match[1]) else ""


def _found(word: str) -> str:
    found = dictionary.base(word)
    if found == word or _is_noun_base(word, found):
        return word
    if _is_noun_plural(word, found):
        return word[:-2]
    return found[:-3] if _is_no_agent(word, found) else found


def _is_no_agent(word: str, found: str) -> bool:
    """Whether simplemma took "eldarna" for a form of "eldare" though "elden" is of "eld"."""
    stem = found.removesuffix("are")
    if len(stem) < 3 or stem == found or not word.startswith(f"{stem}arna"):
        return False
    return dictionary.base(stem) == stem and dictionary.base(f"{stem}en") == stem


def _is_noun_base(word: str, found: str) -> bool:
    """Whether simplemma took a noun for a verb ("nämnd" for a form of "nämna"): its definite form tells.

    Not words in -r, which mostly are verbs ("kör"), and not what may be a genitive ("läns", "länsen").
    """
    if word.endswith("r") or found == word[:-1] or not found.endswith("a"):
        return False
    return any(is_known(word + ending) and dictionary.base(word + ending) == word for ending in ("en", "et"))


def _is_noun_plural(word: str, found: str) -> bool:
    """Whether simplemma took a plural for a verb's present ("båtar" for "båta"): "båtarna" tells."""
    if found != word[:-1] or not word.endswith("ar"):
        return False
    return is_known(word + "na") and dictionary.base(word + "na") == word[:-2]


@cache
def _stemmer() -> Stemmer:
    from Stemmer import Stemmer

    return Stemmer("swedish", 0)

"""The keys of a token: what it is found by, in each token field."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from search import compounds, lemmas
from search.folding import fold, skeleton
from search.shapes import Shape
from search.sound import sound

_FORMS_KEPT: Final = 262_144  # about 100 MB at most; the different words of some 100,000 pages
_LONGEST_KEY: Final = 120  # characters; longer runs of letters are noise of a broken text layer
_BREAK: Final = re.compile(r"[-\u2010\u2011\u00ac\u00ad]\s+|\u00ad")
_SURNAME: Final = ("ström", "berg", "gren", "lund", "qvist", "kvist", "holm", "dahl", "blad", "stedt", "blom", "felt")


class Forms(NamedTuple):
    """One key for each of ``exact``, ``lemma`` and ``skeleton``; none or several for ``stem`` and ``parts``; one in
    ``sound`` for what may be a name."""

    exact: str
    lemma: str
    stem: tuple[str, ...]
    parts: tuple[str, ...]
    skeleton: str
    sound: tuple[str, ...] = ()


@lru_cache(maxsize=_FORMS_KEPT)
def forms(raw: str, shape: Shape, is_name: bool = False) -> Forms:
    """The keys of ``raw``, as it stands in the text. ``is_name``: written as a name is, so it is not split."""
    if shape in (Shape.WORD, Shape.BROKEN):
        return _word(raw, is_name)
    if shape is Shape.ENDED:
        return _ended(raw)
    key = exact_key(raw, shape)
    return Forms(key, key, (), _pieces(raw, key, shape), skeleton(key))


@lru_cache(maxsize=_FORMS_KEPT)
def plain_forms(raw: str) -> Forms:
    """The keys of a word in lower case; remembered apart, since it is most words of a page and asked for soonest so."""
    return _word(raw, is_name=False)


def exact_key(raw: str, shape: Shape) -> str:
    """The normal form in which a token is looked up: lower case in NFC, identifiers without what may be left out.

    A personnummer is its last ten digits whatever was written; a telephone number its digits with the leading 0.
    """
    match shape:
        case Shape.TEN:
            return _digits(raw)[-10:]
        case Shape.VAT:
            return raw[2:12]
        case Shape.PHONE:
            return re.sub(r"^(?:46|0046)0?", "0", _digits(raw))
        case Shape.NUMBER:
            return re.sub(r"[\u2010-\u2013/]", "-", raw)
        case Shape.PLATE:
            return re.sub(r"[\W_]", "", raw).lower()
        case Shape.ENDED:
            return raw.replace("’", ":").replace("'", ":").lower()
    return unicodedata.normalize("NFC", _BREAK.sub("", raw).lower())[:_LONGEST_KEY]


def _digits(raw: str) -> str:
    return "".join(character for character in raw if character.isdigit())


def _pieces(raw: str, key: str, shape: Shape) -> tuple[str, ...]:
    """By what else an identifier is found: its longer pieces, and a number with dashes by its digits alone."""
    pieces = [piece for piece in re.split(r"[\W_]+", raw.lower()) if len(piece) > 2 and piece != key]
    if shape is Shape.NUMBER and "-" in key:
        pieces.append(_digits(key))
    return tuple(dict.fromkeys(pieces))


def _word(raw: str, is_name: bool) -> Forms:
    exact = exact_key(raw, Shape.WORD)
    if not exact.isalpha():
        return Forms(exact, fold(exact), (), (), skeleton(exact))
    known = lemmas.is_known(exact)
    parts = () if is_name or (raw[0].isupper() and not known and exact.endswith(_SURNAME)) else compounds.parts(exact)
    stem = () if known else (lemmas.stem(exact),)
    heard = sound(exact) if raw[0].isupper() else ""
    lemma = fold(_lemma(exact, known or not parts))
    return Forms(exact, lemma, stem, parts, skeleton(exact), (heard,) if heard else ())


def _lemma(exact: str, whole: bool) -> str:
    """The base form; of a compound that the dictionary lacks, its last part's base form with the rest before it."""
    found = None if whole else compounds.split(exact)
    if found is None:
        return lemmas.lemma(exact)
    return exact.removesuffix(found.last) + lemmas.lemma(found.last)


def _ended(raw: str) -> Forms:
    """EU:s is found as it stands and as EU."""
    exact = exact_key(raw, Shape.ENDED)
    return Forms(exact, fold(exact.partition(":")[0]), (), (), skeleton(exact))

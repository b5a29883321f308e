"""What the NAMED token field holds of a mention, and what a field of a query looks for in it.

One token for each word, with the label before it: "Britt-Marie Öst" is ``person:britt person:marie person:öst``. A
number is one token, in a form that does not tell how it was written. Dates and times are left out: they are words.
Of who is named there are also tokens by sound, "person~krlsn", for a tolerant search (:mod:`search.sound`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from models.mention import Label, Mention
from search.folding import fold
from search.sound import sound

BETWEEN: Final = "|"
"""Stands between mentions, so that words side by side are of one."""

_LEFT_OUT: Final = (Label.DATE, Label.TIME)
_HEARD: Final = (Label.PERSON, Label.ORG)
_LABEL: Final = re.compile("[:~]")
_RUN: Final = re.compile(r"[^\W\d_]+|\d+")
_BREAK: Final = re.compile(r"[-\u2010\u2011\u00ac\u00ad]\r?\n\s*|\u00ad")
_LONGEST: Final = 40  # words of one mention: more is a misread page
_GIRO: Final = re.compile(r"\A\W*(?:bankgiro|plusgiro|postgiro|bg|pg)(?:nr|konto)?\W*", re.IGNORECASE)
_AMOUNT: Final = re.compile(r"(\d+)(?:[.,](\d{1,2}))?(?!\d)")


def mention_tokens(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The NAMED tokens of one page, from its mentions in reading order; what is named alike stands there once."""
    tokens: list[str] = []
    for keys in dict.fromkeys(keys for mention in mentions for keys in ways(mention)):
        tokens += [*([BETWEEN] if tokens else ()), *keys]
    return tuple(tokens)


def ways(mention: Mention) -> Iterator[tuple[str, ...]]:
    """The keys of a mention's text and of its normal form; of one that holds the other, only that one's. A number goes
    by its normal form alone. After them, what each sounds like."""
    told = list(_ways(mention))
    yield from told
    yield from dict.fromkeys(heard for keys in told if (heard := by_sound(mention.label, keys)))


def by_sound(label: Label, keys: Sequence[str]) -> tuple[str, ...]:
    """The tokens by sound of the words that :func:`keys` gave; of one so short that it has none, nothing. Empty for
    labels that name nobody."""
    if label not in _HEARD:
        return ()
    heard = (sound(key.removeprefix(prefix(label))) for key in keys)
    return tuple(f"{label.value.lower()}~{each}" for each in heard if each)


def label_of(key: str) -> str:
    """The label of a NAMED token, in small letters."""
    return _LABEL.split(key, maxsplit=1)[0]


def _ways(mention: Mention) -> Iterator[tuple[str, ...]]:
    if mention.label in _LEFT_OUT:
        return
    if is_number(mention.label):
        yield from filter(None, [keys(mention.label, mention.value)])
        return
    text, value = keys(mention.label, mention.text), keys(mention.label, mention.value)
    if text and not stands_in(text, value):
        yield text
    if value and (text == value or not stands_in(value, text)):
        yield value


def keys(label: Label, text: str) -> tuple[str, ...]:
    """The NAMED tokens of what was written; empty where nothing of it can be looked up."""
    written = unicodedata.normalize("NFC", _BREAK.sub("", text).lower())
    if (number := _NUMBERS.get(label)) is not None:
        key = number(written)
        return (f"{prefix(label)}{key}",) if key else ()
    return tuple(f"{prefix(label)}{_folded(word)}" for word in _RUN.findall(written)[:_LONGEST])


def prefix(label: Label) -> str:
    """What every NAMED token of the label begins with."""
    return f"{label.value.lower()}:"


def stands_in(some: tuple[str, ...], all: tuple[str, ...]) -> bool:
    """Whether the keys stand side by side among the others."""
    return any(all[at : at + len(some)] == some for at in range(len(all) - len(some) + 1))


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    return fold(word)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdecimal())


def _ten(text: str) -> str:
    """The last ten digits: without the century of a person and the 16 of a company."""
    return _digits(text)[-10:]


def _company(text: str) -> str:
    """Ten digits, of SE556016068001 too."""
    digits = _digits(text)
    return digits[:10] if text.lstrip().startswith("se") else digits[-10:]


def _phone(text: str) -> str:
    """The digits with the leading 0, whatever of +46, 0046 and (0) was written."""
    digits = _digits(text.replace("(0)", ""))
    abroad = re.fullmatch(r"(?:46|0046)0?([1-9]\d{6,9})", digits)
    return f"0{abroad[1]}" if abroad and (text.lstrip().startswith(("+", "46", "0046"))) else digits


def _account(text: str) -> str:
    return re.sub(r"[\W_]", "", _GIRO.sub("", text))


def _plate(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _amount(text: str) -> str:
    """Kronor, with öre where there are any: 15 000,00 kr and 15000 alike are 15000."""
    found = _AMOUNT.search(re.sub(r"(?<=\d)[ \u00a0\u202f.](?=\d{3}(?!\d))", "", text))
    if found is None:
        return ""
    cents = (found[2] or "").ljust(2, "0")
    return (found[1].lstrip("0") or "0") + ("" if cents == "00" else f",{cents}")


_NUMBERS: Final[Mapping[Label, Callable[[str], str]]] = MappingProxyType(
    {
        Label.PERSONNUMMER: _ten,
        Label.ORGNR: _company,
        Label.PHONE: _phone,
        Label.ACCOUNT: _account,
        Label.VEHICLE: _plate,
        Label.AMOUNT: _amount,
    }
)


def is_number(label: Label) -> bool:
    """Whether what the label names is one token, however it is written."""
    return label in _NUMBERS

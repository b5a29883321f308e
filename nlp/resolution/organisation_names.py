"""What of an organisation's name tells it from others: legal form and inflection set aside, former names made new."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from nlp.tables import pairs
from nlp.tables import words as table

_FORMS: Final = {
    "ab": "AB", "aktiebolag": "AB", "aktiebolaget": "AB", "hb": "HB", "handelsbolag": "HB", "handelsbolaget": "HB",
    "kb": "KB", "kommanditbolag": "KB", "ek. för.": "EK", "ek.för.": "EK", "ek för": "EK", "ek. för": "EK",
    "ekonomisk förening": "EK", "brf": "BRF", "bostadsrättsföreningen": "BRF", "bostadsrättsförening": "BRF",
    "ideell förening": "IF", "enskild firma": "EF", "ltd": "LTD", "gmbh": "GMBH", "inc": "INC", "oy": "OY",
    "aps": "APS", "asa": "ASA",
}  # fmt: skip
"""As written (in small letters) → the legal form."""
_SOLE_TRADER: Final = "EF"
_WRITTEN: Final = "|".join(re.escape(form) for form in sorted(_FORMS, key=len, reverse=True))
_FORM: Final = re.compile(rf"(?:^(?P<before>{_WRITTEN})\s)|(?:,?\s(?P<after>{_WRITTEN})$)")
_TAIL: Final = re.compile(r"(?:\s\(publ\)|,?\s(?:filial|i\s(?:konkurs|likvidation|rekonstruktion)))+$")
_BARE_LETTERS: Final = 7
"""A name without legal form of one word must have so many to tell anything."""
_CORE_LETTERS: Final = 4
_PLACE: Final = re.compile(r"\si\s[^\W\d_][\w-]+(?:\s[^\W\d_][\w-]+)?$")
"""Where a business is, at the end of its name."""
_PUBLIC: Final = re.compile(
    r"(?:nämnden|styrelsen|kommunen|kommun|stad|utskottet|förvaltningen|kontoret|verket|myndigheten|domstolen|rätten"
    r"|tingsrätt|hovrätt|polisen|tjänsten|regionen|departementet|fullmäktige|enheten|avdelningen|gruppen|kassan)\b"
    r"|^(?:region|länsstyrelsen|polisområde|polisregion)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=65_536)
def current(name: str) -> str:
    """The name that an authority goes by now: ``Rikspolisstyrelsen`` → ``Polismyndigheten``."""
    return pairs("former_authorities").get(name, name)


@lru_cache(maxsize=65_536)
def bare(name: str) -> str:
    """The name in small letters without its legal form: ``AB Norrlands Mat`` and ``Norrlands Mat Aktiebolag`` alike."""
    plain = _TAIL.sub("", " ".join(current(name).casefold().replace(" och ", " & ").split()))
    return _FORM.sub("", plain) or plain


@lru_cache(maxsize=65_536)
def core(name: str) -> str:
    """What is left of a business's name without what it is and where: ``Restaurang Skrattgrytan`` and
    ``Skrattgrytan i Umeå AB`` alike. Empty where too little is left to tell one of a document's."""
    words = [
        word for word in _PLACE.sub("", bare(name)).split() if word != "&" and word not in table("kinds_of_business")
    ]
    left = " ".join(words)
    return left if len(left) >= _CORE_LETTERS else ""


@lru_cache(maxsize=65_536)
def legal_form(name: str) -> str:
    """``AB``, ``HB`` …; empty where the name has none."""
    match = _FORM.search(_TAIL.sub("", " ".join(name.casefold().split())))
    return _FORMS[match["before"] or match["after"]] if match else ""


def is_legal_person(name: str) -> bool:
    """Whether its legal form tells that it is a legal person (*juridisk person*), which has no personnummer; a sole
    trader's firm has its owner's."""
    return legal_form(name) not in ("", _SOLE_TRADER)


@lru_cache(maxsize=65_536)
def is_public(name: str) -> bool:
    """Whether it is an authority, a board or a part of one: it stands in papers that have nothing else in common."""
    return name in table("authorities") or name in pairs("former_authorities") or _PUBLIC.search(name) is not None


def is_distinct(name: str) -> bool:
    """Whether the name tells one organisation of a municipality: it has a legal form, two words, or a long one."""
    return bool(legal_form(name)) or is_public(name) or " " in bare(name) or len(name) >= _BARE_LETTERS

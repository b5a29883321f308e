"""Street addresses (*adresser*): street, number, entrance, flat, postcode and place; boxes; streets alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.mention import Label
from nlp.candidate import Candidate, Context

_SUFFIX = (
    r"(?:gatan|gata|vägen|väg|gränden|gränd|torget|torg|stigen|stig|allén|allé|backen|backe"
    r"|leden|esplanaden|esplanad|platsen|plats|plan"
    r"|kajen|kaj|stråket|strand|stranden|rondellen|parken|slingan|bron|gården|gård"
    r"|kroken|promenaden|svängen|hamnen|brinken|ängen|åsen|höjden)"
)
_SURE_SUFFIX = re.compile(
    r"(?:gatan|gata|vägen|gränden|gränd|stigen|allén|esplanaden|torget|svängen|slingan)$", re.IGNORECASE
)
_BEFORE = (
    r"(?:(?:Norra|Södra|Östra|Västra|Stora|Lilla|Gamla|Nya|Övre|Nedre|Yttre|Inre|Mellersta"
    r"|[NSÖV]:a|S:ta?)\s|[A-ZÅÄÖ][a-zåäöé]{2,20}s?[ \u00a0]){0,3}"
)
_STREET = (
    rf"{_BEFORE}(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäöé:-]{{0,30}}{_SUFFIX}"
    rf"|[A-ZÅÄÖ][A-ZÅÄÖ:-]{{0,30}}{_SUFFIX.upper()}|(?<=[a-zåäö]\s){_SUFFIX})"
)
_NUMBER = r"\d{1,4}(?:\s?[-–]\s?\d{1,4}|:\d)?(?:[ ]?[A-Ha-h](?![\wåäö]))?"
_FLAT = r"(?:,?\s(?:lgh|LGH|Lgh|lägenhet)\.?\s?(?:nr\s)?\d{1,4}|,?\s\d{1,2}\s?tr\b\.?)?"
_POSTCODE = r"(?:S-|SE-)?[1-9]\d{2}[ \u00a0\n]?\d{2}"
_PLACE = r"[A-ZÅÄÖ][A-ZÅÄÖa-zåäöé-]{1,25}(?:[ \u00a0][A-ZÅÄÖ][A-ZÅÄÖa-zåäöé-]{1,25})?"
_TOWN = rf"(?:,?\s{{1,3}}({_POSTCODE})[ \u00a0\n]{{1,2}}({_PLACE}))?"
_NUMBERED = re.compile(rf"(?<![\w-])({_STREET})\s({_NUMBER})(?![\w:])(?![.,]\d)({_FLAT}){_TOWN}")
_BOX = re.compile(rf"(?<![\w-])(Box|BOX)\s(\d{{1,5}})(){_TOWN.removesuffix('?')}")
_ROAD = re.compile(
    r"(?:\w*\s)?(?:väg|(?:läns|riks|europa|motor)väg(?:en)?|plan|plats|strand|gård|park)$", re.IGNORECASE
)
_LEADING = re.compile(
    r"(?:(?:Vid|På|Från|I|Till|Korsningen|Längs|Mot|Efter|Utanför|Adress|Besöksadress"
    r"|Postadress|Bråk|Hörnet|Mellan|Lokalen|Bostaden|Gatan)\s)*"
)
_BARE = re.compile(rf"(?<![\w-])({_STREET})(?![\w-])")
_CARELESS = re.compile(
    r"(?<![\w-])((?:(?:norra|södra|östra|västra|stora|lilla|gamla|nya|övre|nedre|yttre|inre)\s)?"
    r"[a-zåäöé]{2,30}(?:gatan|vägen|gränden|stigen|allén|backen|esplanaden|torget|kroken|slingan|svängen|brinken))"
    rf"\s({_NUMBER})(?![\w:])(?![.,]\d)({_FLAT})(?:,?\s{{1,3}}({_POSTCODE})[ \u00a0\n]{{1,2}}([a-zåäöé-]{{2,26}}))?"
)
"""``storgatan 4 b, 903 26 umeå``: written without capitals, where the suffix leaves no doubt."""


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Values: ``Storgatan 47 B, 903 26 Umeå``, as far as it is written. A street alone has a lower confidence."""
    for pattern in (_NUMBERED, _BOX):
        for match in pattern.finditer(text):
            if not _ROAD.match(match.group(1)):
                yield _numbered(match)
    for match in _CARELESS.finditer(text):
        if not _ROAD.match(match.group(1)):
            yield _numbered(match)
    for match in _BARE.finditer(text):
        start = match.start() + len(_LEADING.match(match.group())[0])  # type: ignore[index]  # it matches ""
        street = " ".join(text[start : match.end()].split())
        if _SURE_SUFFIX.search(street) and len(street) > 6:
            yield Candidate(Label.ADDRESS, start, match.end(), _cased(street), 0.6, "rule:street")


def _numbered(match: re.Match[str]) -> Candidate:
    street, number, flat, postcode, place = match.groups()
    lead = len(_LEADING.match(street)[0])  # type: ignore[index]  # it matches ""
    street = street[lead:]
    value = f"{_cased(' '.join(street.split()))} {_spaced(number)}"
    if flat:
        value += ", " + " ".join(flat.strip(" ,\n").split())
    if postcode:
        digits = "".join(character for character in postcode if character.isdigit())
        value += f", {digits[:3]} {digits[3:]} {_cased(place)}"
    sure = bool(postcode) or _SURE_SUFFIX.search(street) is not None
    return Candidate(Label.ADDRESS, match.start() + lead, match.end(), value, 0.95 if sure else 0.75, "rule:address")


def _spaced(number: str) -> str:
    """``47b`` → ``47 B``; ``3 - 5`` → ``3-5``."""
    folded = re.sub(r"\s?[-–]\s?", "-", number)
    return re.sub(r"(\d)\s?([A-Ha-h])$", lambda match: f"{match[1]} {match[2].upper()}", folded)


def _cased(name: str) -> str:
    """Capitals as names are written, and a name without any as one with them."""
    if name.islower():
        return name.title()
    return " ".join(part.capitalize() if part.isupper() and len(part) > 1 else part for part in name.split())

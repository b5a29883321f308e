"""Street addresses (*adresser*): street, number, entrance, flat, postcode and place; boxes; streets alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.mention import Label
from nlp.candidate import Candidate, Context
from nlp.rules.address_streets import MODIFIER, PERHAPS, STREET_NAME, SURE, belongs_to_street, is_street
from nlp.tables import words as table

_SPACE = r"[ \u00a0]"
_GAP = r"[ \u00a0\n]"
_WORD = r"[A-ZÅÄÖ][a-zåäöéü]{1,20}(?::s)?"
_SUFFIX = f"(?:{SURE[3:-1]}|{PERHAPS[3:-1]})"
_STREET = (
    rf"(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäöé:-]{{0,30}}?{_SUFFIX}|[A-ZÅÄÖ][A-ZÅÄÖ:-]{{1,30}}?{_SUFFIX.upper()}"
    rf"|(?<=[a-zåäö]{_SPACE})(?:Gatan|Vägen|Gränden|Torget|Torg|Stigen|Allén|Backen|Kajen|Platsen|Parken|Esplanaden)"
    rf"|(?<=s{_SPACE})(?:gata|gatan|väg|vägen|gränd|torg|plats|plan|stig|backe|allé|park|kaj|esplanad|gård))"
)
_BEFORE = re.compile(rf"(?:(?:{MODIFIER}{_GAP}){{0,2}}(?:{_WORD}{_GAP}){{0,3}})\Z")
_SPACED = re.compile(r"(\S+)(\s*)")
_REACH = 70  # code points before the last part of a street's name in which the others stand
_LETTER = rf"(?:{_SPACE}?(?:[A-Ha-h](?![\wåäö])|[J-NP-U](?![\wåäö]|\.{_SPACE}?[A-ZÅÄÖ]))|\n[A-H](?=[\s,;:)]))"
_NUMBER = rf"\d{{1,4}}(?:{_SPACE}?[-–]{_SPACE}?\d{{1,4}}|:\d)?{_LETTER}?"
_FLAT = (
    r"(?:,?[ \u00a0\n]\(?(?:(?:lgh|lägenhet)\.?\s?(?:nr\.?\s)?\d{1,4}|\d{1,2}\s?tr\b\.?(?:\s(?:ög|nb|tv|th))?"
    r"|uppg(?:ång|\.)?\s[A-H]\b|n\.?b\.?(?!\w)|[1-9]\.?\sv[åa]n(?:ingen)?\.?(?!\w))\)?)?"
)
_POSTCODE = r"(?:S-|SE-)?[1-9]\d{2}[ \u00a0\n]?\d{2}"
_PLACE = (
    rf"(?:(?:Västra|Östra|Norra|Södra|Upplands|Lilla|Stora|Gamla|Nya|Dals|Sankt|S:t|Bro|Nedre|Övre){_SPACE})?"
    r"[A-ZÅÄÖ][A-ZÅÄÖa-zåäöé-]{1,25}"
)
_TOWN = rf"(?:,?\s{{1,3}}({_POSTCODE})[ \u00a0\n]{{1,2}}({_PLACE}))"
_END = r"(?!\w|:\d|[.,]\d)"
_NUMBERED = re.compile(rf"(?<![\w-])({_STREET}){_GAP}({_NUMBER}){_END}({_FLAT}){_TOWN}?")
_FARM = re.compile(rf"(?<![\w-])((?:{_WORD}{_SPACE}){{0,2}}{_WORD}){_SPACE}(?!0)({_NUMBER})(){_TOWN}")
_OF_A_CALL = re.compile(r"(?:Telefon|Telefax|Tele|Tel|Tfn|Fax|Mobil|Mobiltelefon|Växel|Ring|Jour)\Z")
_BOX = re.compile(rf"(?<![\w-])((?:Box|BOX|Postbox)){_SPACE}(\d{{1,5}})(){_TOWN}")
_BOX_ALONE = re.compile(rf"(?<![\w-])((?:Box|BOX|Postbox)){_SPACE}(\d{{3,5}})()(?![\w:/-]|[.,]\d)(?:()())")
_BARE = re.compile(rf"(?<![\w-])({_STREET})(?![\w-])")
_CARELESS = re.compile(
    r"(?<![\w-])((?:(?:norra|södra|östra|västra|stora|lilla|gamla|nya|övre|nedre|yttre|inre)[ ])?"
    rf"[a-zåäöé]{{2,30}}(?:gatan|vägen|gränden|stigen|allén|backen|esplanaden|torget|kroken|slingan|svängen|brinken))"
    rf"[ ]({_NUMBER}){_END}({_FLAT})(?:,?\s{{1,3}}({_POSTCODE})[ \u00a0\n]{{1,2}}([a-zåäöé-]{{2,26}}))?"
)
"""``storgatan 4 b, 903 26 umeå``: written without capitals, where the suffix leaves no doubt."""


_LEAST_BARE = len("Nygatan")


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Values: ``Storgatan 47 B, 903 26 Umeå``, as far as it is written. A street alone is a place."""
    yield from _numbered(text)
    for match in _CARELESS.finditer(text):
        if is_street(match[1]):
            yield _candidate(match, match.start(1), 0.9)
    for match in _FARM.finditer(text):
        if not STREET_NAME.search(match[1]) and not _OF_A_CALL.search(match[1]):
            yield _candidate(match, match.start(1) + _farm_lead(match[1]), 0.8)
    for pattern in (_BOX, _BOX_ALONE):
        for match in pattern.finditer(text):
            yield _candidate(match, match.start(1), 0.95)
    for match in _BARE.finditer(text):
        start = _begin(text, match)
        street = " ".join(text[start : match.end()].split())
        if STREET_NAME.search(street) and len(street) >= _LEAST_BARE and is_street(street):
            yield Candidate(Label.LOC, start, match.end(), _cased(street), 0.6, "rule:street")


def _numbered(text: str) -> Iterator[Candidate]:
    for match in _NUMBERED.finditer(text):
        start = _begin(text, match)
        street = text[start : match.end(1)]
        sure = match[4] is not None or STREET_NAME.search(street) is not None
        if is_street(street) and not street.islower() and (sure or _is_apart(text, start)):
            yield _candidate(match, start, 0.95 if sure else 0.75)


def _begin(text: str, match: re.Match[str]) -> int:
    """Where the name of a street begins whose last word was found: ``Norra Storgatan``, ``Olof Palmes gata``.

    Other words with a capital before it are none of it: ``Arbetsplats Repslagartorget``.
    """
    start = match.start(1)
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    words = list(_SPACED.finditer(text, *before.span())) if before is not None else []
    if words and match[1].islower():  # the whole name of a person goes before it
        start = words.pop().start()
    while words and belongs_to_street(words[-1][1], broken="\n" in words[-1][2]):
        start = words.pop().start()
    return start


def _is_apart(text: str, start: int) -> bool:
    """Whether a name that may be another word stands as an address does: after a word of place, or by itself."""
    return (
        re.search(r"(?:\A|[\n\t,:(]\s?|\b(?:på|vid|i|från|till|mot)\s)\Z", text[max(0, start - 8) : start]) is not None
    )


def _farm_lead(name: str) -> int:
    """``Bostad Hulta 12, 905 80 Umeå`` begins with the farm."""
    words = list(re.finditer(r"\S+", name))
    first = len(words) - 1
    while first and words[first - 1].group() not in table("words_before_address"):
        first -= 1
    return words[first].start()


def _candidate(match: re.Match[str], start: int, confidence: float) -> Candidate:
    _, number, flat, postcode, place = match.groups()
    name = " ".join(match.string[start : match.end(1)].split())
    value = f"{_cased(name)} {_spaced(number)}"
    if flat:
        value += ", " + " ".join(flat.strip(" ,\n()").split())
    if postcode:
        digits = "".join(character for character in postcode if character.isdigit())
        value += f", {digits[:3]} {digits[3:]} {_cased(place)}"
    return Candidate(Label.ADDRESS, start, match.end(), value, confidence, "rule:address")


def _spaced(number: str) -> str:
    """``47b`` → ``47 B``; ``3 - 5`` → ``3-5``."""
    folded = re.sub(r"\s?[-–]\s?", "-", number)
    return re.sub(r"(\d)\s?([A-Za-z])$", lambda match: f"{match[1]} {match[2].upper()}", folded)


def _cased(name: str) -> str:
    """Capitals as names are written, and a name without any as one with them."""
    if name.islower():
        return name.title()
    return " ".join(part.capitalize() if part.isupper() and len(part) > 1 else part for part in name.split())

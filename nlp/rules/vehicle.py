"""Registration plates (*registreringsskyltar*): ABC123 and ABC12D. Source: Transportstyrelsen, TSFS 2015:63.

The letters I, Q, V, Å, Ä, Ö are not used; the last character of the newer series is no O either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.mention import Label
from nlp import cues
from nlp.candidate import Candidate, Context
from nlp.tables import words

_CUE = cues.words(
    r"reg\.?\s?-?\s?(?:nr|nummer)?\w*\.?",
    r"registreringsn\w+",
    r"registreringsskylt\w*",
    r"\w*(?:bil|bilen|bilar|fordon|fordonet|buss|bussen)",
    r"skyltar\w*",
    r"moped\w*",
    r"motorcykel\w*",
    r"mc",
    r"släp\w*",
    r"taxi\w*",
    r"traktor\w*",
    r"epa\w*",
    r"Volvo",
    r"VW",
    r"Volkswagen",
    r"Saab",
    r"BMW",
    r"Audi",
    r"Toyota",
    r"Ford",
    r"Mercedes",
    r"Kia",
    r"Skoda",
    r"Škoda",
    r"Opel",
    r"Renault",
    r"Peugeot",
    r"Tesla",
    r"Nissan",
    r"Mazda",
    r"Citro[eë]n",
)
_LETTERS = "A-HJ-PR-UW-Z"
_PLATE = re.compile(
    rf"(?<![\w-])([{_LETTERS}]{{3}})([ \u00a0-]?)(\d{{2}}(?:\d|[A-HJ-NPR-UW-Z]))(?![\w:]|[-/.,]\w|\s\d)", re.IGNORECASE
)
_SERIES = words("plate_series")
_UPPER, _SPACED = 0.85, 0.6  # spaced, without a cue: 4 false ones in 40,000 police notices and government texts


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Plates in capitals, or in any case after a cue word; what else begins so stands in ``plate_series``."""
    for match in _PLATE.finditer(text):
        confidence = _confidence(text, match)
        if confidence:
            value = (match.group(1) + match.group(3)).upper()
            yield Candidate(Label.VEHICLE, *match.span(), value, confidence, "rule:vehicle")


def _confidence(text: str, match: re.Match[str]) -> float:
    letters, gap, rest = match.groups()
    if letters.upper() in _SERIES:
        return 0.0
    if cues.around(text, match.start(), match.end(), _CUE, 60):
        return 0.97 if letters.isupper() else 0.85
    if not letters.isupper() or not (rest.isdigit() or rest[-1].isupper()):
        return 0.0
    if not gap:
        return _UPPER
    return 0.0 if gap == "-" else _SPACED

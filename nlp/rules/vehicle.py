"""Registration plates (*registreringsskyltar*): ABC123 and ABC12D. Source: Transportstyrelsen, TSFS 2015:63.

The letters I, Q, V, Å, Ä, Ö are not used; the last character of the newer series is no O either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from models.mention import Label
from nlp import cues
from nlp.candidate import Candidate, Context
from nlp.rules.vehicle_words import ADVERB, MAKES, NOT_VEHICLES, PLATES, THINGS
from nlp.tables import words

_PLATE_CUE: Final = cues.words(*PLATES)
_CUES: Final = (_PLATE_CUE, cues.words(*THINGS), cues.words(*MAKES))
_NUMBER_CUE: Final = cues.words(*PLATES[:3])
_OTHER: Final = cues.words(*NOT_VEHICLES)
_LETTERS: Final = "A-HJ-PR-UW-Z"
_PLATE: Final = re.compile(
    rf"(?<![\w-])(?<!\d[:/])([{_LETTERS}]{{3}})([ \u00a0\n-]?)(\d{{2}}(?:\d|[A-HJ-NPR-UW-Z]))"
    r"(?!\w|[-/.,]\w|:(?!s\b)\w"
    r"|(?<=[ \u00a0\n-]\w{3})[ \u00a0]\d(?!\d?[.:]\d\d)|(?<=\d{3})[ \u00a0]\d{2,3}(?!\d|[.:]\d\d))",
    re.IGNORECASE,
)
"""No figures that go on: any after what is written apart (``ABC 123 45``), a group of two or three after three."""
_UNIT: Final = re.compile(
    r"[ \u00a0](?:k?m|kvm|m2|m²|meter|mil|km/h|kg|g|gram|ton|liter|l|kr|kronor|sek|tkr|st|stycken|procent|%|år|dagar"
    r"|timmar|min|minuter|personer|gånger|grader|poäng|röster|sidor)(?![\wåäö])"
)
_COLOUR: Final = re.compile(r",? \(?(?:vit|svart|grå|röd|blå|grön|gul|silver|beige|brun|mörk|ljus)")
_UNIT_LETTERS: Final = "mglhkts"  # "max 60m" is no plate
_VOWEL: Final = re.compile("[aeouy]")
_SERIES: Final = words("plate_series")
_WORDS: Final = words("three_letter_words")
_FUNCTION_WORDS: Final = words("three_letter_function_words")
_REACH, _NEXT = 60, 30
_UPPER, _SPACED, _NEWER, _LOWER = 0.85, 0.6, 0.75, 0.6
"""Without a cue. Spaced capitals: 4 false ones in 40,000 police notices and government texts."""


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Plates in capitals, or in any case where something speaks for it; what else begins so has a table."""
    for match in _PLATE.finditer(text):
        confidence = _confidence(text, match)
        if confidence:
            value = (match.group(1) + match.group(3)).upper()
            yield Candidate(Label.VEHICLE, *match.span(), value, confidence, "rule:vehicle")


def _confidence(text: str, match: re.Match[str]) -> float:
    letters, gap, rest = match.groups()
    start = match.start()
    cue = _NUMBER_CUE if letters in _FUNCTION_WORDS else _PLATE_CUE
    if cues.over(text, start, cue) or cues.next_to(text, start, cue, _NEXT):
        return 0.0 if letters.islower() and _UNIT.match(text, match.end()) else 0.97
    if letters.upper() in _SERIES or cues.next_to(text, start, _OTHER, _NEXT):
        return 0.0
    if cues.over(text, start, _OTHER) and not _is_by_vehicle(text, match):
        return 0.0
    if letters.isupper() and (rest.isdigit() or rest[-1].isupper()):
        return _of_capitals(text, match, gap, newer=not rest.isdigit())
    return _of_small_letters(text, match) if letters.islower() and gap != "-" else 0.0


def _is_driven(text: str, match: re.Match[str]) -> bool:
    """Whether a word of vehicles stands right before letters that are a word too, but none that belongs there."""
    letters, _, rest = match.groups()
    if letters in _FUNCTION_WORDS or letters == ADVERB or rest[-1] in _UNIT_LETTERS:
        return False
    return any(cues.next_to(text, match.start(), cue, _NEXT) for cue in _CUES)


def _is_by_vehicle(text: str, match: re.Match[str]) -> bool:
    return any(cues.around(text, match.start(), match.end(), cue, _REACH) for cue in _CUES)


def _of_capitals(text: str, match: re.Match[str], gap: str, *, newer: bool) -> float:
    if _is_by_vehicle(text, match):
        return 0.97
    if not gap:
        return _UPPER
    if _UNIT.match(text, match.end()):
        return 0.0
    if newer and gap != "-":
        return _NEWER
    return _SPACED if gap in " \u00a0" else 0.0


def _of_small_letters(text: str, match: re.Match[str]) -> float:
    """``mes 123`` may be a plate and ``bor 123`` is none: a word wants more to speak for it than other letters."""
    letters, _, rest = match.groups()
    if _UNIT.match(text, match.end()):
        return 0.0
    is_no_count = rest.startswith("0") or _COLOUR.match(text, match.end()) is not None
    if letters in _WORDS:
        return _LOWER if is_no_count or _is_driven(text, match) else 0.0
    if _is_by_vehicle(text, match):
        return 0.85
    is_no_word = _VOWEL.search(letters) is None or not rest.isdigit()
    return _LOWER if is_no_count or is_no_word else 0.0

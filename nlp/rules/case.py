"""Case numbers: diarienummer, court case numbers (målnummer) and police K-nummer, as written with spaces folded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from models.mention import Label
from nlp import cues
from nlp.candidate import Candidate, Context
from nlp.rules import case_court
from nlp.tables import words as table

_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_END = r"(?!\w|[-/.:]\d)"
_LETTERS = r"(?<![A-Za-zÅÄÖåäö])(?-i:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,9}[ .:/-]{0,2}|[a-zåäö]{2,4}[ .-]?(?=(?:19|20)\d\d))"
_NUMBER = rf"(?:{_LETTERS}){{0,2}}\d{{1,7}}(?:[ ]?[-–/.:][ ]?[A-ZÅÄÖ]?\d{{1,7}}){{1,4}}(?:/[A-ZÅÄÖ]{{1,6}})?"
_CUED = re.compile(
    r"(?<!\w)(?:d\.?\s?nr|diarie\s?-?(?:nr|nummer|numret|n:o)|vår(?:t)?\s(?:dnr|diarienummer|beteckning|referens)|änr"
    r"|ert\sdnr|er\s(?:beteckning|referens)|ärende\s?-?(?:nr|nummer|numret|beteckning|id)|mål\s?-?(?:nr|nummer|numret)"
    r"|beteckning|k-?(?:nr|nummer)|anmälningsnummer|anmälan|diarieförd|dossier(?:nr)?|akt(?:nr|nummer))"
    rf"(?:\s(?:nr|med|dnr|hos\s(?:oss|er|[a-zåäö]{{3,20}})))?\.?\s{{0,2}}:?\s{{0,3}}({_NUMBER})(?!\w|[ ]\d\d|[.:,]\d)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:,\s|\s(?:och|samt|resp\.|respektive)\s)((?:[A-ZÅÄÖ]{2,6}[ .:/-]{0,2})?\d{1,7}(?:[-–/.:]\d{1,7}){1,3})"
    r"(?!\w|[ ]\d\d|[.:,]\d)"
)
_BOARD = re.compile(
    rf"(?<![\w/.-])(?P<who>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{{1,9}})(?:[ .\n/-]|\s?-\s?){_YEAR}"
    rf"(?:[/.]\d{{1,6}}|:\d{{3,6}}|:\d(?!\d)|-(?!{_YEAR}(?!\d))\d{{3,6}})(?:[-/.]\d{{1,4}})?{_END}"
    rf"|(?<![\w/.-])(?P<short>[A-Z][A-Za-zÅÄÖ]{{0,3}}){_YEAR}/\d{{3,5}}(?:/[A-ZÅÄÖ]{{1,6}})?(?!\w)"
)
_AUTHORITY = re.compile(
    rf"(?<![\w/.:-])(?:\d{{1,2}}(?:\.\d{{1,3}}){{1,3}}-\d{{1,6}}/{_YEAR}(?:-\d{{1,3}})?|\d{{3}}-\d{{1,6}}-{_YEAR})(?![\w/]|[-.:]\d)"
)
_SLASHED = re.compile(rf"(?<![\w/.:-]){_YEAR}/(?!{_YEAR}(?!\d))\d{{3,7}}(?:-\d{{1,4}})?(?![\w/]|[-.:]\d)")
_POLICE = re.compile(r"(?<![\w-])(?:\d{4}-[KU]\d{3,8}-\d{2}|AM-\d{4,7}-\d{2}|K\d{5,8}-\d{2})(?![\w-])")
_PLAIN = re.compile(rf"(?<![\w/.:-]){_YEAR}-(?!{_YEAR}(?!\d))\d{{4,7}}(?![\w/]|[-.:]\d)")
_EU = cues.words("EU", "EG", "EEG", "EES", "direktiv\\w*", "förordning\\w*", "Euratom", "ramdirektiv\\w*")
_OF_SOMETHING_ELSE = re.compile(
    r"(?:avtal(?!\w*enhet)\w*|kontrakt\w*|lån\w*|order\w*|faktur\w*|offert\w*|ritning\w*|modell\w*|artikel\w*|serie\w*|version\w*"
    r"|standard\w*|certifikat\w*|licens\w*|försäkring\w*|polis(?:nr|nummer)|prop\.?|bet\.?|skr\.?|rskr\.?|dir\.?)"
    r"(?:\s?(?:nr|nummer))?\.?[:\s]{0,3}\Z"
)
_LEAST_DIGITS: Final = {":": 5, ".": 5}
"""What else could be a property (``6:7``), a time or a section needs so many digits."""
_REACH = 24  # code points


def find(text: str, context: Context) -> Iterator[Candidate]:
    """Numbers after a cue word, and those whose own form tells: a board's letters, a K, a court's letter."""
    for match in _CUED.finditer(text):
        yield from _cued(text, match)
    for pattern, confidence in ((_POLICE, 0.97), (_BOARD, 0.9), (_AUTHORITY, 0.85)):
        for match in pattern.finditer(text):
            if not _is_series(match) and not _is_of_something_else(text, match.start()):
                yield _candidate(text, *match.span(), confidence)
    for pattern, confidence in ((_SLASHED, 0.8), (_PLAIN, 0.6)):
        for match in pattern.finditer(text):
            european = cues.before(text, match.start(), _EU, 30) or text.startswith(("/EU", "/EG"), match.end())
            if not european and not _is_of_something_else(text, match.start()):
                yield _candidate(text, *match.span(), confidence)
    for start, end, confidence in case_court.find(text, context.today):
        yield _candidate(text, start, end, confidence)


def _cued(text: str, match: re.Match[str]) -> Iterator[Candidate]:
    """A number after its cue word, and those that a list goes on with."""
    more: re.Match[str] | None = match
    while more is not None:
        if _is_likely(more[1]):
            yield _candidate(text, *more.span(1), 0.96)
        more = _MORE.match(text, more.end(1))


def _is_likely(number: str) -> bool:
    digits = sum(character.isdigit() for character in number)
    return all(digits >= least for sign, least in _LEAST_DIGITS.items() if sign in number)


def _is_series(match: re.Match[str]) -> bool:
    """Whether the letters are those of a series of statutes or judgments, or of contracts."""
    parts = match.groupdict()
    letters = parts.get("who") or parts.get("short")
    if letters is None:
        return False
    word = ":" in match.group() and not letters.isupper()  # "Jämför 1974:770" names a statute
    return word or letters in table("not_case_series") or letters.upper().endswith("FS")


def _is_of_something_else(text: str, start: int) -> bool:
    return _OF_SOMETHING_ELSE.search(text[max(0, start - _REACH) : start].lower()) is not None


def _candidate(text: str, start: int, end: int, confidence: float) -> Candidate:
    return Candidate(Label.CASE, start, end, " ".join(text[start:end].split()), confidence, "rule:case")

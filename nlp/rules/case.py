"""Case numbers: diarienummer, court case numbers (målnummer) and police K-nummer, as written with spaces folded."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.mention import Label
from nlp import cues
from nlp.candidate import Candidate, Context

_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_CUED = re.compile(
    r"(?<!\w)(?:(?:[Dd]nr|DNR|[Dd]\.nr|[Dd]iarie\s?-?(?:nr|nummer)|DIARIENUMMER"
    r"|[Dd]iarienumret|[Ää]rende\s?-?(?:nr|nummer|beteckning)|ÄRENDENUMMER"
    r"|[Äa]rendenumret|[Bb]eteckning|[Mm]ål\s?(?:nr|nummer)|[Mm]ålnummer|MÅL NR|[Kk]-?(?:nr"
    r"|nummer)|[Aa]nmälningsnummer|[Aa]nmälan|[Dd]iarieförd)\.?\s{0,2}:?\s{0,3})"
    r"((?:[A-ZÅÄÖa-zåäö]{1,8}[ .:/-]{0,2})?\d{1,7}(?:[ ]?[-–/.:][ ]?[A-ZÅÄÖ]?\d{1,7}){1,3})(?!\w)"
)
_BOARD = re.compile(
    rf"(?<![\w/.-])[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{{1,9}}[ .\n-]{_YEAR}"
    rf"(?:[/.]\d{{1,6}}|-(?!{_YEAR}(?!\d))\d{{3,6}})(?:[-/.]\d{{1,4}})?(?![\w:]"
    rf"|[-/.]\d)|(?<![\w/.-])[A-Z][A-Za-z]{{0,3}}{_YEAR}/\d{{4,5}}(?:/[A-ZÅÄÖ]{{1,5}})?(?!\w)"
)
_SLASHED = re.compile(rf"(?<![\w/.:-]){_YEAR}/(?!{_YEAR}(?!\d))\d{{3,7}}(?:-\d{{1,4}})?(?![\w/:]|[-.]\d)")
_POLICE = re.compile(r"(?<![\w-])\d{4}-[KU]\d{3,8}-\d{2}(?![\w-])")
_COURT = re.compile(r"(?<![\w-])(?:PMÖÄ|PMÖ|PMT|PMB|PMF|PM|UM|FT|ÖÄ|[TBMPFÖÄKUA])[  ]?\d{1,6}-\d{2}(?![\w-])")
_PLAIN = re.compile(rf"(?<![\w/.:-]){_YEAR}-(?!{_YEAR}(?!\d))\d{{4,7}}(?![\w/:]|[-.]\d)")
_NOT_CASES = frozenset(
    [
        "SFS",
        "SOU",
        "Ds",
        "DS",
        "NJA",
        "RÅ",
        "HFD",
        "AD",
        "JO",
        "JK",
        "RH",
        "MÖD",
        "MIG",
        "Prop",
        "prop",
        "Bet",
        "bet",
        "Dir",
        "dir",
        "Rskr",
        "ISO",
        "EN",
        "SIS",
        "Kl",
    ]
)
_EU = cues.words("EU", "EG", "EEG", "EES", "direktiv\\w*", "förordning\\w*", "Euratom", "ramdirektiv\\w*")


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Numbers after a cue word, and those whose own form tells: a board's letters, a K, a court's letter."""
    for match in _CUED.finditer(text):
        yield _candidate(text, match.start(1), match.end(1), 0.96)
    for pattern, confidence in ((_POLICE, 0.97), (_COURT, 0.9), (_BOARD, 0.9)):
        for match in pattern.finditer(text):
            if re.split(r"[\s.\-\d]", match.group(), maxsplit=1)[0] not in _NOT_CASES:
                yield _candidate(text, *match.span(), confidence)
    for pattern, confidence in ((_SLASHED, 0.8), (_PLAIN, 0.6)):
        for match in pattern.finditer(text):
            if not cues.before(text, match.start(), _EU, 30) and not text.startswith(("/EU", "/EG"), match.end()):
                yield _candidate(text, *match.span(), confidence)


def _candidate(text: str, start: int, end: int, confidence: float) -> Candidate:
    return Candidate(Label.CASE, start, end, " ".join(text[start:end].split()), confidence, "rule:case")

"""Times of day (*klockslag*), to ``HH:MM``; both ends of ``kl. 9.00–11.30``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.mention import Label
from nlp.candidate import Candidate, Context
from nlp.rules import times_bare

CLOCK = r"(?:[01]?\d|2[0-4])"
_CUED = re.compile(
    rf"(?<![\wåäö])(?:kl\.?|klockan|klockslag(?:et)?:?)\s{{0,3}}(?:ca\.?\s|cirka\s|omkring\s|\(\s?)?"
    rf"({CLOCK})(?:[.:,]([0-5]\d)(?:[.:][0-5]\d)?|([0-5]\d))?(?!\d|[:.,/]\d|[ ]?(?:procent|%|kr\b))",
    re.IGNORECASE,
)
_CUED_END = re.compile(
    rf"\s{{0,2}}(?:[-–‐]{{1,2}}|till|och|t\.?o\.?m\.?)\s{{0,2}}(?:kl\.?\s|klockan\s)?({CLOCK})(?:[.:,]([0-5]\d)|([0-5]\d))?"
    r"(?![\d/]|:\d|[.,]\d|\s?(?:jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec|procent|kr|personer|st\b|%))",
    re.IGNORECASE,
)
_COLON = re.compile(rf"(?<![\d.,:§/-])(?<!\d–)({CLOCK}):([0-5]\d)(?::[0-5]\d(?:[.,]\d{{1,6}})?)?(?!\w|:\d|[.,]\d|-\w)")
_ZONED = re.compile(r"(?<=\dT)([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:[.,]\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?(?![\w:])")
_RANGE = re.compile(
    rf"(?<![\d.,:§/-])({CLOCK})[.:]([0-5]\d)\s?[-–]\s?({CLOCK})[.:]([0-5]\d)(?!\d|:\d|[.,]\d"
    rf"|\s?(?:%|procent|kr|kg|m\b|cm|mm|meter|grader|°|l\b|mkr|tkr))"
)
_ABOUT = re.compile(rf"(?<![\w.,:/-])({CLOCK})(?:[.:]([0-5]\d))?-tiden(?!\w)")
_AFTER_NAME = re.compile(r"(?<![\w.])[A-ZÅÄÖ][A-ZÅÄÖa-zåäö-]{1,30}[ \n]\Z")
_SCALED = re.compile(
    r"(?:skala\w*|förhållande\w*|proportion\w*|lutning\w*|fall|fastighet\w*|odds|resultat\w*|ställning\w*)"
    r"[ :]{0,2}(?:A[0-4])?,?\s?\Z",
    re.IGNORECASE,
)
_TIME_WORDS = re.compile(
    r"(?:[Tt]id(?:en|punkt)?|TID|[Kk]lockan|[Uu]ppdatering|[Uu]ppdaterad|[Uu]ppdaterat|[Uu]pd"
    r"|[Ss]tart|[Ss]lut|[Ff]rån|[Tt]ill|[Aa]vgång|[Aa]nkomst|[MTOFLS][aåeiönrs]\w{0,4}dag"
    r"|[Jj]an\w*|[Ff]eb\w*|[Mm]ars|[Aa]pr\w*|[Mm]aj|[Jj]un\w*|[Jj]ul\w*|[Aa]ug\w*|[Ss]ep\w*"
    r"|[Oo]kt\w*|[Nn]ov\w*|[Dd]ec\w*|UPPDATERING)[ \n]\Z"
)


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Times after ``kl``, with a colon, in pairs, or bare. Name and number (``Stadsliden 6:12``) is no time of day."""
    for match in _CUED.finditer(text):
        yield from _candidate(match.start(1), match.end(), match[1], match[2] or match[3], 0.97)
        end = _CUED_END.match(text, match.end())
        if end is not None:
            yield from _candidate(end.start(1), end.end(), end[1], end[2] or end[3], 0.9)
    for match in _RANGE.finditer(text):
        yield from _candidate(match.start(), match.end(2), match[1], match[2], 0.85)
        yield from _candidate(match.start(3), match.end(4), match[3], match[4], 0.85)
    for match in _ZONED.finditer(text):
        yield from _candidate(match.start(), match.end(), match[1], match[2], 0.95)
    for match in _ABOUT.finditer(text):
        yield from _candidate(match.start(1), match.end(2) if match[2] else match.end(1), match[1], match[2], 0.8)
    for match in _COLON.finditer(text):
        before = text[max(0, match.start() - 34) : match.start()]
        scaled = match[1] == "1" or _SCALED.search(before) is not None  # "1:20"
        logged = before.endswith("\n") and len(match[1]) == len("10")  # a line of a log after one that ends in a name
        named = not logged and _AFTER_NAME.search(before) is not None and _TIME_WORDS.search(before) is None
        if not named and not scaled:
            yield from _candidate(match.start(), match.end(), match[1], match[2], 0.8)
    for begin, stop, hour, minute, confidence in times_bare.find(text):
        yield from _candidate(begin, stop, hour, minute, confidence)


def _candidate(start: int, end: int, hour: str, minute: str | None, confidence: float) -> Iterator[Candidate]:
    if int(hour) < 24 or not int(minute or 0):
        value = f"{int(hour):02}:{minute or '00'}"
        yield Candidate(Label.TIME, start, end, value, confidence, "rule:time")

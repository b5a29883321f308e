"""Times of day (*klockslag*), to ``HH:MM``; both ends of ``kl. 9.00–11.30``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.mention import Label
from nlp.candidate import Candidate, Context

_CLOCK = r"(?:[01]?\d|2[0-4])"
_CUED = re.compile(
    rf"(?<![\wåäö])(?:kl\.?|klockan|KL\.?)\s{{0,2}}({_CLOCK})(?:[.:,]([0-5]\d))?(?!\d|[:.,/]\d|[ ]?(?:procent|%|kr))",
    re.IGNORECASE,
)
_CUED_END = re.compile(
    rf"\s{{0,2}}(?:[-–‐]|till|och|-–)\s{{0,2}}(?:kl\.?\s"
    rf"|klockan\s)?({_CLOCK})(?:[.:,]([0-5]\d))?(?![\d:/]|[.,]\d|\s?(?:jan|feb|mars|apr|maj|jun"
    rf"|jul|aug|sep|okt|nov|dec|procent|kr))"
)
_COLON = re.compile(rf"(?<![\d.,:§/-])(?<!\d–)({_CLOCK}):([0-5]\d)(?::[0-5]\d)?(?![\w:]|[-.,]\d)")
_RANGE = re.compile(
    rf"(?<![\d.,:§/-])({_CLOCK})[.:]([0-5]\d)\s?[-–]\s?({_CLOCK})[.:]([0-5]\d)(?![\d:]|[.,]\d"
    rf"|\s?(?:%|procent|kr|kg|m\b|cm|mm|meter|grader|°|l\b))"
)
_LISTED = re.compile(
    r"(?:(?<=\t)|(?<=\n)|(?<=\n[-•–][ ])|\A)([01]\d|2[0-3])\.([0-5]\d)(?=\t|\n|\Z|[ ]?[-–]?[ ][A-ZÅÄÖ])"
)  # a log
_AFTER_NAME = re.compile(r"(?<![\w.])[A-ZÅÄÖ][A-ZÅÄÖa-zåäö-]{1,30}[ \n]$")
_TIME_WORDS = re.compile(
    r"(?:[Tt]id(?:en|punkt)?|TID|[Kk]lockan|[Uu]ppdatering|[Uu]ppdaterad|[Uu]ppdaterat|[Uu]pd"
    r"|[Ss]tart|[Ss]lut|[Ff]rån|[Tt]ill|[Aa]vgång|[Aa]nkomst|[MTOFLS][aåeiönrs]\w{0,4}dag"
    r"|[Jj]an\w*|[Ff]eb\w*|[Mm]ars|[Aa]pr\w*|[Mm]aj|[Jj]un\w*|[Jj]ul\w*|[Aa]ug\w*|[Ss]ep\w*"
    r"|[Oo]kt\w*|[Nn]ov\w*|[Dd]ec\w*|UPPDATERING)[ \n]$"
)


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Times after ``kl``, with a colon, or in pairs. Name and number (``Stadsliden 6:12``) is no time of day."""
    for match in _CUED.finditer(text):
        yield from _candidate(match.start(1), match.end(), match[1], match[2], 0.97)
        end = _CUED_END.match(text, match.end())
        if end is not None:
            yield from _candidate(end.start(1), end.end(), end[1], end[2], 0.9)
    for match in _RANGE.finditer(text):
        yield from _candidate(match.start(), match.end(2), match[1], match[2], 0.85)
        yield from _candidate(match.start(3), match.end(4), match[3], match[4], 0.85)
    for match in _LISTED.finditer(text):
        yield from _candidate(match.start(), match.end(), match[1], match[2], 0.6)
    for match in _COLON.finditer(text):
        before = text[max(0, match.start() - 34) : match.start()]
        if not _AFTER_NAME.search(before) or _TIME_WORDS.search(before):
            yield from _candidate(match.start(), match.end(), match[1], match[2], 0.8)


def _candidate(start: int, end: int, hour: str, minute: str | None, confidence: float) -> Iterator[Candidate]:
    if int(hour) < 24 or not int(minute or 0):
        value = f"{int(hour) % 24:02}:{minute or '00'}"
        yield Candidate(Label.TIME, start, end, value, confidence, "rule:time")

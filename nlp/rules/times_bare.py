"""Times without ``kl`` and colon: ``22.45 hem``, ``efter 23.15``, ``13/11 18.00``; not sections, sums and measures."""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNITS = (
    r"[ \u00a0]?(?:[%°]|:-|(?:kr|kronor|öre|SEK|EUR|euro|procent\w*|promille|m|m2|m3|m²|km|cm|mm|meter|grader|kg|kilo|g"
    r"|gram|mg|l|dl|cl|ml|liter|ha|hektar|kvm|kvadrat\w*|ton|tum|st|mkr|mnkr|tkr|miljon\w*|miljard\w*|kWh|MW|kW|V|A|Hz"
    r"|[MG]Hz|[MG]B|x)\b)"
)
_TWO = re.compile(rf"(?<![\d.,:§/$€=×*+-])(?<!\d–)(?<!\w)([01]\d|2[0-4])\.([0-5]\d)(?!\d|:\d|[.,/]\d|-\d|{_UNITS})")
_ONE = re.compile(rf"(?<![\d.,:§/$€=×*+-])(?<!\d–)(?<!\w)(\d)\.([0-5]\d)(?!\d|:\d|[.,/]\d|-\d|{_UNITS})")
_NUMBERED = re.compile(
    r"(?:\b(?:avsnitt\w*|punkt\w*|p|kap\w*|bilag\w*|tabell\w*|figur\w*|fig|diagram\w*|version\w*|ver|v|nr|art\w*|ref"
    r"|mom|pris\w*|sek|kr|bild\w*|s|sid\w*|rubrik\w*|delen|del|steg|krav|mål|stycke\w*|paragraf\w*|formel\w*|betyg\w*"
    r"|ekvation\w*|snitt\w*|avgift\w*|belopp|kostnad\w*|kurs\w*|odds|index|ph|iso|en|sfs|bfs|windows|python|prog\w*"
    r"|isbn)\.?[:#]?|\b(?:avsnitt|punkt|kap)\w*\s\d{1,2}\.\d{1,2}(?:\s(?:och|till)|,|–|-))[ \u00a0]{0,2}\Z"
)
_CUE = re.compile(
    r"(?:\b(?:mellan|från|till|efter|före|innan|vid|cirka|ca|omkring|runt|start\w*|slut\w*|öppet|möte\w*|samling\w*"
    r"|samlas\w*|avgång\w*|ankomst\w*|tid\w*|\w{2,6}dag(?:en|ar)?|senast|kring|fram till|sedan|och|anlände|lämnade|kom"
    r"|ringde|inkom|upprättad|skickat|sänt|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2})[:,]?[ \n\t]{1,2})\Z"
)
_REACH = 30  # code points before a time in which a word is looked for
_LINE = re.compile(r"(?:\A|\n)[ \t•–-]{0,4}\Z")
_WRAPPED = re.compile(r"[a-zåäö,]\n\Z")  # the line before goes on
_TOLD = re.compile(r"(?::|\s[–-])\s|\s[a-zåäö]")
_HEADING_NUMBER = re.compile(r"^[ \t#*]{0,6}\d{1,2}\.\d(?:[ \t]|\.\d|\.?$)", re.MULTILINE)
_OF_DAY = re.compile(r"\bkl\b|klockan|\b[012]\d:[0-5]\d\b", re.IGNORECASE)


def find(text: str) -> Iterator[tuple[int, int, str, str, float]]:
    """Start, end, hour, minute and confidence. ``9.15`` needs a word before it that goes with times."""
    headed = _HEADING_NUMBER.search(text) is not None
    found = list(_TWO.finditer(text))
    log = not headed and len(found) > 1
    for match in found:
        before = text[max(0, match.start() - _REACH) : match.start()].lower()
        if _NUMBERED.search(before):
            continue
        sure = 0.8 if _CUE.search(before) else 0.65
        if sure < 0.8 and _LINE.search(before) and (headed or not _WRAPPED.search(before)):
            sure = _line_start(text, match.end(), headed=headed, log=log)
        if sure:
            yield *match.span(), match[1], match[2], sure
    for match in _ONE.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()].lower()
        if _CUE.search(before) and not _NUMBERED.search(before) and not headed:
            yield *match.span(), match[1], match[2], 0.6


def _line_start(text: str, end: int, *, headed: bool, log: bool) -> float:
    """How sure a time at the start of a line is: there a section's number looks the same (``10.15 Ansvar``)."""
    if headed:
        return 0.0
    return 0.6 if log or _TOLD.match(text, end) or _OF_DAY.search(text) else 0.0

"""Years by themselves (*årtal*): ``budget 2025``, ``från 2018``, ``2019–2021``; not what is counted or numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nlp.rules.dates_written import YEAR, Found

_CUED = re.compile(
    r"(?<![\wåäö])(?:år|åren|under|sedan|hösten|våren|sommaren|vintern|årsskiftet|budgetåret|inkomståret|kalenderåret"
    r"|halvåret|verksamhetsåret|taxeringsåret|räkenskapsåret|från och med|till och med|t\.?o\.?m\.?|fr\.?o\.?m\.?|före"
    rf"|efter|senast|mellan|kvartalet)\s{{1,3}}({YEAR})(?![\w/%]|[:.,]\d|-\d(?!\d{{3}}(?!\d)))",
    re.IGNORECASE,
)
_RANGE = r"(?:19\d\d|20[0-4]\d)"
_IN_RANGE = re.compile(_RANGE)
_BARE = re.compile(
    r"(?<![\w./:,+§$€£#=*])(?<!\d[ \u00a0])(?<![^\d\s(][-–])(?:(?<!\d[-–])|(?<=(?:19|20)\d\d[-–]))(?<!\d\d-\d\d[-–])"
    rf"({_RANGE})(?![\w/§%°*=]|[:.,]\d|:-|[ \u00a0]\d{{3}}(?!\d)|[-–](?!{_RANGE}(?!\d))\d)"
)
_NUMBERED = re.compile(
    r"(?:\b(?:nr|nummer|dnr|box|kod|art\w*|modell|rum|sal|lgh|lägenhet|id|konto|s|sid\w*|kl|klockan|§|kap|sek|kr|tel\w*"
    r"|paket|version|iso|en|ref|pin|postnr|serie|lokal|hus|post|linje|buss|flight|mål|ärende\w*|antal|summa|totalt"
    r"|agenda|cirka|ca|omkring|drygt|nästan|över|minst|högst|max|min|sorts?|typ)\.?[:#]?\s{0,2}"
    r"|(?:gata|gatan|väg|vägen|gränd|gränden|stig|stigen|[=<>×x*/+])\s?)\Z"
)
_COUNTED = re.compile(
    r"[\s\u00a0]{1,2}(?:kr|kronor|kronors|tkr|mkr|mnkr|SEK|euro|EUR|dollar|st|stycken|kg|g|gram|km|m|m2|m3|m²|kvm"
    r"|kvadratmeter|[kMGT]Wh|MW|kW|W|V|Hz|personer|människor|platser|exemplar|invånare|meter|mm|cm|ton|liter|l|hektar|ha"
    r"|elever|procent|mil|bilar|barn|gånger|timmar|dagar|ledamöter|medlemmar|anställda|fordon|hushåll|lägenheter"
    r"|bostäder|ärenden|rader|sidor|poäng|röster|kalorier|kcal|kubikmeter|mg|ml|dl|fall|svar|företag|kvinnor|män|besök"
    r"|besökare|djur|får|kor|träd|ord|tecken|HV|MHz|rpm|varv)\b|\s?[%°]|\s?(?:kr|tkr)\b",
)
_SPAN = re.compile(rf"[-–]{_RANGE}(?!\d)|\s?–\s?{_RANGE}(?!\d)")
_FIGURES = re.compile(r"-?\d[\d .,\u00a0]{2,20}")


def find(text: str, _: date) -> Iterator[Found]:
    """A year after a word that goes with one, or one that is not told to be a number of something."""
    for match in _CUED.finditer(text):
        if not _COUNTED.match(text, match.end()):
            yield *match.span(1), match[1], 0.75
    for match in _BARE.finditer(text):
        if match[1][2:] == "00" and not _SPAN.match(text, match.end()):  # "2000" is as often a round number
            continue
        if _is_running_number(text, match):
            continue
        numbered = _NUMBERED.search(text[max(0, match.start() - 16) : match.start()].lower()) is not None
        if not numbered and not _COUNTED.match(text, match.end()):
            yield *match.span(1), match[1], 0.55


def _is_running_number(text: str, match: re.Match[str]) -> bool:
    """Whether it is all of a cell of a table above or below which stands a number that is no year."""
    begin = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    end = len(text) if end < 0 else end
    row = text[begin:end].split("\t")
    column = text.count("\t", begin, match.start())
    if len(row) == 1 or row[column].strip() != match[1]:
        return False
    above = text[text.rfind("\n", 0, max(0, begin - 1)) + 1 : max(0, begin - 1)].split("\t")
    below = text[end + 1 : (text.find("\n", end + 1) + 1 or len(text) + 1) - 1].split("\t")
    beside = [cells[column].strip() for cells in (above, below) if len(cells) > column]
    return any(_FIGURES.fullmatch(cell) and not _IN_RANGE.fullmatch(cell) for cell in beside)

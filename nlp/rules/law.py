"""Law references (*lagrum*): chapter, section, paragraph, point and the law, to ``SFS 2010:900 11 kap. 20 §``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.mention import Label
from nlp.candidate import Candidate, Context
from nlp.rules.statutes import number_in_force

_SIGN = r"(?:§{1,2}|\${1,2}|[Pp]aragraf(?:en|erna)?)"  # OCR reads $ for §
_NUMBER = r"\d{1,3}(?:[ ]?[a-z](?![\wåäö]))?"
_MORE = rf"(?:\s?(?:,|och|eller|samt|[-–])\s?{_NUMBER}){{0,8}}"
_CHAPTER = rf"(?P<chapter>{_NUMBER})\s?[Kk]ap(?:\.|itlet)?(?![\wåäö])"
_SECTION = rf"(?P<section>{_NUMBER}{_MORE})\s?{_SIGN}"
_MISREAD = r"(?P<misread>\d{1,3}(?:[ ][a-z])?)[ ]8(?=[ ](?:och|i|första|andra|tredje|st|p|[A-Za-zåäö]))"  # "1 kap. 8 8"
_ORDINALS = {"första": "1", "andra": "2", "tredje": "3", "fjärde": "4", "femte": "5", "sjätte": "6", "sjunde": "7"}
_ORDINAL = "(?:första|andra|tredje|fjärde|femte|sjätte|sjunde)"
_PARAGRAPH = rf"(?:,?\s(?P<paragraph>{_ORDINAL}|\d{{1,2}})\s(?:stycket|st\.?)(?![\wåäö]))"
_POINT = (
    rf"(?:,?\s(?:(?:punkt(?:en|erna)?|p\.?)\s?(?P<point>\d{{1,2}})(?!\d)|(?P<point2>{_ORDINAL}"
    rf"|\d{{1,2}})\s?(?:punkten|punkt|p\.?)(?![\wåäö])))"
)
_CORE = re.compile(
    rf"(?<![\w§.:/-])(?:{_CHAPTER}(?:,?\s(?:{_SECTION}|{_MISREAD}))?"
    rf"|(?P<alone>{_NUMBER}{_MORE})\s?§{{1,2}}"
    rf"|§{{1,2}}\s?(?P<turned>{_NUMBER})){_PARAGRAPH}?{_POINT}?"
)
_SFS = r"(?:1[67-9]\d\d|20\d\d):\d{1,4}(?![\d:])"
_WORD = (
    r"(?:(?:[Ll]ag|LAG|[Ff]örordning|FÖRORDNING|[Ll]agen|[Ff]örordningen)(?=\s\((?:SFS )?\d)"
    r"|(?:[A-ZÅÄÖa-zåäö]{2,20}-[ ](?:och|samt)\s)?[A-ZÅÄÖa-zåäö]{2,40}(?:lagen|balken"
    r"|förordningen|formen|grundlagen)s?"
    r"|[A-ZÅÄÖ]{2,5}|[A-Z][a-zö][A-Z]|KomL)"
)
_NAME = re.compile(rf"(?<![\w-])(?P<word>{_WORD})(?![\w-])(?:\s\((?:SFS\s)?(?P<paren>{_SFS})\))?")
_PLAIN = re.compile(rf"(?<![\w.])SFS\s?(?:nr\s)?(?P<sfs>{_SFS})|(?<=\w\s)\((?:SFS\s)?(?P<bare>{_SFS})\)")
_LINK = re.compile(r"\s(?:i\s|enligt\s|av\s)?(?:den\s)?")
_BEFORE_GAP = re.compile(r"[ \n,]{1,2}$")
_NOT_SERIES = re.compile(r"(?:prop|bet|dir|SOU|Ds|skr|rskr|NJA|RÅ|HFD|JO|RH|AD|MÖD|[A-Z-]*FS)\.?\s\(?$", re.IGNORECASE)


def find(text: str, context: Context) -> Iterator[Candidate]:
    """References with as much of law, chapter, section, paragraph and point as is written; laws named alone too."""
    laws = sorted(_laws(text, context), key=lambda law: law.start)
    by_start = {law.start: law for law in laws}
    by_end = {law.end: law for law in laws}
    used: set[int] = set()
    for core in _CORE.finditer(text):
        place = _place(core)
        law = by_start.get(_skip(text, core.end())) or by_end.get(core.start() - _gap(text, core.start()))
        if law is not None:
            used.add(law.start)
            start, end = min(law.start, core.start()), max(law.end, core.end())
            yield Candidate(Label.LAW, start, end, f"{law.value} {place}", 0.97, "rule:law")
        elif core["chapter"] is None or core["section"] or core["misread"]:
            yield Candidate(Label.LAW, *core.span(), place, 0.5, "rule:law-section")
    yield from (law for law in laws if law.start not in used and law.confidence)


def _laws(text: str, context: Context) -> Iterator[Candidate]:
    """Laws by name or number. Abbreviations that mean other things too have no confidence of their own."""
    ends: set[int] = set()
    for match in _NAME.finditer(text):
        word = " ".join(match["word"].split())
        sfs = match["paren"] or number_in_force(word, context.today)
        if sfs is not None:
            ends.add(match.end())
            sure = (
                match["paren"] is not None
                or len(word) > 5
                or word in ("PBL", "OSL", "SoL", "LOU", "LVU", "LVM", "LSS", "BrB")
            )
            yield Candidate(Label.LAW, *match.span(), f"SFS {sfs}", 0.9 if sure else 0.0, "rule:law-name")
    for match in _PLAIN.finditer(text):
        if match.end() not in ends and not _NOT_SERIES.search(text[max(0, match.start() - 12) : match.start()]):
            yield Candidate(Label.LAW, *match.span(), f"SFS {match['sfs'] or match['bare']}", 0.93, "rule:law-number")


def _skip(text: str, end: int) -> int:
    link = _LINK.match(text, end)
    return link.end() if link else end


def _gap(text: str, start: int) -> int:
    gap = _BEFORE_GAP.search(text, max(0, start - 2), start)
    return len(gap.group()) if gap else 0


def _place(core: re.Match[str]) -> str:
    """``11 kap. 20 § 1 st. 2 p.``"""
    section = core["section"] or core["misread"] or core["alone"] or core["turned"]
    parts = [f"{_folded(core['chapter'])} kap."] if core["chapter"] else []
    if section:
        parts.append(f"{_folded(section)} §")
    if core["paragraph"]:
        parts.append(f"{_ORDINALS.get(core['paragraph'], core['paragraph'])} st.")
    point = core["point"] or core["point2"]
    if point:
        parts.append(f"{_ORDINALS.get(point, point)} p.")
    return " ".join(parts)


def _folded(numbers: str) -> str:
    """Spaces folded; ``20a`` → ``20 a``."""
    return re.sub(r"(\d)([a-z])\b", r"\1 \2", " ".join(numbers.split()))

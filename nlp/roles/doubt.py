"""Whether a sentence leaves a role in doubt: it denies, supposes, asks, quotes, or tells namesakes apart.

In doubt a person is only *mentioned*: somebody who is not suspected must never be shown as suspected.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from models.mention import Mention
from nlp.fields.headings import sections_on
from nlp.fields.paper import Paper, flat

_SAME: Final = re.compile(r"(?:han|hon|hen|denne|denna|personen|mannen|kvinnan|vederbörande)\b")
_LISTED: Final = re.compile(r"\s*(?:$|[,;(\t/]|\d)")
_ABOVE: Final = 200  # code points of a list that are looked at above a name
_OPEN: Final = re.compile(r"[»«”“\"]")
_DENIALS: Final = re.compile(
    r"\b(?:inte|ej|icke|aldrig|varken|ingen|inget)\b[^.;]{0,60}\b(?:misstänk\w*|misstank\w*|tilltal\w*|åtal\w*"
    r"|anmäld?|belastnings\w*|brott\w*|inblandad|delaktig|samband|föremål|rapportera\w*|utpekad|skyldig|del i)"
    r"|\b(?:misstank\w*|misstänk\w*|åtal\w*)\b[^.;]{0,60}\b(?:inte|ej|aldrig|upphört|avförts?|avskrivits"
    r"|skrivits av|skrevs av|skrivs av|lagts ner|lades ner)\b"
    r"|\b(?:förekommer (?:inte|ej)|finns inte|saknar samband|utan samband|ej känd|inte känd|avförd\w*|avförts"
    r"|avskriv\w*|frikän\w*|friad|friats|lagts ned|läggs ned|lades ned|hävts|ogillas|ogillar|ogillade\w*|samma namn"
    r"|namne|förväxl\w*|annan person|en annan än|någon annan än|har inget med|rättas|rättats|rättades"
    r"|felaktig\w*|av misstag)\b"
)


@cache
def _doubts() -> re.Pattern[str]:
    lines = (Path(__file__).parent / "doubt.txt").read_text("utf-8").splitlines()
    return re.compile("|".join(line for line in lines if line and not line.startswith("#")))


def is_doubtful(paper: Paper, mention: Mention, *, line_only: bool = False) -> bool:
    """Whether anything in the sentence around ``mention`` makes its role uncertain, or it stands in a quotation.

    ``line_only``: it stands in a form, where the next line is about something else.
    """
    start, end = paper.sentence(mention.page, mention.start, mention.end)
    if line_only:
        line = paper.line(mention.page, mention.start)
        start, end = max(start, line[0]), min(end, line[1])
    text = paper.texts[mention.page]
    sentence = flat(text[start : mention.start] + text[mention.end : end]).lower()
    return _doubts().search(sentence) is not None or _is_quoted(text, mention)


def is_listed(paper: Paper, mention: Mention) -> bool:
    """Whether it stands in a list of people: what follows on its line is a number or the like and no clause, and what
    stands between it and the heading leaves nothing in doubt ("Misstänkt / Saknas. / X hördes")."""
    text = paper.texts[mention.page]
    begin, end = paper.line(mention.page, mention.start)
    around = (one.start for one in sections_on(mention.page, text) if one.start <= mention.start < one.end)
    above = text[max(next(around, 0), begin - _ABOVE, 0) : begin]
    return _LISTED.match(text[mention.end : end]) is not None and _doubts().search(flat(above).lower()) is None


def is_denied(paper: Paper, mention: Mention) -> bool:
    """Whether the sentence denies a part, or the next one where that goes on of the same person ("Hon förekommer…")."""
    start, end = paper.sentence(mention.page, mention.start, mention.end)
    text = paper.texts[mention.page]
    if _DENIALS.search(flat(text[start:end]).lower()):
        return True
    _, more = paper.sentence(mention.page, min(end + 1, len(text)), min(end + 2, len(text)))
    following = flat(text[end:more]).strip().lower()
    return _SAME.match(following) is not None and _DENIALS.search(following) is not None


def is_denied_by_name(paper: Paper, name: str) -> bool:
    """Whether a sentence anywhere that has this name or surname, in any case or order, denies a part of its bearer.

    What names somebody in lower case, or is not found to be a name at all, still counts for them.
    """
    surname = re.escape(name.split()[-1])
    named = re.compile(rf"\b{surname}s?\b", re.IGNORECASE)
    refused = re.compile(rf"\b(?:ej|inte|icke|ingen)\s+(?:\w+,?\s+){{0,2}}{surname}", re.IGNORECASE)
    for page, text in paper.texts.items():
        for match in named.finditer(text):
            start, end = paper.sentence(page, match.start(), match.end())
            sentence = flat(text[start:end]).lower()
            if _DENIALS.search(sentence) or refused.search(sentence):
                return True
    return False


def _is_quoted(text: str, mention: Mention) -> bool:
    """Whether it stands between quotation marks that opened before it in its paragraph."""
    begin = text.rfind("\n\n", 0, mention.start) + 1
    before = text[max(begin, mention.start - 1_000) : mention.start]
    opened = before.count("»") - before.count("«") if "»" in before and "«" in before else len(_OPEN.findall(before))
    return opened % 2 == 1

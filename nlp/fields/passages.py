"""Fields that are words of the document: deviations, the reason, how to appeal, what a permit is about, the object."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final

from models.document import Field
from models.mention import Label
from nlp.fields.field_names import field_names
from nlp.fields.headings import APPEAL, AUDIT_DEVIATION, DEVIATION, REASON, Section, announces, sections_of
from nlp.fields.labelled import first_labelled
from nlp.fields.paper import Paper, field_of_span

_MOST: Final = 40  # values of a field
_LONGEST: Final = 600  # code points of a value
_LONGEST_REASON: Final = 1_500  # the same of reasons and of how to appeal
_HEAD: Final = 1_500  # code points of the first page in which a title stands
_BULLET: Final = r"(?:[-–•*]|\d{1,2}[.)]|[a-zåäö]\))[ \t]"
_ITEM: Final = re.compile(
    rf"^[ \t]*{_BULLET}[ \t]*(\S[^\n]*(?:\n(?![ \t]*{_BULLET}|\s*\n|[A-ZÅÄÖ])[^\n]+){{0,8}})", re.MULTILINE
)
_INLINE: Final = re.compile(r"(?:Avvikelse|Brist|Anmärkning|Avvikelser|Brister)(?: \d+)?(?:[.:]|\t)[ \t]*(\S[^\n]*)")
_INTRODUCED: Final = re.compile(
    r"^[^\n]{0,120}\b(?i:(?:brister|avvikelser|anmärkningar|felaktigheter)(?:na)?)\b[^\n.]{0,60}:[ \t]*$",
    re.MULTILINE,
)
"""A sentence that announces a list of deviations: "Vi noterade följande brister:"."""
_NOTHING: Final = re.compile(r"(?:inga?|utan|nej|-|–|saknas)\b.{0,40}", re.IGNORECASE)
_APPEAL: Final = re.compile(r"\b[Öö]verklag(?:a[st]?|ar|ande|andet)\b")
_HOW: Final = re.compile(r"\b(?:hos|till|inom|senast|tre veckor)\b")
_TRIES: Final = 50  # places that speak of an appeal are looked at
_MATTER: Final = re.compile(
    r"^(?:Ansökan om|Bygglov|Förhandsbesked|Strandskyddsdispens|Rivningslov|Marklov|Dispens|Startbesked|Slutbesked"
    r"|(?:Tillfälligt |Stadigvarande )?[Ss]erveringstillstånd|Tillstånd (?:att|till|för)|Anmälan om)\b[^\n.:]{0,120}$",
    re.MULTILINE,
)
_TITLE: Final = re.compile(
    r"^[^\n]{0,60}(?i:rapport|inspektion|kontroll|tillsyn|protokoll|anteckningar|besök|avvikelser|förbud|föreläggande)"
    r"\w*[^\n–,:]{0,40}[–,:] ?([A-ZÅÄÖ][^\n,:–]{2,50})$",
    re.MULTILINE,
)


def passage_fields(paper: Paper) -> Iterator[Field]:
    """The passages of the document's kind."""
    for name, find in _PASSAGES:
        if field_names()[name].is_of(paper.kind):
            yield from find(name, paper)


def _deviations(name: str, paper: Paper) -> Iterator[Field]:
    """The items below a heading that announces deviations, else its text; and lines that begin with such a word."""
    found: list[tuple[int, int, int]] = []
    purposes = (DEVIATION, AUDIT_DEVIATION) if paper.kind == "payment_audit" else (DEVIATION,)
    for section in sections_of(paper):
        if any(announces(purpose, section.heading) for purpose in purposes):
            found += _items(paper, section)
    for page, text in paper.texts.items():
        found += [(page, *match.span(1)) for match in _INLINE.finditer(text)]
        found += [(page, *span) for announced in _INTRODUCED.finditer(text) for span in _below(text, announced.end())]
    fields = [field_of_span(name, paper, *span) for span in dict.fromkeys(found)]
    told = {(field.page, field.start): field for field in fields if field.text and not _NOTHING.fullmatch(field.text)}
    yield from list(told.values())[:_MOST]


def _items(paper: Paper, section: Section) -> list[tuple[int, int, int]]:
    """The items of a section, each by page, start and end; the section itself where it is no list."""
    text = paper.texts[section.page]
    items = [match.span(1) for match in _ITEM.finditer(text, section.start, section.end)]
    whole = [(section.start, min(section.end, section.start + _LONGEST))]
    return [(section.page, *span) for span in items or whole]


def _below(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The items of the list that begins right below ``at``."""
    while (item := _ITEM.match(text, _skipped(text, at))) is not None:
        yield item.span(1)
        at = item.end()


def _skipped(text: str, at: int) -> int:
    """Past the line break at ``at``, and one empty line."""
    return at + len(text[at : at + 3]) - len(text[at : at + 3].lstrip("\n"))


def _first_section(purpose: str) -> Callable[[str, Paper], Iterator[Field]]:
    """Finds the text of the first section whose heading announces it."""

    def find(name: str, paper: Paper) -> Iterator[Field]:
        for section in sections_of(paper):
            if announces(purpose, section.heading):
                end = min(section.end, section.start + _LONGEST_REASON)
                field = field_of_span(name, paper, section.page, section.start, end)
                if field.text:
                    yield field
                    return

    return find


def _appeal(name: str, paper: Paper) -> Iterator[Field]:
    """The section that tells how to appeal, else the first sentence that does."""
    found = list(_first_section(APPEAL)(name, paper))
    places = ((page, match) for page, text in paper.texts.items() for match in _APPEAL.finditer(text))
    for page, match in islice(places, 0 if found else _TRIES):
        start, end = paper.sentence(page, *match.span())
        if _HOW.search(paper.texts[page], match.end(), end):
            found = [field_of_span(name, paper, page, start, end)]
            break
    yield from found


def _matter(name: str, paper: Paper) -> Iterator[Field]:
    """What a permit is about, by its label, else by its title. Whom a paper is about is found with the people."""
    if paper.kind != "permit_decision":
        return
    found = list(first_labelled(name, paper, "matter"))
    if not found and (match := _MATTER.search(paper.texts.get(paper.first, "")[:_HEAD])):
        found = [field_of_span(name, paper, paper.first, *match.span())]
    yield from found


def _object(name: str, paper: Paper) -> Iterator[Field]:
    found = list(first_labelled(name, paper, "object"))
    text = paper.texts.get(paper.first, "")[:_HEAD]
    if not found and (match := _TITLE.search(text)):
        found = [field_of_span(name, paper, paper.first, *match.span(1))]
    yield from found


@cache
def _events() -> re.Pattern[str]:
    lines = (Path(__file__).parent / "events.txt").read_text("utf-8").splitlines()
    words = sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})(?:er|en|n|s)?\b", re.IGNORECASE)


def _event_type(name: str, paper: Paper) -> Iterator[Field]:
    """What stands under its label, else the first name of a crime or an event in the head of the first page."""
    found = list(first_labelled(name, paper, "event_type"))
    if not found and (match := _events().search(paper.texts.get(paper.first, "")[:_HEAD])):
        found = [field_of_span(name, paper, paper.first, *match.span())]
    yield from found


def _legal_grounds(name: str, paper: Paper) -> Iterator[Field]:
    firsts = {mention.value: mention for mention in reversed(paper.of(Label.LAW))}
    for mention in sorted(firsts.values(), key=lambda each: (each.page, each.start))[:_MOST]:
        yield field_of_span(name, paper, mention.page, mention.start, mention.end, value=mention.value)


_PASSAGES: Final[tuple[tuple[str, Callable[[str, Paper], Iterator[Field]]], ...]] = (
    ("object", _object),
    ("subject", _matter),
    ("deviation", _deviations),
    ("reason", _first_section(REASON)),
    ("legal_ground", _legal_grounds),
    ("appeal", _appeal),
    ("event_type", _event_type),
)

"""Law references (*lagrum*): chapter, section, paragraph, point and the law, to ``SFS 2010:900 11 kap. 20 §``.

Laws named alone, preparatory works, case law and acts of the EU are LAW too. Each section of a list is a mention of its
own with the chapter and the law of the list: ``4 kap. 19`` and ``20 §§ konkurslagen``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from models.mention import Label
from nlp.candidate import Candidate, Context
from nlp.rules import eu_acts, law_chain, law_names, law_tokens, precedents, preparatory
from nlp.rules.law_names import Law
from nlp.rules.law_place import Reference

_WITH_LAW, _BARE, _ALONE = 0.97, 0.5, 0.4
_LINE_START = re.compile(r"(?:\A|\n)[ \t*#>_]{0,12}\Z")
_HEADING = re.compile(r"[*_]{0,3}(?:\s{1,4}[*_]{0,3}[A-ZÅÄÖ/]|\s*\n|\s*\Z)")
_FOLLOWING = re.compile(r"\s{1,3}(?:(?:i|av|enligt)\s{1,3}(?:[\w-]{1,40}\s{1,3}){0,2})?[\w-]{1,40}")
_OF_SOMETHING_ELSE = (
    *(
        "lagen",
        "balken",
        "förordningen",
        "föreskrift",
        "föreskrifter",
        "föreskrifterna",
        "stadga",
        "stadgan",
        "stadgarna",
    ),
    *("avtalet", "kontraktet", "reglementet", "instruktionen", "ordningen", "taxan"),
)


_REGULATIONS = re.compile(
    r"\s{1,3}(?:i\s{1,3})?(?:[\w-]{1,40}\s{1,3}){0,4}?(?:föreskrifter|byggregler|kungörelse|allmänna\sråd)"
    r"(?:\s{1,3}och\s{1,3}allmänna\s{1,3}råd)?\s{1,3}\(?"
)


def find(text: str, context: Context) -> Iterator[Candidate]:
    """References with as much of law, chapter, section, paragraph and point as is written; laws named alone too."""
    laws = law_names.find(text, context)
    series = {law.start: law for law in laws if law.method == law_names.SERIES}
    used: set[int] = set()
    for run in law_tokens.runs(text, laws):
        for one in law_chain.read(text, run):
            if one.law is not None:
                used.add(one.law.start)
                value = f"{one.law.value} {one.place}"
                yield Candidate(Label.LAW, one.start, one.end, value, _WITH_LAW, "rule:law")
            elif not one.turned and not _is_heading(text, one):
                yield from _unnamed(text, one, series, used)
    for law in laws:
        if law.alone and law.start not in used:
            yield Candidate(Label.LAW, law.start, law.end, law.value, law.alone, law.method)
    yield from preparatory.find(text, context)
    yield from precedents.find(text, context)
    yield from eu_acts.find(text, context)


def _unnamed(text: str, one: Reference, series: Mapping[int, Law], used: set[int]) -> Iterator[Candidate]:
    """A reference whose law is not in its run: of an authority's regulations, or of what is not told."""
    regulation = _regulation(text, one, series)
    if regulation is not None:
        used.add(regulation.start)
        value = f"{regulation.value} {one.place}"
        yield Candidate(Label.LAW, one.start, regulation.end, value, _WITH_LAW, "rule:law")
    elif not _is_of_something_else(text, one.end):
        yield Candidate(Label.LAW, one.start, one.end, one.place, _BARE if one.section else _ALONE, "rule:law-section")


def _regulation(text: str, one: Reference, series: Mapping[int, Law]) -> Law | None:
    """The regulations of an authority that a reference goes on with: ``3 § Livsmedelsverkets föreskrifter (…)``."""
    match = _REGULATIONS.match(text, one.end)
    return series.get(match.end()) if match is not None else None


def _is_of_something_else(text: str, end: int) -> bool:
    """Whether one of the next words is what the section is of, and is no law that is known: ``5 § i avtalet``."""
    match = _FOLLOWING.match(text, end)
    return match is not None and any(word.lower().endswith(_OF_SOMETHING_ELSE) for word in match.group().split())


def _is_heading(text: str, one: Reference) -> bool:
    """Whether it opens a line with what a statute's own chapters and sections begin with: ``5 § Den som``."""
    if one.parts or (one.chapter and one.section):
        return False
    return _LINE_START.search(text, max(0, one.start - 14), one.start) is not None and (
        _HEADING.match(text, one.end) is not None
    )

"""Which name a number, an address or a telephone stands by: nothing else stands between that it could belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from models.mention import Label, Mention
from nlp.resolution.organisation_names import is_legal_person

HOLDERS: Final[Mapping[Label, frozenset[Label]]] = {
    Label.PERSONNUMMER: frozenset({Label.PERSON, Label.ORG}),
    Label.ORGNR: frozenset({Label.ORG}),
    Label.PHONE: frozenset({Label.PERSON, Label.ORG}),
    Label.EMAIL: frozenset({Label.PERSON, Label.ORG}),
    Label.ADDRESS: frozenset({Label.PERSON, Label.ORG}),
    Label.ACCOUNT: frozenset({Label.PERSON, Label.ORG}),
    Label.DATE: frozenset({Label.PERSON}),
}
"""What may have such a number, by its label."""
_REACH: Final = 160
"""Code points between a name and what is its own, other numbers of it among them."""
_CALLED: Final = re.compile(
    r"(?<![^\W\d_])(?:född|f|person(?:nummer|\s?-?nr)|pers|pnr|p\.?nr|samordningsn(?:ummer|r)|org(?:anisations)?"
    r"[.\s-]{0,2}n(?:umme\s?r|r)|orgnr|moms(?:reg)?[.\s-]?(?:nummer|nr)|med|telefon(?:nummer)?|tfn|tel|mobil(?:telefon|nummer)?"
    r"|mob|e-?post(?:adress)?|mail|mejl|(?:bostads|post|besöks|hem|folkbokförings|utdelnings)?adress|säte|folkbokförd"
    r"|bosatt|boende|på|bankgiro|bg|plusgiro|pg|konto(?:nummer)?|iban|nr|nummer|id)(?![^\W\d_])",
    re.IGNORECASE,
)
"""How a number is called that stands by its name."""
_MARKS: Final = re.compile(r"[\s,;:()\[\]/|•–—-]+|\.(?=\s*[,:)\d]|\s*$)")
_SENTENCE_ENDS: Final = re.compile(r"[.!?]\s+(?=[A-ZÅÄÖ])")
_BORN: Final = re.compile(r"[\s,]*\(?(?:född|f\.)\s*(?:den\s)?|\s?\(", re.IGNORECASE)
"""What stands between a name and a day of birth; with the bracket alone the next must close it."""
_ROW: Final = "\t"
Bound = Mapping[int, tuple[int, ...]]
"""By the place of a name among the mentions, the places of what is its own."""


def bind(texts: Mapping[int, str], mentions: Sequence[Mention]) -> Bound:
    """What belongs to which name, for the mentions of a document ordered by page and start."""
    found: dict[int, list[int]] = {}
    for page, group in groupby(range(len(mentions)), key=lambda at: mentions[at].page):
        for holder, at in _on_page(texts.get(page, ""), mentions, list(group)):
            found.setdefault(holder, []).append(at)
    return {holder: tuple(places) for holder, places in found.items()}


def _on_page(text: str, mentions: Sequence[Mention], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    numbered: set[tuple[int, Label]] = set()
    for order, at in enumerate(places):
        one = mentions[at]
        wanted = HOLDERS.get(one.label)
        if wanted is None or (one.label is Label.DATE and not one.value[:1].isdigit()):
            continue
        holder = _before(text, mentions, places[:order], at, wanted)
        if holder is None or "\n" in text[mentions[holder].end : one.start]:
            after = _after(text, mentions, places[order + 1 :], at, wanted)
            if after is not None and (
                holder is None or (holder, one.label) in numbered or _is_of_next(text, mentions, holder, at, after)
            ):
                holder = after
        if holder is not None and (one.label is not Label.DATE or _is_birth(text, mentions, holder, at)):
            numbered.add((holder, one.label))
            yield holder, at


def _before(
    text: str, mentions: Sequence[Mention], places: Sequence[int], at: int, wanted: frozenset[Label]
) -> int | None:
    """The nearest name before, with nothing between but other numbers of its own and what such are called.

    Of a personnummer a company on the same line is passed over: it is where the person works.
    """
    gap_end, between, passed = mentions[at].start, "", False
    for place in reversed(places):
        one = mentions[place]
        between = text[one.end : gap_end] + between
        gap_end = one.start
        if len(between) > _REACH or (passed and "\n" in between):
            return None
        if one.label in (Label.PERSON, Label.ORG):
            if _cannot_have(one, mentions[at]):
                passed = True
            elif one.label in wanted:
                return place if _is_clean(between) else None
            elif _ROW not in between or "\n" in between:
                return None
        elif one.label == mentions[at].label and one.label in (Label.PERSONNUMMER, Label.ORGNR):
            return None  # that number stands nearer the name
        elif one.label not in HOLDERS and "\n" in between:
            return None
    return None


def _after(
    text: str, mentions: Sequence[Mention], places: Sequence[int], at: int, wanted: frozenset[Label]
) -> int | None:
    """``640722-9852 Magnus Kovacevic``: the name that follows a personnummer or an organisationsnummer at once."""
    if not places or mentions[at].label not in (Label.PERSONNUMMER, Label.ORGNR):
        return None
    next_one = mentions[places[0]]
    if next_one.label not in wanted or _cannot_have(next_one, mentions[at]):
        return None
    between = text[mentions[at].end : next_one.start]
    return places[0] if re.fullmatch(r"[ \t,:]{1,3}|\s[–-]\s", between) else None


def _is_of_next(text: str, mentions: Sequence[Mention], holder: int, at: int, after: int) -> bool:
    """Whether a number below a name without one is that of the name which follows on its line.

    A person's is no organisation's, after a comma a list may go on (``Anna Berg,\\n850312-2391, Bo Ek``), and where
    words say what the number is the name above has it (``Namn: Anna Berg\\nPersonnummer: 850312-2391\\tBo Ek``).
    """
    if mentions[holder].label is Label.PERSON and mentions[after].label is Label.ORG:
        return False
    if _CALLED.search(text[mentions[holder].end : mentions[at].start]):
        return False
    return "," not in text[mentions[at].end : mentions[after].start]


def _cannot_have(name: Mention, number: Mention) -> bool:
    """Whether it is a company beside a personnummer."""
    return number.label is Label.PERSONNUMMER and name.label is Label.ORG and is_legal_person(name.value)


def _is_birth(text: str, mentions: Sequence[Mention], holder: int, at: int) -> bool:
    """``Anna Berg, född 1985-04-12`` and ``Anna Berg (1985-04-12)``."""
    between, after = text[mentions[holder].end : mentions[at].start], text[mentions[at].end :][:1]
    said = _BORN.fullmatch(between) is not None and (between.strip() != "(" or after == ")")
    return said and len(mentions[at].value) == len("1985-04-12")


def _is_clean(between: str) -> bool:
    if _SENTENCE_ENDS.search(between) and not _CALLED.search(between):
        return False
    return not _MARKS.sub("", _CALLED.sub("", between))

"""Fields that are people: who handled the matter, applied, complained, or whom it is about, with their roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from models.document import Field
from models.mention import Label, Mention
from nlp.fields.evidence import evidence_of
from nlp.fields.field_names import PERSON, field_names
from nlp.fields.paper import Paper, field_at
from nlp.roles import persons_with_roles
from nlp.roles.doubt import is_denied, is_doubtful
from nlp.roles.people import Person, people_of

_ROLE_OF: Final = {
    "handled_by": "official", "applicant": "applicant", "complainant": "complainant", "subject": "subject",
}  # fmt: skip
_FOOT: Final = 260  # code points below a signature: the footer
_HEAD: Final = 1_000  # code points of the first page in which a letter is addressed
_TO_ADDRESS: Final = 3  # code points between a name and the address it lives at: a comma or a line break
_AND: Final = re.compile(r"\s*(?:,|och|&|samt|/)\s*")
_AND_GAP: Final = 9  # code points between two names
_DOING: Final = re.compile(
    r"\b(?:\w*besök\w*|\w*inspektion\w*|\w*kontroll\w*|\w*tillsyn\w*|\w*granskning\w*|provtagning\w*|mätning\w*"
    r"|besiktning\w*|revision\w*|rapporten|protokollet|beslutet|ärendet|utredningen|handlagt|handlagd|yttrandet|inspektera\w*"
    r"|besökte\w*|kontrollera\w*)\b[^.;]{0,90}\b(?:av|föredragande:?)"
    r"(?: \w+[ -]?(?:inspektör|handläggare|sekreterare))?"
    r"(?: [^.;,]{3,40} och)? $"
)
"""What an office does, by whom: as sure as a label."""
_GREETED: Final = 40  # code points of a line with a greeting
_GREETING: Final = re.compile(r"(?:hälsning(?:ar)?|mvh|vänligen),?[ \t]*\n\s*$", re.IGNORECASE)
_UNIT: Final = re.compile(
    r"[^\n|\d]{0,50}(?:enheten|förvaltningen|nämnden|kontoret|styrelsen|gruppen|avdelningen|myndigheten)[ \t]*(?:\n|$)",
    re.IGNORECASE,
)
"""The office's unit below a name that a greeting stands above."""
_SECOND: Final = re.compile(r"^\s*/\s*[^\W\d_][^\n]{1,40}$")
"""Another who signs, on the same line."""
_OTHER_SIGNER: Final = re.compile(
    r"\s*(?:[\w-]*ordf(?:\.|örande)|\w*ansvarig(?! handläggare| inspektör)|mikrobiolog|nämndem[aä]n|rådm[aä]n|lagm[aä]n"
    r"|domare|för (?:arbetsgivaren|facket|bolaget|företaget|verksamheten)|säljare|köpare"
    r"|hyresgäst|hyresvärd|ombud|ägare|sökande|vittne|ledamot|justera|kassör|vd|advokat)",
    re.IGNORECASE,
)


@cache
def _title() -> re.Pattern[str]:
    """An official's title at the beginning of a line that holds little else."""
    lines = (Path(__file__).parent / "official_titles.txt").read_text("utf-8").splitlines()
    endings = "|".join(line for line in lines if line and not line.startswith("#"))
    before = r"(?:bitr(?:ädande|\.)? |t\.?f\.? |1:e |förste |ansvarig |tjänstgörande |vik\.? )?"
    return re.compile(rf"\s*{before}(?:\w+[- ])?\w*(?:{endings})\b(?![^\n]{{40,}})", re.IGNORECASE)


def people_fields(paper: Paper) -> Iterator[Field]:
    """The people of the document's kind, each once in each field, under the fullest name that the document has."""
    told: dict[tuple[str, str], tuple[bool, Field]] = {}
    for person in people_of(paper):
        for mention in person.mentions:
            name, sure = _field_of(paper, person, mention)
            if name and not told.get((name, person.name), (False,))[0]:
                told[name, person.name] = sure, field_at(name, mention, value=person.name, role=_ROLE_OF.get(name))
    if paper.kind == "permit_decision" and not any(name == "applicant" for name, _ in told):
        yield from _addressee(paper)
    handled = any(sure for (name, _), (sure, _) in told.items() if name == "handled_by")
    yield from (field for sure, field in told.values() if sure or field.name != "handled_by" or not handled)
    if field_names()[PERSON].is_of(paper.kind):
        yield from persons_with_roles(paper)


def _addressee(paper: Paper) -> Iterator[Field]:
    """Whom a permit is sent to, by the address right below the name in the head of the first page."""
    homes = [each.start for each in paper.on(paper.first) if each.label is Label.ADDRESS]
    for person in people_of(paper):
        first = person.mentions[0]
        below = (start - first.end for start in homes)
        if first.page == paper.first and first.start < _HEAD and any(0 < gap <= _TO_ADDRESS for gap in below):
            yield field_at("applicant", first, value=person.name, role="applicant")
            return


def _field_of(paper: Paper, person: Person, mention: Mention) -> tuple[str, bool]:
    """The field that this mention fills, and whether a label or a signature says so."""
    if _signs(paper, mention):
        return "handled_by", True
    evidence = evidence_of(paper, mention)
    if evidence is None and (before := _beside(paper, mention)) is not None:
        evidence = evidence_of(paper, before)
        evidence = evidence if evidence is not None and evidence.field == "handled_by" else None
    if (evidence is None or evidence == ("handled_by", "words")) and _ends(paper, mention):
        return "handled_by", True
    if evidence is None:
        return "", False
    if evidence.field not in _ROLE_OF:
        return "", False
    if evidence.field == "subject" and _is_uncertain(paper, person, mention, evidence.how):
        return "", False
    return evidence.field, evidence.how == "label" or (
        evidence.field == "handled_by" and _DOING.search(paper.before(mention).lower()) is not None
    )


def _is_uncertain(paper: Paper, person: Person, mention: Mention, how: str) -> bool:
    """Whom a paper is about is told only where nothing speaks against it."""
    if paper.kind == "judgment" and how == "label":
        return person.shared
    return (
        person.shared
        or is_doubtful(paper, mention, line_only=how == "label")
        or any(is_denied(paper, each) for each in person.mentions)
    )


def _beside(paper: Paper, mention: Mention) -> Mention | None:
    """The person named right before with a comma or "och" between: "gjordes av Lena Frisk och Ove Lind"."""
    text = paper.texts[mention.page]
    near = paper.placed(mention.page, Label.PERSON).ending(mention.start - _AND_GAP + 1, mention.start - 1)
    return next((each for each in near if _AND.fullmatch(text[each.end : mention.start])), None)


def _signs(paper: Paper, mention: Mention) -> bool:
    """Whether the name stands alone on its line with an official's title below or behind it."""
    text = paper.texts[mention.page]
    begin, end = paper.line(mention.page, mention.start)
    if text[begin : mention.start].strip(" /\t–-,;") or mention.label is not Label.PERSON:
        return False
    rest = text[mention.end : end]
    if rest.strip():
        return rest.lstrip()[:1] in ",\t" and _title().match(rest.lstrip(" ,\t")) is not None
    below = text[end + 1 : end + 80]
    if paper.kind == "email":  # whose parts stand apart by empty lines
        below = below.lstrip("\n")
    if _UNIT.match(below) and _GREETING.search(text[max(0, begin - _GREETED) : begin]):
        return True
    return _title().match(below) is not None and _OTHER_SIGNER.match(below) is None


def _ends(paper: Paper, mention: Mention) -> bool:
    """Whether the name stands alone on one of the last lines of the last page, as whoever wrote an office's paper."""
    text = paper.texts[mention.page]
    begin, end = paper.line(mention.page, mention.start)
    beside = text[begin : mention.start] + _SECOND.sub("", text[mention.end : end])
    alone = not beside.strip(" ,/.–-") and _OTHER_SIGNER.match(text[end + 1 : end + 40]) is None
    is_office = paper.kind not in ("tip", "invoice", "email", "other", "judgment")
    return alone and is_office and len(text) - end <= _FOOT and (begin > len(text) // 2 or len(text) < 2 * _FOOT)

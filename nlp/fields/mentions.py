"""Fields that are mentions: dates, sums, companies, places and numbers, by the evidence beside each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from models.document import Field
from models.mention import Label, Mention
from nlp.fields.addresses import of_matter
from nlp.fields.evidence import Evidence, evidence_of
from nlp.fields.field_names import CASE_NUMBER, DATE, field_names
from nlp.fields.own_date import is_day, own_case_number, own_date, sure_date
from nlp.fields.paper import Paper, field_at
from nlp.fields.periods import period_from
from nlp.fields.time_order import in_time

_BY_EVIDENCE: Final = (Label.DATE, Label.AMOUNT, Label.ORG, Label.TIME, Label.ADDRESS, Label.LOC)
_EACH: Final = {
    Label.ORGNR: "organisation_number", Label.PROPERTY: "property", Label.ADDRESS: "address", Label.VEHICLE: "vehicle",
}  # fmt: skip
"""Labels of which every value is a field."""
_ELSEWHERE: Final = {DATE, *_EACH.values()}
_LEGAL_FORM: Final = (" AB", " HB", " KB", " Aktiebolag", " ek. för.", " Handelsbolag", " Kommanditbolag", "AB ")
_PARTIES: Final = {"inspection_report": "operator", "building_supervision": "operator", "payment_audit": "provider",
                   "procurement_followup": "supplier", "invoice": "supplier"}  # fmt: skip
"""The field that the company is which a paper of this kind is about."""
_NUMBER_REACH: Final = 30  # code points between a company's name and its number


def mention_fields(paper: Paper) -> Iterator[Field]:
    """The fields that are mentions, each value once."""
    own = own_date(paper)
    if own is not None:
        yield field_at(DATE, own)
    case = own_case_number(paper)
    if case is not None:
        yield field_at(CASE_NUMBER, case)
    yield from _by_evidence(paper, sure_date(paper))
    if paper.kind == "minutes" and own is not None:
        yield from _meeting(paper, own)
    yield from _each(paper)


def _meeting(paper: Paper, own: Mention) -> Iterator[Field]:
    """The day of minutes is the meeting's, unless they tell another."""
    told = (evidence_of(paper, mention) for mention in paper.of(Label.DATE))
    if not any(evidence and evidence.field == "meeting_date" for evidence in told):
        yield field_at("meeting_date", own)


def _by_evidence(paper: Paper, own: Mention | None) -> Iterator[Field]:
    found: dict[str, list[tuple[Evidence, Mention]]] = {}
    for mention in paper.of(*_BY_EVIDENCE):
        evidence = evidence_of(paper, mention)
        field = in_time(evidence.field, mention, own) if evidence else ""
        if evidence and field and field not in _ELSEWHERE and field_names()[field].is_of(paper.kind):
            found.setdefault(field, []).append((evidence, mention))
    for field, told in found.items():
        labelled = [mention for evidence, mention in told if evidence.how == "label"]
        chosen = labelled or [mention for _, mention in told]
        if field == "period":
            yield period_from(paper, chosen[0])
        else:
            yield from _once(field, [_likeliest(field, chosen, own)] if field_names()[field].single else chosen)
    if "place" not in found and field_names()["place"].is_of(paper.kind):
        yield from _once("place", of_matter(paper)[:1])
    party = _PARTIES.get(paper.kind, "")
    if party and party not in found and (company := _company(paper)):
        yield field_at(party, company)


def _likeliest(field: str, mentions: list[Mention], own: Mention | None) -> Mention:
    """The first; of totals the greatest, of visits the last before the document's own day: that it reports on."""
    if field == "total_amount":
        return max(mentions, key=lambda amount: float(amount.value))
    if field != "visit_date" or own is None:
        return mentions[0]
    days = [mention for mention in mentions if is_day(mention.value) and mention.value <= own.value]
    return max(days, key=lambda day: day.value) if days else mentions[0]


def _company(paper: Paper) -> Mention | None:
    """The company that the paper is about: one whose number stands beside it, else the one named most."""
    companies = [mention for mention in paper.of(Label.ORG) if any(form in f"{mention.value} " for form in _LEGAL_FORM)]
    for number in paper.of(Label.ORGNR):
        for company in companies:
            if company.page == number.page and 0 <= number.start - company.end <= _NUMBER_REACH:
                return company
    most = Counter(company.value for company in companies).most_common(1)
    return next((company for company in companies if most and company.value == most[0][0]), None)


def _each(paper: Paper) -> Iterator[Field]:
    for label, field in _EACH.items():
        if field_names()[field].is_of(paper.kind):
            yield from _once(field, of_matter(paper) if label is Label.ADDRESS else paper.of(label))


def _once(field: str, mentions: list[Mention]) -> Iterator[Field]:
    """Each value once, at its first mention."""
    firsts: dict[str, Mention] = {}
    for mention in mentions:
        firsts.setdefault(mention.value, mention)
    yield from (field_at(field, mention) for mention in firsts.values())

"""Fields that are mentions: dates, sums, companies, places and numbers, by the evidence beside each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from models.document import Field
from models.mention import Label, Mention
from nlp.fields.addresses import of_matter
from nlp.fields.evidence import Evidence, evidence_of, second_evidence
from nlp.fields.field_names import CASE_NUMBER, DATE, field_names
from nlp.fields.keys import key_of
from nlp.fields.own_date import is_day, own_case_number, own_date, sure_date
from nlp.fields.paper import Paper, field_at
from nlp.fields.periods import period_from
from nlp.fields.time_order import day_near, in_time
from nlp.names.legal_forms import has_form
from nlp.rules.amount import IS_SUM

_BY_EVIDENCE: Final = (Label.DATE, Label.AMOUNT, Label.ORG, Label.TIME, Label.ADDRESS, Label.LOC)
_EACH: Final = {
    Label.ORGNR: "organisation_number", Label.PROPERTY: "property", Label.ADDRESS: "address", Label.VEHICLE: "vehicle",
}  # fmt: skip
"""Labels of which every value is a field."""
_ELSEWHERE: Final = {DATE, *_EACH.values()}
_PARTIES: Final = {"inspection_report": "operator", "building_supervision": "operator", "payment_audit": "provider",
                   "procurement_followup": "supplier", "invoice": "supplier"}  # fmt: skip
"""The field that the company is which a paper of this kind is about."""
_REPORTS: Final = ("inspection_report", "building_supervision")
_HEAD: Final = 1_500  # code points of the first page in which minutes say when the meeting was
_HOUR: Final = re.compile(r",?\s+(?:kl\.?|klockan|tid)\b", re.IGNORECASE)
_GATHERING: Final = re.compile(
    r"\b(?:\w*möte|\w*sammanträde|samråd|styrgrupp|arbetsgrupp|\w*stämma|\w*träff|rådslag|minnesanteckning\w*|protokoll)\b",
    re.IGNORECASE,
)
_OTHER_MAIL: Final = re.compile(
    r"\b(?:yttra\w*|yttrande|synpunkt\w*|svar|remiss\w*|överklag\w*|komplett\w*|återkall\w*)\b"
)
_TO_PAY: Final = re.compile(r"\b(?:att betala|betalar?|sätt in|erlägga|betalas)\b[^\d]*$")
_TITLE_HEAD: Final = 500  # code points of the first page in which its title stands
_NUMBER_REACH: Final = 30  # code points between a company's name and its number


def mention_fields(paper: Paper) -> Iterator[Field]:
    """The fields that are mentions, each value once."""
    own = own_date(paper)
    if own is not None:
        yield field_at(DATE, own)
    case = own_case_number(paper)
    if case is not None:
        yield field_at(CASE_NUMBER, case)
    sure = sure_date(paper)
    told = list(_by_evidence(paper, sure))
    yield from told
    if sure and paper.kind in _REPORTS and "visit_date" not in {field.name for field in told} and _is_day(paper, sure):
        yield field_at("visit_date", sure)
    if paper.kind == "minutes" and own is not None:
        yield from _meeting(paper, own)
    yield from _each(paper)


def _is_day(paper: Paper, own: Mention) -> bool:
    """Whether a report's only day is called so ("Dag"): that of the visit and of the report."""
    return key_of(paper, own.page, own.start).text == "dag"


def _meeting(paper: Paper, own: Mention) -> Iterator[Field]:
    """The day of minutes is the meeting's, unless they tell another."""
    days = paper.of(Label.DATE)
    if any((told := evidence_of(paper, day)) and told.field == "meeting_date" for day in days):
        return
    other = (day for day in days if day.page == paper.first and day.start < _HEAD and day.value != own.value)
    yield field_at("meeting_date", next((day for day in other if _is_held(paper, day)), own))


def _is_held(paper: Paper, day: Mention) -> bool:
    """Whether an hour follows the day, or it ends a line that names a meeting."""
    text = paper.texts[day.page]
    start, end = paper.line(day.page, day.start)
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : start]
    return _HOUR.match(text[day.end : end]) is not None or (
        not text[day.end : end].strip() and _GATHERING.search(above + text[start : day.start]) is not None
    )


def _evidence(paper: Paper, mention: Mention, own: Mention | None) -> Evidence | None:
    """The field that a mention fills, given the document's own day and what sort of charge it decides."""
    evidence = evidence_of(paper, mention)
    if evidence and evidence.field == DATE and own is not None and mention.value != own.value:
        evidence = second_evidence(paper, mention)
    field = in_time(evidence.field, mention, own) if evidence else ""
    if evidence is None or (field == "deadline" and mention.value.isdigit()):
        return None  # a mere year is no day by which anything is done
    return Evidence("penalty_amount" if field == "fee_amount" and _is_sanction(paper) else field, evidence.how)


def _by_evidence(paper: Paper, own: Mention | None) -> Iterator[Field]:
    found: dict[str, list[tuple[Evidence, Mention]]] = {}
    for mention in paper.of(*_BY_EVIDENCE):
        told_of = _evidence(paper, mention, own)
        field = told_of.field if told_of else ""
        if told_of and field and field not in _ELSEWHERE and field_names()[field].is_of(paper.kind):
            found.setdefault(field, []).append((told_of, mention))
    for field, told in found.items():
        labelled = [mention for evidence, mention in told if evidence.how == "label"]
        single = field_names()[field].single
        chosen = (labelled if single else []) or _not_own([mention for _, mention in told], own)
        if field == "period":
            yield period_from(paper, chosen[0])
        else:
            yield from _once(field, [_likeliest(paper, field, chosen, own)] if single else chosen)
    if "application_date" not in found and field_names()["application_date"].is_of(paper.kind):
        yield from _applied(paper, [mention for _, mention in found.get("received_date", ())])
    if "place" not in found and field_names()["place"].is_of(paper.kind):
        yield from _once("place", of_matter(paper)[:1])
    party = _PARTIES.get(paper.kind, "")
    if party and party not in found and (company := _company(paper)):
        yield field_at(party, company)


def _applied(paper: Paper, received: list[Mention]) -> Iterator[Field]:
    """What came in first to whoever decides is the application, unless the words say that it was something else."""
    if paper.kind == "permit_decision" and received:
        first = min(received, key=lambda mention: mention.value)
        if not _OTHER_MAIL.search(paper.before(first).lower()):
            yield field_at("application_date", first)


def _not_own(mentions: list[Mention], own: Mention | None) -> list[Mention]:
    """Those that are not the document's own day, where there are others: it seldom tells of the day of its title."""
    return [mention for mention in mentions if own is None or mention.value != own.value] or mentions


def _is_sanction(paper: Paper) -> bool:
    """Whether the paper decides a sanction charge, so that its "avgift" is one."""
    head = paper.texts.get(paper.first, "")[:_TITLE_HEAD].lower()
    return field_names()["penalty_amount"].is_of(paper.kind) and "sanktionsavgift" in head


def _likeliest(paper: Paper, field: str, mentions: list[Mention], own: Mention | None) -> Mention:
    """The first; of totals the greatest, of visits the last before the document's own day: that it reports on."""
    if field == "total_amount":
        to_pay = [amount for amount in mentions if _TO_PAY.search(paper.before(amount, _NUMBER_REACH).lower())]
        return max(to_pay or mentions, key=_kronor)
    if field == "follow_up_date" and own is not None:  # "efter den 8 juli, preliminärt den 24 september"
        return max(mentions, key=lambda day: str(day_near(day.value, own.value) or ""))
    if field != "visit_date" or own is None:
        return mentions[0]
    days = [mention for mention in mentions if is_day(mention.value) and mention.value <= own.value]
    return max(days, key=lambda day: day.value) if days else mentions[0]


def _kronor(amount: Mention) -> float:
    """How much it is; less than nothing where somebody said of it what is no sum ("NaN", "1e999")."""
    return float(amount.value) if IS_SUM.fullmatch(amount.value) else -1.0


def _company(paper: Paper) -> Mention | None:
    """The company that the paper is about: one whose number stands beside it, else the one named most."""
    companies = [mention for mention in paper.of(Label.ORG) if has_form(mention.value)]
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

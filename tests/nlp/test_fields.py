"""Fields of each kind of document: by label, by table, by sentence, each with the span it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.document import DocumentKind, Field
from models.mention import Label
from nlp.answers import describe
from nlp.choice import RULES
from nlp.fields import find_date, find_fields
from nlp.fields.field_names import field_names
from nlp.kinds import KINDS
from nlp.pipeline import find_mentions
from nlp.roles import ROLES
from tests.nlp.numbers_made_up import orgnr
from tests.timing import seconds

FIELDS = Path(__file__).parents[2] / "nlp/fields"
ORGNR = orgnr("556016068")

INSPECTION = f"""Exempelby kommun
Miljönämnden
Inspektionsrapport
Datum: 2024-05-19
Dnr: MBN 2024-0123
Inspektör: Anna Lindgren
Objekt: Pizzeria Solen
Verksamhetsutövare: Solens Mat AB, {ORGNR}
Adress: Storgatan 4, 903 26 Umeå
Besöksdatum: 2024-05-14, kl. 10.15

Avvikelser
- Kylen höll 12 grader.
- Handtvätten saknade tvål.

Skäl
Bristerna kan medföra att livsmedel blir otjänliga.

Beslut
Miljönämnden förelägger Solens Mat AB med stöd av 22 § livsmedelslagen (2006:804)
att åtgärda bristerna senast den 3 juni 2024. Avgiften för kontrollen är 2 550 kronor.
Återbesök görs den 1 juli 2024.

Hur man överklagar
Beslutet kan överklagas till Länsstyrelsen inom tre veckor.
"""
PERMIT = """Socialnämnden
Beslut om serveringstillstånd
Beslutsdatum\tDnr
2024-03-01\tSN 2024/0011
Handläggare
Per Holmgren
Ärendet gäller: stadigvarande serveringstillstånd till allmänheten
Anna Bergman har ansökt om tillstånd. Ansökan kom in den 4 januari 2024.
Beslut
Socialnämnden beviljar ansökan på dessa villkor:
1. Serveringen ska vara avslutad kl. 01.00.
Tillståndet gäller från och med den 1 april 2024 till och med den 31 december 2025.
"""
MEMO = """PROMEMORIA
Polismyndigheten
Datum 2024-05-19
Ärende 5900-K1234-24
Brott: stöld
Plats: Storgatan 4, 903 26 Umeå
Tid: 2024-05-18 kl. 23.10
Misstänkt: Karl Lindström
Fordon: ABC 123
Upprättad av: Eva Sandberg
"""
AUDIT = """Granskning av utbetalningar
Datum: 2024-09-01
Utförare: Solens Omsorg AB, Umeå
Granskningsperiod: 2024-01-01 – 2024-06-30
Vi har under perioden betalat 120 000 kronor till Solens Omsorg AB. Vi föreslår att 15 000 kronor återkrävs.
Avvikelser
1. Tre fakturor saknar underlag.
"""


def found(text: str, kind: str) -> list[Field]:
    pages = [(1, text)]
    return find_fields(pages, DocumentKind(kind, 1.0, ""), find_mentions(pages, pipeline=RULES))


def values(text: str, kind: str) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for field in found(text, kind):
        told.setdefault(field.name, []).append(field.value)
    return told


def test_an_inspection_report() -> None:
    told = values(INSPECTION, "inspection_report")
    assert told["date"] == ["2024-05-19"]
    assert told["case_number"] == ["MBN 2024-0123"]
    assert told["handled_by"] == ["Anna Lindgren"]
    assert told["operator"] == ["Solens Mat AB"]
    assert told["object"] == ["Pizzeria Solen"]
    assert told["organisation_number"] == [ORGNR.replace("-", "")]
    assert told["address"] == ["Storgatan 4, 903 26 Umeå"]
    assert told["visit_date"] == ["2024-05-14"]
    assert told["time"] == ["10:15"]
    assert told["deadline"] == ["2024-06-03"]
    assert told["follow_up_date"] == ["2024-07-01"]
    assert told["fee_amount"] == ["2550.00"]
    assert told["deviation"] == ["Kylen höll 12 grader.", "Handtvätten saknade tvål."]
    assert told["outcome"] == ["order"]
    assert told["reason"] == ["Bristerna kan medföra att livsmedel blir otjänliga."]
    assert told["appeal"] == ["Beslutet kan överklagas till Länsstyrelsen inom tre veckor."]
    assert len(told["legal_ground"]) == 1


def test_a_permit_decision() -> None:
    told = values(PERMIT, "permit_decision")
    assert told["date"] == ["2024-03-01"]  # in a table below its head
    assert told["handled_by"] == ["Per Holmgren"]  # below its label
    assert told["applicant"] == ["Anna Bergman"]
    assert told["application_date"] == ["2024-01-04"]
    assert told["subject"] == ["stadigvarande serveringstillstånd till allmänheten"]
    assert told["outcome"] == ["granted_with_conditions"]
    assert (told["start_date"], told["end_date"]) == (["2024-04-01"], ["2025-12-31"])


def test_a_police_memo() -> None:
    told = values(MEMO, "police_memo")
    assert told["case_number"] == ["5900-K1234-24"]
    assert told["event_type"] == ["stöld"]
    assert told["event_date"] == ["2024-05-18"]
    assert told["time"] == ["23:10"]
    assert told["place"] == ["Storgatan 4, 903 26 Umeå"]
    assert told["vehicle"] == ["ABC123"]
    people = {field.value: field.role for field in found(MEMO, "police_memo") if field.name == "person"}
    assert people == {"Karl Lindström": "suspect", "Eva Sandberg": "officer"}


def test_a_payment_audit() -> None:
    told = values(AUDIT, "payment_audit")
    assert told["provider"] == ["Solens Omsorg AB"]
    assert told["period"] == ["2024-01-01/2024-06-30"]
    assert told["paid_amount"] == ["120000.00"]
    assert told["repayment_amount"] == ["15000.00"]
    assert told["deviation"] == ["Tre fakturor saknar underlag."]


@pytest.mark.parametrize("text", [INSPECTION, PERMIT, MEMO, AUDIT])
@pytest.mark.parametrize("kind", ["inspection_report", "police_memo", "invoice", "other"])
def test_every_field_points_into_its_page(text: str, kind: str) -> None:
    for field in found(text, kind):
        assert field.start is not None
        assert field.text == text[field.start : field.end]
        assert field.text.strip() == field.text
        assert field.value


OUTCOMES = {
    "Nämnden beslutar att avslå ansökan.": "refused",
    "Nämnden beviljar ansökan.": "granted",
    "Bygglov beviljas inte.": "refused",
    "Bygglov beviljas.": "granted",
    "Nämnden medger inte att altanen uppförs.": "refused",
    "Ansökan avslås.": "refused",
    "Nämnden avskriver ärendet eftersom ansökan har återkallats.": "withdrawn",
    "Ansökan avvisas.": "dismissed",
    "Överklagandet avvisas eftersom det har kommit in för sent.": "rejected_late",
    "Nämnden förbjuder bolaget att använda lokalen.": "ban",
    "Bolaget föreläggs att åtgärda bristerna.": "order",
    "Bolaget ska betala 10 000 kronor i byggsanktionsavgift.": "penalty",
    "Nämnden återkallar tillståndet.": "revoked",
    "Nämnden meddelar bolaget en varning.": "warning",
    "Ärendet avslutas utan åtgärd.": "no_action",
    "Bolaget beviljas tillstånd på följande villkor.": "granted_with_conditions",
}


@pytest.mark.parametrize(("text", "outcome"), OUTCOMES.items())
def test_outcomes(text: str, outcome: str) -> None:
    assert values(f"Byggnadsnämnden\nDatum 2024-03-01\n\nBeslut\n{text}\n", "permit_decision")["outcome"] == [outcome]


JUDGMENTS = {
    "Förvaltningsrätten avslår överklagandet.": "upheld",
    "Förvaltningsrätten bifaller överklagandet.": "changed",
    "Rätten upphäver beslutet och återförvisar målet till nämnden.": "remitted",
    "Tingsrätten ogillar åtalet.": "acquitted",
    "Tingsrätten dömer Karl Lindström för stöld till dagsböter.": "convicted",
}


@pytest.mark.parametrize(("text", "outcome"), JUDGMENTS.items())
def test_outcomes_of_courts(text: str, outcome: str) -> None:
    assert values(f"Förvaltningsrätten\nMeddelad 2024-03-01\n\nDomslut\n{text}\n", "judgment")["outcome"] == [outcome]


@pytest.mark.parametrize(
    "text",
    [
        "Bakgrund\nBolaget ansökte om att nämnden skulle bevilja tillstånd.",
        "Bakgrund\nNämnden avslog år 2019 en tidigare ansökan.",
        "Frågor\nKan nämnden bevilja ansökan?",
        "Beslut\n☐ Ansökan beviljas\n( ) Ansökan avslås\n[ ] Ansökan avvisas",
    ],
)
def test_what_is_asked_for_or_past_or_not_ticked_is_no_outcome(text: str) -> None:
    assert "outcome" not in values(text, "permit_decision")


def test_a_ticked_box_is_the_outcome() -> None:
    text = "Beslut\n☐ Ansökan beviljas\n☒ Ansökan avslås\n☐ Ansökan avvisas"
    assert values(text, "permit_decision")["outcome"] == ["refused"]


def test_a_visit_to_come_is_a_follow_up_and_one_that_was_is_none() -> None:
    text = "Datum: 2024-05-19\nEtt nytt besök görs den 3 juni 2024.\nUppföljande kontroll 25 april 2024 visade brister."
    told = values(text, "inspection_report")
    assert told["follow_up_date"] == ["2024-06-03"]
    assert told["visit_date"] == ["2024-04-25"]


def test_a_birth_date_is_not_the_documents() -> None:
    pages = [(1, "Till\nAnna Bergman (1966-03-07)\nBrev den 3 maj 2024.")]
    day = find_date(pages, DocumentKind("other", 1.0, ""), find_mentions(pages, pipeline=RULES))
    assert day is not None
    assert day.isoformat() == "2024-05-03"


def test_the_writers_own_address_is_not_the_matters() -> None:
    text = (
        "Miljönämnden\nRådhusgatan 1, 903 26 Umeå\nDatum: 2024-05-19\nVi besökte Storgatan 4, 903 27 Umeå.\n"
        "Postadress Rådhusgatan 1, 903 26 Umeå, telefon 090-16 10 00"
    )
    assert values(text, "inspection_report")["address"] == ["Storgatan 4, 903 27 Umeå"]


def test_numbers_of_invoices_and_contracts() -> None:
    text = "Faktura nr 20240117 avser avtal UH-2023-44. Att betala: 4 500 kronor. Fakturan på 4 500 kronor är betald."
    told = values(text, "invoice")
    assert told["invoice_number"] == ["20240117"]
    assert told["contract_number"] == ["UH-2023-44"]
    assert told["total_amount"] == ["4500.00"]


def test_a_signature_is_whoever_handled_the_matter() -> None:
    assert values("Ärendet avslutas.\nAnna Bergman\nmiljöinspektör\n", "inspection_report")["handled_by"] == [
        "Anna Bergman"
    ]
    assert "handled_by" not in values("Avtalet gäller.\nAnna Bergman\nsäljare\n", "other")


@pytest.mark.parametrize(
    "page",
    [
        "x " * 50_000,
        "a. " * 33_000,
        "Beslut\n" + "nämnden beslutar att " * 5_000,
        "överklagas " * 9_000,
        "Avvikelser\n" + "- brist\n  mer\n" * 7_000,
        "Faktura nr " * 9_000,
        "A\t" * 50_000,
        "Datum: " * 14_000,
        "\n" * 100_000,
        "[ ] \n" * 20_000,
    ],
)
def test_a_page_made_to_be_slow_is_not(page: str) -> None:
    kind = DocumentKind("permit_decision", 1.0, "")
    assert seconds(lambda: find_fields([(1, page)], kind, []), below=5.0) < 5.0


def test_a_declared_kind_decides_which_fields_are_looked_for() -> None:
    pages = [(1, MEMO)]
    told = describe(pages, pipeline=RULES, kind="inspection_report")
    assert (told.kind.name, told.kind.reason) == ("inspection_report", "declared")
    assert not any(field.name == "person" for field in told.fields)
    assert describe(pages, pipeline=RULES, kind="okänd").kind.reason != "declared"


def test_every_field_stands_in_the_docs() -> None:
    page = (Path(__file__).parents[2] / "docs/fields.md").read_text("utf-8")
    for name in field_names():
        assert f"`{name}`" in page
    for role in ROLES:
        assert f"`{role}`" in page


def test_the_tables_name_fields_and_kinds_that_there_are() -> None:
    for table in ("labels.txt", "cues.txt"):
        rows = (FIELDS / table).read_text("utf-8").splitlines()
        for row in rows:
            if row and not row.startswith("#"):
                field, labels, *_ = row.split("\t")
                assert field in field_names()
                assert set(labels.split()) <= set(Label.__members__)
    for known in field_names().values():
        assert known.kinds <= set(KINDS)

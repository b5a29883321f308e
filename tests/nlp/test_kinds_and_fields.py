"""Kinds, fields and the answers of the two commands."""

from __future__ import annotations

from datetime import date

import pytest

from models.mention import Label
from nlp.answers import describe, description_values, entities_of_pages
from nlp.kinds import KINDS, classify
from tests.nlp.numbers_made_up import personnummer

PAPERS = {
    "inspection_report": "Inspektionsrapport\nDatum: 2024-05-19\nAvvikelser: tre.",
    "permit_decision": "Beslut om serveringstillstånd\nSökande beviljas stadigvarande tillstånd.",
    "building_supervision": "Tillsynsärende: olovlig byggnation\nByggsanktionsavgift enligt 11 kap. 51 § PBL.",
    "police_memo": "PROMEMORIA\nPolismyndigheten\nEn polispatrull såg två misstänkta. Underrättelse.",
    "police_statement": "Yttrande\nPolismyndigheten har ingen erinran mot ansökan.",
    "payment_audit": "Granskning av utbetalningar till utförare\nÅterkrav av assistansersättning.",
    "procurement_followup": "Avtalsuppföljning\nLeverantören har brutit mot ramavtalet.",
    "minutes": "SAMMANTRÄDESPROTOKOLL\nBeslutande ledamöter. Justerare: Anna Lind.",
    "judgment": "UMEÅ TINGSRÄTT\nDOM meddelad i Umeå\nMål nr B 12-24\nDOMSLUT. DOMSKÄL. Den tilltalade.",
    "tip": "Anonymt tips till kommunen\nJag vill tipsa om en restaurang.",
    "invoice": "FAKTURA\nFakturanummer 12\nFörfallodatum 2024-06-01\nAtt betala 500 kr",
    "other": "Lunchmeny för vecka 12.",
}


@pytest.mark.parametrize(("kind", "text"), PAPERS.items())
def test_kind(kind: str, text: str) -> None:
    answer = classify([(1, text)], "scan0001.pdf", "application/pdf")
    assert answer.name == kind
    assert answer.name in KINDS
    assert 0 < answer.confidence <= 1
    assert answer.reason


def test_a_mail_is_an_email_by_its_type() -> None:
    assert classify([(1, "Hej! Kan vi ses?")], "x.eml", "message/rfc822").name == "email"


def test_the_date_is_the_documents_own_and_not_the_visits() -> None:
    text = "Besök den 3 maj 2024.\nUmeå kommun          Datum: 2024-05-19\nDnr MBN 2024-0123. Se även KS 2023-0001."
    fields = {field["name"]: field["value"] for field in description_values(describe([(1, text)]))["fields"]}
    assert fields == {"date": "2024-05-19", "case_number": "MBN 2024-0123"}


def test_without_a_cue_the_letterheads_date_is_taken() -> None:
    text = "Ansökan inkom den 2 april 2024 och gäller en altan.\nUmeå den 19 maj 2024\n"
    assert describe([(1, text)]).date == date(2024, 5, 19)


def test_the_documents_date_decides_how_its_numbers_are_read() -> None:
    number = personnummer("120401")
    pages = [(1, f"Datum 1996-05-19\nPnr {number}")]
    assert [one.value for one in describe(pages).mentions if one.label is Label.PERSONNUMMER] == ["19" + number]


def test_a_field_points_into_its_page() -> None:
    text = "Datum: 2024-05-19"
    (field,) = description_values(describe([(1, text)]))["fields"]
    assert text[field["start"] : field["end"]] == field["text"] == "2024-05-19"
    assert set(field) == {"name", "value", "text", "page", "start", "end", "role"}


def test_no_pages_at_all() -> None:
    assert entities_of_pages([]) == []
    assert description_values(describe([]))["kind"] == "other"

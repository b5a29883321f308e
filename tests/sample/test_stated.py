"""A slot fills its field in the gold only where the paper says so: nobody could tell the rest."""

from __future__ import annotations

import pytest

from models.mention import Label
from sample.spans import Note, Span
from sample.stated import field_of, has_conditions, is_stated

SAID = [
    ("Anmälan kom in den {2024-05-19}.", "received_date"),
    ("Inkom:\t{2024-05-19}", "received_date"),
    ("Inkom\n{2024-05-19}", "received_date"),
    ("Dag\tInkom\n1\t{2024-05-19}", "received_date"),
    ("Besöket gjordes den {2024-05-19}.", "visit_date"),
    ("Misstänkt: {Karl Lindström}", "subject"),
    ("Avtalet gäller till {2024-05-19}.", "end_date"),
    ("Handläggare: {Anna Berg}", "handled_by"),
    ("Ärendet avslutas.\n{Anna Berg}\nmiljöinspektör", "handled_by"),
    ("Beslutet har fattats av {Anna Berg}.", "handled_by"),
    ("Ägaren finns på {Storgatan 4, 903 26 Umeå}.", "address"),
]
SILENT = [
    ("Sidan skannades den {2024-05-19} och lades i akten.", "received_date"),
    ("Skulden är preskriberad {2024}.", "end_date"),
    ("Har du träffat {Karl Lindström}?", "subject"),
    ("Hej {Anna},\nbrev har kommit från Karlsson.", "handled_by"),
    ("{Anna Berg} och Nilsson bytte telefonnummer.", "handled_by"),
    ("{Storgatan 4, 903 26 Umeå}, telefon 0980-31 92 80, info@bolaget.example", "address"),
]


def marked(text: str, field: str) -> tuple[str, Span]:
    start = text.index("{")
    plain = text.replace("{", "").replace("}", "")
    label = Label.PERSON if field in ("subject", "handled_by") else Label.DATE
    label = Label.ADDRESS if field == "address" else label
    return plain, Span(start, text.index("}") - 1, label, "", field=field)


@pytest.mark.parametrize(("text", "field"), SAID)
def test_what_the_words_say_is_stated(text: str, field: str) -> None:
    assert is_stated(*marked(text, field))


@pytest.mark.parametrize(("text", "field"), SILENT)
def test_what_no_word_says_is_not(text: str, field: str) -> None:
    assert not is_stated(*marked(text, field))


def test_whom_a_denial_speaks_of_is_not_whom_the_paper_is_about() -> None:
    text, span = marked("{Karl Lindström} är inte misstänkt.", "subject")
    assert is_stated(text, span)
    assert not is_stated(text, span, [Note(0, len(text), "neg", "")])


@pytest.mark.parametrize(("text", "field"), [("Svar senast den {2024-05-19}.", "deadline"), ("Den {2024-05-19}.", "")])
def test_a_day_behind_senast_is_a_deadline_whatever_its_slot(text: str, field: str) -> None:
    plain, span = marked(text, "")
    assert field_of(plain, span) == field


def test_an_official_who_signs_handled_the_matter_whatever_the_slot() -> None:
    text, span = marked("{Anna Berg}, kommunjurist", "subject")
    assert field_of(text, Span(span.start, span.end, Label.PERSON, "")) == "handled_by"
    assert field_of("Anna Berg sade nej.", Span(0, 9, Label.PERSON, "")) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Beslut\nLov ges.\nVillkor\n1. Högst 20 gäster.", True), ("Avtalsvillkor gäller.\nLov ges.", False)],
)
def test_a_section_of_conditions_is_seen(text: str, expected: bool) -> None:
    assert has_conditions(text) is expected

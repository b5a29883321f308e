"""Persons' roles: told where a paper says them, and never an accusation where it does not."""

from __future__ import annotations

import pytest

from models.document import DocumentKind, Field
from nlp.choice import RULES
from nlp.fields import find_fields
from nlp.pipeline import find_mentions
from nlp.roles import ACCUSED, ROLES

MEMO = DocumentKind("police_memo", 1.0, "")
NAME = "Karl Lindström"


def roles(*pages: str, kind: DocumentKind = MEMO) -> dict[str, str | None]:
    numbered = list(enumerate(pages, 1))
    fields = find_fields(numbered, kind, find_mentions(numbered, pipeline=RULES))
    return {field.value: field.role for field in fields if field.name == "person"}


SAID = {
    "Misstänkt: Karl Lindström, 850412-XXXX": "suspect",
    "Skäligen misstänkt:\tKarl Lindström": "suspect",
    "Misstänkt\nKarl Lindström": "suspect",
    "Personer\n- Misstänkt: Lindström, Karl": "suspect",
    "Karl Lindström är skäligen misstänkt för stöld.": "suspect",
    "Karl Lindström (misstänkt) påträffades på platsen.": "suspect",
    "Den misstänkte Karl Lindström greps på platsen.": "suspect",
    "Karl Lindström greps som misstänkt för rån.": "suspect",
    "Namn\tRoll\nKarl Lindström\tmisstänkt": "suspect",
    "Karl Lindström rapporteras för brott mot ordningslagen.": "reported",
    "Anmäld: Karl Lindström": "reported",
    "Vittne: Karl Lindström": "witness",
    "Vittnet Karl Lindström såg bilen.": "witness",
    "Karl Lindström hördes som vittne.": "witness",
    "Hörda vittnen\n- Karl Lindström, såg händelsen": "witness",
    "Målsägande: Karl Lindström": "complainant",
    "Målsäganden Karl Lindström blev av med sin cykel.": "complainant",
    "Upprättad av: Karl Lindström": "officer",
    "Det antecknas.\nKarl Lindström\npolisassistent": "officer",
    "Polisinspektör Karl Lindström var på plats.": "officer",
    "Karl Lindström bor på tredje våningen.": "mentioned",
    "I bilen satt Karl Lindström.": "mentioned",
}


@pytest.mark.parametrize(("text", "role"), SAID.items())
def test_a_role_is_told_by_the_words_that_say_it(text: str, role: str) -> None:
    assert roles(text) == {NAME: role}
    assert role in ROLES


NOT_ACCUSED = [
    "Karl Lindström är inte misstänkt för stöld.",
    "Karl Lindström är inte misstänkt.",
    "Karl Lindström är ej misstänkt i ärendet.",
    "Varken Karl Lindström eller hans bror är skäligen misstänkt för stölden.",
    "Det finns ingen misstanke mot Karl Lindström.",
    "Misstanken mot Karl Lindström har avskrivits.",
    "Misstanken om brott kvarstår inte mot Karl Lindström.",
    "Karl Lindström är inte längre misstänkt för skadegörelse.",
    "Karl Lindström är avförd som misstänkt.",
    "Misstänkt: ingen. Karl Lindström hördes upplysningsvis.",
    "Ej misstänkt: Karl Lindström",
    "Misstänkt: inte Karl Lindström",
    "Om Karl Lindström är misstänkt för brottet får försvarare utses.",
    "Karl Lindström kan vara misstänkt för stölden.",
    "Karl Lindström skulle kunna bli misstänkt för stöld.",
    "Är Karl Lindström misstänkt för stöld?",
    "Grannen tror att Karl Lindström är misstänkt för stöld.",
    "Enligt en granne är Karl Lindström misstänkt för stöld.",
    "Det sägs att Karl Lindström är misstänkt för stöld.",
    "Det uppges att Karl Lindström är misstänkt för flera stölder.",
    "Vittnet uppgav: »Karl Lindström är misstänkt för stöld.«",
    "”Karl Lindström är misstänkt för rån”, skrek mannen.",
    "Karl Lindström har tidigare varit misstänkt för stöld men frikändes.",
    "Åtalet mot Karl Lindström ogillades.",
    "Karl Lindström är misstänkt för stöld.\nKarl Lindström förekommer inte i misstankeregistret.",
    "Misstänkt: Karl Lindström\n\nKarl Lindström avfördes senare som misstänkt; han är inte inblandad.",
    "Misstänkt: Karl Lindström\nUppgiften är felaktig, Lindström är inte misstänkt.",
    "Misstänkt: Karl Lindström, 850412-XXXX\nej karl lindström (samma namn, annan ort).",
    "Karl Lindström är misstänkt för stöld. Han har senare friats från misstankarna.",
    "Misstänkt: Karl Lindström\nMålsägande: Karl Lindström",
    "Karl Lindström är målsägande. Den misstänkte är okänd.",
    "Den misstänkte sågs tala med Karl Lindström.",
    "Karl Lindström ringde polisen om en misstänkt person.",
    "Karl Lindström anmälde att en misstänkt stöld hade skett.",
    "Misstänkt människoexploatering, Karl Lindström driver restaurangen.",
    "Han är inte misstänkt.\nKarl Lindström\nkundreskontra",
    "Karl Lindström är bror till den misstänkte.",
    "Karl Lindström förväxlades med den misstänkte.",
    "Karl Lindström påstås vara misstänkt för bedrägeri.",
    "Anmälan avser\tKarl Lindström, 12 år",
    "Karl Lindström är anmäld som ansvarig för serveringen.",
    "Misstänkt\nKarl Lindström är granne med den misstänkte.",
    "Misstänkt\nSaknas.\nKarl Lindström hördes upplysningsvis.",
    "Misstänkt\nOkänd\nKarl Lindström",
    "Misstänkt: Per Holmgren (granne till Karl Lindström)",
    "Misstänkt enligt anmälaren: Karl Lindström",
    "Misstänkt / Anmälare: Karl Lindström",
    "Tidigare misstänkt: Karl Lindström",
    "Tipset gäller Karl Lindström, som är rädd för sin granne.",
    "Hustrun misstänker Karl Lindström för otrohet.",
    "Karl Lindström är kusin till misstänkte Per Holmgren.",
]


@pytest.mark.parametrize("text", NOT_ACCUSED)
def test_nobody_is_accused_who_is_not_said_to_be(text: str) -> None:
    told = roles(text)
    assert NAME in told
    assert told[NAME] not in ACCUSED


def test_a_denial_on_another_page_counts() -> None:
    assert roles("Misstänkt: Karl Lindström", "Karl Lindström är inte misstänkt i detta ärende.")[NAME] == "mentioned"


def test_namesakes_with_two_numbers_are_not_told_apart() -> None:
    text = "Misstänkt: Karl Lindström, 850412-XXXX\nI huset bor även Karl Lindström, 441016-XXXX."
    assert roles(text)[NAME] == "mentioned"


def test_one_suspect_does_not_make_the_next_name_one() -> None:
    text = "Misstänkt: Karl Lindström\nVittne: Anna Bergman\nKarl Lindström var tillsammans med Per Holmgren."
    assert roles(text) == {NAME: "suspect", "Anna Bergman": "witness", "Per Holmgren": "mentioned"}


def test_a_surname_alone_is_the_one_full_name_it_fits() -> None:
    text = "Målsägande: Anna Bergman\n\nBergman ringde polisen. Lindqvist är skäligen misstänkt för stöld."
    told = roles(text)
    assert told["Anna Bergman"] == "complainant"
    assert "Bergman" not in told


def test_who_a_paper_is_about_is_not_told_of_somebody_who_is_cleared() -> None:
    pages = [(1, "Beslag hos Anna Bergman. Anna Bergman är inte misstänkt.")]
    fields: list[Field] = find_fields(pages, MEMO, find_mentions(pages, pipeline=RULES))
    assert not [field for field in fields if field.name == "subject"]

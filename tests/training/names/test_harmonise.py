"""Each rule that brings a corpus to our guide, on sentences as that corpus would mark them."""

from __future__ import annotations

import pytest

from tests.training.names.small import marked, names
from training.names.harmonise import harmonise

TALBANKEN, KLINTAN = "train-sv-talbanken", "train-sv-klintan"


def _found(corpus: str, text: str) -> list[tuple[str, str]]:
    return names(harmonise(corpus, marked(text)))


@pytest.mark.parametrize("corpus", [TALBANKEN, KLINTAN])
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[LOC|Umeå] kommun beslutar.", ["Umeå kommun"]),  # cut otherwise
        ("Vindelns kommuns beslut.", ["Vindelns kommuns"]),  # not marked
        ("Hos [ORG|Region] [LOC|Skåne] i dag.", ["Region Skåne"]),  # in two
        ("[ORG|Miljönämnden i Umeå kommun] beslutar.", ["Miljönämnden i Umeå kommun"]),  # a larger name stays
    ],
)
def test_a_municipality_and_a_region_are_one_organisation(corpus: str, text: str, wanted: list[str]) -> None:
    assert _found(corpus, text) == [(name, "ORG") for name in wanted]


@pytest.mark.parametrize("corpus", [TALBANKEN, KLINTAN])
def test_the_police_with_a_capital_is_an_organisation(corpus: str) -> None:
    text = "Polisen grep en man. En polis, polisen och [ORG|Polisen i Umeå] såg Polisens bil."
    assert _found(corpus, text) == [("Polisen", "ORG"), ("Polisen i Umeå", "ORG"), ("Polisens", "ORG")]


@pytest.mark.parametrize("corpus", [TALBANKEN, KLINTAN])
def test_authorities_that_were_left_out_are_organisations(corpus: str) -> None:
    text = "Skatteverket skrev till Umeå tingsrätts kansli och [ORG|Skatteverkets personalklubb]."
    wanted = ["Skatteverket", "Umeå tingsrätts", "Skatteverkets personalklubb"]
    assert _found(corpus, text) == [(name, "ORG") for name in wanted]


def test_acronyms_are_left_unsure_where_a_corpus_knows_none() -> None:
    text = "En bok av [PERSON|Bo Ek] om NBK:s prov och [ORG|ABB]."
    assert _found(KLINTAN, text) == [("Bo Ek", "PERSON"), ("NBK:s", "UNSURE"), ("ABB", "ORG")]
    assert _found(TALBANKEN, text) == [("Bo Ek", "PERSON"), ("ABB", "ORG")]


def test_a_line_in_capitals_is_no_line_of_acronyms() -> None:
    assert _found(KLINTAN, "EN MAN OCH EN BIL") == []


@pytest.mark.parametrize("corpus", ["aux-da-ddt-train", "aux-nob-norne", "aux-sv-hist-ocr-hipe-train"])
def test_other_corpora_stay_as_they_are(corpus: str) -> None:
    example = marked("Polisen i [LOC|Umeå] kommun och NBK.")
    assert harmonise(corpus, example) is example


def test_text_guide_and_weight_are_kept() -> None:
    example = marked("Polisen i Umeå kommun.", guide="norne")
    changed = harmonise(KLINTAN, example)
    assert (changed.text, changed.guide, changed.weight) == (example.text, "norne", 1.0)
    assert list(changed.spans) == sorted(changed.spans)

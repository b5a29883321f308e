"""Ids, masks and Swedish order."""

from __future__ import annotations

import pytest

from models.identity import document_id, entity_id
from models.masking import mask
from models.swedish import sort_key


def test_a_documents_id_follows_from_owner_source_and_bytes() -> None:
    ids = {document_id(*parts) for parts in [("a", "b", "c"), ("ab", "", "c"), ("a", "bc", ""), ("a", "b", "d")]}
    assert len(ids) == 4
    assert document_id("a", "b", "c") in ids


def test_an_entitys_id_needs_the_key() -> None:
    assert entity_id(b"1", "PERSONNUMMER", "198504129805") != entity_id(b"2", "PERSONNUMMER", "198504129805")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("850412-9805", "850412-XXXX"),
        ("198504129805", "19850412XXXX"),
        ("Född 19850412 - 9805.", "Född 19850412 - XXXX."),
        ("samordningsnummer 850472-9805", "samordningsnummer 850472-XXXX"),
        ("orgnr 556016-0680", "orgnr 556016-0680"),
        ("850412+9805 och 850413-9804", "850412+XXXX och 850413-XXXX"),
        ("tel 0980-319 200", "tel 0980-319 200"),
    ],
)
def test_masks(text: str, masked: str) -> None:
    assert mask(text) == masked
    assert len(mask(text)) == len(text)


def test_swedish_order() -> None:
    names = ["Östen", "Zeta", "Ärla", "Ådal", "Édith", "Eva", "Adam", "Åbo"]
    assert sorted(names, key=sort_key) == ["Adam", "Édith", "Eva", "Zeta", "Åbo", "Ådal", "Ärla", "Östen"]

"""Ids and Swedish order."""

from __future__ import annotations

from models.identity import document_id, entity_id
from models.swedish import sort_key


def test_a_documents_id_follows_from_owner_source_and_bytes() -> None:
    ids = {document_id(*parts) for parts in [("a", "b", "c"), ("ab", "", "c"), ("a", "bc", ""), ("a", "b", "d")]}
    assert len(ids) == 4
    assert document_id("a", "b", "c") in ids


def test_an_entitys_id_needs_the_key() -> None:
    assert entity_id(b"1", "PERSONNUMMER", "198504129805") != entity_id(b"2", "PERSONNUMMER", "198504129805")


def test_swedish_order() -> None:
    names = ["Östen", "Zeta", "Ärla", "Ådal", "Édith", "Eva", "Adam", "Åbo"]
    assert sorted(names, key=sort_key) == ["Adam", "Édith", "Eva", "Zeta", "Åbo", "Ådal", "Ärla", "Östen"]

"""The hand-checked places say where something stands, never what of a person; they are found where text has moved."""

from __future__ import annotations

import hashlib

from bench.identifiers_material import PAGE, Source, cut
from bench.identifiers_places import PERSONAL, Place, found_again, hashed, mention_line, places
from models.mention import Label

SALT = hashlib.sha256(b"made up").digest()
TEXT = "Ring 070-174 06 05 eller betala 500 kr."


def test_the_lines_tell_nothing_of_a_person() -> None:
    for place in places():
        assert not (place.label in PERSONAL and place.value)
        assert not place.source.startswith("/")
        assert place.whole or (place.label in set(Label) and place.mark and (place.value or place.hash))


def test_a_mention_is_found_where_the_text_has_moved() -> None:
    source = Source("x", ((1, TEXT),), SALT)
    line = mention_line(source, 1, 5, 18, "PHONE", "+46701740605")
    assert "value" not in line
    assert line["hash"] == hashed(source, "+46701740605")
    place = Place(**line)
    assert found_again(source, place) == (5, 18)
    assert found_again(Source("x", ((1, "Hej! " + TEXT),), SALT), place) == (10, 23)
    assert found_again(Source("x", ((1, "Hej!"),), SALT), place) is None


def test_another_text_cannot_tell_what_is_hashed() -> None:
    first, second = (Source("x", ((1, TEXT),), hashlib.sha256(salt).digest()) for salt in (b"a", b"b"))
    assert hashed(first, "+46701740605") != hashed(second, "+46701740605")


def test_pieces_of_a_page_are_the_whole_text() -> None:
    text = "en rad\n" * (PAGE // 3)
    pieces = list(cut(text))
    assert "".join(piece for _, piece in pieces) == text
    assert all(text[start : start + len(piece)] == piece and len(piece) <= PAGE for start, piece in pieces)

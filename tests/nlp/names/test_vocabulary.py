"""Atoms as sentence pieces: what training and product must agree on."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nlp.names.vocabulary
from nlp.names.atoms import atoms
from nlp.names.vocabulary import UNKNOWN, Vocabulary
from tests.training.names.small import OWN, PIECES, number, vocabulary


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    return vocabulary(tmp_path_factory.mktemp("pieces"))


def _read(text: str, pieces: Vocabulary) -> list[tuple[int, ...]]:
    return [pieces.pieces(atom) for atom in atoms(text)]


def test_our_own_pieces_are_the_last(pieces: Vocabulary) -> None:
    assert (pieces.line, pieces.guide) == (OWN, OWN + 1)
    assert len(pieces) > len(PIECES)


def test_a_word_after_a_space_and_one_that_goes_on(pieces: Vocabulary) -> None:
    assert _read("Berg,Berg", pieces) == [
        (number("▁Berg"),),
        (number(","),),
        (number("B"), number("e"), number("r"), number("g")),
    ]


def test_a_line_break_leads_the_word_after_it(pieces: Vocabulary) -> None:
    assert _read("Anna\nBerg", pieces)[1] == (OWN, number("▁Berg"))
    assert _read("Anna Berg", pieces)[1] == (number("▁Berg"),)


def test_letters_that_no_piece_has_are_unknown(pieces: Vocabulary) -> None:
    assert _read("☃", pieces)[0][-1] == UNKNOWN


def test_letters_in_other_forms_are_the_same_letters(pieces: Vocabulary) -> None:
    assert _read("\uff35\uff4d\uff45å", pieces)[0] == _read("Umeå", pieces)[0] == (number("▁Umeå"),)


def test_a_text_cannot_write_our_own_pieces(pieces: Vocabulary) -> None:
    own = set(range(OWN, len(pieces)))
    assert not own & {piece for one in _read("<line> <samsyn> <mask> <s> </s>", pieces) for piece in one}


def test_the_likeliest_casing(pieces: Vocabulary) -> None:
    likely = {way: pieces.likelihood(way, False) for way in ("BERG", "Berg", "berg")}
    assert max(likely, key=likely.__getitem__) == "Berg"
    assert likely["Berg"] == -5.0


@given(st.text(min_size=1, max_size=20))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_atom_has_a_piece_the_same_each_time(pieces: Vocabulary, text: str) -> None:
    for _ in range(2):
        for atom in atoms(text):
            found = pieces.pieces(atom)
            assert found
            assert found[found[0] == pieces.line :] == pieces.find(atom.text, atom.gap == 0)


def test_what_is_remembered_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp.names.vocabulary, "CACHED", 10)
    pieces = vocabulary(tmp_path)
    words = [f"ord{place}" for place in range(100)]
    found = [pieces.find(word, False) for word in words]
    assert [_read(word, pieces)[0] for word in words] == found
    assert all(pieces.likelihood(word, False) < 0 for word in words)
    assert max(len(pieces._known), len(pieces._likely)) <= 10

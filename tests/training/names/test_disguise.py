"""Raw text in disguise: the same atoms in the same windows, told by how the plain text is written."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from nlp.names.vocabulary import Vocabulary
from tests.training.names.small import vocabulary
from training.names import disguise, raw
from training.names.encode import ROOM
from training.names.example import FIRST

TEXT = "Anna Berg bor i Umeå kommun och Gatan AB bor i Umeå. " * 8


@pytest.fixture
def pieces(tmp_path: Path) -> Vocabulary:
    return vocabulary(tmp_path)


def _first(window: disguise.Window) -> int:
    return sum(piece & FIRST > 0 for piece in window.pieces)


def test_each_window_has_the_same_atoms_in_both(pieces: Vocabulary) -> None:
    found = list(disguise.pairs([TEXT] * 60, pieces, random.Random(1)))
    assert found
    for plain, disguised in found:
        assert _first(plain) == _first(disguised) > 0
        assert max(len(plain.pieces), len(disguised.pieces)) <= ROOM
        assert set(plain.tags) == set(disguised.tags) == {-1}
    assert any(plain.pieces != disguised.pieces for plain, disguised in found)


def test_a_text_that_no_disguise_changes_is_left_out(pieces: Vocabulary) -> None:
    assert list(disguise.pairs(["+ + +"] * 60, pieces, random.Random(1))) == []


def test_the_packs_lie_beside_each_other(pieces: Vocabulary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "paragraphs", lambda: iter([TEXT] * 200))
    count = disguise.write(pieces, tmp_path, 2_000)
    plain, disguised = (np.load(tmp_path / name) for name in (disguise.PLAIN, disguise.DISGUISED))
    assert len(plain["ends"]) == len(disguised["ends"]) == count
    assert 2_000 <= plain["ends"][-1] < 2_000 + ROOM
    assert ((plain["pieces"] & FIRST) > 0).sum() == ((disguised["pieces"] & FIRST) > 0).sum()

"""Which pieces are kept: those that are needed or common, and letters; in the order that they had."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from nlp.names.vocabulary import Vocabulary
from tests.training.names.small import PIECES, SCORES, number
from training.names import vocabulary
from training.names.vocabulary import FROM_RAW, OWN
from training.names.weights import Packed

WORDS = ("▁tillstånd", "▁sällan", "▁Dahlström", "▁борт", "ж", "<mask>")


class _Packed(Packed):
    """Packed weights of which only the pieces are asked for."""

    def __init__(self) -> None:
        self.pieces = [*PIECES, *WORDS]
        self.scores = np.array([*SCORES, *[-6.0] * len(WORDS)], np.float32)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = Counter({("tillstånd", False): FROM_RAW, ("sällan", False): FROM_RAW - 1, ("борт", False): 2})
    monkeypatch.setattr(vocabulary, "_raw", lambda: raw)
    monkeypatch.setattr(vocabulary, "_needed", lambda: Counter({("Dahlström", False): 1}))


@pytest.mark.usefixtures("counted")
def test_what_is_kept(tmp_path: Path) -> None:
    packed = _Packed()
    count = vocabulary.make(packed, tmp_path / "work")
    kept = [packed.pieces[place] for place in np.load(tmp_path / "work/kept.npy")]
    assert kept == sorted(kept, key=packed.pieces.index)
    assert kept[:4] == ["<s>", "<pad>", "</s>", "<unk>"]
    assert {"▁tillstånd", "▁Dahlström", "å", "▁"} <= set(kept)
    assert not {"▁sällan", "▁борт", "ж", "<mask>"} & set(kept)
    assert count == len(kept) + len(OWN) == len(Vocabulary(tmp_path / "work/pieces.model"))


@pytest.mark.usefixtures("counted")
def test_the_kept_pieces_read_a_text_as_all_of_them_did(tmp_path: Path) -> None:
    vocabulary.make(_Packed(), tmp_path)
    kept, whole, small = (
        np.load(tmp_path / "kept.npy"),
        *(Vocabulary(tmp_path / f"{name}.model") for name in ("whole", "pieces")),
    )
    for word in ("tillstånd", "Dahlström", "x9"):
        assert [kept[piece] for piece in small.find(word, False)] == list(whole.find(word, False))
    assert small.find("tillstånd", False) != (number("<unk>"),)


@pytest.mark.usefixtures("counted")
def test_more_pieces_than_a_pack_can_number_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "FIRST", 50)
    with pytest.raises(ValueError, match="50"):
        vocabulary.make(_Packed(), tmp_path)

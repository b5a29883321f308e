"""Packs as batches: what a model is asked in training is what the product will ask of it."""

# ruff: noqa: E402 (what needs PyTorch is imported after the question whether it is there)

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed (group training)")

from nlp.names.atoms import atoms
from nlp.names.casing import settled
from nlp.names.tagger import PER_ATOM, _row
from nlp.names.vocabulary import PAD, Vocabulary
from tests.training.names.small import OWN, marked, vocabulary
from training.names import encode
from training.names.batches import IGNORED, Disguised, Pack

TEXTS = (
    "[PERSON|Anna Bergström] bor i [LOC|Umeå]",
    "Sökande:\n[PERSON|BERG, ANNA]\n[ORG|Zqxvwgatan AB] och [ADDRESS|Gatan 4]",
    "[LOC|Umeå]",
)


@pytest.fixture
def pieces(tmp_path: Path) -> Vocabulary:
    return vocabulary(tmp_path)


@pytest.fixture
def pack(tmp_path: Path, pieces: Vocabulary) -> Pack:
    """A window for each text."""
    for number, text in enumerate(TEXTS):
        encode.pack(tmp_path / f"{number}.npz", encode.encode(marked(text, guide="samsyn"), pieces))
    return Pack([tmp_path / f"{number}.npz" for number in range(len(TEXTS))], OWN)


def _asked(text: str, pieces: Vocabulary, *, by_atoms: bool) -> tuple[np.ndarray, np.ndarray]:
    found = [pieces.pieces(atom) for atom in settled(atoms(marked(text).text), pieces)]
    return _row(found, pieces.guide, pieces.line, by_atoms)


@pytest.mark.parametrize("by_atoms", [False, True], ids=["pieces", "atoms"])
def test_a_window_is_the_one_that_the_product_asks(pack: Pack, pieces: Vocabulary, by_atoms: bool) -> None:
    batch = pack.batch([0, 1, 2], atoms=by_atoms)
    for row, text in enumerate(TEXTS):
        ids, places = _asked(text, pieces, by_atoms=by_atoms)
        assert batch.ids[row, : len(ids)].tolist() == ids.tolist()
        assert (batch.ids[row, len(ids) :] == PAD).all()
        assert batch.mask[row].sum() == len(ids)
        assert np.flatnonzero(batch.first[row].numpy()).tolist() == places.tolist()


def test_an_atom_of_many_pieces_is_read_by_its_first_three_and_its_last(pack: Pack, pieces: Vocabulary) -> None:
    ids = pack.batch([1], atoms=True).ids[0]
    long = next(pieces.pieces(atom) for atom in atoms(marked(TEXTS[1]).text) if atom.text.startswith("Zq"))
    assert len(long) > PER_ATOM
    assert [*long[:3], long[-1]] in ids.tolist()


@pytest.mark.parametrize("by_atoms", [False, True], ids=["pieces", "atoms"])
def test_tags_stand_where_atoms_begin(pack: Pack, by_atoms: bool) -> None:
    batch = pack.batch([0, 1], atoms=by_atoms)
    assert (batch.tags[~batch.first] == IGNORED).all()
    assert batch.tags[0][batch.first[0]].tolist() == [1, 2, 0, 0, 5]
    # "Gatan 4" is unsure
    assert batch.tags[1][batch.first[1]].tolist() == [0, 0, 1, 2, 2, 3, 4, 0, IGNORED, IGNORED]


def test_an_epoch_has_every_window_once_and_keeps_to_its_size(tmp_path: Path, pieces: Vocabulary) -> None:
    examples = [marked("Anna bor i Umeå " * (1 + place % 7)) for place in range(60)]
    encode.pack(tmp_path / "prov.npz", (one for example in examples for one in encode.encode(example, pieces)))
    pack = Pack([tmp_path / "prov.npz"], OWN)
    groups = list(pack.epoch(200, np.random.default_rng(1)))
    assert sorted(window for group in groups for window in group) == list(range(60))
    assert len(groups) > 5
    assert groups == list(pack.epoch(200, np.random.default_rng(1)))
    assert groups != list(pack.epoch(200, np.random.default_rng(2)))


def test_a_part_of_a_pack_has_the_same_windows(pack: Pack) -> None:
    part = pack.part(np.array([0, 2]))
    assert len(part) == 2
    assert part.batch([1]).ids.tolist() == pack.batch([2]).ids.tolist()


def test_raw_text_has_no_tags(tmp_path: Path) -> None:
    np.savez_compressed(tmp_path / "raw.npz", pieces=np.array([5, 6, 7], np.uint16), ends=np.array([2, 3], np.int32))
    batch = Pack([tmp_path / "raw.npz"], OWN).batch([0, 1])
    assert (batch.tags == IGNORED).all()
    assert batch.weights.tolist() == [1, 1]


def test_teachers_read_the_plain_text_of_a_disguised_pack(tmp_path: Path, pieces: Vocabulary) -> None:
    for name, text in (("plain", "Anna Berg bor i Umeå"), ("disguised", "anna Gatan bor i Umea")):
        encode.pack(tmp_path / f"{name}.npz", encode.encode(marked(text), pieces))
    plain = Pack([tmp_path / "plain.npz"], OWN)
    disguised = Disguised([tmp_path / "disguised.npz"], plain, OWN)
    told, asked = disguised.told([0]), disguised.batch([0], atoms=True)
    assert torch.equal(told.ids, plain.batch([0]).ids)
    assert not torch.equal(disguised.batch([0]).ids, told.ids)
    assert told.first.sum() == asked.first.sum()

"""The networks: their shapes, what they may not depend on, and how a larger one becomes a smaller."""

# ruff: noqa: E402 (what needs PyTorch is imported after the question whether it is there)

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed (group training)")

from nlp.names.decoding import TAGS
from nlp.names.tagger import PER_ATOM
from nlp.names.vocabulary import PAD
from training.names.network import Encoder, Shape, Tagger, thinned

SHAPE = Shape(vocabulary=50, layers=(0, 1, 2), feed_forward=16, hidden=8, heads=2, positions=20)


def _tagger(shape: Shape = SHAPE) -> Tagger:
    torch.manual_seed(1)
    return Tagger(shape).eval()


def _ids(*shape: int) -> torch.Tensor:
    return torch.randint(4, 50, shape, generator=torch.Generator().manual_seed(2))


def test_a_score_for_every_tag_of_every_piece_or_atom() -> None:
    tagger = _tagger()
    assert tagger(_ids(3, 7), torch.ones(3, 7)).shape == (3, 7, len(TAGS))
    assert tagger(_ids(3, 7, PER_ATOM), torch.ones(3, 7)).shape == (3, 7, len(TAGS))


def test_what_a_batch_is_filled_up_with_changes_nothing() -> None:
    ids, filled = _ids(1, 5), torch.full((1, 9), PAD)
    filled[:, :5] = ids
    mask = torch.tensor([[1.0] * 5 + [0.0] * 4])
    tagger = _tagger()
    assert torch.allclose(tagger(ids, torch.ones(1, 5)), tagger(filled, mask)[:, :5], atol=1e-5)


def test_an_atom_is_the_mean_of_its_pieces_however_it_is_filled_up() -> None:
    encoder = Encoder(SHAPE)
    atom = torch.tensor([[[5, 9, PAD, PAD]]])
    wanted = (encoder.word.weight[5] + encoder.word.weight[9]) / 2
    assert torch.allclose(encoder.embed(atom)[0, 0], wanted)
    assert encoder.embed(torch.full((1, 1, 4), PAD)).abs().sum() == 0


def test_a_thinner_model_keeps_the_layers_and_units_that_were_chosen() -> None:
    state = Encoder(SHAPE).state_dict()
    state["blocks.2.inner.weight"][3:11] *= 100
    thin = Shape(50, (0, 2), 8, 8, 2, 20)
    kept = thinned(state, (0, 2), 8)
    Encoder(thin).load_state_dict(kept)
    assert torch.equal(kept["blocks.1.inner.weight"], state["blocks.2.inner.weight"][3:11])
    assert torch.equal(kept["blocks.1.outer.weight"], state["blocks.2.outer.weight"][:, 3:11])
    assert torch.equal(kept["blocks.1.attend.weight"], state["blocks.2.attend.weight"])
    assert torch.equal(kept["word.weight"], state["word.weight"])


def test_a_model_of_the_same_size_is_the_same_model() -> None:
    encoder = Encoder(SHAPE).eval()
    other = Encoder(SHAPE).eval()
    other.load_state_dict(thinned(encoder.state_dict(), (0, 1, 2), 16))
    ids, mask = _ids(2, 6), torch.ones(2, 6)
    assert torch.equal(encoder(ids, mask), other(ids, mask))

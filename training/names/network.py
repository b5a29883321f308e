"""The name models in PyTorch: multilingual-e5-small's encoder (BERT, LayerNorm after each block), a tag for each atom.

The accurate model reads pieces, as the encoder was trained to. The fast one reads atoms, each the mean of its pieces,
so that windows are a third shorter, and has fewer and narrower layers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from nlp.names.decoding import TAGS
from nlp.names.vocabulary import PAD, START
from training.names.weights import Packed

_EPS: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Shape:
    """``layers`` are those of the packed encoder that the model begins as."""

    vocabulary: int
    layers: tuple[int, ...]
    feed_forward: int = 1536
    hidden: int = 384
    heads: int = 12
    positions: int = 512


class Block(nn.Module):
    """Attention and feed-forward, each with its residual and norm."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        hidden = shape.hidden
        self.heads = shape.heads
        self.attend, self.attended = nn.Linear(hidden, 3 * hidden), nn.Linear(hidden, hidden)
        self.inner, self.outer = nn.Linear(hidden, shape.feed_forward), nn.Linear(shape.feed_forward, hidden)
        self.attend_norm, self.outer_norm = nn.LayerNorm(hidden, _EPS), nn.LayerNorm(hidden, _EPS)

    def forward(self, x: Tensor, mask: Tensor, drop: float = 0.0) -> Tensor:
        batch, length, hidden = x.shape
        query, key, value = self.attend(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        if x.is_cuda:
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask.to(query.dtype))
        else:  # torch's own attention is twice as slow backwards on a processor
            weights = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(hidden // self.heads) + mask, -1)
            mixed = weights @ value
        mixed = self.attended(mixed.transpose(1, 2).reshape(batch, length, hidden))
        x = self.attend_norm(x + functional.dropout(mixed, drop, self.training))
        out = self.outer(functional.gelu(self.inner(x)))
        return self.outer_norm(x + functional.dropout(out, drop, self.training))


class Encoder(nn.Module):
    """Pieces ``(batch, length)``, or ``(batch, length, PER_ATOM)`` to be averaged, → ``(batch, length, hidden)``."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.word, self.position = (
            nn.Embedding(shape.vocabulary, shape.hidden),
            nn.Embedding(shape.positions, shape.hidden),
        )
        self.norm = nn.LayerNorm(shape.hidden, _EPS)
        self.blocks = nn.ModuleList(Block(shape) for _ in shape.layers)
        self.drop = 0.0

    def embed(self, ids: Tensor) -> Tensor:
        if ids.dim() == 2:
            return self.word(ids)
        there = (ids != PAD).unsqueeze(-1).to(self.word.weight.dtype)
        return (self.word(ids) * there).sum(2) / there.sum(2).clamp(min=1)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        x = self.norm(self.embed(ids) + self.position.weight[: ids.shape[1]][None])
        bias = ((1 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        for block in self.blocks:
            x = block(x, bias, self.drop)
        return x


class Tagger(nn.Module):
    """Scores ``(batch, length, tags)`` for pieces or atoms; those of later pieces of an atom mean nothing."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.encoder, self.head = Encoder(shape), nn.Linear(shape.hidden, len(TAGS))
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        scores: Tensor = self.head(functional.dropout(self.encoder(ids, mask), 0.1, self.training))
        return scores


def unpack(packed: Packed, kept: Sequence[int], shape: Shape) -> dict[str, Tensor]:
    """The state of an :class:`Encoder` of ``shape`` from the packed weights; our own pieces begin as ``<s>``."""
    sizes, hidden = packed.sizes, packed.sizes.hidden
    word = packed.packed("emb.word", sizes.vocabulary, hidden, kept)
    own = np.repeat(word[START : START + 1], shape.vocabulary - len(kept), 0)
    position = packed.full("emb.pos").reshape(sizes.positions, hidden) + packed.full("emb.type")[:hidden]
    state: dict[str, Any] = {"word.weight": np.concatenate([word, own]), "position.weight": position}
    state |= {"norm.weight": packed.full("emb.ln.w"), "norm.bias": packed.full("emb.ln.b")}
    for number, layer in enumerate(shape.layers):
        state |= {f"blocks.{number}.{name}": value for name, value in _block(packed, layer).items()}
    return {name: torch.from_numpy(np.ascontiguousarray(value)) for name, value in state.items()}


def _block(packed: Packed, layer: int) -> dict[str, Any]:
    hidden, wide = packed.sizes.hidden, packed.sizes.feed_forward

    def matrix(name: str, rows: int, columns: int) -> Any:
        return packed.packed(f"l{layer}.{name}.w", rows, columns)

    def vector(name: str) -> Any:
        return packed.full(f"l{layer}.{name}")

    return {
        "attend.weight": np.concatenate([matrix(name, hidden, hidden) for name in "qkv"]),
        "attend.bias": np.concatenate([vector(f"{name}.b") for name in "qkv"]),
        "attended.weight": matrix("ao", hidden, hidden),
        "attended.bias": vector("ao.b"),
        "attend_norm.weight": vector("aln.w"),
        "attend_norm.bias": vector("aln.b"),
        "inner.weight": matrix("fi", wide, hidden),
        "inner.bias": vector("fi.b"),
        "outer.weight": matrix("fo", hidden, wide),
        "outer.bias": vector("fo.b"),
        "outer_norm.weight": vector("oln.w"),
        "outer_norm.bias": vector("oln.b"),
    }


def thinned(state: dict[str, Tensor], layers: Sequence[int], feed_forward: int) -> dict[str, Tensor]:
    """A state with only some of its blocks, each with the ``feed_forward`` inner units whose weights are largest."""
    found = {name: value for name, value in state.items() if not name.startswith("blocks.")}
    for number, layer in enumerate(layers):
        block = {name.split(".", 2)[2]: value for name, value in state.items() if name.startswith(f"blocks.{layer}.")}
        size = block["inner.weight"].norm(dim=1) * block["outer.weight"].norm(dim=0)
        best = size.topk(min(feed_forward, len(size))).indices.sort().values
        block["inner.weight"], block["inner.bias"] = block["inner.weight"][best], block["inner.bias"][best]
        block["outer.weight"] = block["outer.weight"][:, best]
        found |= {f"blocks.{number}.{name}": value.clone() for name, value in block.items()}
    return found

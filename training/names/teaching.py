"""The stages that need PyTorch: teachers, and the small models that are distilled from them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn

from training.names import disguise, learn, score, weights
from training.names.batches import Disguised, Pack
from training.names.descent import Checkpoint, Plan
from training.names.encode import COPIES
from training.names.example import GUIDES
from training.names.network import Shape, Tagger, thinned, unpack
from training.names.stages import SMALL, Small, Workshop

_LAYERS: Final = tuple(range(12))
_EPOCHS: Final = 6
_ROUNDS: Final = 6
"""Of distilling: each a third of the raw text, then a copy of every source."""
_THIRDS: Final = 3


def teach(workshop: Workshop, seed: int) -> bool:
    """Fit one teacher; its figures on the development sets are written beside it."""
    target = workshop.folder / f"teacher-{seed}.pt"
    if target.exists():
        return True
    kept = np.load(workshop.folder / "kept.npy")
    packed = weights.Packed(weights.fetch(workshop.folder))
    shape = Shape(_vocabulary(workshop), _LAYERS)
    torch.manual_seed(seed)
    tagger = Tagger(shape)
    tagger.encoder.load_state_dict(unpack(packed, kept, shape))
    plan = Plan(_EPOCHS, 2e-4, 4_096, drop=0.1, seed=seed)
    if not learn.fit(
        tagger.to(workshop.device),
        _sources(workshop),
        plan,
        workshop.device,
        workshop.told,
        checkpoint=_checkpoint(workshop, target),
    ):
        return False
    _keep(tagger, target)
    _figures(workshop, tagger, target, atoms=False)
    return True


def distil(workshop: Workshop, small: Small, which: str) -> bool:
    """Distil one small model from every teacher that is there."""
    target = workshop.folder / f"{which}.pt"
    if target.exists():
        return True
    teachers = [_teacher(workshop, path) for path in sorted(workshop.folder.glob("teacher-*.pt"))]
    first = teachers[0].state_dict()
    tagger = Tagger(Shape(_vocabulary(workshop), small.layers, small.feed_forward))
    inner = {name.removeprefix("encoder."): value.cpu() for name, value in first.items() if name.startswith("encoder.")}
    tagger.encoder.load_state_dict(thinned(inner, small.layers, small.feed_forward))
    tagger.head.load_state_dict(teachers[0].head.state_dict())
    plan = Plan(2.0 * _ROUNDS, small.rate, 16_384, embeddings=small.atoms, seed=11)
    if not _distilled(workshop, small, target, tagger, teachers, _alternating(workshop), plan):
        return False
    _finished(workshop, small, target, tagger)
    return True


def polish(workshop: Workshop, small: Small, which: str) -> bool:
    """Distil a small model once more, from the accurate one (that from itself): what is said of a text is to be said
    of it in capitals, in lower case and misread.

    What is kept is the mean of the weights before and after, which does as well on either sort of text as the better
    of the two (Wortsman and others 2022, *Robust fine-tuning of zero-shot models*).
    """
    target = workshop.folder / f"{which}-polished.pt"
    if target.exists():
        return True
    tagger, teacher = load(workshop, small, which), load(workshop, SMALL["accurate"], "accurate")
    packs = _polishing(workshop, small.polish_rounds)
    plan = Plan(float(len(packs)), small.polish_rate, 16_384, embeddings=small.atoms, seed=12)
    began = {name: value.clone() for name, value in tagger.state_dict().items()}
    if not _distilled(workshop, small, target, tagger, [teacher.to(workshop.device)], packs, plan):
        return False
    tagger.load_state_dict({name: (value + began[name].to(value)) / 2 for name, value in tagger.state_dict().items()})
    _finished(workshop, small, target, tagger)
    return True


def _polishing(workshop: Workshop, rounds: int) -> list[Pack]:
    """In turn: a third of the raw text, the disguised text, a copy of the examples; the plain ones come last."""
    own, sources, raw = _own(workshop), _sources(workshop), _thirds(workshop)
    plain = Pack([workshop.folder / disguise.PLAIN], own)
    disguised = Disguised([workshop.folder / disguise.DISGUISED], plain, own)
    turns = range(rounds)
    copies = [sources[-(rounds - turn - 1) % len(sources)] for turn in turns]
    return [pack for turn in turns for pack in (raw[turn % _THIRDS], disguised, copies[turn])]


def _distilled(
    workshop: Workshop,
    small: Small,
    target: Path,
    tagger: Tagger,
    teachers: Sequence[Tagger],
    packs: Sequence[Pack],
    plan: Plan,
) -> bool:
    """Whether it was finished in the time that there is; ``target`` tells where its state is kept if not."""
    return learn.distil(
        tagger.to(workshop.device),
        teachers,
        packs,
        plan,
        workshop.device,
        workshop.told,
        atoms=small.atoms,
        checkpoint=_checkpoint(workshop, target),
    )


def _finished(workshop: Workshop, small: Small, target: Path, tagger: Tagger) -> None:
    """Keep a small model, with its figures beside it."""
    _keep(tagger, target)
    _figures(workshop, tagger, target, atoms=small.atoms)


def load(workshop: Workshop, small: Small, which: str) -> Tagger:
    """A small model that was distilled."""
    tagger = Tagger(Shape(_vocabulary(workshop), small.layers, small.feed_forward))
    polished = workshop.folder / f"{which}-polished.pt"
    tagger.load_state_dict(_state(polished if polished.exists() else workshop.folder / f"{which}.pt"))
    return tagger


def _teacher(workshop: Workshop, path: Path) -> Tagger:
    tagger = Tagger(Shape(_vocabulary(workshop), _LAYERS))
    tagger.load_state_dict(_state(path))
    return tagger.to(workshop.device)


def _sources(workshop: Workshop) -> list[Pack]:
    """The plain copy of every source, then the varied ones."""
    own = _own(workshop)
    return [Pack(sorted(workshop.folder.glob(f"*.{copy}.npz")), own) for copy in range(COPIES + 1)]


def _alternating(workshop: Workshop) -> list[Pack]:
    """Raw text and examples in turn; the plain examples come last."""
    sources, raw = _sources(workshop), _thirds(workshop)
    return [pack for turn in range(_ROUNDS) for pack in (raw[turn % _THIRDS], sources[(turn + 3) % len(sources)])]


def _thirds(workshop: Workshop) -> list[Pack]:
    whole = Pack([workshop.folder / "raw.npz"], _own(workshop))
    order = np.random.default_rng(4).permutation(len(whole))
    return [whole.part(np.sort(order[third::_THIRDS])) for third in range(_THIRDS)]


def _vocabulary(workshop: Workshop) -> int:
    return len(workshop.vocabulary())


def _own(workshop: Workshop) -> int:
    """The first of our own pieces: a line break, then the guides."""
    return _vocabulary(workshop) - len(GUIDES) - 1


def _checkpoint(workshop: Workshop, target: Path) -> Checkpoint:
    return Checkpoint(target.with_suffix(".checkpoint"), workshop.seconds)


def _keep(tagger: nn.Module, target: Path) -> None:
    torch.save({name: value.half().cpu() for name, value in tagger.state_dict().items()}, target)


def _state(path: Path) -> dict[str, Tensor]:
    return {name: value.float() for name, value in torch.load(path).items()}


def _figures(workshop: Workshop, tagger: Tagger, target: Path, *, atoms: bool) -> None:
    own = _own(workshop)
    found = {
        path.stem: score.f1(tagger, Pack([path], own), workshop.device, atoms=atoms)
        for path in sorted(workshop.folder.glob("dev-*.npz"))
    }
    target.with_suffix(".json").write_text(json.dumps(found, indent=1), "utf-8")

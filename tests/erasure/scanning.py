"""Looks for strings in every byte of files: as they lie, and in whatever can be unpacked from them at any place."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

_PACKED: Final = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_MOST: Final = 4_000_000  # bytes of one packed piece
_TAIL: Final = 8
"""Of a word: an index keeps the beginnings of neighbours once (Lucene's dictionary, FTS5's)."""


def files_of(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def found_in(files: Iterable[Path], strings: Mapping[str, str]) -> dict[str, list[str]]:
    """By name of a string the files in which it stands."""
    wanted = {name: _forms(text) for name, text in strings.items()}
    told: dict[str, list[str]] = {}
    for path in files:
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # an engine's own
            continue
        pieces = [str(path).lower().encode(), content.lower(), *(piece.lower() for piece in _unpacked(content))]
        for name, forms in wanted.items():
            if any(form in piece for piece in pieces for form in forms):
                told.setdefault(name, []).append(str(path))
    return told


def _forms(text: str) -> list[bytes]:
    plain = text.lower()
    cut = plain[-_TAIL:] if plain.isalpha() else plain
    return [cut.encode(), plain.encode("utf-16-le"), plain.encode("latin-1")]


def _unpacked(content: bytes) -> Iterator[bytes]:
    for match in _PACKED.finditer(content):
        way = zlib.decompressobj(31 if match[0][0] == 0x1F else 15)
        try:
            piece = way.decompress(content[match.start() :], _MOST)
        except zlib.error:
            continue
        if len(piece) > _TAIL:
            yield piece

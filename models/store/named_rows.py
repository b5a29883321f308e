"""The documents that a request names, sealed: as whoever asked wrote them, and which of them the owner has erased."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any, Final

from models.store.sealing import seal, unseal
from models.trial import NamedDocument

_AS: Final = "request named"
_HIDDEN: Final = [True]
"""Follows the words of a row that the owner's side is shown no more."""


def sealed_named(key: bytes, request: str, named: Sequence[NamedDocument]) -> str:
    return _seal(key, request, [list(astuple(each)) for each in named])


def named_rows(key: bytes, request: str, kept: str, *, whole: bool) -> tuple[NamedDocument, ...]:
    """The rows; those that are gone say nothing. ``whole``: to the asker's side, who wrote them."""
    rows = _rows(key, request, kept)
    return tuple(NamedDocument() if _is_hidden(row) and not whole else NamedDocument(*row[:4]) for row in rows)


def without(key: bytes, request: str, kept: str, gone: Mapping[int, bool]) -> str:
    """As it is kept when the owner has erased what these rows (from 1) name. True: the asker was told what became of
    it, and the words go; False: they go from the owner's side, since to miss them would tell the asker of it."""
    rows = _rows(key, request, kept)
    for number, wholly in gone.items():
        if 0 < number <= len(rows):
            said = list(astuple(NamedDocument())) if wholly else rows[number - 1][:4]
            rows[number - 1] = [*said, *_HIDDEN]
    return _seal(key, request, rows)


def _is_hidden(row: Sequence[Any]) -> bool:
    return list(row[4:]) == _HIDDEN


def _rows(key: bytes, request: str, kept: str) -> list[Any]:
    return list(json.loads(unseal(key, _AS, request, kept))) if kept else []


def _seal(key: bytes, request: str, rows: Sequence[Any]) -> str:
    return seal(key, _AS, request, json.dumps(rows))

"""Ties: what a document says that two are to each other (docs/ties.md). :data:`TIES` reads them."""

from __future__ import annotations

from typing import Final

from nlp.ties.finder import Ties

TIES: Final = Ties()

__all__ = ["TIES", "Ties"]

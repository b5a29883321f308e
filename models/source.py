"""Owners (*ägare*) and the sources (*källa*) that they hand over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A stream of documents of one owner: a board's inspection reports, a police district's memos.

    ``owner`` is an authority, or a board of a municipality: secrecy stands between those too (OSL 8 kap. 1–2 §§).
    ``kind`` is a free word for the sort of source, or empty.
    """

    name: str
    owner: str
    kind: str = ""

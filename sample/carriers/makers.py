"""The programs that files say they were made by. Invented: no real product is named."""

from __future__ import annotations

from typing import NamedTuple


class Maker(NamedTuple):
    """What put the file together, and what the paper was written in."""

    producer: str
    creator: str


MAKERS = (
    Maker("Utskriftsmotor 4.2", "Ärendebladet 11"), Maker("Sidverket PDF 2.0.7", "Nämndskrivaren"),
    Maker("Pappersbron 1.9 (build 512)", "Textfabriken 2019"), Maker("Blankpress 7", "Diariet Webb 3.1"),
    Maker("Sättkasten 5.0", "Mallbanken"), Maker("Tryckrummet Server 2016", "Ordverket 16"),
)  # fmt: skip

"""What the demo's tour needs to know of the sample archive: who plays in the story, and where its first papers are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from models.identity import bytes_id, document_id

if TYPE_CHECKING:
    from sample.archive import Archive
    from sample.story.cast import Cast

_PAPERS: Final = {
    "visit": "2024-02-14 Kontrollrapport MBN-2024-0112",
    "memo": "PM_5900-K1317-24",
    "audit": "Granskning utbetalningar hemtjänst KS-2025-00231",
}
"""The papers that the tour opens, by their names without ending (``sample/story``)."""


def tour(players: Cast, archive: Archive) -> dict[str, Any]:
    """Names and searches of the story, and ids of its papers by what the tour calls them."""
    return {
        "man": players.boss.name,
        "warehouse": players.warehouse.name,
        "carer": players.carer.name,
        "plate": f"{players.van.plate[:3]} {players.van.plate[3:]}",
        "words": archive.searches[0],
        "documents": dict(_documents(archive)),
    }


def _documents(archive: Archive) -> Iterator[tuple[str, str]]:
    for source, folder in archive.sources:
        for name, stem in _PAPERS.items():
            for path in folder.glob(f"{stem}.*"):
                yield name, document_id(source.owner, source.name, bytes_id(path.read_bytes()))

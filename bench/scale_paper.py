"""What is reckoned without simulating: bytes of each store, and at what size each limit is met."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bench.scale_figures import COSTS, KINDS, OWNERS, PAGES
from bench.scale_run import Site

_PICTURED: Final = 58 / 78  # of the demo's pages have a picture: runbook.md, Sizing
BYTES: Final[Mapping[str, float]] = MappingProxyType(
    {
        "register, SQLite": 26_000,  # runbook.md, Sizing
        "register, PostgreSQL": 37_000,  # 1.42 times that, of one register in both: quality.md, Scale
        "index, embedded": 9_500,  # quality.md, Search
        "index, OpenSearch": 18_800,  # just put in, not merged: quality.md, Scale; each copy as much again
        "page images": 91_000 * _PICTURED,  # runbook.md, Sizing
        "originals": 52_000,  # the same: the demo's
    }
)
"""A page."""
ROWS: Final[Mapping[str, float]] = MappingProxyType(
    {"reference_keys": 40.9, "likeness_bands": 36.4, "mentions": 27.5, "key_holders": 23.8, "document_references": 10.1}
)
"""Rows a page of the largest tables: ``SELECT count(*)`` in the archive of bench.workplace at 25,000 files."""
_CONNECTIONS: Final = 100 - 3  # PostgreSQL's default, less those kept for its administrator
_A_WORKER: Final = 2  # the document's, and that of the thread that renews its lease
_REMEMBERED: Final = 354  # bytes that the run's process remembers of a document: ids, path, state
_PART: Final = 20 * 2**30  # settings.md, index_shard_bytes
_SEARCH: Final = 0.192 / 1_000_000  # seconds a page, p95 of first searches on one node: quality.md, Search
_VERIFY: Final = 7.6 / 14_000  # processor seconds a document, originals aside
_DISK: Final = 200e6  # bytes a second of one stream of a share or bucket: assumed
_COPY: Final = 50e6  # bytes a second of COPY: assumed


def stored(pages: int) -> dict[str, str]:
    """Bytes of each store."""
    told = {name: f"{size * pages / 1e9:,.0f} GB ({size:,.0f} a page)" for name, size in BYTES.items()}
    rows = {f"rows of {name}": f"{each * pages / 1e6:,.0f} million" for name, each in ROWS.items()}
    return {**told, **rows}


def broken(documents: int, pages: int, site: Site) -> dict[str, str]:
    """Where each limit stands, and at what it is met."""
    part = BYTES["index, OpenSearch"]
    largest = max(OWNERS) * pages * part
    files = (BYTES["originals"] + BYTES["page images"]) * pages
    copied = BYTES["register, PostgreSQL"] * pages
    wanted, full = site.workers * _A_WORKER, _CONNECTIONS / _A_WORKER / site.cores
    return {
        "connections to PostgreSQL": f"{wanted} at {site.nodes} nodes; 100 are full at {full:.0f}",
        "scheduler, documents a second": f"{1 / COSTS.hand:.0f}; {site.nodes} nodes read {reads(site):.0f}",
        "memory of the run's process": f"{_REMEMBERED * documents / 1e9:.1f} GB; 300 MB at {3e8 / _REMEMBERED:,.0f}",
        "largest owner's index in one part": f"{largest / 2**30:.0f} GiB; 20 at {_PART / part:,.0f} pages",
        "search, p95 on one node by a line": f"{_SEARCH * pages:.1f} s",
        "verify, processor, originals aside": f"{_VERIFY * documents / 3600:.1f} h",
        "verify, reading the vault by one stream": f"{files / _DISK / 3600:.1f} h at {_DISK / 1e6:.0f} MB a second",
        "backup of the register": f"{copied / _COPY / 3600:.1f} h at {_COPY / 1e6:.0f} MB a second",
    }


def reads(site: Site) -> float:
    """Documents a second that the site's cores read, if nothing else kept them."""
    held = sum(PAGES.values())
    pages = sum(number * count for number, count in PAGES.items()) / held
    return site.workers / sum(kind.share * (kind.once + kind.page * pages) for kind in KINDS.values())

"""Bytes a page of each store, of an archive that is there: what docs/runbook.md's table of sizes is made of.

    python -m bench.sizing HOME [--postgresql] [--opensearch URL --prefix NAME]

Opens nothing of the home but to read: the register by SQLite in read-only mode, sizes by the file system. Page images
are told from originals by what the register says of each file of the vault; pages without a picture of their own (a
mail, a text) count as pages too. The register is parted by its tables, with their indices, where this SQLite can tell
(``dbstat``). ``--postgresql``: it is copied into a server of its own besides, just written and so without dead rows. Of
an OpenSearch its own word is taken (``_stats/store``); what this home holds is put there before by
``SAMSYN_HOME=HOME SAMSYN_OPENSEARCH_URL=URL samsyn reindex``.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import apsw

_LARGEST = 12  # tables told by name


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--opensearch", default="", help="the address of the node that holds its indices")
    parser.add_argument("--prefix", default="samsyn")
    arguments = parser.parse_args()
    found = sizes(arguments.home, arguments.opensearch, arguments.prefix)
    if arguments.postgresql:
        found["postgresql"] = _postgresql(arguments.home / "register.sqlite3", found["pages"])
    print(json.dumps(found, indent=1, ensure_ascii=False))
    return 0


def _postgresql(register: Path, pages: int) -> dict[str, Any]:
    """The same register there: bytes a page, and of its largest tables."""
    from bench.scale_server import filled, table_bytes
    from models.store.database import Database
    from tests.postgresql_server import postgresql

    with ExitStack() as stack:
        database = Database(postgresql(stack, careless=False).format(database="register"))
        stack.callback(database.close)
        filled(database, register)
        return table_bytes(database, max(pages, 1))


def sizes(home: Path, opensearch: str = "", prefix: str = "samsyn") -> dict[str, Any]:
    """Bytes and bytes a page of each store."""
    with closing(sqlite3.connect(f"file:{home / 'register.sqlite3'}?mode=ro", uri=True)) as register:
        pages = dict(register.execute("SELECT method, count(*) FROM pages GROUP BY method"))
        pictured = register.execute("SELECT count(*) FROM pages WHERE image IS NOT NULL").fetchone()[0]
        documents = register.execute("SELECT count(*) FROM documents").fetchone()[0]
        images = {row[0] for row in register.execute("SELECT DISTINCT image FROM pages WHERE image IS NOT NULL")}
        originals = {row[0] for row in register.execute("SELECT DISTINCT sha256 FROM documents")}
    stored = {
        "register": sum(path.stat().st_size for path in home.glob("register.sqlite3*")),
        "index": sum(size for _, size in _files(home / "index")),
        **_vault(home / "vault", images, originals),
    }
    if opensearch:
        stored["opensearch"] = opensearch_bytes(opensearch, prefix)
    count = sum(pages.values())
    return {
        "documents": documents,
        "pages": count,
        "by_method": pages,
        "pages_with_image": pictured,
        "bytes": stored,
        "bytes_a_page": {name: round(size / max(count, 1)) for name, size in stored.items()},
        "bytes_an_image": round(stored["images"] / max(len(images), 1)),
        "register_bytes_a_page_by_table": _tables(home / "register.sqlite3", count),
    }


def _vault(folder: Path, images: set[str], originals: set[str]) -> dict[str, int]:
    found = Counter({"images": 0, "originals": 0, "other": 0})
    for name, size in _files(folder):
        found["images" if name in images else "originals" if name in originals else "other"] += size
    return dict(found)


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    for parent, _folders, names in os.walk(folder):
        yield from ((name, Path(parent, name).stat().st_size) for name in names)


def _tables(register: Path, pages: int) -> dict[str, int]:
    """Of the largest tables, their indices with them; empty where this SQLite cannot tell."""
    grouped = (
        "SELECT coalesce(m.tbl_name, s.name), sum(s.pgsize) FROM dbstat s LEFT JOIN sqlite_master m ON m.name = s.name "
        "WHERE s.aggregate = TRUE GROUP BY 1 ORDER BY 2 DESC LIMIT ?"
    )
    with closing(apsw.Connection(str(register), flags=apsw.SQLITE_OPEN_READONLY)) as connection:
        try:
            return {name: round(size / max(pages, 1)) for name, size in connection.execute(grouped, (_LARGEST,))}
        except apsw.SQLError:
            return {}


def opensearch_bytes(url: str, prefix: str) -> int:
    """What the indices with this prefix take on disk, without their copies."""
    with urllib.request.urlopen(f"{url}/{prefix}*/_stats/store", timeout=30) as answer:
        found: int = json.load(answer)["_all"]["primaries"]["store"]["size_in_bytes"]
    return found


if __name__ == "__main__":
    raise SystemExit(main())

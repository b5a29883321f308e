"""Every listed phrase of the real Swedish files, looked up by search in its document, on both index back ends.

    python -m bench.real_material [--opensearch URL] [--home FOLDER]

Takes in ``../shared/data/documents/swedish/files`` (skips with a word where it is absent), then searches each phrase of
the manifest twice: as an exact phrase, and as words. Reports, for each back end, how many are found in their document,
and how the files ended.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.run import IngestRun, RunOptions
from models.access import Purpose, Viewer
from models.document import DocumentState
from models.settings import Settings
from models.source import Source
from models.store.store import Store
from search.backends import open_index
from search.index import Index
from search.rebuilding import reindex
from search.request import SearchRequest
from search.service import search

MATERIAL = Path(__file__).parents[2] / "shared/data/documents/swedish"
VIEWER = Viewer("mätning", frozenset({"Prov"}))
PURPOSE = Purpose("mätning")


def main() -> int:
    """Print the figures as JSON; the exit status is 0 where every phrase was found and no file was silent."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--opensearch", default="", help="URL of a node to measure too")
    parser.add_argument("--home", type=Path, help="keep the home here (default: a temporary folder)")
    arguments = parser.parse_args()
    if not MATERIAL.is_dir():
        print("skipped: ../shared/data/documents/swedish is not here")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=arguments.home or Path(folder))
        report = measure(settings, arguments.opensearch)
    print(json.dumps(report, ensure_ascii=False, indent=1))
    lost = [report[backend]["phrases_missed"] for backend in ("embedded", "opensearch") if backend in report]
    return 1 if any(lost) or report["silent_files"] else 0


def measure(settings: Settings, opensearch: str) -> dict[str, Any]:
    """The whole report."""
    manifest = json.loads((MATERIAL / "manifest.json").read_text("utf-8"))
    store = Store.open(settings, create=True)
    store.sources.add(Source("verkligt", "Prov"))
    index = open_index(settings)
    run = IngestRun(store, index, "verkligt", RunOptions(workers=2), lambda _: None).go([MATERIAL / "files"])
    by_name = {document.name: document for document in store.documents.of_owner(VIEWER, "Prov")}
    report: dict[str, Any] = {
        "files": run["files"],
        "documents": run["documents"],
        "pages": run["pages"],
        "ocr_pages": run["ocr_pages"],
        "unread_pages": run["unread_pages"],
        "seconds": run["seconds"],
        "silent_files": [entry["file"] for entry in manifest if entry["file"] not in by_name],
        "endings": dict(Counter(_ending(by_name, entry["file"]) for entry in manifest)),
        "embedded": _phrases(store, index, manifest, by_name),
    }
    if opensearch:
        other = open_index(replace(settings, opensearch_url=opensearch, opensearch_prefix="bench-real"))
        reindex(store, other)
        report["opensearch"] = _phrases(store, other, manifest, by_name)
    return report


def _ending(by_name: dict[str, Any], file: str) -> str:
    document = by_name.get(file)
    if document is None:
        return "silent"
    return f"{document.state.value}({document.reason})" if document.reason else document.state.value


def _phrases(store: Store, index: Index, manifest: list[Any], by_name: dict[str, Any]) -> dict[str, Any]:
    missed, as_words_only, found, times = [], [], 0, []
    for entry in manifest:
        document = by_name.get(entry["file"])
        if document is None or document.state is DocumentState.QUARANTINED:
            continue
        for phrase in entry["must_find"]:
            started = time.perf_counter()
            family = {document.id, *(other.id for other in store.documents.family(VIEWER, document.id))}
            exact = family & _documents(store, index, '"' + phrase.replace('"', " ") + '"')
            times.append(time.perf_counter() - started)
            words = exact or family & _documents(store, index, phrase)
            found += bool(words)
            if not words:
                missed.append([entry["file"], phrase])
            elif not exact:
                as_words_only.append([entry["file"], phrase])
    return {
        "phrases_found": found,
        "phrases_missed": missed,
        "found_as_words_only": as_words_only,
        "p95_ms": round(sorted(times)[int(len(times) * 0.95)] * 1000, 1),
    }


def _documents(store: Store, index: Index, query: str) -> set[str]:
    request = SearchRequest(query, limit=1000, facets=())
    return {hit.document for hit in search(VIEWER, PURPOSE, request, store=store, index=index).hits}


if __name__ == "__main__":
    raise SystemExit(main())

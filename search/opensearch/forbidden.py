"""What may never leave for OpenSearch: the one place that looks at every request, whoever made it and however.

The bodies are made by few functions of ours. Should one of them be changed or tricked, this refuses what would run a
program in the engine, read another index, look past the filter, or touch the node itself. A list of what is never
there is joined by lists of what may be: addresses, operations, and the two scripts, letter for letter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote

from opensearchpy import Transport

from search.opensearch import distinct
from search.opensearch.mappings import FACET_FIELDS

NEVER: Final[Mapping[str, str]] = dict.fromkeys(
    (
        "script", "scripts", "script_fields", "script_score", "scripted_metric", "scripted_upsert", "_script",
        "bucket_script", "bucket_selector", "moving_fn", "stored_scripts", "runtime_mappings", "runtime", "derived",
        "painless", "upsert", "pipeline", "search_pipeline",
    ),
    "runs a program",
) | dict.fromkeys(
    (
        "more_like_this", "mlt", "wrapper", "template", "indexed_shape", "query_string", "simple_query_string",
        "wildcard", "regexp", "intervals", "has_child", "has_parent", "parent_id", "neural", "hybrid", "geo_shape",
    ),
    "is no clause of ours, and several read another index or make a clause of words",
) | dict.fromkeys(
    (
        "global", "explain", "profile", "significant_terms", "significant_text", "rare_terms", "stored_fields",
        "docvalue_fields", "fields", "highlight", "inner_hits", "background_filter", "pit", "scroll", "ext",
    ),
    "shows what lies beyond the filter, or texts",
) | dict.fromkeys(
    ("allow_expensive_queries", "persistent", "transient", "remote", "indices_boost", "max_concurrent_shard_requests"),
    "is for whoever keeps the node",
)  # fmt: skip
"""Keys that no body has, each with why."""

_KNN: Final = {"source": "knn_score", "lang": "knn"}
_COUNTING: Final = [
    counting for kind in FACET_FIELDS for each in (False, True) if (counting := distinct.counting(kind, several=each))
]
"""The other script: how many values a facet has (:mod:`search.opensearch.distinct`), for each of our own fields."""
_DATA: Final = frozenset({"documents"})  # of a percolation: records, not clauses
_LISTED: Final = frozenset({"include", "exclude"})  # of values, as a list; as text they are a regular expression
_ADDRESSES: Final = tuple(
    (frozenset(methods.split()), re.compile(path))
    for methods, path in (
        ("GET", r"/|/_cat/plugins|/_script_language|/_cluster/health|/_nodes/jvm,settings"),
        ("GET POST", r"/_msearch"),
        ("POST PUT", r"/(?:(?P<index>[^/]+)/)?_bulk"),
        ("POST PUT", r"/_aliases"),
        ("GET", r"/(?P<index>[^/]+)/_stats/(?:store|docs)"),
        ("GET", r"/_alias/(?P<index>[^/]+)|/(?P<pattern>[^/]+)/_alias"),
        ("GET PUT POST", r"/(?P<index>[^/]+)/_mapping"),
        ("GET POST", r"/(?P<index>[^/]+)/(?:_refresh|_count)"),
        ("POST", r"/(?P<index>[^/]+)/(?:_delete_by_query|_forcemerge|_flush)"),
        ("PUT DELETE", r"/(?P<index>[^/_]+[^/]*)"),
    )
)  # fmt: skip
_HEADS: Final = {"index", "create", "delete"}
_HEAD_KEYS: Final = {"_index", "_id"}


class CheckedTransport(Transport):  # type: ignore[misc]  # opensearch-py has no types here
    """opensearch-py's way out, which looks at each request first. ``prefix`` begins the names of our indices."""

    def __init__(self, hosts: Any, *, prefix: str, **other: Any) -> None:
        super().__init__(hosts, **other)
        self._prefix = prefix

    def perform_request(self, method: str, url: str, *args: Any, **named: Any) -> Any:
        """Raises :class:`ValueError` for what may not leave: a fault of ours, never of who asks."""
        body = args[1] if len(args) > 1 else named.get("body")
        check(method, url, body, prefix=self._prefix)
        return super().perform_request(method, url, *args, **named)


def check(method: str, url: str, body: Any, *, prefix: str) -> None:
    """Raises :class:`ValueError`, which names the key or address and no value: those may be words of a case."""
    path = unquote(url.partition("?")[0])
    found = next((fit for methods, way in _ADDRESSES if method in methods and (fit := way.fullmatch(path))), None)
    if found is None:
        raise ValueError(f"OpenSearch is not asked {method} at such an address")
    named = found.groupdict()
    _own(named.get("index"), prefix)
    _own(named.get("pattern"), prefix, wild=True)
    if path.endswith("/_bulk"):
        _check_bulk(body, prefix, named.get("index"))
    elif path.endswith("/_msearch"):
        _check_searches(body, prefix)
    elif path.endswith("/_aliases"):
        _check_aliases(body, prefix)
    elif body is not None:
        _check(body if isinstance(body, Mapping | list) else json.loads(body))


def _check_searches(body: Any, prefix: str) -> None:
    lines = body if isinstance(body, list) else [json.loads(line) for line in _lines(body) if line.strip()]
    for head, question in zip(lines[::2], lines[1::2], strict=True):
        indices = head.get("index")
        if not isinstance(indices, list) or not indices:
            raise ValueError("a question to OpenSearch names no index, which would be all of them")
        for index in indices:
            _own(index, prefix)
        _check(question)


def _check_bulk(body: Any, prefix: str, index: str | None) -> None:
    """The heads of the lines. Records are data, save those of the standing questions, whose index is in the address."""
    lines = iter(_lines(body))
    for line in lines:
        head = json.loads(line)
        ((operation, where),) = head.items()
        if operation not in _HEADS or not where.keys() <= _HEAD_KEYS:
            raise ValueError("a bulk request to OpenSearch does more than to put in and to take out")
        _own(where.get("_index", index), prefix, needed=True)
        if operation != "delete":
            record = next(lines)
            if index is not None:
                _check(json.loads(record))


def _lines(body: str | bytes) -> list[bytes]:
    """Ended by a line feed alone: of text, ``splitlines`` ends them at characters too that JSON leaves as they are."""
    return (body if isinstance(body, bytes) else body.encode()).removesuffix(b"\n").split(b"\n")


def _check_aliases(body: Any, prefix: str) -> None:
    for action in body["actions"]:
        for where in action.values():
            _own(where["index"], prefix)
            _own(where.get("alias"), prefix)


def _own(index: Any, prefix: str, *, wild: bool = False, needed: bool = False) -> None:
    """Whether an index is one of ours, by its own name: no pattern but where indices are listed."""
    if index is None and not needed:
        return
    names = str(index).split(",") if isinstance(index, str) else []
    odd = re.compile(r"[?:<>/\\\s]|^[-_.+]" if wild else r"[*?:<>/\\\s]|^[-_.+]")
    if not names or any(not name.startswith(f"{prefix}-") or odd.search(name) for name in names):
        raise ValueError("an index of OpenSearch is asked for that is not ours")


def _check(body: Any) -> None:
    for key, value in _pairs(body):
        if key in NEVER and not _is_ours(key, value):
            raise ValueError(f"a body for OpenSearch has {key!r}: it {NEVER[key]}")
        if key == "terms" and any(isinstance(each, Mapping) for each in _values(value)):
            raise ValueError("a body for OpenSearch looks terms up in another document")
        if key == "percolate" and not _keys(value) <= {"field", "documents"}:
            raise ValueError("a body for OpenSearch percolates a document of an index")
        if key in _LISTED and isinstance(value, str):
            raise ValueError("a body for OpenSearch chooses values by an expression")
        if key == "min_doc_count" and value == 0:
            raise ValueError("a body for OpenSearch asks for values of no document")


def _is_ours(key: str, value: Any) -> bool:
    if key == "scripted_metric":
        return {key: value} in _COUNTING
    if key == "script_score":
        return _keys(value) == {"query", "script"} and _is_ours("script", value["script"])
    return key == "script" and isinstance(value, Mapping) and {**value, "params": None} == {**_KNN, "params": None}


def _pairs(body: Any) -> Iterator[tuple[str, Any]]:
    """Each key of the body with what it holds, however deep; records and what is ours as a whole are not gone into."""
    if isinstance(body, Mapping):
        for key, value in body.items():
            yield key, value
            if key not in _DATA and not (key == "scripted_metric" and _is_ours(key, value)):
                yield from _pairs(value)
    elif isinstance(body, list | tuple):
        for each in body:
            yield from _pairs(each)


def _values(value: Any) -> Collection[Any]:
    return value.values() if isinstance(value, Mapping) else ()


def _keys(value: Any) -> set[str]:
    return set(value) if isinstance(value, Mapping) else set()

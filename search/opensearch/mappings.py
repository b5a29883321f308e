"""How documents and pages lie in OpenSearch: explicit, strict, and analysed by white space alone.

Texts arrive as tokens already (``search/analysis.py``), joined by spaces; pages are the values of an array, with a gap
between them that no phrase reaches across. Tokens are searched and never given back, so ``_source`` leaves them out.
"""

from __future__ import annotations

from typing import Any, Final

from models.mention import Label
from search.identity import keys_identity
from search.opensearch.codes import CODES
from search.query import NAME, TokenField

MADE_BY: Final = "made_by"  # of the index itself: the analysis that made it
OWN_FACETS: Final = ("source", "owner", "kind", "outcome", "role", "year", "month", "method", "quality")
SOURCE_ORDER: Final = "source_order"  # the sources as :func:`models.swedish.ordered` has them
FACET_FIELDS: Final = {kind: f"facets.{kind}" for kind in (*OWN_FACETS, *(label.value for label in Label))}

_TOKENS: Final = {"type": "text", "analyzer": "tokens", "position_increment_gap": 100}
_KEYWORD: Final = {"type": "keyword"}
_CODE: Final = {"type": "long", "index": False}  # read by document, never looked up
_TOKEN_FIELDS: Final = {field.value: _TOKENS for field in TokenField}


def docs_body(version: tuple[int, ...]) -> dict[str, Any]:
    facets = {"properties": dict.fromkeys(FACET_FIELDS, _KEYWORD)}
    codes = {"properties": dict.fromkeys(FACET_FIELDS, _CODE)}
    day = {"type": "date", "format": "strict_date"}
    return _body(version, {"date": day, "facets": facets, CODES: codes, NAME: _TOKENS, SOURCE_ORDER: _KEYWORD})


def pages_body(version: tuple[int, ...]) -> dict[str, Any]:
    return _body(version, {"number": {"type": "integer"}})


def _body(version: tuple[int, ...], own: dict[str, Any]) -> dict[str, Any]:
    properties = {"document": _KEYWORD, "owner": _KEYWORD, **_TOKEN_FIELDS, **own}
    source = {"includes": ["document", "owner", "number"]}
    return {
        "settings": _settings(version),
        "mappings": {
            "dynamic": "strict",
            "_meta": {MADE_BY: keys_identity()},
            "_source": source,
            "properties": properties,
        },
    }


def _settings(version: tuple[int, ...]) -> dict[str, Any]:
    """Each shard is searched by one thread. (Concurrent segment search cuts each slice's list of values short on its
    own: 8 of 10 top counts were wrong.) On how many nodes an index lies is said where it is made."""
    settings: dict[str, Any] = {
        "analysis": {"analyzer": {"tokens": {"type": "custom", "tokenizer": "whitespace", "filter": []}}},
    }
    if version >= (2, 17):
        settings["search.concurrent_segment_search.mode"] = "none"
    elif version >= (2, 12):
        settings["search.concurrent_segment_search.enabled"] = False
    return {"index": settings}

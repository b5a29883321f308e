"""Units as OpenSearch gets them: a document, and each of its pages, as lines of a bulk request."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from models.swedish import ordered
from search.fitting import fitted
from search.index import IndexUnit
from search.opensearch.codes import CODES, code
from search.opensearch.mappings import SOURCE_ORDER
from search.query import NAME, TokenField

LARGE: Final = 30_000_000  # bytes of one document; the server takes 100 MB in one request
_ORDERLESS: Final = TokenField.STEM  # looked up one key at a time; all others also side by side (search/terms.py)


def document_record(unit: IndexUnit) -> bytes:
    """A document as JSON. One of thousands of pages keeps each stem once: found the same, ranked coarser."""
    record = _document(unit)
    line = _json(record)
    if len(line) > LARGE:
        once = dict.fromkeys(token for page in unit.pages for token in page.tokens.get(_ORDERLESS, ()))
        record[_ORDERLESS.value] = [fitted(once)]
        line = _json(record)
    return line


def page_records(unit: IndexUnit) -> Iterator[tuple[str, bytes]]:
    """Each page's id and JSON."""
    for page in unit.pages:
        tokens = {field.value: fitted(page.tokens.get(field, ())) for field in TokenField}
        record = {"document": unit.document, "owner": unit.owner, "number": page.number, **tokens}
        yield f"{unit.document}:{page.number}", _json(record)


def _document(unit: IndexUnit) -> dict[str, Any]:
    tokens = {field.value: [fitted(page.tokens.get(field, ())) for page in unit.pages] for field in TokenField}
    return {
        "document": unit.document,
        "owner": unit.owner,
        "date": None if unit.date is None else unit.date.isoformat(),
        "facets": {kind: list(values) for kind, values in unit.facets.items()},
        CODES: {kind: [code(value) for value in values] for kind, values in unit.facets.items()},
        NAME: fitted(unit.name_tokens),
        SOURCE_ORDER: [ordered(source) for source in unit.facets.get("source", ())],
        **tokens,
    }


def _json(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()

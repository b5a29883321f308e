"""opensearch-py's errors, mapped to ours where they arise. No body or reason is kept: both may quote a case."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from opensearchpy.exceptions import OpenSearchException, TransportError

from models.errors import IndexUnavailableError, InvalidQueryError, SamsynError

# The client writes request bodies to these loggers at DEBUG, and to the second one as commands to paste.
for _name in ("opensearch", "opensearchpy.trace"):
    logging.getLogger(_name).setLevel(logging.WARNING)

_NESTED = ("error", "caused_by", "root_cause", "failed_shards", "failures", "reason")
_TOO_MANY = "too_many"  # too_many_clauses, too_many_nested_clauses


@contextmanager
def mapped() -> Iterator[None]:
    """Raises :class:`IndexUnavailableError` for whatever the client raises."""
    try:
        yield
    except OpenSearchException as error:
        raise _ours(error) from None  # the chain would carry the body


def fault(status: object, body: object) -> SamsynError:
    """The error for an answer that says no. Only the type of the fault is told, never its reason."""
    kinds = _kinds(body)
    if any(_TOO_MANY in kind for kind in kinds):
        return InvalidQueryError("Sökningen har fler ord än OpenSearch tar emot")
    told = ", ".join(sorted(kinds)) or "okänt fel"
    return IndexUnavailableError(f"OpenSearch svarade {status} ({told})")


def _ours(error: OpenSearchException) -> SamsynError:
    if isinstance(error, TransportError) and isinstance(error.status_code, int):
        return fault(error.status_code, error.info)
    return IndexUnavailableError(f"OpenSearch kan inte nås ({type(error).__name__})")


def _kinds(body: object) -> set[str]:
    """Every ``type`` of fault in the answer, however deep it lies."""
    if isinstance(body, Mapping):
        own = {body["type"]} if isinstance(body.get("type"), str) and "reason" in body else set[str]()
        return own.union(*(_kinds(value) for value in _parts(body)))
    if isinstance(body, list):
        return set[str]().union(*map(_kinds, body))
    return set()


def _parts(body: Mapping[str, Any]) -> list[Any]:
    return [body[key] for key in _NESTED if key in body]

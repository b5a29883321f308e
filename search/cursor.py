"""The cursor of the next page: where the last one ended, bound to the search it belongs to."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass

from models.errors import InvalidQueryError
from search.request import SearchRequest
from search.result import Tier

_DIGEST_CHARACTERS = 16


@dataclass(frozen=True, slots=True)
class Cursor:
    """The tier that the next page begins in, and the index's key of the hit before it (None: from the start)."""

    tier: Tier
    key: tuple[str, ...] | None


def digest(key: bytes, request: SearchRequest) -> str:
    """What tells one search from another: everything asked but the page and how much of it; nothing of it readable."""
    asked = [
        request.query,
        sorted((kind, sorted(ids)) for kind, ids in request.include.items()),
        sorted((kind, sorted(ids)) for kind, ids in request.exclude.items()),
        str(request.since),
        str(request.until),
        request.sort.value,
        request.tolerant,
        sorted(request.all_of),
        request.like,
        *([sorted(request.among)] if request.among else []),
        *(["grouped"] if request.grouped else []),
        request.all_words,
        *(["meaning"] if request.meaning else []),
        *([["by", *request.by.kept()]] if request.by else []),
    ]
    message = json.dumps(asked, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def encode(cursor: Cursor, bound_to: str) -> str:
    """The cursor as a word for an address or a command line, signed: whatever is changed in it is told."""
    value = [bound_to[:_DIGEST_CHARACTERS], _signature(cursor, bound_to), cursor.tier.value, cursor.key]
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def decode(untrusted_text: str, bound_to: str) -> Cursor:
    """The cursor that :func:`encode` made. Raises :class:`InvalidQueryError` for another search's, and for one that
    was tampered with, and for noise."""
    try:
        padded = untrusted_text.encode() + b"=" * (-len(untrusted_text) % 4)
        origin, signature, tier, key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if origin != bound_to[:_DIGEST_CHARACTERS]:
            raise InvalidQueryError("Bläddringsmärket hör till en annan sökning", next="Börja om från första sidan.")
        cursor = Cursor(Tier(tier), tuple(key) if key is not None else None)
        if not hmac.compare_digest(signature, _signature(cursor, bound_to)):
            raise ValueError("not made here")
        return cursor
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise InvalidQueryError("Bläddringsmärket går inte att läsa", next="Börja om från första sidan.") from error


def _signature(cursor: Cursor, bound_to: str) -> str:
    """The key is the search's own digest, of which a cursor shows no more than the beginning."""
    message = json.dumps([cursor.tier.value, cursor.key]).encode()
    return hmac.new(bound_to.encode(), message, hashlib.sha256).hexdigest()[:_DIGEST_CHARACTERS]

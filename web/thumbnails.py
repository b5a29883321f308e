"""Addresses of a document's small pictures: good for whoever opened the document, in the session in which they did.

The opening stands in the ledger, and the small pictures are part of it; an address that somebody made up is none.
"""

from __future__ import annotations

import hmac

from flask import request, url_for

from models.errors import AccessDeniedError
from models.identity import opaque_id
from web import session
from web.parts import parts


def address(document: str, number: int) -> str:
    """Where the small picture of a page is; to be written on a page that opened the document."""
    return url_for("document.thumbnail", id=document, number=number, t=_sign(document))


def check(document: str) -> None:
    """Raises :class:`AccessDeniedError` where the address is not from an opening in this session, for its purpose."""
    if not hmac.compare_digest(request.args.get("t", "").encode(), _sign(document).encode()):
        raise AccessDeniedError("Sidan finns inte")


def _sign(document: str) -> str:
    purpose = session.purpose()
    key, who = parts().store.key, session.viewer().name
    return opaque_id(key, "thumbnails", who, session.id(), purpose.text, purpose.case, document)

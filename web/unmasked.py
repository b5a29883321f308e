"""Showing the personnummer of a document on demand: the reason is kept in the register, the address holds only its id.

Each showing is in the ledger with the reason (``search/reading.py``); who opens the address anew is logged anew.
"""

from __future__ import annotations

from typing import Final

from flask import request

from models.errors import AccessDeniedError
from web import session
from web.addresses import is_opaque
from web.parts import parts

NAME: Final = "v"  # in the address
LONGEST: Final = 500


def keep(document: str, reason: str) -> str:
    """Keep the viewer's reason for this document; the opaque id that stands for it in the address."""
    return parts().store.states.save(session.viewer().name, {"document": document, "unmask": reason})


def reason(document: str) -> str:
    """The viewer's reason for this document, as this request's address says, or empty.

    Raises :class:`AccessDeniedError` for one that is another's, of another document, or none.
    """
    id = request.args.get(NAME, "")
    if not id:
        return ""
    kept = parts().store.states.load(session.viewer().name, id) if is_opaque(id) else {}
    why = kept.get("unmask")
    if kept.get("document") != document or not isinstance(why, str) or not why:
        raise AccessDeniedError("Sidan finns inte")
    return why

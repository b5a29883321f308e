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
    state = {"document": document, "unmask": reason, "for": _stands_for()}
    return parts().store.states.save(session.viewer().name, state)


def reason(document: str) -> str:
    """The viewer's reason for this document, as this request's address says, or empty.

    Raises :class:`AccessDeniedError` for one that is another's, of another document, session, purpose or case, or none.
    """
    id = request.args.get(NAME, "")
    if not id:
        return ""
    kept = parts().store.states.load(session.viewer().name, id) if is_opaque(id) else {}
    why = kept.get("unmask")
    if (kept.get("document"), kept.get("for")) != (document, _stands_for()) or not isinstance(why, str) or not why:
        raise AccessDeniedError("Sidan finns inte")
    return why


def _stands_for() -> list[str]:
    """What a reason was given in: it ends with the session, and with the purpose or the case."""
    purpose = session.purpose()
    return [session.id(), purpose.text, purpose.case]

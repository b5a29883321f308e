"""Who may be called by a part of a name: looked for among the names, so that only theirs need be told and compared.

More may be answered than are called so, never fewer: what somebody is called for a viewer, and how it is shown, is told
by those who ask. Whom the register calls otherwise than the viewer does (``called.py``) is named in something that is
kept from the viewer: they are all among the answers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from sqlalchemy import Connection, and_, not_, select, union

from models.access import Viewer
from models.masking import MASK, mask
from models.store.readable import in_whole, is_affected
from models.store.schema import documents, entities, protected_spans, withheld
from models.store.schema_references import document_references

_DIGIT: Final = re.compile(r"\d")
_ANY: Final = "%"
_ONE: Final = "_"
_OWN: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789 ") - {"k", MASK.lower()}
"""Signs that a database compares as Python does, and that stand for no other: k is also the sign of kelvin."""


def maybe_called(connection: Connection, viewer: Viewer, labels: Collection[str], part: str) -> set[str]:
    """The ids of all entities with these labels (of whom the name is shown, not a number alone) in whose shown names
    ``part`` may stand, whatever the capitals."""
    named = and_(
        entities.c.label.in_(labels), entities.c.owner.in_(viewer.owners), entities.c.name.ilike(pattern(part))
    )
    wanted = folded(part)
    found = {
        id
        for id, name in connection.execute(select(entities.c.id, entities.c.name).where(named))
        if stands_in(wanted, name)
    }
    if is_affected(connection, viewer):
        marked = union(select(withheld.c.document), select(protected_spans.c.document))
        joined = document_references.join(documents, documents.c.id == document_references.c.document)
        some = (
            select(document_references.c.entity)
            .select_from(joined)
            .where(
                documents.c.id.in_(marked),  # few: without it every reference is gone through
                document_references.c.label.in_(labels),
                documents.c.owner.in_(viewer.owners),
                not_(in_whole(viewer)),
            )
        )
        found |= set(connection.execute(some.distinct()).scalars()) - {""}
    return found


def stands_in(wanted: str, name: str) -> bool:
    """Whether a folded part of a name stands in this one as it is shown, or in what the register has: a letter alone is
    like nearly every name by :func:`pattern`, and to tell what all of those are called takes seconds."""
    return wanted in folded(name) or (_DIGIT.search(name) is not None and wanted in folded(mask(name)))


def folded(text: str) -> str:
    """Without regard to capitals; å, ä and ö are letters of their own."""
    return unicodedata.normalize("NFC", text).lower()


def pattern(part: str) -> str:
    """What each name with the part in it is like, for any database: what one may fold otherwise stands for any sign, as
    does what a mask puts in a digit's place."""
    signs = folded(part)
    return f"{_ANY}{''.join(map(_sign, signs, (*signs[1:], '')))}{_ANY}"


def _sign(sign: str, following: str) -> str:
    if not sign.isascii() or (sign == "i" and not (following and following.isascii())):
        return _ANY  # å is one sign or two; İ folds to two
    return sign if sign in _OWN else _ONE

"""Why something was marked or taken out of search, as a viewer may read it.

What was written of a whole document may say what any page of it says: it is told to those who read all of it. People
with protected identity are covered in every reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from models.access import Viewer
from models.store.covered import Covered
from models.store.database import Database
from models.store.lookups import parts
from models.store.readable import in_whole
from models.store.schema import documents


class Reason(NamedTuple):
    """Words with whose they are; ``document`` is the one that they are about, ``whole``: about all of it."""

    owner: str
    words: str
    document: str = ""
    whole: bool = False


def shown(database: Database, covered: Covered, viewer: Viewer, some: Sequence[Reason]) -> list[str]:
    """The words of each, in order; none where the viewer does not read all that they are about."""
    about = sorted({each.document for each in some if each.whole and each.words})
    query, read = select(documents.c.id).where(in_whole(viewer)), set[str]()
    with database.read() as connection:
        for ids in parts(about):
            read |= set(connection.execute(query.where(documents.c.id.in_(ids))).scalars())
    told = [each if not each.whole or each.document in read else each._replace(words="") for each in some]
    return covered.apart(viewer, [(each.owner, each.document, each.words) for each in told])

"""Papers about people who may be one, or are called the same, and of a word that may be no name; named by the rules."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import update

from models.mention import Label
from models.store.schema import mentions
from models.store.service import service
from models.store.store import Store
from nlp.judged_document import claimed, name_again
from tests.web import archive
from tests.web.archive import MILJO, POLIS, Paper

JOHAN: Final = (Label.PERSON, "Johan Andersson", "Johan Andersson")
UNSURE: Final = "Diskbänken"
UNSURE_NAME: Final = (Label.PERSON, UNSURE, UNSURE)
PAPERS: Final = (
    Paper(
        MILJO,
        "besök.pdf",
        "inspection_report",
        date(2024, 4, 2),
        (
            "Besök\nJohan Andersson visade lokalen.\nDiskbänken var trasig. 🧀 Osten låg framme.\n"
            "Anna Bergkvist ringde.",
            "Johan Andersson skrev under.",
        ),
        (JOHAN, UNSURE_NAME),
    ),
    Paper(MILJO, "klagomål.pdf", "tip", None, ("Klagomål\nJohan Andersson spelar musik om natten.",), (JOHAN,)),
    Paper(POLIS, "förhör.pdf", "police_memo", None, ("Förhör\nDiskbänken nämndes.",), (UNSURE_NAME,)),
)


def fill(store: Store) -> dict[str, str]:
    """Put them beside those of the small archive, which are there; returns document ids by file name."""
    ids = {paper.name: archive.put(store, paper) for paper in PAPERS}
    with store.database.write() as connection:
        connection.execute(update(mentions).where(mentions.c.text == UNSURE).values(confidence=0.4))
    for id in ids.values():
        name(store, id)
    return ids


def name(store: Store, id: str) -> None:
    """Let the rules name a paper that was put there."""
    whole = service(store, "prov")
    document = store.documents.get(whole, id)
    with claimed(store, document) as worker:
        name_again(whole, store, document, worker, "prov")

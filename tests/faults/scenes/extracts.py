"""A register extract from the question to its emptying: each decision of the officer's, and the gathering between."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ingest.extract_gathering import gather as gather_finds
from models.extract import Asked, ExtractLaw, RightsDecision, RightsKind, Verdict
from models.store.store import Store
from tests.faults.scenes import papers
from tests.faults.scenes.homes import OFFICER, OWNER, WHY, opened, with_read

ACTS: Final = (
    *("!begin", "gather", "!decide", "!undo", "!decide", "!again", "gather"),
    *("!ask_right", "!decide_right", "!close", "!forget"),
)
ASKED: Final = Asked.read({"given": "Eva", "surnames": "By"})


def with_papers(home: str, material: str) -> None:
    with_read(Path(home), Path(material), papers.text, papers.mail)


def begin(home: str, _material: str) -> None:
    with opened(home) as store:
        new = store.extracts.make(OFFICER, OWNER, "R-1", ExtractLaw.REGULATION, ASKED, "tillsyn")
        store.extracts.add(OFFICER, new, WHY)


def gather(home: str, _material: str) -> None:
    with opened(home) as store:
        gather_finds(OFFICER, WHY, store, _id(store))


def decide(home: str, _material: str) -> None:
    with opened(home) as store:
        store.extracts.decide(OFFICER, _id(store), _finds(store), Verdict.WITHHELD, "OSL 21:1")


def undo(home: str, _material: str) -> None:
    with opened(home) as store:
        store.extracts.undo(OFFICER, _id(store))


def again(home: str, _material: str) -> None:
    with opened(home) as store:
        store.extracts.again(OFFICER, _id(store))


def ask_right(home: str, _material: str) -> None:
    with opened(home) as store:
        store.rights_requests.add(OFFICER, _id(store), RightsKind.RECTIFY, "fel adress")


def decide_right(home: str, _material: str) -> None:
    with opened(home) as store:
        (asked,) = store.rights_requests.of(OFFICER, _id(store))
        store.rights_requests.decide(OFFICER, asked.id, RightsDecision.REFUSED, "den var rätt")


def close(home: str, _material: str) -> None:
    with opened(home) as store:
        store.extracts.close(OFFICER, _id(store))


def forget(home: str, _material: str) -> None:
    with opened(home) as store:
        store.extracts.forget(OFFICER, _id(store))


def _id(store: Store) -> str:
    return store.extracts.all(OFFICER)[0].id


def _finds(store: Store) -> list[str]:
    return [find.id for find in store.extracts.finds(OFFICER, _id(store))]

"""Masked copies: begun and decided, each of it one decision; their files kept, made anew, swept when they have ended,
thrown away."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from models.errors import RedactionChangedError
from models.redaction import Act, Place, Redaction, Verdict
from models.store.store import Store
from tests.faults.scenes import papers
from tests.faults.scenes.homes import OFFICER, documents, opened, with_read

ACTS: Final = (
    *("!begin", "!decide", "keep_files", "make_anew", "tidy"),
    *("!begin_another", "keep_others", "keep_too_late", "throw_away"),
)
_EVER: Final = date(2099, 12, 31)


def with_redacted(home: str, material: str) -> None:
    with_read(Path(home), Path(material), papers.text, papers.mail)


def _copy(store: Store, name: str = "anteckning.txt") -> Redaction:
    return store.redactions.all(OFFICER, documents(store)[name])[0]


def _keep(home: str, name: str, said: bytes, until: date = _EVER) -> None:
    with opened(home) as store:
        store.redactions.files.keep(_copy(store, name).id, (said, b"papper"), until, pages=1, boxes=1)


def begin(home: str, _material: str) -> None:
    with opened(home) as store:
        store.redactions.add(OFFICER, documents(store)["anteckning.txt"])


def decide(home: str, _material: str) -> None:
    with opened(home) as store:
        copy = _copy(store)
        acted = copy.acted(Act(Verdict.MASK, (Place(1, (0, 7)),), "OSL 21:1"))
        store.redactions.change(OFFICER, copy, replace(acted, recipient="en part"))


def keep_files(home: str, _material: str) -> None:
    _keep(home, "anteckning.txt", b"kopia")


def make_anew(home: str, _material: str) -> None:
    """In the place of the former, and over since long."""
    _keep(home, "anteckning.txt", b"annan kopia", date(2020, 1, 1))


def begin_another(home: str, _material: str) -> None:
    with opened(home) as store:
        store.redactions.add(OFFICER, documents(store)["brev.eml"])


def keep_others(home: str, _material: str) -> None:
    _keep(home, "brev.eml", b"kopia")


def keep_too_late(home: str, _material: str) -> None:
    """Something else was decided while the files were made: they are not kept."""
    with opened(home) as store:
        copy = _copy(store, "brev.eml")
        former = copy.acted(Act(Verdict.MASK, (Place(1),), "OSL 21:1"))
        with suppress(RedactionChangedError):
            store.redactions.keep(OFFICER, former, (b"for sen", b"papper"), _EVER, copy.at, pages=1, boxes=1)


def throw_away(home: str, _material: str) -> None:
    with opened(home) as store:
        for copy in store.redactions.all(OFFICER, documents(store)["brev.eml"]):
            store.redactions.remove(OFFICER, copy.id)


def tidy(home: str, _material: str) -> None:
    with opened(home) as store:
        store.redactions.files.sweep()

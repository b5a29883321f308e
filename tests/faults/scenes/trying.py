"""An owner's officer tries a request, each of it one decision, until what was decided is sent."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from models.store.store import Store
from models.trial import Decision, Trial, Verdict
from tests.faults.scenes import papers
from tests.faults.scenes.homes import OFFICER, asked_by_another, documents, opened, with_read

ACTS: Final = (
    *("put_for_trial", "try_it", "undo_trial", "try_again", "send_trials", "ask_for_copies"),
    *("put_another", "take_another_out"),
)


def with_asked(home: str, material: str) -> None:
    """Two papers, and another owner's staff that asks for something."""
    with_read(Path(home), Path(material), papers.text, papers.mail)
    with opened(home) as store:
        asked_by_another(store)


def put_for_trial(home: str, _material: str) -> None:
    with opened(home) as store:
        store.trials.add(OFFICER, _asked(store), [documents(store)["anteckning.txt"]])


def try_it(home: str, _material: str) -> None:
    with opened(home) as store:
        store.trials.decide(OFFICER, _trial(store).id, Decision(Verdict.WHOLE, reason="prövat"))


def undo_trial(home: str, _material: str) -> None:
    with opened(home) as store:
        store.trials.decide(OFFICER, _trial(store).id, Decision(Verdict.OPEN))


try_again = try_it


def send_trials(home: str, _material: str) -> None:
    with opened(home) as store:
        store.trials.send(OFFICER, _asked(store), [(_trial(store), ["OSL 30:20"])])


def ask_for_copies(home: str, _material: str) -> None:
    with opened(home) as store:
        asked = _asked(store)
        store.releases.again(OFFICER, asked, [each.id for each in store.releases.of(OFFICER, asked)])


def put_another(home: str, _material: str) -> None:
    with opened(home) as store:
        store.trials.add(OFFICER, _asked(store), [documents(store)["brev.eml"]])


def take_another_out(home: str, _material: str) -> None:
    with opened(home) as store:
        store.trials.remove(OFFICER, _trial(store, "brev.eml").id)


def _asked(store: Store) -> str:
    (asked,) = store.requests.all(OFFICER)
    return asked.id


def _trial(store: Store, name: str = "anteckning.txt") -> Trial:
    document = documents(store)[name]
    return next(each for each in store.trials.of(OFFICER, _asked(store)) if each.document == document)

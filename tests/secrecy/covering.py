"""Protected people of the made-up papers; and the same papers with others, protected too, in their place.

Who may not see protected people can tell the one installation from the other by nothing: whom papers name under the
cover changes no answer, so that a search for the name answers as one for a name that nobody has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from models.protected import Identity
from models.store.service import service
from models.store.store import Store
from sample.identities import birthday, personnummer
from tests.secrecy.papers import Canaries, Paper, Sheet

_REASON: Final = "prövad"


@dataclass(frozen=True, slots=True)
class _Change:
    """Every made-up name has ``uqa`` in it: those that are changed get another last letter, and the same length."""

    before: str
    after: str
    numbers: bool  # whether they get other numbers too

    def name(self, old: str) -> str:
        return old.replace(self.before, self.after)

    def number(self, old: str) -> str:
        digits = personnummer(random := Random(old), birthday(random, 1950, 1999), man=True)[2:]
        return f"{digits[:6]}-{digits[6:]}" if self.numbers else old


_UNLIKE: Final = _Change("uqa", "uqk", numbers=False)
_OTHERS: Final = _Change("uqk", "uqm", numbers=True)


def protected(paper: Paper) -> tuple[Sheet, ...]:
    """The pages whose person is on the owner's list: the first of each third paper that was read."""
    return paper.sheets[:1] if paper.fate != "unread" and sum(paper.mark.encode()) % 3 == 0 else ()


def with_unlike_names(paper: Paper) -> Paper:
    """The paper with names of protected people that are like nobody's: whoever's name resembles theirs within a paper
    may be taken for the same person, and is then covered too."""
    return _changed(paper, _UNLIKE)


def in_their_place(paper: Paper) -> Paper:
    """Such a paper with others in the place of each protected person."""
    return _changed(paper, _OTHERS)


def put_on_lists(store: Store, papers: Iterable[Paper], *, early: bool) -> None:
    """Those listed before their papers come in (``early``), or the others, for whom all that lies there is swept."""
    worker, owners = service(store, "prov"), dict[str, None]()
    for paper in papers:
        if (sum(paper.mark.encode()) % 2 == 0) is early:
            for sheet in protected(paper):
                who = _identity(sheet.canaries)
                store.protected.add(worker, paper.owner, who, f"rad {paper.mark}", _REASON)
                owners[paper.owner] = None
    for owner in owners:
        store.protected.sweep(owner)


def _identity(one: Canaries) -> Identity:
    given, surname = one.person.split()
    return Identity((given,), (surname,), (_digits(one.number),))


def _changed(paper: Paper, change: _Change) -> Paper:
    named = protected(paper)
    return replace(paper, sheets=tuple(_other(each, change) if each in named else each for each in paper.sheets))


def _other(sheet: Sheet, change: _Change) -> Sheet:
    old = sheet.canaries
    new = replace(old, person=change.name(old.person), number=change.number(old.number), secret=change.name(old.secret))
    pairs = {old.person: new.person, old.number: new.number, old.secret: new.secret}
    text = sheet.text
    for before, after in pairs.items():
        text = text.replace(before, after)
    pairs[_digits(old.number)] = _digits(new.number)
    names = tuple((label, pairs.get(form, form), pairs.get(value, value)) for label, form, value in sheet.names)
    return replace(sheet, text=text, names=names, canaries=new)


def _digits(number: str) -> str:
    return f"19{number.replace('-', '')}"

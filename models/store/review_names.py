"""Whose papers somebody has no business with: their own, and those of the relatives that are listed for them.

The account's own name is the one that is shown; relatives (*närstående*), of the household or a surname, are listed
by hand and kept sealed. What the rule finds is a question to ask, not an answer: others have the same name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import delete, select

from models.identity import opaque_id
from models.mention import Label
from models.review import Period, Rule, Suspicion, account_of
from models.sought import name_or_number
from models.store.database import Database, insert_missing
from models.store.ledger_keys import LedgerKeys
from models.store.review_rules import Counting, touching, within
from models.store.schema import entities, ledger, ledger_about, mentions, review_names, users
from models.store.sealing import decrypted, encrypted

_LONGEST: Final = 200


class ReviewNames:
    def __init__(self, database: Database, keys: LedgerKeys) -> None:
        self._database = database
        self._keys = keys

    def list_for(self, user: str, name: str) -> bool:
        """List a relative's name, or a surname, for the user; whether it is new. Raises ValueError for no name."""
        form = name_or_number(name[:_LONGEST])
        if not form:
            raise ValueError("no name")
        term = self._term(user, form)
        sealed = encrypted(self._keys.secret.wrapping, name.strip()[:_LONGEST].encode(), f"{user}\x00{term}")
        row = {"user": user, "term": term, "sealed": sealed}
        with self._database.write() as connection:
            return bool(insert_missing(connection, review_names, [row]))

    def strike(self, user: str, name: str) -> bool:
        """Take it off the list; whether it was there."""
        term = self._term(user, name_or_number(name[:_LONGEST]))
        with self._database.write() as connection:
            wanted = (review_names.c.user == user, review_names.c.term == term)
            return bool(connection.execute(delete(review_names).where(*wanted)).rowcount)

    def of(self, connection: Any) -> Mapping[str, set[str]]:
        """Each account's forms of names: its own and those listed."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in connection.execute(select(users.c.name, users.c.display)):
            found[row.name].add(name_or_number(row.display))
        for row in connection.execute(select(review_names)):
            name = decrypted(self._keys.secret.wrapping, row.sealed, f"{row.user}\x00{row.term}").decode()
            found[row.user].add(name_or_number(name))
        return {user: forms - {""} for user, forms in found.items()}

    def suspicions(self, counting: Counting) -> Iterator[Suspicion]:
        """Who searched for, or opened, what has their own name or a listed one."""
        connection, period = counting.connection, counting.period
        names = self.of(connection)
        called = _called(connection, {form for forms in names.values() for form in forms})
        actors = _actors(connection, period)
        for user in sorted(names.keys() & actors.keys()):
            forms = names[user]
            ids = {id for form in forms for id in called.get(form, ())}
            targets = ids | _naming(connection, ids)
            terms = self._keys.terms(connection, sorted(forms), period.name)
            for actor in actors[user]:
                about = _searched(connection, actor, terms, period)
                if targets or about:
                    found = counting.suspicion(Rule.OWN_NAME, actor, touching(targets, about))
                    yield from [found] if found else []

    def _term(self, user: str, form: str) -> str:
        return opaque_id(self._keys.secret.wrapping, "review name", user, form)


def _called(connection: Any, forms: set[str]) -> Mapping[str, set[str]]:
    """The people of the register by the forms of their names, and by their surnames, of these forms only."""
    found: dict[str, set[str]] = defaultdict(set)
    query = select(entities.c.id, entities.c.value).where(entities.c.label == Label.PERSON.value)
    for row in connection.execute(query):
        surname = name_or_number(row.value.rpartition(" ")[2])
        for form in {name_or_number(row.value), surname} & forms:
            found[form].add(row.id)
    return found


def _naming(connection: Any, ids: set[str]) -> set[str]:
    if not ids:
        return set()
    query = select(mentions.c.document).where(mentions.c.entity.in_(ids)).distinct()
    return set(connection.execute(query).scalars())


def _searched(connection: Any, actor: str, terms: Iterable[str], period: Period) -> set[int]:
    """Begun at the words, of which there are few, and not at all that the actor did."""
    query = select(ledger.c.sequence).join(ledger_about, ledger_about.c.sequence == ledger.c.sequence)
    query = query.where(ledger_about.c.term.in_(terms), ledger_about.c.actor == actor, within(period))
    return set(connection.execute(query).scalars())


def _actors(connection: Any, period: Period) -> Mapping[str, list[str]]:
    """Each account with events in the period, as the ledger calls it there: itself, or somebody in its name."""
    found: dict[str, list[str]] = defaultdict(list)
    query = select(ledger.c.actor).distinct().where(within(period)).order_by(ledger.c.actor)
    for actor in connection.execute(query).scalars():
        found[account_of(actor)].append(actor)
    return found

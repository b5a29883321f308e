"""What is done to accounts, by an administrator or on the command line: checked, in the ledger, then done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from models.access import Purpose, Role, check_roles
from models.account import Access, Account
from models.audit import Action, Event
from models.errors import AccountExistsError, RoleConflictError, UnknownSourceError, WrongUsageError
from models.store.new_password import check_new_password
from models.store.store import Store

_LONGEST_NAME: Final = 100  # characters


@dataclass(frozen=True, slots=True)
class Administering:
    """Somebody (``actor``) who administers the accounts of this installation, and why."""

    store: Store
    actor: str
    purpose: Purpose

    def add(self, account: Account, password: str | None) -> None:
        """Add the account. Raises as the checks do; then nothing is done and nothing stands in the ledger."""
        check_name(account.name)
        self.check(account.access)
        if self.store.users.find(account.name):
            raise AccountExistsError(f"Kontot {account.name!r} finns redan")
        if password is not None:
            check_new_password(self.store, account, password)
        self.write("account add", account.name, account.access)
        self.store.users.create(account, password)

    def change(self, name: str, access: Access, display: str = "") -> None:
        """Give the account these roles and grants; they hold from its next request on.

        Raises :class:`RoleConflictError` for one's own account, and one that the provider decides of.
        """
        account = self._others(name)
        if not account.local:
            raise RoleConflictError("Kontots behörigheter kommer från identitetsleverantören")
        self.check(access)
        self.write("account change", name, access)
        self.store.users.set_access(name, access)
        if display:
            self.store.users.set_display(name, display)

    def set_password(self, name: str, password: str) -> None:
        """Give the account a password, to be changed when it is first used. Ends its sessions."""
        account = self._others(name)
        if not account.local:
            raise RoleConflictError("Kontot loggar in hos identitetsleverantören")
        check_new_password(self.store, account, password)
        self.write("account password", name, account.access)
        self.store.users.set_password(name, password, must_change=True)
        self.store.sessions.end_all(name)
        self.store.attempts.succeeded(name)

    def reset_second_factor(self, name: str) -> None:
        """Take the second factor away, as when a telephone is lost. Ends the account's sessions."""
        account = self._others(name)
        self.write("account totp", name, account.access)
        self.store.factors.remove(name)
        self.store.sessions.end_all(name)

    def disable(self, name: str) -> None:
        """Close the account: it is out at its next request."""
        account = self._others(name)
        self.write("account disable", name, account.access)
        self.store.users.disable(name)
        self.store.sessions.end_all(name)

    def enable(self, name: str) -> None:
        """Open a closed account again, with the password that it had."""
        account = self._others(name)
        self.write("account enable", name, account.access)
        self.store.users.enable(name)

    def end_sessions(self, name: str) -> None:
        """Sign the account out everywhere."""
        account = self.store.users.get(name)
        self.write("account sessions", name, account.access)
        self.store.sessions.end_all(name)

    def check(self, access: Access) -> None:
        """Raises :class:`RoleConflictError`, or :class:`UnknownSourceError` for an owner that is not here."""
        check_roles(access.roles, access.owners, access.officer_of)
        known = self.store.sources.owners()
        for owner in access.owners:
            if owner not in known:
                there = f"; här finns {', '.join(known)}" if known else ""
                raise UnknownSourceError(f"Det finns ingen ägare som heter {owner!r}{there}")

    def _others(self, name: str) -> Account:
        """The account, which is not the administrator's own: nobody gives themselves access or loses their lock."""
        if name == self.actor:
            raise RoleConflictError("Ingen ändrar sitt eget konto här")
        return self.store.users.get(name)

    def write(self, what: str, user: str, access: Access) -> None:
        """An event of administration: what is done to which account, and what it may from then on."""
        told = {"command": what, "user": user, "roles": ", ".join(sorted(access.roles))}
        owners = tuple(sorted(access.owners))
        why = self.purpose
        self.store.ledger.write(Event(Action.ADMINISTRATION, self.actor, why.text, why.case, "", owners, told))


def access_of(
    roles: Iterable[str], owners: Iterable[str], officer_of: Iterable[str] = (), groups: Iterable[str] = ()
) -> Access:
    """What is asked for an account, as one value: an officer reads what they decide of. Raises for an unknown role."""
    officer = frozenset(officer_of)
    known = {role.value for role in Role}
    for role in roles:
        if role not in known:
            raise WrongUsageError(f"Det finns ingen roll som heter {role!r}; det finns {', '.join(sorted(known))}")
    given = frozenset(Role(role) for role in roles) | (frozenset({Role.OFFICER}) if officer else frozenset())
    return Access(given, frozenset(owners) | officer, officer, frozenset(groups))


def check_name(name: str) -> None:
    """Raises :class:`WrongUsageError` for a name that could not be typed as it stands."""
    if not name or len(name) > _LONGEST_NAME or not name.isprintable() or name != " ".join(name.split()):
        raise WrongUsageError(
            f"Kontonamnet ska ha 1–{_LONGEST_NAME} synliga tecken, utan mellanslag i början och slutet"
        )

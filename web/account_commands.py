"""``samsyn account``: who may sign in, and as what. Passwords are asked for or read from standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any, Final

import click

from models.access import Role
from models.account import Account
from models.console import emit
from models.errors import InvalidSettingError
from models.settings import read_settings
from models.store.store import Store
from search.operator import OPERATOR, purpose_of
from web.administering import Administering, access_of

PASSWORD_VARIABLE: Final = "SAMSYN_PASSWORD"  # noqa: S105 - the name of a variable, no password
_ROLES: Final = [role.value for role in Role if role is not Role.OFFICER]
_Command = Callable[..., Any]


def _access_options(command: _Command) -> _Command:
    for option in (
        click.option("--group", "groups", multiple=True, help="Grupp inom ägaren; kan upprepas."),
        click.option("--officer", "officer_of", multiple=True, help="Ägare som kontot är sekretessansvarig för."),
        click.option("--owner", "owners", multiple=True, help="Ägare vars handlingar får läsas; kan upprepas."),
        click.option("--role", "roles", multiple=True, type=click.Choice(_ROLES), help="Roll; kan upprepas."),
    ):
        command = option(command)
    return command


_as_json = click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
_from_input = click.option("--password-stdin", is_flag=True, help="Läs lösenordet från standard in, en rad.")


@click.group("account")
def account() -> None:
    """Konton: vem som får logga in, som vad och med vilken tillgång."""


@account.command("add")
@click.argument("name")
@_access_options
@click.option("--display", default="", help="Namn att visa; annars kontonamnet.")
@_from_input
@_as_json
def add(
    name: str,
    roles: tuple[str, ...],
    owners: tuple[str, ...],
    officer_of: tuple[str, ...],
    groups: tuple[str, ...],
    display: str,
    password_stdin: bool,
    as_json: bool,
) -> None:
    """Lägg till ett konto. Utan --role får det rollen user.

    Lösenordet frågas efter två gånger, eller läses från standard in eller SAMSYN_PASSWORD; aldrig från kommandoraden,
    där andra kan se det.
    """
    administering = _administering()
    access = access_of(roles or (() if officer_of else ("user",)), owners, officer_of, groups)
    administering.check(access)
    administering.add(Account(name, display or name, access), _password(password_stdin))
    _told(administering.store, name, as_json, "Kontot {user} finns nu.")


@account.command("change")
@click.argument("name")
@_access_options
@click.option("--display", default="", help="Annat namn att visa.")
@_as_json
def change(
    name: str,
    roles: tuple[str, ...],
    owners: tuple[str, ...],
    officer_of: tuple[str, ...],
    groups: tuple[str, ...],
    display: str,
    as_json: bool,
) -> None:
    """Ge kontot andra roller, ägare och grupper, i stället för dem det har. Gäller från dess nästa sida."""
    administering = _administering()
    administering.change(name, access_of(roles, owners, officer_of, groups), display)
    _told(administering.store, name, as_json, "Kontot {user} är ändrat.")


@account.command("password")
@click.argument("name")
@_from_input
@_as_json
def password(name: str, password_stdin: bool, as_json: bool) -> None:
    """Ge kontot ett nytt lösenord, som det byter när det loggar in. Dess sessioner avslutas."""
    administering = _administering()
    administering.store.users.get(name)
    administering.set_password(name, _password(password_stdin))
    _told(administering.store, name, as_json, "Kontot {user} har ett nytt lösenord.")


def _simple(name: str, act: Callable[[Administering, str], None], help: str, said: str) -> None:
    @account.command(name, help=help)
    @click.argument("name")
    @_as_json
    def command(name: str, as_json: bool) -> None:
        administering = _administering()
        act(administering, name)
        _told(administering.store, name, as_json, said)


_simple("disable", Administering.disable, "Stäng ett konto: det är ute vid nästa sida.", "Kontot {user} är stängt.")
_simple("enable", Administering.enable, "Öppna ett stängt konto.", "Kontot {user} är öppet.")
_simple(
    "totp-reset",
    Administering.reset_second_factor,
    "Ta bort kontots tvåstegsinloggning, när telefonen är borta.",
    "Kontot {user} loggar in utan andra steg tills det lägger upp ett nytt.",
)
_simple(
    "sign-out", Administering.end_sessions, "Avsluta kontots alla sessioner.", "Kontot {user} är utloggat överallt."
)


@account.command("list")
@_as_json
def show(as_json: bool) -> None:
    """Visa kontona, deras roller och ägare."""
    emit([_row(one) for one in Store.open(read_settings()).users.list()], as_json, _listed)


def _administering() -> Administering:
    settings = read_settings()
    return Administering(Store.open(settings), OPERATOR, purpose_of(settings))


def _row(one: Account) -> dict[str, Any]:
    access = one.access
    return {
        "user": one.name,
        "display": one.display,
        "roles": sorted(access.roles),
        "owners": sorted(access.owners),
        "officer_of": sorted(access.officer_of),
        "groups": sorted(access.groups),
        "disabled": one.disabled,
        "second_factor": one.second_factor,
        "issuer": one.issuer,
    }


def _told(store: Store, name: str, as_json: bool, said: str) -> None:
    emit(_row(store.users.get(name)), as_json, lambda answer: said.format(user=answer["user"]))


def _listed(people: list[dict[str, Any]]) -> str:
    if not people:
        return "Inga konton än. Lägg till: samsyn account add NAMN --role ROLL --owner ÄGARE"
    return "\n".join(
        "\t".join(
            (
                one["user"],
                one["display"],
                ", ".join(one["roles"]),
                ", ".join(one["owners"]),
                *(["stängt konto"] if one["disabled"] else []),
            )
        )
        for one in people
    )


def _password(from_input: bool) -> str:
    if from_input:
        given = sys.stdin.readline().rstrip("\r\n")
        if not given:
            raise InvalidSettingError("Inget lösenord kom på standard in", next="Skriv det på en rad.")
        return given
    if (set_there := os.environ.get(PASSWORD_VARIABLE)) is not None:
        return set_there
    return str(click.prompt("Lösenord", hide_input=True, confirmation_prompt=True))

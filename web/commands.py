"""``samsyn serve`` and ``samsyn user``: the front end and who may sign in to it."""

from __future__ import annotations

import os
from contextlib import nullcontext
from typing import Any, Final

import click

from models.console import emit
from models.errors import InvalidSettingError, UnknownSourceError
from models.settings import Settings, read_settings
from models.store.store import Store
from search.operator import administration

DEMO_MARK: Final = "demo-archive"  # the folder that samsyn demo leaves in its home
PASSWORD_VARIABLE: Final = "SAMSYN_PASSWORD"  # noqa: S105 - the name of a variable, no password
SHORTEST_PASSWORD: Final = 12  # NIST SP 800-63B asks for 8 at least, 15 where it is the only factor


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adress att svara på.")
@click.option("--port", default=8400, show_default=True, help="Port att svara på.")
@click.option("--https", is_flag=True, help="En TLS-terminering står framför: kakan blir Secure och __Host-.")
@click.option("--worker/--no-worker", default=True, help="Starta även en process som utför beställda jobb.")
def serve(host: str, port: int, https: bool, worker: bool) -> None:
    """Starta webbgränssnittet."""
    serve_forever(read_settings(), host, port, https=https, worker=worker)


def serve_forever(settings: Settings, host: str, port: int, *, https: bool = False, worker: bool = True) -> None:
    """Serve what the home holds until interrupted. A home of the demo says so on its pages."""
    from search.backends import open_index
    from search.warming import warm_up
    from web import serving
    from web.companion import worker_beside

    store = Store.open(settings)
    index = open_index(settings)
    warm_up(store, index)
    demo = (settings.home / DEMO_MARK).is_dir()
    with worker_beside(settings) if worker else nullcontext():
        serving.serve(store, index, host, port, demo=demo, https=https)


@click.group("user")
def user() -> None:
    """Användare av webbgränssnittet."""


@user.command("add")
@click.argument("name")
@click.option("--owner", "owners", multiple=True, required=True, help="Ägare vars handlingar får läsas; kan upprepas.")
@click.option("--display", default="", help="Namn att visa; annars användarnamnet.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def add(name: str, owners: tuple[str, ...], display: str, as_json: bool) -> None:
    """Lägg till en användare, eller ge en som finns nytt lösenord och nya ägare.

    Lösenordet läses från SAMSYN_PASSWORD, eller frågas efter; aldrig från kommandoraden, där andra kan se det.
    """
    settings = read_settings()
    store = Store.open(settings)
    known = store.sources.owners()
    for owner in owners:
        if owner not in known:
            there = f"; här finns {', '.join(known)}" if known else ""
            raise UnknownSourceError(f"Det finns ingen ägare som heter {owner!r}{there}")
    password = _password()
    administration(store, settings, "user add", owners, user=name)
    store.users.add(name, display or name, password, owners)
    emit({"user": name, "owners": sorted(owners)}, as_json, lambda answer: f"Användaren {answer['user']} finns nu.")


@user.command("disable")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def disable(name: str, as_json: bool) -> None:
    """Stäng ett konto: det är ute vid nästa sida. Ett nytt lösenord med samsyn user add öppnar det igen."""
    settings = read_settings()
    store = Store.open(settings)
    owners = store.users.viewer(name).owners
    administration(store, settings, "user disable", owners, user=name)
    store.users.disable(name)
    emit({"user": name, "disabled": True}, as_json, lambda answer: f"Kontot {answer['user']} är stängt.")


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def show(as_json: bool) -> None:
    """Visa användarna och deras ägare."""
    store = Store.open(read_settings())
    people: list[dict[str, Any]] = [
        {"user": one.name, "display": one.display, "owners": sorted(one.owners), "disabled": one.disabled}
        for one in store.users.list()
    ]
    emit(people, as_json, _listed)


def _listed(people: list[dict[str, Any]]) -> str:
    if not people:
        return "Inga användare än. Lägg till: samsyn user add NAMN --owner ÄGARE"
    closed = {True: "\tstängt konto", False: ""}
    return "\n".join(
        f"{one['user']}\t{one['display']}\t{', '.join(one['owners'])}{closed[one['disabled']]}" for one in people
    )


def _password() -> str:
    given = os.environ.get(PASSWORD_VARIABLE)
    if given is None:
        given = str(click.prompt("Lösenord", hide_input=True, confirmation_prompt=True))
    if len(given) < SHORTEST_PASSWORD:
        raise InvalidSettingError(
            f"Lösenordet är kortare än {SHORTEST_PASSWORD} tecken", next="Välj ett längre, gärna några ord i rad."
        )
    return given

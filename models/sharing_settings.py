"""The matrix of sharing as a site writes it in ``samsyn.toml``, checked before anything starts.

::

    [[owners]]
    name = "Polisen Umeå"
    kind = "police"

    [[sharing]]
    owner = "Miljönämnden"
    reader = "Polisen Umeå"
    purpose = "Utredning av bidragsbrott"
    basis = "lag 2025:170"
    mode = "request"
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NoReturn

from models.errors import SharingRefusedError
from models.sharing import Agreement, Kind, Mode, Owner, legal_bases, same_purpose

_ROW: Final = ("owner", "reader", "purpose", "basis", "mode")
_OWNER: Final = ("name", "kind", "authority")


def agreements(owners: Any, rows: Any) -> tuple[Agreement, ...]:
    """The agreements that the tables ``[[owners]]`` and ``[[sharing]]`` hold, those of mode ``none`` too.

    Raises :class:`SharingRefusedError`, naming the row, for what is no agreement or has no legal basis that carries it.
    """
    known = _owners(_list(owners, "owners"))
    found: dict[tuple[str, str, str], Agreement] = {}
    for at, row in enumerate(_list(rows, "sharing"), 1):
        where = f"[[sharing]] rad {at}"
        each = _agreement(_texts(row, where, _ROW), where)
        where = f"{where} ({each.owner} → {each.reader})"
        _check(each, known, where)
        key = (each.owner, each.reader, same_purpose(each.purpose))
        if key in found:
            _refuse(where, "samma ägare, läsare och ändamål står redan")
        found[key] = each
    return tuple(found.values())


def _owners(rows: list[Any]) -> dict[str, Owner]:
    known: dict[str, Owner] = {}
    for at, row in enumerate(rows, 1):
        where = f"[[owners]] rad {at}"
        said = _texts(row, where, _OWNER, optional=("authority",))
        if said["name"] in known:
            _refuse(where, f"{said['name']!r} står redan")
        if said["kind"] not in set(Kind):
            _refuse(where, f"slaget {said['kind']!r} finns inte: {', '.join(Kind)}")
        known[said["name"]] = Owner(said["name"], Kind(said["kind"]), said["authority"] or said["name"])
    return known


def _agreement(said: Mapping[str, str], where: str) -> Agreement:
    if said["mode"] not in set(Mode):
        _refuse(where, f"läget {said['mode']!r} finns inte: {', '.join(Mode)}")
    return Agreement(said["owner"], said["reader"], said["purpose"], said["basis"], Mode(said["mode"]))


def _check(each: Agreement, known: Mapping[str, Owner], where: str) -> None:
    """Refuse what no law carries."""
    if each.owner == each.reader:
        _refuse(where, "en ägare delar inte med sig själv")
    for name in (each.owner, each.reader):
        if name not in known:
            _refuse(where, f"{name!r} står inte under [[owners]]")
    owner, reader = known[each.owner], known[each.reader]
    basis = legal_bases().get(each.basis)
    if basis is None:
        _refuse(where, f"den rättsliga grunden {each.basis!r} finns inte: {', '.join(legal_bases())}")
    if not basis.covers(owner, reader):
        _refuse(where, f"{basis.name} gäller inte från {owner.kind} till {reader.kind}")
    if each.mode is not Mode.DIRECT:
        return
    if owner.kind is Kind.POLICE and reader.kind is Kind.BOARD:
        _refuse(where, "polisens uppgifter ges aldrig kommunen genom direktåtkomst")
    if not basis.direct:
        _refuse(where, f"{basis.name} medger inte direktåtkomst, bara utlämnande på begäran")


def _list(given: Any, name: str) -> list[Any]:
    if not isinstance(given, list):
        _refuse(f"[[{name}]]", "skrivs med dubbla hakparenteser, en tabell för varje rad")
    return given


def _texts(row: Any, where: str, names: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, str]:
    """The row's words, trimmed; those that may be left out are empty then."""
    if not isinstance(row, Mapping):
        _refuse(where, "är ingen tabell")
    if unknown := sorted(set(row) - set(names)):
        _refuse(where, f"okänt: {', '.join(unknown)}")
    said = {name: row.get(name, "") for name in names}
    for name, value in said.items():
        if not isinstance(value, str) or not (value.strip() or name in optional):
            _refuse(where, f"{name} saknas eller är inte text")
    return {name: " ".join(value.split()) for name, value in said.items()}


def _refuse(where: str, why: str) -> NoReturn:
    raise SharingRefusedError(f"{where}: {why}")

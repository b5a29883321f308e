"""``samsyn doctor``: what the machine has and lacks, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import click

from ingest.doctor import machine, reading, stores, work
from ingest.doctor.check import Check, said, tried
from ingest.doctor.encryption import encryption
from ingest.doctor.restored import restored
from ingest.doctor.scanning import scanner
from ingest.watched.doctoring import watched_said
from models.console import emit
from models.errors import HomeNotFoundError
from models.settings import Settings, read_settings
from models.store.store import Store


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Kontrollera att allt som behövs finns på den här datorn, och säg vad som ska göras åt det som fattas."""
    found = checks(read_settings())
    emit({"ok": all(check["ok"] for check in found), "checks": found}, as_json, _worded)
    if not all(check["ok"] for check in found):
        ctx.exit(1)


def checks(settings: Settings, *, counts: bool = True) -> list[Check]:
    """Each check, one after the other, whatever the others say. What needs the register is left out where that is not
    well. Without ``counts`` nothing tells how many documents there are, or how fast the disk fills: for those who may
    not read them all."""
    found = [tried(name, look) for name, look in _of_machine(settings, counts=counts)]
    register, store = _register(settings)
    found.append(register)
    try:
        found += [tried(name, look) for name, look in _of_stores(settings, store, counts=counts)]
    finally:
        if store is not None:
            store.close()
    return found


Look = Callable[[], Check]


def _of_machine(settings: Settings, *, counts: bool) -> Iterator[tuple[str, Look]]:
    yield "ocr", partial(reading.ocr, settings)
    yield "converter", reading.converter
    yield "sandbox", partial(reading.sandbox, settings)
    yield "names", partial(reading.names, settings)
    yield "kinds", reading.kinds
    yield "disk", partial(machine.disk, settings, counts=counts)
    yield "memory", partial(machine.memory, settings)
    yield "files", machine.files
    yield "zone", machine.zone
    yield "rights", partial(machine.rights, settings)
    yield "certificates", partial(work.certificates, settings)
    yield "scanner", partial(scanner, settings)
    yield "sqlite", stores.sqlite


def _of_stores(settings: Settings, store: Store | None, *, counts: bool) -> Iterator[tuple[str, Look]]:
    yield "clock", partial(machine.clock, settings, store)
    yield "encryption", partial(encryption, settings, store)
    yield "vault", partial(stores.vault, settings)
    yield "index", partial(stores.index, settings)
    yield "synonyms", partial(stores.synonyms, settings)
    yield "meaning", partial(stores.meaning, settings, store, counts=counts)
    yield "saved", partial(stores.saved, store, counts=counts)
    yield "watched", lambda: said("watched", *watched_said(settings, names=counts))
    if store is not None:
        yield "workers", partial(work.workers, store)
        yield "outbox", partial(work.outbox, store)
        yield "jobs", partial(work.jobs, store, counts=counts)
        yield "backup", partial(work.backup, store)
        yield "restored", partial(restored, store, counts=counts)


def _register(settings: Settings) -> tuple[Check, Store | None]:
    """The register's check, and the store. One that cannot be opened (a key is gone, or others may read it; a restore
    is not done) is not well; where there is no installation yet, nothing is wrong."""
    check, opened = tried("register", partial(stores.register, settings)), list[Store]()

    def open_it() -> Check:
        with suppress(HomeNotFoundError):
            opened.append(Store.open(settings))
        return check

    return (tried("register", open_it) if check["ok"] else check), next(iter(opened), None)


def _worded(answer: dict[str, Any]) -> str:
    rows = []
    for check in answer["checks"]:
        rows.append(f"{'ja ' if check['ok'] else 'NEJ'}  {check['name']:<12}  {check['found']}")
        if check["next"]:
            rows.append(f"                   → {check['next']}")
    return "\n".join(rows)

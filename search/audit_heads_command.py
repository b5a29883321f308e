"""``samsyn audit head``, ``witness``, ``erase``: the ledger's heads for others to keep; its free text destroyed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import click

from models.console import emit
from models.settings import read_settings
from models.store.ledger_heads import read_heads
from models.store.ledger_kept import hand_out
from models.store.store import Store
from search.operator import administration

_GONE: Final = 3  # exit status: a difference was found
_MONTH: Final = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_json = click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")


@click.command("head")
@_json
def head(as_json: bool) -> None:
    """Skriv loggens huvud: en undertecknad rad med den sista postens nummer, kontrollsumma och tid.

    Lämna raden till någon annan att förvara. samsyn audit witness prövar sedan att loggen står kvar.
    """
    settings = read_settings()
    store = Store.open(settings)
    administration(store, settings, "audit head")
    found = hand_out(store)
    assert found is not None  # the event above is there
    answer = {"sequence": found.sequence, "hash": found.hash, "time": found.time, "line": found.line()}
    emit(answer, as_json, lambda value: str(value["line"]))


@click.command("witness")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_json
@click.pass_context
def witness(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Pröva att de huvuden som förvarats i FILE står kvar i loggen: en avkapad eller omskriven logg syns.

    Pröva också samsyn audit verify: den ser att inget ändrats fram till dem.
    """
    store = Store.open(read_settings())
    heads = read_heads(file.read_text(encoding="utf-8", errors="replace"), store.ledger.keys.secret.signing)
    gone = sorted({each.sequence for each in heads if not store.ledger.stands(each)})
    answer = {"heads": len(heads), "stands": not gone, "gone": gone}
    emit(answer, as_json, lambda _: f"Alla {len(heads)} står kvar." if not gone else f"Post {gone[0]} är borta.")
    if gone:
        ctx.exit(_GONE)


@click.command("erase")
@click.option("--owner", required=True, help="Ägaren vars handlingar händelserna gäller.")
@click.option("--before", metavar="YYYY-MM", required=True, help="Månaden före vilken fritexten förstörs.")
@_json
def erase(owner: str, before: str, as_json: bool) -> None:
    """Förstör nycklarna till loggens fritext (sökord, ändamål, skäl) för en ägare, före en månad.

    Händelserna står kvar, med vem, vad, när och i vilket ärende, och kedjan är hel. Det går inte att ångra.
    """
    if not _MONTH.fullmatch(before):
        raise click.BadParameter("skrivs 2025-01", param_hint="--before")
    settings = read_settings()
    store = Store.open(settings)
    administration(store, settings, "audit erase", [owner], period=before)
    destroyed = store.ledger.keys.destroy(owner, before)
    emit({"keys": destroyed}, as_json, lambda value: f"{value['keys']} nycklar förstörda.")

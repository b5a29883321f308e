"""``samsyn extract``: register extracts begun, gone through and taken out. Who asks is asked for, never an argument."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from ingest.asking import asked
from models import swedish
from models.console import emit
from models.extract import Asked, Extract, ExtractLaw, Find, RightsDecision, RightsKind, Verdict, theirs
from models.masking import mask
from models.store.unfinished import written_whole
from search import extracting
from search.extract_content import found_by, place_of
from search.extract_file import ExtractForm, take_out
from search.operator import asked_by
from search.words.extracts import KINDS, SURENESS, VERDICTS

_FIELDS: Final = {
    "given": "Förnamn, tilltalsnamnet först",
    "surnames": "Efternamn, även tidigare (med ; mellan)",
    "numbers": "Personnummer eller samordningsnummer",
    "others": "Telefon, e-post, konto, fordon (med ; mellan)",
    "addresses": "Adresser (med ; mellan)",
    "cases": "Ärendenummer (med ; mellan)",
}
_json = click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")


@click.group("extract")
def extract() -> None:
    """Registerutdrag: vad en ägares arkiv har om den som frågar (docs/extract.md)."""


@extract.command("begin")
@click.option("--owner", required=True, help="Ägaren vars arkiv det gäller.")
@click.option("--reference", required=True, help="Myndighetens ärendenummer för begäran.")
@click.option("--processing", required=True, help="Varför uppgifterna behandlas; står i utdraget.")
@click.option("--law", type=click.Choice([law.value for law in ExtractLaw]), default="gdpr", show_default=True)
@asked_by
@_json
def begin(
    owner: str, reference: str, processing: str, law: str, as_user: str | None, purpose: str, case: str, as_json: bool
) -> None:
    """Begär ett utdrag och samla fynden. Vem det är frågas efter, eller läses som sex rader."""
    from ingest.extract_gathering import gather

    store, viewer, why = asked(as_user, purpose, case)
    who = Asked.read({name: _answer(what) for name, what in _FIELDS.items()})
    new = extracting.begin(viewer, why, store, owner, reference, ExtractLaw(law), who, processing)
    found = gather(viewer, why, store, new.id)
    emit({**_row(new), "state": "open", "finds": found}, as_json, lambda row: f"{_line(row)}  {row['finds']} fynd")


@extract.command("again")
@click.argument("id", metavar="EXTRACT")
@asked_by
@_json
def again(id: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Samla fynden på nytt; det som är beslutat om samma fynd står kvar."""
    from ingest.extract_gathering import gather

    store, viewer, why = asked(as_user, purpose, case)
    extracting.again(viewer, why, store, id, by_worker=False)
    emit({"extract": id, "finds": gather(viewer, why, store, id)}, as_json, lambda row: f"{row['finds']} fynd")


@extract.command("list")
@asked_by
@_json
def list_(as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa utdragen, utan att säga vem de gäller."""
    store, viewer, _ = asked(as_user, purpose, case)
    rows = [_row(each) for each in store.extracts.all(viewer)]
    emit(rows, as_json, lambda found: "\n".join(map(_line, found)) or "Inga utdrag.")


@extract.command("show")
@click.argument("id", metavar="EXTRACT")
@asked_by
@_json
def show(id: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa fynden, med andras uppgifter och personnummer maskerade."""
    store, viewer, why = asked(as_user, purpose, case)
    known, finds = extracting.shown(viewer, why, store, id)
    own = theirs(finds)
    emit({**_row(known), "finds": [_find(find, own) for find in finds]}, as_json, _shown)


@extract.command("decide")
@click.argument("id", metavar="EXTRACT")
@click.argument("finds", nargs=-1)
@click.option("--verdict", type=click.Choice([each.value for each in Verdict]), help="Vad som sägs om fynden.")
@click.option("--provision", default="", metavar="P", help="Bestämmelsen, när något undantas.")
@click.option("--suggested", is_flag=True, help="Godta förslagen för alla fynd som väntar.")
@asked_by
@_json
def decide(
    id: str, finds: tuple[str, ...], verdict: str | None, provision: str, suggested: bool, as_user: str | None,
    purpose: str, case: str, as_json: bool,
) -> None:  # fmt: skip
    """Besluta om FINDS: ta med, avvisa (någon annan) eller undanta med en bestämmelse."""
    if suggested == bool(verdict):
        raise click.UsageError("Ange --verdict med fynd, eller --suggested")
    store, viewer, why = asked(as_user, purpose, case)
    if verdict:
        changed = extracting.decide(viewer, why, store, id, finds, Verdict(verdict), provision)
    else:
        changed = extracting.accept_suggested(viewer, why, store, id)
    emit({"extract": id, "changed": changed}, as_json, lambda row: f"{row['changed']} fynd")


@extract.command("file")
@click.argument("id", metavar="EXTRACT")
@click.option("--format", "form", type=click.Choice([form.value for form in ExtractForm]), default="pdf")
@click.option("--to", "target", type=click.Path(path_type=Path), help="Fil eller mapp att skriva till; annars hit.")
@asked_by
@_json
def file(id: str, form: str, target: Path | None, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Skriv utdraget som PDF, CSV eller JSON."""
    store, viewer, why = asked(as_user, purpose, case)
    content = take_out(viewer, why, store, id, ExtractForm(form))
    path = target or Path()
    path = path / f"registerutdrag-{id[:8]}.{form}" if path.is_dir() else path
    with written_whole(path) as out:
        out.write(content)
    emit({"extract": id, "path": str(path), "bytes": len(content)}, as_json, lambda row: str(row["path"]))


@extract.command("close")
@click.argument("id", metavar="EXTRACT")
@asked_by
@_json
def close(id: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Avsluta: utdraget är lämnat, och inget mer beslutas."""
    store, viewer, why = asked(as_user, purpose, case)
    extracting.close(viewer, why, store, id)
    emit(_row(store.extracts.get(viewer, id)), as_json, _line)


@extract.command("forget")
@click.argument("id", metavar="EXTRACT")
@asked_by
@_json
def forget(id: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Töm ett avslutat utdrag: kvar är bara att det har gjorts."""
    store, viewer, why = asked(as_user, purpose, case)
    extracting.forget(viewer, why, store, id)
    emit(_row(store.extracts.get(viewer, id)), as_json, _line)


@extract.command("right")
@click.argument("id", metavar="EXTRACT")
@click.option("--kind", type=click.Choice([each.value for each in RightsKind]), required=True)
@click.option("--decision", type=click.Choice([each.value for each in RightsDecision]), default="waiting")
@asked_by
@_json
def right(id: str, kind: str, decision: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Anteckna en begäran om rättelse, radering eller begränsning, och beslutet om det finns. Orden frågas efter."""
    store, viewer, why = asked(as_user, purpose, case)
    new = extracting.ask_right(viewer, why, store, id, RightsKind(kind), _answer("Vad som begärs"))
    if decision != RightsDecision.WAITING.value:
        new = extracting.decide_right(viewer, why, store, new.id, RightsDecision(decision), _answer("Skälen"))
    row = {"extract": id, "right": new.id, "kind": new.kind.value, "decision": new.decision.value}
    emit(row, as_json, lambda told: f"{told['right']}  {told['kind']}  {told['decision']}")


def _answer(what: str) -> str:
    return str(click.prompt(what, default="", show_default=False, err=True)).strip()


def _row(each: Extract) -> dict[str, Any]:
    """What tells nobody who it is about."""
    return {
        "extract": each.id,
        "owner": each.owner,
        "reference": each.reference,
        "law": each.law.value,
        "state": each.state.value,
        "by": each.by,
        "at": swedish.local(each.at).isoformat(timespec="seconds"),
        "forgotten": each.forgotten is not None,
    }


def _line(row: dict[str, Any]) -> str:
    return "  ".join([row["extract"], row["at"], row["state"], row["owner"], row["reference"]])


def _find(find: Find, own: frozenset[str]) -> dict[str, Any]:
    return {
        "find": find.id,
        "document": find.document,
        "name": mask(find.name),
        "kind": find.kind.value,
        "place": place_of(find),
        "sureness": find.sureness.value,
        "how": list(find.how),
        "doubt": find.doubt,
        "verdict": find.verdict.value,
        "provision": find.provision,
        "text": mask(find.said(own)),
        "told": [KINDS[find.kind], SURENESS[find.sureness], VERDICTS[find.verdict], found_by(find)],
    }


def _shown(answer: dict[str, Any]) -> str:
    lines = [_line(answer)]
    for each in answer["finds"]:
        lines.append("  ".join(filter(None, [each["find"], *each["told"], each["name"], each["place"]])))
        lines += [f"    {' '.join(each['text'].split())}"] * bool(each["text"])
    return "\n".join(lines)

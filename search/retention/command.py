"""``samsyn retention``: rules, what is due, holds, and the yearly report. To erase is decided in the front end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from models.console import documents_said, emit, write_file
from models.hold import Hold, HoldScope
from models.masking import mask
from search.operator import asked_by
from search.saved_command import opened

if TYPE_CHECKING:
    from models.retention import Rule
    from search.retention.report import Report

_JSON = click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")


@click.group("retention")
def retention() -> None:
    """Gallring: regler, vad som kan gallras, spärrar, årets redovisning (docs/retention.md)."""


@retention.command("rules")
@click.option("--all", "every", is_flag=True, help="Även de som inte gäller längre.")
@asked_by
@_JSON
def rules(every: bool, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa reglerna, den senaste först. De läggs till och ersätts i webbgränssnittet."""
    from search.retention import rules as room

    with opened(as_user, purpose, case) as (store, viewer, why):
        found = [_rule(each) for each in room.listed(viewer, why, store, standing=not every)]
    emit(found, as_json, lambda rows: "\n".join(map(_rule_line, rows)) or "Ingen regel finns: allt bevaras.")


@retention.command("due")
@asked_by
@_JSON
def due(as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Räkna vad som kan gallras nu och inom ett år, och vad som är spärrat. Inget gallras av det."""
    from search.retention.due import RuleDue, overview

    with opened(as_user, purpose, case) as (store, viewer, why):
        found = overview(viewer, why, store)
    told = [_due(RuleDue(rule, each.due)) for each in found for rule in each.rules]
    undecided = {each.owner: len(each.due.undecided) for each in found}
    emit({"rules": told, "undecided": undecided}, as_json, _due_worded)


@retention.command("hold")
@click.argument("scope", type=click.Choice([scope.value for scope in HoldScope]))
@click.argument("target")
@click.option("--owner", required=True, metavar="OWNER", help="Vems handlingar som spärras.")
@click.option("--provision", required=True, metavar="P", help="Stödet: beslut eller lagrum.")
@click.option("--reason", required=True, help="Varför.")
@asked_by
@_JSON
def hold(
    scope: str,
    target: str,
    owner: str,
    provision: str,
    reason: str,
    as_user: str | None,
    purpose: str,
    case: str,
    as_json: bool,
) -> None:
    """Spärra TARGET mot gallring: en handlings id, en källas namn eller ett namns id."""
    from search.retention.holding import place

    with opened(as_user, purpose, case) as (store, viewer, why):
        done = place(viewer, why, store, owner, HoldScope(scope), target, provision=provision, reason=reason)
    emit(_hold(done), as_json, lambda row: f"Spärrad: {row['hold']}. Två personer häver den, i webbgränssnittet.")


@retention.command("holds")
@asked_by
@_JSON
def holds(as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa spärrarna, den senaste först, även de hävda."""
    from search.retention.holding import listed

    with opened(as_user, purpose, case) as (store, viewer, why):
        found = [_hold(each) for each in listed(viewer, why, store)]
    emit(found, as_json, lambda rows: "\n".join(map(_hold_line, rows)) or "Inget är spärrat.")


@retention.command("lift")
@click.argument("hold_id", metavar="HOLD")
@click.option("--reason", required=True, help="Varför.")
@asked_by
@_JSON
def lift(hold_id: str, reason: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Föreslå att spärren HOLD hävs. En annan sekretessansvarig godkänner, inloggad i webbgränssnittet."""
    from search.retention.holding import propose

    with opened(as_user, purpose, case) as (store, viewer, why):
        done = propose(viewer, why, store, hold_id, reason)
    emit(_hold(done), as_json, lambda _: "Förslaget är lämnat. En annan person godkänner under Gallring, Spärrar.")


@retention.command("report")
@click.option("--year", type=click.IntRange(1900, 9999), help="Året; annars det här.")
@click.option("--pdf", type=click.Path(dir_okay=False, path_type=Path), help="Skriv redovisningen till filen.")
@click.option("--csv", "table", type=click.Path(dir_okay=False, path_type=Path), help="Skriv den som CSV.")
@asked_by
@_JSON
def report(
    year: int | None, pdf: Path | None, table: Path | None, as_user: str | None, purpose: str, case: str, as_json: bool
) -> None:
    """Årets redovisning: vad som gallrades, och vilka spärrar som sattes och hävdes."""
    from search.retention import report as room
    from search.retention.report_pdf import as_pdf

    format = "pdf" if pdf else "csv" if table else ""
    with opened(as_user, purpose, case) as (store, viewer, why):
        told = room.report(viewer, why, store, year or room.this_year(), format=format)
        if pdf:
            write_file(pdf, as_pdf(told, store.users.display(viewer.name), why))
        if table:
            write_file(table, room.as_csv(told))
    emit(_report(told), as_json, _report_worded)


def _rule(rule: Rule) -> dict[str, Any]:
    period = rule.period
    return {
        "rule": rule.id,
        "owner": rule.owner,
        "source": period.source,
        "kind": period.kind,
        "months": period.months,
        "counted": period.counted.value,
        "whole_years": period.whole_years,
        "provision": period.provision,
        "by": rule.by,
        "at": rule.at.isoformat(timespec="seconds"),
        "replaces": rule.replaces,
        "ended": rule.ended.isoformat(timespec="seconds") if rule.ended else None,
    }


def _rule_line(row: dict[str, Any]) -> str:
    from models.retention import CountedFrom, Period
    from search.words.retention import of_said, period_said

    names = ("source", "kind", "months", "provision", "whole_years")
    period = Period(**{name: row[name] for name in names}, counted=CountedFrom(row["counted"]))
    state = "gäller" if row["ended"] is None else "gäller inte längre"
    return "  ".join([row["rule"], row["owner"], of_said(period), period_said(period), row["provision"], state])


def _due(of: Any) -> dict[str, Any]:
    counts = {name: sum(line.count for line in getattr(of, name)) for name in ("now", "soon", "held")}
    size = sum(line.size for line in of.now)
    return {"rule": of.rule.id, "owner": of.rule.owner, **counts, "bytes": size, "undated": len(of.undated)}


def _due_worded(told: dict[str, Any]) -> str:
    lines = [
        f"{row['rule']}  {row['owner']}  nu {documents_said(row['now'])}, inom ett år {row['soon']}, "
        f"spärrade {row['held']}, utan datum {row['undated']}"
        for row in told["rules"]
    ]
    lines += [
        f"{owner}: {documents_said(count)} går inte att avgöra" for owner, count in told["undecided"].items() if count
    ]
    return "\n".join(lines) or "Ingen regel finns: allt bevaras."


def _hold(hold: Hold) -> dict[str, Any]:
    steps = [
        {"act": step.act.value, "by": step.by, "at": step.at.isoformat(timespec="seconds"), "reason": mask(step.reason)}
        for step in hold.steps
    ]
    told = {"hold": hold.id, "owner": hold.owner, "scope": hold.scope.value, "target": hold.target}
    return {**told, "provision": hold.provision, "lifted": hold.lifted is not None, "steps": steps}


def _hold_line(row: dict[str, Any]) -> str:
    from search.words.retention import ACTS

    last = row["steps"][-1]
    return "  ".join([row["hold"], row["owner"], row["scope"], row["target"], row["provision"], ACTS[last["act"]]])


def _report(told: Report) -> dict[str, Any]:
    return {"year": told.year, "erased": told.erased, "bytes": told.size, "counts": told.counts, "holds": told.holds}


def _report_worded(row: dict[str, Any]) -> str:
    lines = [f"{row['year']}: {documents_said(row['erased'])} gallrades."]
    lines += [
        f"  {each.owner}, {each.source}: {documents_said(each.erased)}, {each.provision}" for each in row["counts"]
    ]
    lines += [f"  {each.owner}: {each.placed} spärrar satta, {each.lifted} hävda" for each in row["holds"]]
    return "\n".join(lines)

"""``samsyn evaluate ner``, ``identifiers``, ``kinds``, ``fields`` and ``resolution``."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from models.console import emit, table
from models.errors import MissingPathError
from models.gold import open_gold
from models.progress import progress
from models.settings import read_settings

if TYPE_CHECKING:
    from nlp.evaluate import Measure

_log = logging.getLogger(__name__)
_Command = Callable[..., Any]
_CARRIERS = {"born_digital": "digitalt", "scans": "skannat"}


def _on_data(command: _Command) -> _Command:
    """The argument and the option that all of these have."""
    command = click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")(command)
    return click.argument("data", nargs=-1, required=True, type=click.Path(path_type=Path))(command)


@click.command("ner")
@click.option("--values", is_flag=True, help="Räkna också normalformen.")
@_on_data
def ner(data: tuple[Path, ...], values: bool, as_json: bool) -> None:
    """Namn: precision, täckning och F1 mot facit (mappar) eller tokenfiler (DATA)."""
    from nlp.evaluate import Ner

    for path in data:
        if not path.exists():
            raise MissingPathError(f"Sökvägen finns inte: {path}")
    files = [path for path in data if not path.is_dir()]
    if not files:
        report = _measured(Ner(values=values), data)
    elif len(files) < len(data):
        raise click.UsageError("Ange antingen mappar med facit eller tokenfiler, inte båda.")
    elif values:
        raise click.UsageError("Tokenfiler har inga normalformer: --values går inte att räkna.")
    else:
        report = _tokens(files)
    emit(report, as_json, _scores)


@click.command("identifiers")
@_on_data
def identifiers(data: tuple[Path, ...], as_json: bool) -> None:
    """Nummer, datum, belopp och liknande: plats och värde mot facit i DATA, och hur ofta förväxlingar luras."""
    from nlp.evaluate import Identifiers

    emit(_measured(Identifiers(), data), as_json, _scores)


@click.command("kinds")
@_on_data
def kinds(data: tuple[Path, ...], as_json: bool) -> None:
    """Handlingstyper: andelen rätt mot facit i DATA, och vad som förväxlas med vad."""
    from nlp.evaluate import Kinds

    emit(_measured(Kinds(), data), as_json, _confusion)


@click.command("fields")
@_on_data
def fields(data: tuple[Path, ...], as_json: bool) -> None:
    """Uppgifter (datum, diarienummer): värdet mot facit i DATA."""
    from nlp.evaluate_fields import Fields

    emit(_measured(Fields(), data), as_json, _scores)


@click.command("resolution")
@_on_data
def resolution(data: tuple[Path, ...], as_json: bool) -> None:
    """Vem som är vem: B-cubed och par av hur omnämnanden förs samman hos varje ägare, mot facit i DATA."""
    from nlp.evaluate_resolution import Resolution

    emit(_measured(Resolution(), data), as_json, _scores)


def _measured(measure: Measure, data: tuple[Path, ...]) -> dict[str, Any]:
    from nlp.gold_papers import papers

    archives, choice = [open_gold(path) for path in data], read_settings().nlp_pipeline
    with progress(_log, sum(archive.size() for archive in archives), "bedömt") as done:
        for paper in papers(archives, done, pipeline=choice):
            measure.add(paper)
    return measure.report()


def _tokens(files: list[Path]) -> dict[str, Any]:
    from nlp.token_files import read_sentences, score_sentences

    sentences = [sentence for path in files for sentence in read_sentences(path)]
    with progress(_log, len(sentences), "bedömt", "meningar") as done:
        return score_sentences(sentences, done, pipeline=read_settings().nlp_pipeline)


def _scores(report: dict[str, Any]) -> str:
    rows = {**report.get("labels", report.get("fields", {})), "alla": report["micro"]}
    rows |= {said: report[name] for name, said in _CARRIERS.items() if name in report}
    lines = [table({name: _with_range(row) for name, row in rows.items()})]
    if "values" in report:
        lines += ["", "Med normalform:", _scores(report["values"])]
    if report.get("decoys"):
        lines += ["", "Förväxlingar som togs för en sådan:", table(report["decoys"])]
    if "roles" in report:
        roles = report["roles"]
        lines += ["", "Personers roller:", table({**roles["roles"], "alla": roles["micro"]})]
        lines += [f"Utpekade: {roles['accused']}, varav felaktigt: {roles['wrongly']}"]
    return "\n".join(lines)


def _with_range(row: dict[str, Any]) -> dict[str, Any]:
    """The row with its interval as a reader writes it."""
    if "interval" not in row:
        return row
    low, high = row["interval"]
    return {**row, "interval": f"{low:.3f}–{high:.3f}"}


def _confusion(report: dict[str, Any]) -> str:
    rows = {kind: {"handlingar": sum(told.values()), "rätt": told.get(kind, 0), "annat": _others(kind, told)}
            for kind, told in report["confusion"].items()}  # fmt: skip
    return "\n".join([f"{report['accuracy']:.1%} rätt av {report['documents']} handlingar", table(rows)])


def _others(kind: str, told: dict[str, int]) -> str:
    return ", ".join(f"{other} {times}" for other, times in told.items() if other != kind)

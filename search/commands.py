"""``samsyn search`` and ``samsyn analyse``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import click

from models.console import emit
from search.operator import asked_by

if TYPE_CHECKING:
    from search.request import SearchRequest
    from search.result import SearchResult

_DATE = click.DateTime(formats=["%Y-%m-%d"])
Pairs = tuple[tuple[str, str], ...]
_KNOWN_ORDERS: Final = {("date", False): "oldest", ("date", True): "date", ("source", False): "source"}
"""Columns and ways that the index itself knows, of however many hits."""


class Choice(click.ParamType[tuple[str, str]]):
    """``TYPE=VALUE``."""

    name = "TYPE=VALUE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        kind, sign, wanted = str(value).partition("=")
        if not (kind and sign and wanted):
            self.fail(f"{value!r} ska skrivas TYP=VÄRDE", param, ctx)
        return kind, wanted


class WordsFirst(click.Command):
    """A command whose argument may begin with a dash, as a query does that leaves a word out: ``-livsmedel``.

    What begins with one dash and is no option of the command is its argument; after two dashes stands an option.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        known = {name for option in options for name in option.opts}
        valued = {name for option in options if not option.is_flag for name in option.opts}
        kept: list[str] = []
        words: list[str] = []
        rest = iter(args)
        for each in rest:
            if each == "--":
                words += rest
            elif each in valued:
                kept += [each, *islice(rest, 1)]
            elif each.startswith("-") and not each.startswith("--") and each != "-" and each not in known:
                words.append(each)
            else:
                kept.append(each)
        return super().parse_args(ctx, [*kept, "--", *words] if words else kept)


@click.command(cls=WordsFirst)
@click.argument("query", default="")
@click.option("--facet", "facets", multiple=True, type=Choice(), help="Bara handlingar med värdet (id eller namn).")
@click.option("--not-facet", "not_facets", multiple=True, type=Choice(), help="Inga handlingar med värdet.")
@click.option("--facet-all", "all_of", multiple=True, metavar="TYPE", help="Handlingar med alla valda värden av typen.")
@click.option("--facet-find", "finds", multiple=True, type=Choice(), help="Bara värden vars namn rymmer texten.")
@click.option("--facet-order", type=click.Choice(["count", "name"]), default="count", show_default=True)
@click.option("--standing-out", is_flag=True, help="Visa det som sticker ut bland träffarna.")
@click.option("--source", "sources", multiple=True, metavar="S", help="Bara ur källan.")
@click.option("--owner", "owners", multiple=True, metavar="O", help="Bara ägarens handlingar.")
@click.option("--from", "since", type=_DATE, metavar="DATE", help="Handlingens datum, från och med.")
@click.option("--to", "until", type=_DATE, metavar="DATE", help="Handlingens datum, till och med.")
@click.option(
    "--sort", type=click.Choice(["relevance", "date", "oldest", "source"]), default="relevance", show_default=True
)
@click.option("--by", "column", metavar="COLUMN", default="", help="I ordning efter tabellens kolumn: name, sum, …")
@click.option("--falling", is_flag=True, help="Med --by: det största först.")
@click.option("--limit", type=click.IntRange(0, 1000), default=20, show_default=True, help="Antal träffar.")
@click.option("--after", metavar="CURSOR", help="Nästa sida: svarets ”after”.")
@click.option("--facet-limit", type=click.IntRange(0, 10_000), default=20, show_default=True)
@click.option("--tolerant", is_flag=True, help="Ta med möjliga läsningar, märkta ”possible”.")
@click.option(
    "--group/--no-group",
    "grouped",
    default=None,
    help="Fäll ihop snarlika handlingar under den bästa; med --json bara om det sägs.",
)
@click.option(
    "--meaning/--no-meaning", default=None, help="Även liknande innebörd; annars där handlingarna är beredda (embed)."
)
@click.option("--all-words", is_flag=True, help="Bara handlingar med alla orden, hur få de än är.")
@click.option("--like", metavar="DOCUMENT", default="", help="Bara handlingar som liknar den med detta id.")
@click.option("--unmask", metavar="REASON", default="", help="Visa personnummer; skälet loggas.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def search(as_user: str | None, purpose: str, case: str, as_json: bool, **asked: Any) -> None:
    """Sök i handlingarna. En tom QUERY visar alla."""
    from contextlib import closing
    from dataclasses import replace

    from models.settings import read_settings
    from models.store.store import Store
    from search import service
    from search.backends import open_index
    from search.meaning.readiness import is_ready
    from search.operator import operator

    settings, meaning = read_settings(), asked.pop("meaning")
    if asked["grouped"] is None:
        asked["grouped"] = not as_json  # a script that reads hits wants every document among them
    request = asked_for(**asked)
    with closing(Store.open(settings)) as store, closing(open_index(settings)) as index:
        viewer, why = operator(store, settings, as_user, purpose, case)
        request = replace(request, meaning=is_ready(viewer, settings) if meaning is None else meaning)
        result = service.search(viewer, why, request, store=store, index=index)
    if request.by is not None and result.by is None:
        click.echo(_not_in_order(request, settings.limits.sorted_hits), err=True)
    if as_json:
        emit(as_contract(result, unmask=bool(request.unmask.strip())), True, str)
    else:
        from search.wording import worded

        emit(result, False, worded)


def asked_for(
    query: str,
    facets: Pairs,
    not_facets: Pairs,
    all_of: tuple[str, ...],
    finds: Pairs,
    facet_order: str,
    sources: tuple[str, ...],
    owners: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    sort: str,
    column: str,
    falling: bool,
    standing_out: bool,
    **others: Any,
) -> SearchRequest:
    """The request that the options of ``samsyn search`` say; ``others`` are fields of it as they stand."""
    from search.column_order import NAME, ColumnOrder
    from search.facet import FACET_TYPES
    from search.facet_order import FacetOrder
    from search.index import Sort
    from search.request import SearchRequest
    from search.table import COLUMNS

    if column and column not in (NAME, *COLUMNS):
        raise click.BadParameter(f"{column!r} är ingen av {', '.join((NAME, *COLUMNS))}", param_hint="--by")
    if falling and not column:
        raise click.BadParameter("säger åt vilket håll --by går", param_hint="--falling")
    if column and Sort(sort) is not Sort.RELEVANCE:
        raise click.UsageError("Säg --by eller --sort, inte båda")
    if (known := _KNOWN_ORDERS.get((column, falling))) is not None:
        column, sort = "", known
    own = [*(("source", each) for each in sources), *(("owner", each) for each in owners)]
    return SearchRequest(
        query=query,
        include=_by_type([*facets, *own]),
        exclude=_by_type(not_facets),
        all_of=frozenset(all_of),
        facet_find=dict(finds),
        facet_order=dict.fromkeys(FACET_TYPES, FacetOrder(facet_order)),
        since=_day(since),
        until=_day(until),
        sort=Sort(sort),
        by=ColumnOrder(column, falling) if column else None,
        standing_out=20 if standing_out else 0,
        **others,
    )


def _not_in_order(request: SearchRequest, most: int) -> str:
    """Why the hits are not in the order of the column that was asked for."""
    from search.table import sortable

    column = request.by.column if request.by else ""
    if column not in sortable(request.query):
        return (
            f"Inte ordnade efter {column}: träffar på känsliga uppgifter ordnas inte efter det som leder till personer."
        )
    return f"Inte ordnade efter {column}: högst {most} träffar kan ordnas så. Avgränsa sökningen."


def _by_type(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind, value in pairs:
        found[kind] = (*found.get(kind, ()), value)
    return found


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def as_contract(result: SearchResult, *, unmask: bool = False) -> dict[str, Any]:
    """The answer in the shape of ``docs/cli.md``: what ``--json`` prints."""
    from dataclasses import asdict

    from models.masking import mask
    from search.wording_of_tree import wording_of_tree

    told = [wording_of_tree(result.tree), *map(str, result.hints)]
    shown = str if unmask else mask
    reading, *hints = map(shown, told)
    return {
        "total": result.total,
        "exact": result.exact,
        "hits": [asdict(hit) for hit in result.hits],
        "facets": {kind: [asdict(value) for value in facet.values] for kind, facet in result.facets.items()},
        "facet_rest": {
            kind: {"missing": facet.missing, "more": facet.more, "exact": facet.exact}
            for kind, facet in result.facets.items()
        },
        "standing_out": [asdict(each) for each in result.standing_out],
        "after": result.after,
        "milliseconds": result.milliseconds,
        "reading": reading,
        "hints": hints,
        "by": result.by.kept() if result.by else None,
        "by_meaning": result.by_meaning,
        "partial": result.partial,
        "offer_tolerant": result.offer_tolerant,
        "suggestions": [{**asdict(each), "query": shown(each.query)} for each in result.suggestions],
    }


@click.command(cls=WordsFirst)
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def analyse(text: str, as_json: bool) -> None:
    """Visa hur TEXT delas i ord och vilka nycklar varje ord söks med."""
    from search.analysis import analyse as tokens

    names = ("word", "start", "end", "exact", "lemma", "stem", "parts", "skeleton")
    rows = [{name: getattr(token, name) for name in names} for token in tokens(text)]
    emit(rows, as_json, _table)


def _table(rows: list[dict[str, Any]]) -> str:
    return "\n".join(
        "  ".join(
            [str(row["word"]).ljust(24), *(f"{name}: {', '.join(row[name])}" for name in list(row)[3:] if row[name])]
        )
        for row in rows
    )

"""``samsyn embed``: vectors for what lacks them, so that it can be found by meaning."""

from __future__ import annotations

import logging
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Final

import click

from models.console import emit
from models.errors import InvalidSettingError
from models.progress import progress
from search.operator import administration

if TYPE_CHECKING:
    from search.meaning.embedding import Embedded

_log: Final = logging.getLogger(__name__)


@click.command("embed")
@click.option("--owner", "owners", multiple=True, help="Bara den här ägaren; kan anges flera gånger.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def embed(owners: tuple[str, ...], as_json: bool) -> None:
    """Gör handlingar sökbara efter innebörd. Ett avbrutet kommando fortsätter där det var."""
    from models.settings import read_settings
    from models.store.store import Store
    from search.meaning.embedder import HOW_TO_INSTALL, open_embedder
    from search.meaning.embedding import embed as run
    from search.meaning.embedding import lacking
    from search.meaning.opening import open_vectors

    settings = read_settings()
    embedder = open_embedder(settings)
    if embedder is None:
        raise InvalidSettingError("Ingen inbäddning är installerad", next=HOW_TO_INSTALL)
    with ExitStack() as stack:
        store = stack.enter_context(closing(Store.open(settings)))
        known = store.sources.owners()
        unknown = sorted(set(owners) - set(known))
        if unknown:
            raise click.BadParameter(f"okänd ägare: {', '.join(unknown)}", param_hint="--owner")
        whose = list(owners) or known
        vectors = open_vectors(settings)
        wanted = lacking(store, vectors, embedder, whose)
        administration(store, settings, "embed", whose)
        shown = stack.enter_context(progress(_log, wanted.count, "inbäddat"))
        answer = run(store, vectors, embedder, wanted, shown)
    emit(answer, as_json, _words)


def _words(answer: Embedded) -> str:
    if not answer.documents:
        return "Alla handlingar kan redan sökas efter innebörd."
    return f"{answer.documents} handlingar kan sökas efter innebörd: {answer.passages} avsnitt, {answer.seconds:.1f} s."

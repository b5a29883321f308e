"""How far the search by meaning has come, for ``samsyn status``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.access import Viewer
from models.errors import SamsynError
from models.store.store import Store
from search.meaning.embedder import open_embedder
from search.meaning.embedding import lacking
from search.meaning.opening import open_vectors


def meaning_state(store: Store, owners: Sequence[str], viewer: Viewer | None = None) -> dict[str, Any]:
    """``embedder``: what is in force, empty for none. ``documents`` of these owners have its vectors, ``lacking`` do
    not, with a ``viewer`` of those that they may read; ``outdated``: the owners whose vectors another one made. Null
    where it cannot be told, with ``error``."""
    state: dict[str, Any] = {"embedder": "", "documents": 0, "lacking": None, "outdated": []}
    try:
        embedder = open_embedder(store.settings)
        if embedder is None:
            return state
        found = lacking(store, open_vectors(store.settings), embedder, owners, viewer)
    except SamsynError as error:
        return {**state, "documents": None, "error": error.code}
    made = {"embedder": embedder.identity, "documents": found.having, "lacking": found.count}
    return {**state, **made, "outdated": list(found.outdated)}


def meaning_said(state: dict[str, Any]) -> str:
    """The state as ``samsyn status`` words it."""
    if state.get("error"):
        return f"okänt ({state['error']})"
    if not state["embedder"]:
        return "ingen inbäddning installerad"
    behind = f"; gjort med en annan modell för {', '.join(state['outdated'])}" if state["outdated"] else ""
    todo = f", {state['lacking']} saknar vektorer{behind}: kör samsyn embed" if state["lacking"] else ""
    return f"{state['documents']} handlingar{todo}"

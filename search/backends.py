"""Which index back end this installation uses, and the compartments around it."""

from __future__ import annotations

from models.settings import Settings
from models.store.compartments import Compartments
from search.compartments import CompartmentIndex
from search.index import Index


def open_index(settings: Settings) -> Index:
    """The index in force. Neither it nor the register is reached until it is used."""
    return CompartmentIndex(_back_end(settings), Compartments(settings.register_url))


def _back_end(settings: Settings) -> Index:
    """Each back end's library is imported only here."""
    if settings.opensearch_url:
        from search.opensearch.index import OpenSearchIndex
        from search.opensearch.terms import terms_of

        return OpenSearchIndex(settings.opensearch_url, settings.opensearch_prefix, terms_of(settings))
    from search.embedded.index import EmbeddedIndex

    return EmbeddedIndex(settings.home / "index")

"""Which index back end this installation uses."""

from __future__ import annotations

from models.settings import Settings
from search.index import Index


def open_index(settings: Settings) -> Index:
    """The index in force. Nothing is reached until it is used. Each back end's library is imported only here."""
    if settings.opensearch_url:
        from search.opensearch.index import OpenSearchIndex

        return OpenSearchIndex(settings.opensearch_url, settings.opensearch_prefix)
    from search.embedded.index import EmbeddedIndex

    return EmbeddedIndex(settings.home / "index")

"""Where this installation keeps its vectors."""

from __future__ import annotations

from functools import cache
from typing import Final

from models.settings import Settings
from search.meaning.vectors import Vectors

FOLDER: Final = "vectors"  # in the home


def open_vectors(settings: Settings) -> Vectors:
    """The vectors in force, the same each time in a process: in OpenSearch where it is in use and has the k-NN
    plug-in, else in files in the home. Raises :class:`models.errors.IndexUnavailableError`."""
    return _opened(settings)


@cache
def _opened(settings: Settings) -> Vectors:
    if settings.opensearch_url:
        from search.opensearch.terms import terms_of
        from search.opensearch.vectors import OpenSearchVectors, has_knn

        where = settings.opensearch_url, settings.opensearch_prefix, terms_of(settings)
        if has_knn(*where):
            return OpenSearchVectors(*where)
    from search.meaning.files import FileVectors

    return FileVectors(settings.home / FOLDER)

"""The connection to OpenSearch, and the few ways in which it is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Final

from opensearchpy import OpenSearch

from models.errors import IndexUnavailableError
from search.opensearch.bodies import Body
from search.opensearch.border import fault, mapped
from search.opensearch.distinct import allowed
from search.opensearch.forbidden import CheckedTransport
from search.opensearch.names import Names
from search.opensearch.terms import USUAL, Terms

PORTION: Final = 10_000  # the engine's own limit on hits in one answer (index.max_result_window)
_SECONDS: Final = 60
_FULL: Final = "Fler index än noderna får ha: höj cluster.max_shards_per_node eller lägg till en nod (docs/deploy.md)."


class Server:
    """Every method raises :class:`IndexUnavailableError` where the server cannot be reached or says no."""

    def __init__(self, url: str, prefix: str, terms: Terms = USUAL) -> None:
        """``url``: of one node, or of several with a comma between: where one is gone another is asked."""
        # Not compressed: the client packs as tightly as gzip can, two fifths of the time it took to put pages in.
        self.client = OpenSearch(
            **terms.client(url),
            timeout=_SECONDS,
            http_compress=False,
            retry_on_timeout=False,
            transport_class=CheckedTransport,  # every request passes it
            prefix=prefix,
        )
        self.prefix = prefix
        self.terms = terms

    @cached_property
    def version(self) -> tuple[int, ...]:
        """The version of the server, as numbers."""
        with mapped():
            number: str = self.client.info()["version"]["number"]
        return tuple(int(part) for part in re.findall(r"\d+", number)[:3])

    @cached_property
    def runs_scripts(self) -> bool:
        """Whether it counts values by script (:mod:`search.opensearch.distinct`); False where it does not say so."""
        with mapped():
            told = self.client.transport.perform_request("GET", "/_script_language", params={"ignore": (400, 403, 404)})
        return allowed(told)

    def names(self, owner: str) -> Names:
        return Names(self.prefix, owner)

    def search(self, indices: Sequence[str], body: Body, *, copy: str = "") -> dict[str, Any]:
        """:meth:`searches` for one question."""
        return self.searches([(indices, body)], copy=copy)[0]

    def searches(self, questions: Sequence[tuple[Sequence[str], Body]], *, copy: str = "") -> list[dict[str, Any]]:
        """The whole answer to each question or an error, never a part of one; in one round trip.

        Indices that are not there are passed over. Asked by ``_msearch``, which takes the names in the body: a URL has
        no room for hundreds of owners. ``copy``: what is asked with the same word is answered by the same copies of the
        indices, so long as their nodes live: scores differ a little between copies.
        """
        same: Body = {"preference": copy} if copy else {}
        lines: list[Body] = []
        for indices, body in questions:
            if not indices:  # "no index" would mean all of them
                raise ValueError("a search needs the indices it goes to")
            lines += [{"index": list(indices), "ignore_unavailable": True, "allow_no_indices": True, **same}, body]
        with mapped():
            answers: list[dict[str, Any]] = self.client.msearch(body=lines)["responses"]
        for answer in answers:
            if "error" in answer:
                raise fault(answer.get("status"), answer)
            if answer["timed_out"] or answer["_shards"]["failed"]:
                raise IndexUnavailableError("OpenSearch gav bara en del av svaret")
        return answers

    def every(
        self,
        indices: Sequence[str],
        body: Callable[[int, Sequence[Any] | None], Body],
        first: dict[str, Any] | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Every hit, a portion at a time: ``body`` makes the question for so many after that one; ``first`` is the
        first portion where it is there already."""
        portion = first or self.search(indices, body(PORTION, None))
        while hits := portion["hits"]["hits"]:
            yield from hits
            if len(hits) < PORTION:
                return
            portion = self.search(indices, body(PORTION, hits[-1]["sort"]))

    def create(self, index: str, body: Body, *, like: str = "") -> None:
        """Make an index; one that is there already stays as it is. It has as many shards as one of the size of ``like``
        is to have."""
        shards = self.terms.shards(self.bytes(like)) if like else 1
        made = {**body, "settings": {"index": {**body["settings"]["index"], **self.terms.layout(shards)}}}
        with mapped():
            answer = self.client.indices.create(index=index, body=made, ignore=400)
        kind = answer.get("error", {}).get("type", "") if isinstance(answer.get("error"), dict) else ""
        if "error" in answer and kind != "resource_already_exists_exception":
            full = _FULL if kind == "validation_exception" else None
            raise IndexUnavailableError(f"OpenSearch kunde inte göra indexet ({kind})", next=full)

    def bytes(self, index: str) -> int:
        """How large an index is, its further copies not counted; 0 where there is none."""
        with mapped():
            told = self.client.indices.stats(index=index, metric="store", ignore=404)
        return 0 if "error" in told else int(told["_all"]["primaries"].get("store", {}).get("size_in_bytes", 0))

    def aliased(self, alias: str) -> list[str]:
        """The indices behind an alias; none where there is no such alias."""
        with mapped():
            found = self.client.indices.get_alias(name=alias, ignore=404)
        return [] if "error" in found else sorted(found)

    def aliases(self, pattern: str) -> dict[str, set[str]]:
        """The indices whose names fit, each with its aliases."""
        with mapped():
            found = self.client.indices.get_alias(index=pattern, ignore=404)
        return {} if "error" in found else {index: set(each["aliases"]) for index, each in found.items()}

    def refresh(self, indices: Sequence[str]) -> None:
        """Make what was written searchable."""
        with mapped():
            answer = self.client.indices.refresh(index=",".join(indices))
        if answer["_shards"]["failed"]:
            raise IndexUnavailableError("OpenSearch kunde inte göra ändringarna sökbara")

    def close(self) -> None:
        self.client.close()

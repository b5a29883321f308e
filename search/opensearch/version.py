"""Versions of an owner's indices: made, built beside the one in use, swapped in at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from search.identity import keys_identity
from search.index import IndexUnit
from search.opensearch.bodies import ids_body
from search.opensearch.border import mapped
from search.opensearch.changes import add_absent
from search.opensearch.mappings import MADE_BY, docs_body, pages_body
from search.opensearch.merging import merge
from search.opensearch.names import Names
from search.opensearch.server import Server


def in_use(server: Server, names: Names) -> int:
    """The number of the version in use; 0 where there is none."""
    return max((names.number(index) for index in server.aliased(names.docs)), default=0)


def made_by(server: Server, index: str) -> str:
    """The analysis that made an index; empty where there is none, or an older one that did not say."""
    with mapped():
        found = server.client.indices.get_mapping(index=index, ignore=404)
    if "error" in found:
        return ""
    told = [each["mappings"].get("_meta", {}).get(MADE_BY, "") for each in found.values()]
    return str(min(told, default=""))


def ensured(server: Server, names: Names) -> int:
    """The number of the version in use. Where there is none an empty one is made, with a number of its own: an index
    that is there already may be half built."""
    found = server.aliases(names.docs_versions)
    used = [names.number(index) for index, aliases in found.items() if names.docs in aliases]
    if used:
        return max(used)
    number = max(map(names.number, found), default=0) + 1
    make(server, names, number, names.docs, names.pages)
    return number


def widened(server: Server, names: Names) -> None:
    """Give an index that an earlier analysis made the fields that it lacks, so that it takes documents until it is
    built again. It goes on saying which analysis made it."""
    for alias, body in ((names.docs, docs_body(server.version)), (names.pages, pages_body(server.version))):
        if made_by(server, alias) != keys_identity():
            with mapped():
                server.client.indices.put_mapping(index=alias, body={"properties": body["mappings"]["properties"]})


def make(server: Server, names: Names, number: int, docs_alias: str, pages_alias: str) -> None:
    """Make the two indices of a version behind these aliases; one that is there already stays as it is.

    Their shards are as many as those in use are large: an owner who has grown gets more when they are built again."""
    bodies = (
        (names.pages_version(number), pages_body(server.version), pages_alias, names.pages),
        (names.docs_version(number), docs_body(server.version), docs_alias, names.docs),
    )
    for index, body, alias, used in bodies:
        server.create(index, {**body, "aliases": {alias: {}}}, like=used)


@dataclass(frozen=True, slots=True)
class OpenSearchVersion:
    """See :class:`search.index.IndexVersion`. What a drain puts in meanwhile goes into both versions."""

    server: Server
    names: Names
    number: int

    @classmethod
    def begin(cls, server: Server, names: Names) -> OpenSearchVersion:
        """Begin a version, or go on with what an interrupted build of the same analysis left behind; anything else
        that was left is dropped.

        There is always one in use beside it, if an empty one, and whole: a drain meanwhile writes to both.
        """
        used = in_use(server, names)
        left = [index for index in server.aliases(names.versions) if names.number(index) != used]
        last = max([used, *map(names.number, left)])
        goes_on = 0 < used < last and made_by(server, names.docs_version(last)) == keys_identity()
        _drop(server, [index for index in left if not goes_on or names.number(index) != last])
        used = ensured(server, names)
        number = last if goes_on else max(used, last) + 1
        make(server, names, used, names.docs, names.pages)  # again, should one of the two be gone
        make(server, names, number, names.docs_building, names.pages_building)
        server.refresh([names.pages_version(number)])  # what was left behind is seen by what takes pages out
        return cls(server, names, number)

    def put(self, units: Sequence[IndexUnit]) -> None:
        add_absent(self.server, self.names.docs_building, self.names.pages_building, units)

    def documents(self) -> frozenset[str]:
        index = self.names.docs_version(self.number)
        self.server.refresh([index])
        return frozenset(hit["_source"]["document"] for hit in self.server.every([index], ids_body))

    def count(self) -> int:
        index = self.names.docs_version(self.number)
        self.server.refresh([index, self.names.pages_version(self.number)])
        with mapped():
            return int(self.server.client.count(index=index)["count"])

    def swap(self) -> None:
        names = self.names
        new = {names.docs: names.docs_version(self.number), names.pages: names.pages_version(self.number)}
        old = {*self.server.aliased(names.docs), *self.server.aliased(names.pages)} - set(new.values())
        building = {
            names.docs_building: names.docs_version(self.number),
            names.pages_building: names.pages_version(self.number),
        }
        for index in new.values():
            merge(self.server, index)
        self.server.refresh(list(new.values()))
        actions: list[dict[str, Any]] = [{"add": {"index": index, "alias": alias}} for alias, index in new.items()]
        actions += [{"remove": {"index": index, "alias": alias}} for alias, index in building.items()]
        actions += [{"remove_index": {"index": index}} for index in sorted(old)]
        with mapped():
            self.server.client.indices.update_aliases(body={"actions": actions})

    def discard(self) -> None:
        _drop(self.server, [self.names.docs_version(self.number), self.names.pages_version(self.number)])


def _drop(server: Server, indices: Sequence[str]) -> None:
    for index in indices:
        with mapped():
            server.client.indices.delete(index=index, ignore=404)

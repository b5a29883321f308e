"""Pairs that may be one, for a viewer, the likeliest first: from the table of those, and worked out now where the table
may not say it.

That is where a key changed since the table was made, and where the key of a pair stands in a document of which anything
is kept from the viewer or covered: for them it is counted over what they read whole, so that the table, which is made
of everything, tells nothing of what is kept. All pairs of those who hold such a key are worked out; of all others what
the viewer reads and what there is are the same. Where there are very many such keys everything is worked out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from heapq import merge
from typing import Final, NamedTuple

from sqlalchemy import Connection, Select, and_, or_, select, union

from models.access import Viewer
from models.store.candidate import Candidate, Keys, Pair, Who, paired
from models.store.candidate_rows import kept_keys, keys_of, pair_of, shared_keys
from models.store.schema_candidates import candidate_changes, candidate_keys, candidate_pairs
from models.store.suggestion_ground import SuggestionGround
from models.store.suggestion_keys import counted_in_part, every_key, these_keys, weighed

_MOST_DOUBTED: Final = 1_000
"""Keys that are looked at by themselves; with more it is quicker to look at all."""
_AT_ONCE: Final = 500
"""Pairs of an owner's that are read at a time: most who ask want the first of them."""
Read = Callable[[], AbstractContextManager[Connection]]


class _Now(NamedTuple):
    """Pairs as they are now: all of those whose ends are both among ``ends``, or (without these) all there are."""

    pairs: list[Candidate]
    ends: Collection[Who] | None


def ranked(read: Read, owners: Collection[str], viewer: Viewer | None, about: str = "") -> Iterator[Candidate]:
    """All that share a key that few hold, the likeliest first, one after another, before it is asked what parts them;
    those of the entity that it is ``about``, where it is said. ``read`` opens the register, some pairs at a time."""
    owners = sorted(owners if viewer is None else viewer.owners.intersection(owners))
    with read() as connection:
        now = _worked_out(connection, owners, viewer, about)
    if now.ends is None:
        yield from now.pairs
        return
    kept = [_kept(read, owner, about, now.ends) for owner in owners]
    yield from merge(now.pairs, *kept, key=Candidate.place)


def _kept(read: Read, owner: str, about: str, without: Collection[Who]) -> Iterator[Candidate]:
    """The owner's pairs in the table, but for those whose ends are both among these."""
    last: Candidate | None = None
    while True:
        with read() as connection:
            some = [pair_of(row) for row in connection.execute(_after(owner, about, last)).all()]
        yield from (each for each in some if not (each.both[0] in without and each.both[1] in without))
        if len(some) < _AT_ONCE:
            return
        last = some[-1]


def _after(owner: str, about: str, last: Candidate | None) -> Select[tuple[object, ...]]:
    one = candidate_pairs.c
    query = select(candidate_pairs).where(one.owner == owner)
    query = query.where(or_(one.left == about, one.right == about)) if about else query
    if last is not None:
        sure, left, right = last.suggestion.confidence, last.suggestion.left, last.suggestion.right
        later = or_(one.left > left, and_(one.left == left, one.right > right))
        query = query.where(one.confidence <= sure, or_(one.confidence < sure, later))
    return query.order_by(one.confidence.desc(), one.left, one.right).limit(_AT_ONCE)


def _worked_out(connection: Connection, owners: Collection[str], viewer: Viewer | None, about: str) -> _Now:
    ground = SuggestionGround(connection, owners, viewer)
    doubted = _doubted(ground, owners)
    if len(doubted) > _MOST_DOUBTED:
        return _Now(every_pair(ground, about), None)
    now = these_keys(ground, doubted)
    ends = kept_keys(connection, doubted).labels.keys() | now.labels.keys()
    known = keys_of(connection, ends)
    keys = [*now.keys, *(key for key in known.keys if key.text not in doubted)]

    def wanted(pair: Pair) -> bool:
        return pair[0] in ends and pair[1] in ends and _is_of(about, pair)

    return _Now(paired(Keys(keys, known.labels | now.labels), wanted), ends)


def every_pair(ground: SuggestionGround, about: str = "") -> list[Candidate]:
    """The pairs by looking through all keys that there are, and not at the table."""
    return paired(every_key(ground, about), lambda pair: _is_of(about, pair))


def _is_of(about: str, pair: Pair) -> bool:
    return not about or about in (pair[0][1], pair[1][1])


def _doubted(ground: SuggestionGround, owners: Collection[str]) -> set[str]:
    """Keys of which the table may not say what is so for the viewer; some of them, where there are too many."""
    limit, execute = _MOST_DOUBTED + 1, ground.connection.execute
    changed = select(candidate_changes.c.key).where(candidate_changes.c.owner.in_(owners))
    doubted = set(execute(changed.limit(limit)).scalars())
    if not ground.in_part or len(doubted) == limit:
        return doubted
    few = [select(candidate_keys.c.key).where(candidate_keys.c.key.in_(hidden)) for hidden in ground.hidden_keys()]
    doubted |= set(execute(union(*few, counted_in_part(ground)).limit(limit)).scalars())
    # Known to be had by two, by what is kept, or by what there was once: for the viewer by what they read.
    shared = shared_keys(ground.connection, owners).keys
    return doubted | {key.text for key in weighed(ground, shared) if not key.shared}

"""The table of candidate pairs says what looking through all keys says, whatever happens, whoever asks."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from random import Random

import pytest
from sqlalchemy import insert, select

from models.access import Viewer
from models.errors import AccessDeniedError
from models.marking import MarkingScope
from models.protected import PROTECTED
from models.reference import FORM, Key, Mark, Reference
from models.source import Source
from models.store.candidate_reading import ranked
from models.store.erasing.purging import purge
from models.store.evidence import heed
from models.store.resolution import alone, call_also, join, part, references_of, uncall, unjoin, unpart
from models.store.schema import documents, protected_spans
from models.store.schema_candidates import candidate_changes
from models.store.schema_references import document_references
from models.store.store import Store
from tests.contracts.resolution_contract import FIRST, OTHER, OWNER, SECOND, entity_of, person, told
from tests.models.store.looking_at_all import candidates

WORLDS = 24 if os.environ.get("SAMSYN_TEST_FULL") else 1
STEPS = 40
CLERK = Viewer("handläggare", frozenset({OWNER}))
VIEWERS = (
    None,
    CLERK,
    Viewer("samordnare", frozenset({OWNER, OTHER})),
    replace(CLERK, groups=frozenset({"barn", PROTECTED})),
    replace(CLERK, officer_of=frozenset({OWNER})),
    Viewer("lånare", frozenset({OWNER, OTHER}), shared=frozenset({OTHER})),
)
OFFICER = Viewer("sekretess", frozenset({OWNER, OTHER}), officer_of=frozenset({OWNER, OTHER}))
NAMES = ("Anna Berg", "Anki Berg", "Annika Berg", "Bo Ek", "Bosse Ek")
KEYS = (
    Key("name", "name:rare", 0.98),
    *(Key("name", f"name:weak {at}", strength) for at, strength in enumerate((0.3, 0.4))),
    Key("name", "name:weak 0", 0.5),  # the same key, as another pipeline weighed it
    *(Key("spelling", f"skeleton:{at}", 0.7) for at in range(2)),
    *(Key("nickname or double name", f"like:{at}", 0.5) for at in range(2)),
    Key(FORM, "form:x", 0.0),
)


@dataclass
class World:
    """What was done, by chance."""

    store: Store
    random: Random
    ids: list[str] = field(default_factory=list)
    judged: list[tuple[Callable[..., object], str, str]] = field(default_factory=list)

    def step(self) -> None:
        say = self.random.choice(
            [self.say] * 8
            + [self.join, self.part, self.alias, self.take_back, self.withdraw, self.keep, self.cover, self.erase]
            + [self.follow] * 2
        )
        say()

    def say(self) -> None:
        """A paper, or one that is read again and says something else."""
        content = f"{self.random.randrange(14)}".encode()
        source = self.random.choice(("tillsyn", "tillsyn", "pm"))
        id = told(self.store, content, [self._person(at) for at in range(self.random.randrange(1, 4))], source)
        if id not in self.ids:
            self.ids.append(id)

    def _person(self, at: int) -> Reference:
        keys = self.random.sample(KEYS, self.random.randrange(1, 4))
        number = self.random.choice(("", "", "", "", "", FIRST, SECOND))
        one = person(self.random.choice(NAMES), *{key.text: key for key in keys}.values(), number=number, at=at * 5)
        mark = Mark("given", self.random.choice(("an", "bo")))
        return replace(one, marks=(*one.marks, mark)) if self.random.random() < 0.3 else one

    def join(self) -> None:
        owner, entities, judgement = self._some(2)
        with self.store.database.write() as connection:
            if len(entities) == 2:
                join(connection, self.store.key, owner, *entities, judgement)
                self.judged.append((unjoin, owner, judgement))

    def part(self) -> None:
        owner, entities, judgement = self._some(1)
        with self.store.database.write() as connection:
            every = references_of(connection, owner, entities[0]) if entities else []
            if len(every) > 1:
                chosen = [each.id for each in self.random.sample(every, self.random.randrange(1, len(every)))]
                part(connection, self.store.key, owner, entities[0], chosen, judgement)
                self.judged.append((unpart, owner, judgement))

    def alias(self) -> None:
        owner, entities, judgement = self._some(1)
        with self.store.database.write() as connection:
            if entities:
                call_also(connection, self.store.key, owner, entities[0], "Kusinen", judgement)
                self.judged.append((uncall, owner, judgement))

    def take_back(self) -> None:
        if self.judged:
            undo, owner, judgement = self.judged.pop(self.random.randrange(len(self.judged)))
            with self.store.database.write() as connection:
                undo(connection, self.store.key, owner, judgement)

    def withdraw(self) -> None:
        """A paper that search finds no more, or that came back."""
        if not self.ids:
            return
        id = self.random.choice(self.ids)
        with self.store.database.write() as connection:
            mine = documents.c.id == id
            gone = connection.execute(select(documents.c.withdrawn).where(mine)).scalar_one()
            connection.execute(documents.update().where(mine).values(withdrawn=None if gone else "prov"))
            heed(connection, self.store.key, [id])

    def keep(self) -> None:
        if self.ids:
            try:
                self.store.markings.set(
                    OFFICER, MarkingScope.DOCUMENT, self.random.choice(self.ids), group="barn", ground="OSL 26:1"
                )
            except (AccessDeniedError, ValueError):
                pass

    def cover(self) -> None:
        if self.ids:
            start = self.random.randrange(50, 10_000)
            span = {"document": self.random.choice(self.ids), "page": 1, "start": start, "end": start + 2}
            with self.store.database.write() as connection:
                connection.execute(insert(protected_spans).values(**span, person="", way="name"))

    def erase(self) -> None:
        if self.ids:
            id = self.ids.pop(self.random.randrange(len(self.ids)))
            with self.store.database.write() as connection:
                owner = connection.execute(select(documents.c.owner).where(documents.c.id == id)).scalar_one()
                alone(connection, owner)
                purge(connection, self.store.key, owner, [id])

    def follow(self) -> None:
        self.store.candidates.follow()

    def _some(self, count: int) -> tuple[str, list[str], str]:
        owner = self.random.choice((OWNER, OWNER, OTHER))
        entity = document_references.c.entity
        query = select(entity).where(document_references.c.owner == owner, entity != "").distinct().order_by(entity)
        with self.store.database.read() as connection:
            every = list(connection.execute(query).scalars())
        return owner, self.random.sample(every, min(count, len(every))), f"j{self.random.getrandbits(60)}"


@pytest.fixture
def sources(store: Store) -> Store:
    store.sources.add(Source("tillsyn", OWNER))
    store.sources.add(Source("pm", OTHER, "police"))
    return store


@pytest.mark.parametrize("seed", range(WORLDS))
def test_the_table_says_what_looking_at_all_says(sources: Store, seed: int) -> None:
    world, telling, half = World(sources, Random(seed)), 0, 0
    for _ in range(STEPS):
        world.step()
        telling += _compared(sources)
        half += _waits(sources)
    sources.candidates.follow()
    assert not _waits(sources)
    assert _compared(sources)
    assert telling > STEPS, "too few of the answers tell anything"
    assert half > STEPS / 4, "too seldom was something noted and not in the table yet"


def _compared(store: Store) -> int:
    """How many of the viewers were told of pairs, each the same by the table and without it."""
    telling = 0
    for viewer in VIEWERS:
        with store.database.read() as connection:
            expected = candidates(connection, [OWNER, OTHER], viewer)
            assert list(ranked(lambda: nullcontext(connection), [OWNER, OTHER], viewer)) == expected, viewer
            for one in {each.suggestion.left for each in expected[:3]}:
                about = candidates(connection, [OWNER, OTHER], viewer, one)
                assert list(ranked(lambda: nullcontext(connection), [OWNER, OTHER], viewer, one)) == about, viewer
        telling += bool(expected)
    return telling


def _waits(store: Store) -> bool:
    with store.database.read() as connection:
        return connection.execute(select(candidate_changes)).first() is not None


def test_who_is_named_once_more_is_not_looked_at_again(sources: Store) -> None:
    """Else each drain would read all papers that an authority's name stands in."""
    weak = Key("name", "name:weak 0", 0.4)
    two = [person(name, Key("name", f"name:{name}", 0.98), weak, at=at * 5) for at, name in enumerate(NAMES[:2])]
    told(sources, b"the first", two)
    assert _waits(sources)
    sources.candidates.follow()
    told(sources, b"once more", two)
    assert not _waits(sources)
    assert _compared(sources)
    surer = replace(two[0], keys=(two[0].keys[0], replace(weak, strength=0.5)))
    told(sources, b"surer", [surer, two[1]])
    assert _waits(sources)
    assert _compared(sources)


def test_one_who_was_kept_from_a_key_by_judgement_may_come_to_hold_it(sources: Store) -> None:
    """The table names them, for their reference has the key: with them the seventh holds it, and that is too many."""
    rare, weak = Key("name", "name:rare", 0.98), Key("name", "name:weak 0", 0.4)
    told(sources, b"one", [person("Anna Berg", rare, weak)])
    parted = told(sources, b"parted", [person("Anna Berg", rare, weak, number=SECOND)])
    for at in range(5):
        told(sources, f"{at}".encode(), [person(f"Bo Ek{at}", Key("name", f"name:own {at}", 0.98), weak)])
    entity = entity_of(sources, parted)
    with sources.database.write() as connection:
        mine = [each for each in references_of(connection, OWNER, entity) if each.document == parted]
        part(connection, sources.key, OWNER, entity, [each.id for each in mine], "j1")
    sources.candidates.follow()
    assert not _waits(sources)
    assert _compared(sources)
    told(sources, b"by number", [person("Anna Berg", weak, number=SECOND)])
    assert _waits(sources)
    assert not _compared(sources)

"""What stands at each place of the archive: which variety, when, about whom, and how it belongs with other papers.

The places are planned in blocks of forty, each from a stream of chance of its own, so that any paper can be made
without those before it and a larger archive begins with a smaller one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from models.source import Source
from sample.calendar import working, working_after
from sample.events import Event, event
from sample.owners import OWNER_OF, Owner
from sample.varieties import VARIETIES
from sample.world import World

BLOCK = 40
BATCH = 979
"""The place of the one batch scan of many cases, where the archive is large enough to hold it."""
FIRST, LAST = date(2018, 1, 8), date(2025, 12, 19)
"""Eight years of papers."""
THREADS, DUPLICATES, VERSIONS, RESCANS, LONG = 0.8, 0.3, 0.3, 0.15, 0.12
"""How likely a block holds one: a mail thread, the same bytes again, a later version, a second scan, a long paper."""

ANY_DAY = ("tip", "police_event")
"""What is written on any day of the week: by private people, and by a patrol at the end of its shift."""
_AS_SENT = ("email", "payment_rows")
LONG_VARIETIES = ("procurement", "minutes", "environment_inspection", "judgment", "payment_audit")


@dataclass(frozen=True, slots=True)
class Order:
    """One place. ``source`` is where it lies (else the variety's first); ``event`` gives it people.

    ``relation`` says that it repeats ``of``, another place. ``thread`` is the number of the mail thread, ``turn`` its
    place in it from 0; ``parts`` more than 1 make a long paper.
    """

    index: int
    variety: str
    day: date
    event: Event | None = None
    thread: int = -1
    turn: int = 0
    relation: str = ""
    of: int = -1
    parts: int = 1
    source: Source | None = None

    @property
    def home(self) -> Source:
        """The source it lies in."""
        return self.source or VARIETIES[self.variety].sources[0]

    @property
    def owner(self) -> Owner:
        """Whose it is."""
        return OWNER_OF[self.home.name]


def order(world: World, index: int) -> Order:
    """What stands at this place, counted from the first everyday paper."""
    return _block(world, index // BLOCK)[index % BLOCK]


@lru_cache(maxsize=8)
def _block(world: World, number: int) -> tuple[Order, ...]:
    rng = world.rng("block", number)
    start = number * BLOCK
    happening = event(world, number, FIRST, LAST)
    made = [Order(0, variety, day, happening) for variety, day in happening.papers]
    if rng.random() < THREADS:
        made += _thread(rng, number)
    shares = [one.share for one in VARIETIES.values()]
    drawn = rng.choices(list(VARIETIES), shares, k=BLOCK - len(made))
    for variety in drawn:
        day = FIRST + timedelta(days=rng.randrange((LAST - FIRST).days))
        day = day if variety in ANY_DAY else working(day)
        made.append(Order(0, variety, day, source=rng.choice(VARIETIES[variety].sources)))
    rng.shuffle(made)
    _free_for_batch(made, BATCH - start)
    placed = [replace(one, index=start + at) for at, one in enumerate(_in_turn(made))]
    return tuple(_repeats(rng, placed))


def _free_for_batch(made: list[Order], at: int) -> None:
    """No mail that is answered and no paper of an event may lie where the batch scan does."""
    if 0 <= at < len(made):
        other = next(here for here, one in enumerate(made) if one.event is None and one.thread < 0)
        if made[at].event is not None or made[at].thread >= 0:
            made[at], made[other] = made[other], made[at]


def _thread(rng: Random, number: int) -> list[Order]:
    day, made = working(FIRST + timedelta(days=rng.randrange((LAST - FIRST).days - 20))), list[Order]()
    for turn in range(rng.randint(2, 4)):
        made.append(Order(0, "email", day, thread=number, turn=turn))
        day = working(day + timedelta(days=rng.choice((0, 0, 1, 1, 3))))
    return made


def _in_turn(made: list[Order]) -> list[Order]:
    """The same places, with a thread's mails in the order of their turns."""
    turns = iter(sorted((one for one in made if one.thread >= 0), key=lambda one: one.turn))
    return [next(turns) if one.thread >= 0 else one for one in made]


def _repeats(rng: Random, placed: list[Order]) -> list[Order]:
    """A few places are given to repeats of earlier ones, and a few papers are made long.

    A place has a part in one of these at the most; what is sent or exported has no later version.
    """
    for relation, chance in (("duplicate", DUPLICATES), ("version", VERSIONS), ("rescan", RESCANS), ("", LONG)):
        if rng.random() >= chance:
            continue
        taken = {one.of for one in placed} | {BATCH}
        free = [
            at
            for at, one in enumerate(placed)
            if one.event is None and one.thread < 0 and not one.relation and one.index not in taken
            and not (relation == "version" and one.variety in _AS_SENT)
        ]  # fmt: skip
        first, last = sorted(rng.sample(free, 2))
        if not relation:
            first = next((at for at in free if placed[at].variety in LONG_VARIETIES), first)
            placed[first] = replace(placed[first], parts=min(rng.randint(6, 52), rng.randint(6, 52)))
        else:
            it = placed[first]
            later = working_after(it.day + timedelta(days=rng.randint(1, 9))) if relation == "version" else it.day
            placed[last] = replace(it, index=placed[last].index, day=later, relation=relation, of=it.index)
    return placed

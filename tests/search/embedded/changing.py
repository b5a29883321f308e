"""An index that is changed at random, and the file behind it."""

from __future__ import annotations

from pathlib import Path
from random import Random

from search.embedded.index import EmbeddedIndex
from search.index import IndexUnit
from tests.contracts.asking import A, document

WORDS = ("krog", "källare", "bil", "brand", "lokal", "möte", "av", "vid")
KINDS = ("pm", "beslut", "tips")


def file_of(folder: Path) -> Path:
    return next(folder.glob("*.sqlite3"))


def some_document(random: Random) -> IndexUnit:
    """Every other time of the words that it had the last such time: only what it is counted under is new then."""
    number = random.randrange(40)
    drawn = Random(number) if random.random() < 0.5 else random
    texts = [" ".join(drawn.choices(WORDS, range(len(WORDS), 0, -1), k=drawn.randint(0, 30))) for _ in range(2)]
    people = tuple(sorted({f"p{random.randrange(30)}" for _ in range(random.randrange(4))}))
    return document(f"d{number}", *texts, kind=(random.choice(KINDS),), PERSON=people)


def changed(index: EmbeddedIndex, random: Random) -> None:
    """Put some documents in, replace and take out some; often the one put in last, whose number is then used again."""
    units = {unit.document: unit for unit in (some_document(random) for _ in range(random.randrange(5)))}
    index.put(list(units.values()))
    gone = [*random.sample(sorted(index.documents(A)), min(1, len(index.documents(A)))), *list(units)[-1:]]
    index.delete(A, gone if random.random() < 0.5 else gone[1:])

"""How long the parser takes for any string: no error, and 99 of 100 under 5 ms.

    python -m bench.query_parser [--strings 100000] [--seed 3]

Three sorts of strings, in turn: signs of the query language at random, its words in any order, and any Unicode. Time is
of the processor, so that a busy machine does not tell. Peer in the same run: splitting the same strings at white space.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from random import Random
from typing import Any, Final

from search.parsing import parse
from search.wording_of_tree import wording_of_tree
from search.words.fields import NAMES

SIGNS: Final = 'abcdeåäö ()"-*OR NOT:/~0123456789.,@'
WORDS: Final = (
    *("krog", "tillståndet", "Britt-Marie", "850312-2391", "KGT 42R", "15 000 kr", "2023-01..2024-06", "serverings-\n"),
    *("AND", "OR", "NOT", "INTE", "ELLER", "NEAR/5", "NÄRA", "(", ")", '"', "”", "-", "*", "~", "~2", ":", ".."),
    *(f"{name}:" for name in NAMES),
)
GOAL: Final = 5.0  # milliseconds, for 99 of 100


def made_up(random: Random, at: int) -> str:
    """A string of up to 200 signs or 30 words."""
    match at % 3:
        case 0:
            return "".join(random.choices(SIGNS, k=random.randint(0, 200)))
        case 1:
            return "".join(
                word + random.choice(("", " ", " ")) for word in random.choices(WORDS, k=random.randint(0, 30))
            )
    return "".join(chr(random.randrange(0x110000)) for _ in range(random.randint(0, 100)))


def measure(strings: int, seed: int) -> dict[str, Any]:
    """Figures in milliseconds. Raises what the parser raises, which is nothing."""
    random = Random(seed)
    parse("värm upp serveringstillståndet~ person:x typ:y persn:z")
    texts = [made_up(random, at) for at in range(strings)]
    for text in texts[:: max(1, strings // 1_000)]:
        wording_of_tree(parse(text).tree)
    return {"strings": strings, "samsyn": _times(parse, texts), "str.split": _times(str.split, texts)}


def _times(read: Callable[[str], object], texts: list[str]) -> dict[str, float]:
    taken = []
    for text in texts:
        started = time.process_time()
        read(text)
        taken.append((time.process_time() - started) * 1000)
    taken.sort()
    figures = {"p50_ms": taken[len(taken) // 2], "p99_ms": taken[int(len(taken) * 0.99)], "most_ms": taken[-1]}
    return {name: round(value, 3) for name, value in figures.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--strings", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=3)
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.strings, arguments.seed), indent=1))


if __name__ == "__main__":
    main()

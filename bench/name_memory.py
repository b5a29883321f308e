"""How much memory naming takes in a process that goes on for long: it must not grow with what has been read.

    python -m bench.name_memory [--characters N] [--pipeline NAME] [--new SHARE]

Names N characters (default 100 million) in pages of 10,000 words, with an empty page and one in another language now
and then, and prints the resident memory at each twentieth of the way, and the rate. SHARE of the words (default 0.1)
were never seen before, as numbers, misread words and names are in an archive: what a vocabulary would keep for good.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from models.settings import DEFAULT_NAME_PIPELINE, NAME_PIPELINES
from nlp.pipeline import find_mentions

PAGE_WORDS: Final = 10_000
STEPS: Final = 20
_SWEDISH: Final = (
    "Nämnden beslutar att verksamheten ska åtgärda bristerna i köket på Storgatan 12 senast den 3 maj 2024 . "
    "Britt-Marie Andersson ( 850412-9805 ) från Norrlands Mat AB , 556016-0680 , ringde kl. 9.30 om fastigheten "
    "Stadsliden 6:7 i Umeå och ville betala 1 500 kronor enligt 11 kap. 20 § plan- och bygglagen ( 2010:900 ) ."
)
OTHERS: Final = (
    "The committee visited Oxford Street on 3 May and spoke with Mary Smith of Acme Limited about the kitchen .",
    "Lautakunta kävi Helsingissä ja Matti Virtanen kertoi , että keittiö on puhdas .",
    "Mohammed al-Rashid wa Fatima bint Yusuf fi madinat Dimashq .",
)
_LETTERS: Final = "abcdefghijklmnoprstuvyåäö"


def pages(characters: int, new: float, seed: int = 1) -> Iterator[str]:
    """Pages of 10,000 words until so many characters are given; every tenth is empty or in another language."""
    chance, given, number = random.Random(seed), 0, 0
    while given < characters:
        number += 1
        if number % 10 == 0:
            text = "" if number % 20 else f"{OTHERS[number // 20 % len(OTHERS)]} " * (PAGE_WORDS // 15)
        else:
            text = _page(chance, new)
        given += len(text)
        yield text


def _page(chance: random.Random, new: float) -> str:
    known = _SWEDISH.split()
    words = [known[at % len(known)] for at in range(PAGE_WORDS)]
    for at in chance.sample(range(PAGE_WORDS), int(new * PAGE_WORDS)):
        word = "".join(chance.choices(_LETTERS, k=chance.randint(5, 12)))
        words[at] = chance.choice((word, word.capitalize(), str(chance.randint(10_000, 10**9))))
    return "\n".join(" ".join(words[at : at + 12]) for at in range(0, len(words), 12))


def resident_mb() -> float:
    """What this process holds in memory now, in MiB (proc(5), VmRSS)."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def measured(characters: int, new: float, pipeline: str) -> dict[str, object]:
    """Resident memory in MiB at each twentieth, once a first page is named, and words a second of processor time."""
    find_mentions([(1, next(pages(1, new, seed=2)))], pipeline=pipeline)
    read, words, mentions, seconds, held = 0, 0, 0, 0.0, [resident_mb()]
    for text in pages(characters, new):
        started = time.process_time()
        mentions += len(find_mentions([(1, text)], pipeline=pipeline))
        seconds += time.process_time() - started
        read, words = read + len(text), words + len(text.split())
        if read >= len(held) * characters / STEPS:
            held.append(resident_mb())
    return {
        "pipeline": pipeline,
        "characters": read,
        "words": words,
        "mentions": mentions,
        "words_a_second": round(words / seconds),
        "first_mb": round(held[0]),
        "most_mb": round(max(held)),
        "last_mb": round(held[-1]),
        "held_mb": [round(each) for each in held],
    }


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=100_000_000)
    parser.add_argument("--pipeline", choices=NAME_PIPELINES, default=DEFAULT_NAME_PIPELINE)
    parser.add_argument("--new", type=float, default=0.1)
    arguments = parser.parse_args()
    print(json.dumps(measured(arguments.characters, arguments.new, arguments.pipeline)))


if __name__ == "__main__":
    main()

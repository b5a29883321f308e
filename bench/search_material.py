"""What the search benches ask about: tagged sentences, police notices, questions with answers. One place reads them.

All lie in ``../shared/data`` and none of it is copied into the project; a bench says so and ends where they are absent.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).parents[2] / "shared/data"
CORPORA: Final = DATA / "documents/swedish/corpora"
TREEBANK: Final = DATA / "nlp/ud-swedish"
QUESTIONS: Final = DATA / "nlp/qa-swefaq-superlim/swefaq_dev.jsonl"
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Word:
    """A tagged word of a sentence: as written, its base form in lower case, its universal part of speech."""

    form: str
    lemma: str
    pos: str
    features: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` as printed."""

    id: str
    text: str
    words: tuple[Word, ...]


def treebank(parts: tuple[str, ...] = ("dev", "test")) -> list[Sentence]:
    """The sentences of UD Swedish Talbanken (CC BY-SA 4.0), parts ``dev`` and ``test``."""
    return [one for part in parts for one in _sentences(TREEBANK / f"sv_talbanken-ud-{part}.conllu")]


def notices() -> list[Record]:
    """The police notices: ``id``, ``title``, ``preamble``, ``body``, ``title_type``, ``title_place``."""
    with gzip.open(CORPORA / "polishandelser.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def notice_text(notice: Record) -> str:
    """Title, preamble and body, a line each."""
    return "\n".join(str(notice[field] or "") for field in ("title", "preamble", "body"))


def known_items() -> list[tuple[str, str]]:
    """(words, id of the notice they were drawn from)."""
    found = json.loads((CORPORA / "polishandelser-known-item-queries.json").read_text("utf-8"))
    return [(one["query"], str(one["relevant"][0])) for one in found]


def facet_truths() -> dict[str, list[Any]]:
    """``type_place``, ``types``, ``months``, ``locations``: what counting the notices must give."""
    found: dict[str, list[Any]] = json.loads((CORPORA / "polishandelser-facets.json").read_text("utf-8"))
    return found


def answered_questions() -> tuple[list[str], list[tuple[str, int]]]:
    """SweFAQ dev (CC BY 4.0): all different answers, and each question with the number of its answer."""
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    answers = dict.fromkeys(answer for row in rows for answer in row["candidate_answers"])
    number = {answer: at for at, answer in enumerate(answers)}
    return list(answers), [(row["question"], number[row["candidate_answers"][row["label"]]]) for row in rows]


def absent(*paths: Path) -> bool:
    """Whether any is not here; says so."""
    missing = [path for path in paths if not path.exists()]
    for path in missing:
        print(f"skipped: {path} is not here")
    return bool(missing)


def _sentences(path: Path) -> Iterator[Sentence]:
    id, text, words = "", "", list[Word]()
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# sent_id = "):
            id = line.partition("= ")[2]
        elif line.startswith("# text = "):
            text = line.partition("= ")[2]
        elif line[:1].isdigit():
            columns = line.split("\t")
            if columns[0].isdigit():
                words.append(Word(columns[1], columns[2].lower(), columns[3], columns[5]))
        elif not line and words:
            yield Sentence(id, text, tuple(words))
            words = []

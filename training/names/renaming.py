"""Other people's names in place of those of an example: a model must not learn who, but where and how names stand."""

from __future__ import annotations

import csv
import random
from functools import cache
from typing import Final

from training.names import texts
from training.names.edits import Edit, edited
from training.names.example import Example, Span

_FIRST: Final = ("nlp/gaz-svensktext/namn/tilltalsnamn-kvinnor.csv", "nlp/gaz-svensktext/namn/tilltalsnamn-man.csv")
_SURNAMES: Final = "nlp/gaz-derived/surnames.tsv"
_PLACES: Final = "nlp/gaz-svensktext/platser/ortsnamn.csv"
_BEARERS: Final = 25
_PARTICLES: Final = ("von", "af", "de", "van", "al", "el", "bin", "da", "dos")


def renamed(example: Example, chance: random.Random) -> Example:
    """Most persons and some one-word places by other names of the same form; organisations keep theirs."""
    edits = []
    for span in example.spans:
        other = _other(example.text[span.start : span.end], span, chance)
        if other:
            edits.append(Edit(span.start, span.end, other))
    return edited(example, edits)


def _other(written: str, span: Span, chance: random.Random) -> str:
    if span.label == "PERSON" and chance.random() < 0.8:
        return _person(written, chance)
    plain = written.isalpha() and written.istitle()
    if span.label == "LOC" and plain and chance.random() < 0.25:
        return chance.choice(_places()) + ("s" if written.endswith("s") else "")
    return ""


def _person(written: str, chance: random.Random) -> str:
    """A name with as many words; a comma, capitals, lower case and a genitive -s are kept."""
    words = written.replace(",", " ").split()
    if not words or any(not word.replace("-", "").isalpha() for word in words) or len(words) > 4:
        return ""
    first = [chance.choice(_first_names()) for _ in words[:-1]]
    last = _surname(chance)
    lone = len(words) == 1
    name = chance.choice([last, chance.choice(_first_names())]) if lone else " ".join([*first, last])
    if "," in written and not lone:
        name = f"{last}, {' '.join(first)}"
    if written.endswith("s") and chance.random() < 0.15 and not name.endswith("s"):
        name += "s"
    return name.upper() if written.isupper() else name.lower() if written.islower() else name


def _surname(chance: random.Random) -> str:
    name = chance.choice(_surnames())
    draw = chance.random()
    if draw < 0.06:
        return f"{name}-{chance.choice(_surnames())}"
    if draw < 0.09:
        return f"{chance.choice(_PARTICLES)} {name}"
    return name


@cache
def _first_names() -> tuple[str, ...]:
    found = []
    for file in _FIRST:
        with (texts.SHARED / file).open(encoding="utf-8") as lines:
            found += [row["name"] for row in csv.DictReader(lines) if int(row["persons"]) >= _BEARERS]
    return tuple(found)


@cache
def _surnames() -> tuple[str, ...]:
    lines = (texts.SHARED / _SURNAMES).read_text("utf-8").splitlines()
    return tuple(line.split("\t")[0] for line in lines if line and line[0].isupper())


@cache
def _places() -> tuple[str, ...]:
    with (texts.SHARED / _PLACES).open(encoding="utf-8") as lines:
        return tuple(row["city"] for row in csv.DictReader(lines) if row["city"].isalpha())

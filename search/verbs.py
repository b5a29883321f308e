"""Verbs that bend by a change of vowel (*starka verb*): bröt, brutit, bruten → bryta; also with a prefix: avbröts."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import Final

from search.dictionary import is_listed

PREFIXES: Final = (
    *("an", "av", "be", "bi", "bort", "efter", "er", "fast", "fram", "från", "före", "för", "genom", "hem", "igen"),
    *(
        "in",
        "kvar",
        "med",
        "miss",
        "mot",
        "ned",
        "ner",
        "om",
        "omhänder",
        "på",
        "sam",
        "sönder",
        "til",
        "till",
        "um",
        "und",
    ),
    *("under", "upp", "ut", "vid", "å", "åter", "över"),
)
"""As they are written: "till" loses an l before "låta" (tillåta)."""
_PREFIXES_BY_LETTER: Final = {
    letter: tuple(prefix for prefix in PREFIXES if prefix[0] == letter) for letter in {prefix[0] for prefix in PREFIXES}
}
_ENDINGS: Final = ("", "s")


@cache
def infinitives() -> dict[str, tuple[str, ...]]:
    """Form → the infinitives it may belong to, as ``search/words/verbs.txt`` has them, without prefixes."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in (files("search.words") / "verbs.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            infinitive, *parts = line.split()
            for form in _forms(infinitive, *parts):
                if infinitive not in found[form]:
                    found[form].append(infinitive)
    return {form: tuple(some) for form, some in found.items()}


def bases(word: str) -> tuple[str, ...]:
    """The infinitives of a lower-case form, prefix and all; none where it is no such form."""
    known = infinitives()
    found = list(known.get(word, ()))
    for prefix in _PREFIXES_BY_LETTER.get(word[:1], ()):
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            found += [prefix + each for each in known.get(word.removeprefix(prefix), ()) if is_listed(prefix + each)]
    return tuple(dict.fromkeys(found))


def _forms(infinitive: str, past: str, supine: str, participle: str) -> set[str]:
    """All forms that the three parts give, the passive in -s with them."""
    forms = {infinitive + ending for ending in _ENDINGS}
    forms |= {part + ending for part in (past, supine) if part != "—" for ending in _ENDINGS}
    if infinitive.endswith("a"):
        forms |= {infinitive[:-1] + ending for ending in ("er", "es", "s")}
        if infinitive[-2] in "rl":
            forms.add(infinitive[:-1])  # bär, skär, stjäl
    if len(infinitive) > 3 and infinitive.endswith("a"):
        forms.add(infinitive + "nde")
    return forms | _participles(participle)


def _participles(participle: str) -> set[str]:
    """bruten, brutet, brutna; ledd, lett, ledda; gjord, gjort, gjorda."""
    if participle == "—":
        return set()
    if participle.endswith("en"):
        return {participle, participle[:-1] + "t", participle[:-2] + "na", participle[:-2] + "ne"}
    return {participle, participle + "a"}

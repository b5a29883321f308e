"""The same example as a case file may have it: in capitals, lower case, misread, over lines, in a form, renamed.

Every change takes an example and chance and gives another example, its spans moved along; one that does not apply
gives the example back.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from training.names import renaming
from training.names.edits import Edit, edited
from training.names.example import UNSURE, Example, Span
from training.names.misreading import misread, smudge

Change = Callable[[Example, random.Random], Example]
_OFFICE: Final = re.compile(r"\w+(?:en|et)s?")
_WIDTHS: Final = (36, 100)
"""Code points of a line where running text is wrapped, at least and at most."""
_LABELS: Final = {
    "PERSON": (
        "Namn", "Sökande", "Handläggare", "Kontaktperson", "Klagande", "Ombud", "Närvarande", "Ägare", "Firmatecknare",
        "Målsägande", "Misstänkt", "Vittne", "Ordförande", "Justerare", "Föredragande", "Förare", "Hyresgäst", "Från",
        "Till", "Anmälare", "Styrelseledamot",
    ),
    "ORG": (
        "Företag", "Bolag", "Verksamhetsutövare", "Sökande", "Arbetsgivare", "Leverantör", "Byggherre", "Nämnd",
        "Enhet", "Firma", "Myndighet", "Avsändare", "Mottagare", "Motpart", "Beställare", "Utförare",
        "Fakturamottagare", "Hyresvärd",
    ),
    "LOC": ("Ort", "Kommun", "Plats", "Län", "Postort", "Land", "Säte", "Födelseort", "Område"),
}  # fmt: skip


def capitals(example: Example, _: random.Random) -> Example:
    """All in capitals, if no letter becomes two by it."""
    text = example.text.upper()
    return replace(example, text=text) if len(text) == len(example.text) else example


def lower(example: Example, _: random.Random) -> Example:
    """All in lower case."""
    text = example.text.lower()
    spans = tuple(span._replace(label=UNSURE) if _by_capital(example, span) else span for span in example.spans)
    return replace(example, text=text, spans=spans) if len(text) == len(example.text) else example


def _by_capital(example: Example, span: Span) -> bool:
    """Whether it is the capital that makes it a name: Polisen, Socialnämnden."""
    return span.label == "ORG" and _OFFICE.fullmatch(example.text, span.start, span.end) is not None


def names_in_capitals(example: Example, _: random.Random) -> Example:
    """Only the names in capitals, as in police memos."""
    edits = [Edit(span.start, span.end, example.text[span.start : span.end].upper()) for span in example.spans]
    return edited(example, [edit for edit in edits if len(edit.text) == edit.end - edit.start])


def wrapped(example: Example, chance: random.Random) -> Example:
    """Running text broken into lines, also inside names."""
    width, used, edits = chance.randint(*_WIDTHS), 0, []
    for place, letter in enumerate(example.text):
        used = 0 if letter == "\n" else used + 1
        if letter == " " and used >= width:
            edits.append(Edit(place, place + 1, "\n"))
            used = 0
    return edited(example, edits)


def broken_names(example: Example, chance: random.Random) -> Example:
    """Line breaks in place of some spaces inside names."""
    spaces = [at for span in example.spans for at in range(span.start, span.end) if example.text[at] == " "]
    return edited(example, [Edit(at, at + 1, "\n") for at in spaces if chance.random() < 0.5])


def glued(example: Example, chance: random.Random) -> Example:
    """Some spaces lost, inside names and between other words; a name is not glued to what stands beside it."""
    edges = {edge for span in example.spans for edge in (span.start - 1, span.end)}
    spaces = [at for at, letter in enumerate(example.text) if letter == " " and at not in edges]
    return edited(example, [Edit(at, at + 1, "") for at in spaces if chance.random() < 0.06])


def form(example: Example, chance: random.Random) -> Example:
    """The names alone, in a form: "Sökande: …", a line each."""
    named = [span for span in example.spans if span.label in _LABELS]
    if not named:
        return example
    parts, spans = [], []
    separator = chance.choice([": ", ":\t", "  ", "\t", ":\n", " "])
    length = 0
    for span in chance.sample(named, len(named)):
        lead = chance.choice(_LABELS[span.label]) + separator if chance.random() < 0.8 else ""
        name = example.text[span.start : span.end].replace("\n", " ")
        spans.append(span._replace(start=length + len(lead), end=length + len(lead) + len(name)))
        parts.append(lead + name)
        length += len(lead) + len(name) + 1
    return replace(example, text="\n".join(parts), spans=tuple(spans))


CHANGES: Final[tuple[tuple[float, Change], ...]] = (
    (0.14, capitals),
    (0.12, lower),
    (0.04, names_in_capitals),
    (0.14, wrapped),
    (0.06, broken_names),
    (0.05, glued),
    (0.08, form),
    (0.14, misread),
    (0.11, smudge),
    (0.12, renaming.renamed),
)
"""How often each change is drawn; a drawn example is renamed first now and then."""


def vary(example: Example, chance: random.Random) -> Example:
    """One varied copy."""
    if chance.random() < 0.4:
        example = renaming.renamed(example, chance)
    weights, changes = zip(*CHANGES, strict=True)
    varied = chance.choices(changes, weights)[0](example, chance)
    if chance.random() < 0.15:
        varied = chance.choices(changes, weights)[0](varied, chance)
    return varied

"""Whom a paper is about, and who is suspected, is told of nobody of whom its words do not say so for certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.document import DocumentKind
from nlp.choice import RULES
from nlp.fields import find_fields
from nlp.fields.outcome import OUTCOMES
from nlp.pipeline import find_mentions
from nlp.roles import ACCUSED

NAME = "Karl Lindström"
KINDS = ("police_memo", "tip", "judgment", "police_statement", "inspection_report", "other")

INNOCENT = [
    "Åklagare\nKammaråklagare Karl Lindström\nTilltalad\nPer Holmgren",
    "Försvarare\nAdvokat Karl Lindström\nTilltalad\nPer Holmgren",
    "Målsägande\nKarl Lindström\nMisstänkt\nPer Holmgren",
    "Vittne\nKarl Lindström\nMisstänkt\nPer Holmgren",
    "Polisen har inga misstankar mot Karl Lindström.",
    "Det finns ingen misstanke mot Karl Lindström.",
    "Misstankarna mot Karl Lindström har skrivits av.",
    "Karl Lindström har inget samband med den misstänkte.",
    "Karl Lindström (1949-05-12) är en annan person än den misstänkte.",
    "Karl Lindström förekommer inte i misstankeregistret.",
    "En felaktig uppgift om Karl Lindström rättades.",
    "Vittnet sade: ”misstankarna riktas mot Karl Lindström.”",
    "Har misstankarna riktats mot Karl Lindström?",
    "Enligt grannen riktas misstankarna mot Karl Lindström.",
    "F: Har du träffat Karl Lindström?",
    "Registrerad ägare till fordonet är Karl Lindström.",
    "Karl Lindström är granne till den misstänkte.",
    "Karl Lindström greps inte.",
    "Nils Berg, misstänkt, bor hos Karl Lindström.",
    "Karl Lindström\n\nMisstänkt: Nils Berg",
    "Närvarande vid förhöret med den misstänkte var tolken Karl Lindström.",
    "Namn\tRoll\nNils Berg\tmisstänkt\nKarl Lindström\tvittne",
    "Namn\tRoll\nKarl Lindström\tej misstänkt",
    "Kontaktperson: Karl Lindström\nÄrendet avser misstänkt stöld.",
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", INNOCENT)
def test_nobody_is_accused_or_called_the_subject(text: str, kind: str) -> None:
    pages = [(1, text)]
    fields = find_fields(pages, DocumentKind(kind, 1.0, ""), find_mentions(pages, pipeline=RULES))
    said = {(field.name, field.role) for field in fields if field.value == NAME}
    assert not {role for _, role in said} & ACCUSED
    assert ("subject", "subject") not in said


def test_an_outcome_is_one_of_a_closed_list_that_the_docs_tell() -> None:
    root = Path(__file__).parents[3]
    rows = (root / "nlp/fields/decisions.txt").read_text("utf-8").splitlines()
    codes = {row.split("\t")[0] for row in rows if row and not row.startswith("#")}
    assert codes | {"granted_with_conditions"} == set(OUTCOMES)
    page = (root / "docs/fields.md").read_text("utf-8")
    for code, title in OUTCOMES.items():
        assert f"| `{code}` | {title} |" in page

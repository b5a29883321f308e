"""Capitals and careless lower case are written as names are, where the pieces say so, and nothing else is."""

from __future__ import annotations

import pytest

from nlp.names.atoms import atoms
from nlp.names.casing import settled

_LIKELY = {"och", "Anna", "Berg", "Umeå", "AB", "sökande", "kommun", "Kommun", "IVO", "bor", "i"}


class _Known:
    """A vocabulary to which the words above are likely and all else is not."""

    def likelihood(self, text: str, joined: bool) -> float:
        assert not joined
        return -5.0 if text in _LIKELY else -10.0 - len(text)


def _settled(text: str) -> str:
    """The text with its atoms as a model reads them."""
    found = settled(atoms(text), _Known())
    assert [(atom.start, atom.end, atom.gap) for atom in found] == [
        (atom.start, atom.end, atom.gap) for atom in atoms(text)
    ]
    for atom in reversed(found):
        text = text[: atom.start] + atom.text + text[atom.end :]
    return text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SÖKANDE ANNA BERG OCH BERG AB I UMEÅ", "sökande Anna Berg och Berg AB i Umeå"),  # a line in capitals
        ("SÖKANDE: ANNA BERG\nAnna bor i Umeå.", "sökande: Anna Berg\nAnna bor i Umeå."),  # only that line
        ("Anna bor i UMEÅ kommun.", "Anna bor i Umeå kommun."),  # a lone word
        ("Anna bor hos IVO och AB.", "Anna bor hos IVO och AB."),  # too short to be judged
        ("anna berg bor i umeå kommun", "Anna Berg bor i Umeå kommun"),  # a page without capitals
        ("Anna bor. anna berg bor i umeå", "Anna bor. anna berg bor i umeå"),  # it has one
        ("AB I", "AB I"),  # too few letters for a line
        (
            "beslut. räddningstjänsten kom. den räddningstjänsten",
            "beslut. Räddningstjänsten kom. den räddningstjänsten",
        ),
        ("SÖKANDE.  SOCIALNÄMNDEN OCH POLISEN", "sökande.  Socialnämnden och POLISEN"),  # an office opens a sentence
        ("Anna bor. polisen kom", "Anna bor. polisen kom"),
        ("12 345 678 – 9", "12 345 678 – 9"),
        ("", ""),
    ],
)
def test_what_a_model_reads(text: str, wanted: str) -> None:
    assert _settled(text) == wanted


def test_a_word_stays_where_no_other_way_is_likelier() -> None:
    assert _settled("HOS ZZYX OCH UMEÅ ANNA BERG").split()[1] in {"ZZYX", "Zzyx", "zzyx"}
    assert _settled("Ärendet hos ZZYX prövas") == "Ärendet hos ZZYX prövas"

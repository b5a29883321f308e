"""Names are shown with every character that could deceive written out, and with no other changed."""

from __future__ import annotations

import pytest

from models.visible import visible


@pytest.mark.parametrize(
    ("untrusted", "shown"),
    [
        ("namn\u202egpj.exe", "namn\\u202egpj.exe"),
        ("rad\nbrytning\x1b[0m", "rad\\x0abrytning\\x1b[0m"),
        ("\udce5ngstr\udcf6m.txt", "\\xe5ngstr\\xf6m.txt"),
        ("två\u2028rader", "två\\u2028rader"),
        ("Åsa Öberg – 12 §.pdf", "Åsa Öberg – 12 §.pdf"),
    ],
)
def test_what_cannot_be_seen_is_written_out(untrusted: str, shown: str) -> None:
    assert visible(untrusted) == shown

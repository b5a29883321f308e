"""å, ä and ö that were read in the wrong code are put back, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.text.wrong_encoding import mending

TEXT = "Vi har sökt tillstånd för åtgärder på området; även ägare från Ängsbacka får besked, § 12, Öst."
SEVEN_BIT = str.maketrans("åäöÅÄÖ", "}{|][\\")
MISREADINGS: dict[str, Callable[[str], str]] = {
    "UTF-8": lambda text: text.encode().decode("cp1252"),
    "Macintosh": lambda text: text.encode("mac_roman").decode("cp1252"),
    "CP850": lambda text: text.encode("cp850").decode("cp1252"),
    "seven bits": lambda text: text.translate(SEVEN_BIT),
}


@pytest.mark.parametrize("code", MISREADINGS)
def test_the_letters_are_put_back(code: str) -> None:
    words = MISREADINGS[code](TEXT).split()
    mend = mending(words)
    assert mend is not None
    assert " ".join(map(mend, words)) == TEXT


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "if (a || b) { return [x | y]; } else { f{r} }",
        "„Ja“, sa hon … † 1999 … och š, ž är tjeckiska: Šumava, Œuvre",
        "São João e a Ãrea Â",
    ],
)
def test_other_pages_are_left_alone(text: str) -> None:
    assert mending(text.split()) is None

"""What is decided of a document in a request between owners, and how its questions are answered."""

from __future__ import annotations

from typing import Final

from models.trial import NO, YES, Verdict

VERDICTS: Final[dict[str, str]] = {
    Verdict.OPEN: "Ska prövas",
    Verdict.WHOLE: "Lämnas ut hel",
    Verdict.MASKED: "Lämnas ut maskad",
    Verdict.REFUSED: "Lämnas inte ut",
    Verdict.ABSENT: "Finns inte",
}
ANSWERS: Final[dict[str, str]] = {YES: "Ja", NO: "Nej"}
NAMED: Final = {"trial": VERDICTS, "trial_answer": ANSWERS}

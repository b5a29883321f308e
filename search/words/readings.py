"""What a query is read as, in plain Swedish: the pieces of the sentence. The front end says them in English as well.

``%(word)s`` and the like stand for what was typed, or for another piece.
"""

from __future__ import annotations

from typing import Final

READINGS: Final[dict[str, str]] = {
    "documents": "dokument som %(what)s",
    "everything": "alla dokument",
    "holds": "innehåller %(what)s",
    "names": "nämner %(field)s %(word)s",
    "names_any": "nämner %(field)s (vilken som helst)",
    "is": "har %(field)s %(word)s",
    "between": "är daterade %(since)s–%(until)s",
    "on": "är daterade %(since)s",
    "since": "är daterade %(since)s eller senare",
    "until": "är daterade %(until)s eller tidigare",
    "dated": "har ett datum",
    "not": "inte %(what)s",
    "and": "%(some)s och %(last)s",
    "or": "%(some)s eller %(last)s",
    "either": "antingen %(what)s",
    "word": "”%(word)s”",
    "phrase": "frasen ”%(word)s”",
    "prefix": "ord som börjar på ”%(word)s”",
    "begins": "som börjar på ”%(word)s”",
    "alike": "ord som liknar ”%(word)s”",
    "is_alike": "som liknar ”%(word)s”",
    "near": "%(first)s högst %(count)s ord från %(second)s",
    "at_least": "innehåller minst %(least)s av %(count)s talande ord",
    "one_of": "är handlingen själv",
    "beside": "%(first)s intill %(second)s",
}

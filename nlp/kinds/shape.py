"""The shape of a paper (*handlingens form*): how it is built and who speaks to whom, as numbers between 0 and 1.

What a heading would say is often seen in the form alone: a salutation and *jag* are a letter, lines that begin with
times a log, rows of amounts a bill, *beslutar* and *ska* a decision.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import numpy.typing as npt

_WORD: Final = re.compile(r"[^\W\d_]+")


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)


_PER_WORD: Final = (
    (_words("jag|mig|min|mitt|mina"), 15.0),
    (_words("vi|oss|vår|vårt|våra"), 15.0),
    (_words("du|dig|din|ditt|dina|ni|er|ert|era"), 15.0),
    (_words("han|hon|hans|hennes|honom|henne"), 15.0),
    (_words(r"ska|skall|måste|får|bör|föreläggs|krävs"), 15.0),
    (_words(r"beslutar|beviljas?|bifalls?|avslås?|avslår|medges|lämnas|avskrivs|avvisas|godkänns"), 30.0),
    (_words(r"\w{3,}(?:[adtklr]des?|[tk]tes?|nde|ste)|var|fanns|såg|stod|låg|fick"), 8.0),
    (_words(r"\w{3,}(?:as|es|ts)"), 8.0),
    (re.compile(r"\d[\d ]{0,12}(?:,\d\d|:-| ?kr\b| ?kronor\b| ?tkr\b)"), 15.0),
    (re.compile(r"§|\bkap\.|\bSFS\b"), 15.0),
    (re.compile(r"\b\d{1,2}[.:]\d{2}\b(?!-)"), 15.0),
    (re.compile(r"[?!]"), 15.0),
    (re.compile(r"[\[(][ xX]?[\])]|[☐☑☒✓]"), 15.0),
    (re.compile(r"\b\d{6,8}[-+]?\d{4}\b|\bfödd\b"), 30.0),
)
"""What is counted, and by how much its share of the words is multiplied."""
_PER_LINE: Final = (
    re.compile(r"^[ \t]*(?:kl\.? ?)?\d{1,2}[.:]\d{2}\b", re.MULTILINE),
    re.compile(r"^[ \t]*(?:\d{1,2}[.)]|[a-h]\)|[-•*–])\s", re.MULTILINE),
    re.compile(r"^[^\t\n]*\t[^\t\n]*\t", re.MULTILINE),
    re.compile(r"^[^\W\d][^:\t\n]{1,30}(?::|\t)[^\t\n]*$", re.MULTILINE),
    re.compile(r"^§ ?\d+", re.MULTILINE),
    re.compile(r"^[ \t]*[a-zåäö]", re.MULTILINE),
    re.compile(r"^.{80,}", re.MULTILINE),
)
"""Lines of these forms, as a share of all."""
_THERE: Final = (
    re.compile(r"^(?:hej|hallå|bäste|bästa|kära|käre|till er|till den|till ansvarig)\b", re.MULTILINE | re.IGNORECASE),
    re.compile(r"\b(?:mvh|hälsningar|hälsning|hälsar|tacksam för svar|kram)\b", re.IGNORECASE),
    re.compile(r"\b(?:närvarande|deltagare|kallade|ledamöter|på plats|frånvarande|återbud)\b", re.IGNORECASE),
    re.compile(r"\b(?:överklaga\w*|besvärshänvisning)\b", re.IGNORECASE),
    re.compile(r"\b(?:att betala|summa|totalt|netto|moms)\b", re.IGNORECASE),
    re.compile(r"\b(?:underskrift|namnteckning|ort och datum|bevittnas)\b", re.IGNORECASE),
)
"""What is there or not."""
NUMBERS: Final = len(_PER_WORD) + len(_PER_LINE) + len(_THERE) + 1


def shape(text: str) -> npt.NDArray[np.float32]:
    """:data:`NUMBERS` numbers of a text."""
    words = max(1, sum(1 for _ in _WORD.finditer(text)))
    lines = max(1, sum(1 for line in text.split("\n") if line.strip()))
    found = [min(1.0, factor * _count(pattern, text) / words) for pattern, factor in _PER_WORD]
    found += [min(1.0, _count(pattern, text) / lines) for pattern in _PER_LINE]
    found += [float(pattern.search(text) is not None) for pattern in _THERE]
    return np.array([*found, min(1.0, np.log1p(words) / 8)], np.float32)


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))

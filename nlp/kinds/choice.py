"""The choice of a kind: what the rules see and what the classifier says, in one sum, with a confidence and a reason.

For each kind the sum is ``text * log p + heading * h + cues * c + name * n``: the classifier's logarithm, and the
numbers of :mod:`nlp.kinds.evidence`; ``other`` has a constant of its own. The weights were fitted on templates that the
classifier had not seen, and so were the points by which a share of the sums is read as how often it is right
(``meta.json``, docs/training-kinds.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import numpy as np

from models.document import DocumentKind
from nlp.choice import KINDS_MODEL, PIPELINES
from nlp.kinds.classifier import Classifier
from nlp.kinds.evidence import Evidence, evidence
from nlp.kinds.features import READ
from nlp.kinds.names import KINDS, OTHER
from nlp.kinds.seen import Floats, seen

PAGES: Final = 8
"""Pages that are read: a longer paper has said what it is by then."""
FEW: Final = 15
"""With fewer words than these, and no rule that is met, nothing is known of a paper."""
MAIL: Final = "message/rfc822"
_MAIL: Final = DocumentKind("email", 0.99, "filen är ett e-postmeddelande")
_WORDS: Final = 3
"""Words of the classifier in a reason."""
_RULED: Final = 1.5
"""A rule whose part of the sum is above this is the reason; else the classifier's words are given too."""


def classify(pages: Sequence[tuple[int, str]], name: str, media_type: str) -> DocumentKind:
    """The likeliest kind, how sure that is (0–1), and in Swedish what told.

    ``pages`` are ``(number, text)``; ``name`` is the file's name, or empty. A mail is an e-mail whatever it is about:
    what is enclosed is a document of its own. With next to no words the answer is ``other``. Raises
    :class:`models.errors.ModelDamagedError` where the classifier is not the one that was trained.
    """
    if media_type == MAIL:
        return _MAIL
    text = "\n".join(text for _, text in pages[:PAGES])[:READ]
    if not any(map(str.isalpha, text)):
        return OTHER
    model = classifier()
    paper, ruled = seen(text, name, model.vectors), evidence(text, name)
    if not (ruled.heading or ruled.cues or ruled.name) and len(text.split()) < FEW:
        return OTHER
    sums = summed(model.likely(paper), ruled, model.meta.weights)
    chosen = int(sums.argmax())
    said, right = np.array(model.meta.certainty).T
    sure = float(np.interp(_share(sums, chosen), said, right))
    kind = KINDS[chosen]
    return DocumentKind(kind, round(sure, 3), _reason(kind, ruled, model, paper))


@cache
def classifier() -> Classifier:
    """The classifier that ships with the product, read once."""
    return Classifier(PIPELINES / KINDS_MODEL)


def summed(likely: Floats, ruled: Evidence, weights: Mapping[str, float]) -> Floats:
    """The sum of each of :data:`KINDS`."""
    sums: Floats = weights["text"] * likely
    for sort, found in (("heading", ruled.heading), ("cues", ruled.cues), ("name", ruled.name)):
        sums = sums + weights[sort] * np.array([found.get(kind, 0.0) for kind in KINDS], np.float32)
    sums[KINDS.index(OTHER.name)] += weights["other"]
    return sums


def _share(sums: Floats, chosen: int) -> float:
    return float(1 / np.exp(sums - sums[chosen]).sum())


def _reason(kind: str, ruled: Evidence, model: Classifier, paper: Any) -> str:
    """The rule's words, and where no strong rule was met the classifier's."""
    weights = model.meta.weights
    strength = weights["heading"] * ruled.heading.get(kind, 0.0) + weights["cues"] * ruled.cues.get(kind, 0.0)
    parts = [ruled.told[kind]] if kind in ruled.told else []
    if strength < _RULED and (found := model.terms(paper, kind, _WORDS)):
        parts.append(f"ordval: {', '.join(found)}")
    return "; ".join(parts) or "inget ledord"

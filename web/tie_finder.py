"""Who reads ties in documents for all pages: it remembers, so that what one page went through the next need not."""

from __future__ import annotations

from typing import Final

from nlp.ties import TIES
from search.tie_memory import Remembering

FINDER: Final = Remembering(TIES)

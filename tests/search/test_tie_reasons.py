"""Every kind of key that may make a suggestion is told in Swedish."""

from __future__ import annotations

import re
from pathlib import Path

from nlp.resolution import keys
from search.words import ties


def test_every_kind_of_key_has_its_words() -> None:
    source = Path(keys.__file__).read_text("utf-8")
    kinds = set(re.findall(r'Key\(\s*"([^"]+)"', source))
    kinds |= {f"name+{each}" for each in re.findall(r'yield "(\w+)", ', source)}
    kinds |= {f"name+{each}" for each in re.findall(r'\("(\w+)", Label\.', source)}
    assert kinds <= ties.REASONS.keys()
    assert ties.reason("något nytt") == "något nytt"

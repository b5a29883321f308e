"""Other inflected forms of a word by a hunspell dictionary: one that the analysis under measure does not look into.

The dictionary is that of the wheel ``hunspell-sv`` (PyPI, LGPL-3.0, from SFOL, SALDO, Folkets lexikon and SAOL), which
only this bench needs. ``sv_SE.aff`` says which endings a root's flags allow (man 5 hunspell); the forms of a root are
those of its suffix flags; what makes another word is left out: flags for compounds, and the derivations -are and -isk
(flag T) and the nominalised -ande (-andet, -andes).
"""

from __future__ import annotations

import re
import sysconfig
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

PLACE: Final = Path(sysconfig.get_path("data")) / "share/hunspell"
_OTHER_WORDS: Final = frozenset("WXYUZT")
_NOMINALISED: Final = ("ndes", "ndet", "ndets")


@dataclass(frozen=True, slots=True)
class Suffix:
    """``SFX flag strip add condition``: a root that meets the condition may lose ``strip`` and take ``add``."""

    flag: str
    strip: str
    add: str
    condition: re.Pattern[str]

    def on(self, root: str) -> str | None:
        if not root.endswith(self.strip) or not self.condition.search(root):
            return None
        return root.removesuffix(self.strip) + self.add


class Dictionary:
    """Roots with their flags, a line each (two words may be written alike), and the suffixes that these allow."""

    def __init__(self, folder: Path = PLACE) -> None:
        self._flags: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
        self._suffixes = list(_suffixes(folder / "sv_SE.aff"))
        for line in (folder / "sv_SE.dic").read_text("utf-8").splitlines()[1:]:
            root, _, flags = line.split("\t")[0].partition("/")
            if root.isalpha() and root.islower():
                self._flags[root].append(frozenset(flags))

    def others(self, word: str) -> list[str]:
        """Other forms of the word: those that all roots share of which it is a form, genitives of nouns left out.

        So "krossar" (of "kross" and of "krossa") stays as it is, rather than to become another word.
        """
        found = [forms for root in sorted(self._roots(word)) for forms in self._forms(root) if word in forms]
        shared = set[str].intersection(*found) if found else set[str]()
        return sorted(form for form in shared - {word} if not _is_genitive(form, shared))

    def has(self, word: str) -> bool:
        """Whether the word is a root or a form of one."""
        return any(word in forms for root in self._roots(word) for forms in self._forms(root))

    def another(self, word: str, random: Random) -> str:
        """One of them by chance; the word itself where there is none."""
        others = self.others(word)
        return random.choice(others) if others else word

    def _roots(self, word: str) -> set[str]:
        endings = [suffix for suffix in self._suffixes if word.endswith(suffix.add)]
        return {word} | {word.removesuffix(suffix.add) + suffix.strip for suffix in endings}

    def _forms(self, root: str) -> list[set[str]]:
        return [{root} | set(self._endings(root, flags)) for flags in self._flags.get(root, ())]

    def _endings(self, root: str, flags: frozenset[str]) -> Iterator[str]:
        for suffix in self._suffixes:
            if suffix.flag in flags and (form := suffix.on(root)) and form.isalpha():
                yield form


def _is_genitive(form: str, forms: set[str]) -> bool:
    is_verb = any(other.endswith(("de", "te", "it")) for other in forms)
    return not is_verb and form.endswith("s") and form[:-1] in forms


def _suffixes(path: Path) -> Iterator[Suffix]:
    for line in path.read_text("utf-8").splitlines():
        columns = line.split()
        if columns[:1] == ["SFX"] and len(columns) >= 5 and columns[1] not in _OTHER_WORDS:
            flag, strip, add, condition = columns[1:5]
            add, _, more = add.partition("/")
            if not set(more) & {"W", "Z"} and add not in _NOMINALISED:
                yield Suffix(flag, strip.replace("0", ""), add.replace("0", ""), re.compile(f"{condition}$"))

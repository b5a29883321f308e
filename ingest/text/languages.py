"""The commonest words of the languages met in Swedish case files: running text holds a good share of them (Zipf).

Words of one letter are left out: shifted letters give such words too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_SWEDISH_WORDS: Final = (
    "och att det som en på är av för med den till inte har de om ett han men jag var från vid så kan nu man "
    "när ska skall eller under enligt sig efter också mot inom samt dessa denna detta ut hade hon vi år upp in "
    "än vara bli över andra mellan där här får finns"
)
_ENGLISH_WORDS: Final = "the of and to in is that for it as with be by on are this was from or at not"
_SWEDISH: Final = frozenset(_SWEDISH_WORDS.split())
_ENGLISH: Final = frozenset(_ENGLISH_WORDS.split())
# Each with the share of its words in running text from which a page is taken to be in it: languages with many endings
# have fewer small words. "de", "en" and the like, which Swedish has too, are left out.
_OTHERS: Final = {
    "fi": (0.05, "ja että ei oli se ovat hän on sekä mukaan tai kun joka myös ole voi tämä kuin niin jos"),
    "de": (0.15, "der die und das von zu mit ist ein eine auf im dem nicht des sich werden wird bei sie auch als"),
    "fr": (0.15, "le la les et est une dans que pour au par sur qui pas des du plus avec ce il"),
    "es": (0.15, "el la los las que en por con una para se del su al lo como más es no"),
    "da": (0.15, "og af til er ikke et den det som der fra har blev at på med sig kan jeg"),
    "pl": (0.06, "na się nie do jest że to od po przez oraz jako jego dla za przy tym są był"),
    "so": (0.06, "iyo ee ka ku waa uu ay oo in la si ah aan waxaa loo soo leh kale"),
    "tr": (0.05, "ve bir bu için ile da de olarak olan daha gibi çok kadar sonra ne her"),
    "hbs": (0.08, "je se na da su od za ili koji nije kao što ne sa bi te po iz"),
    "et": (0.05, "ja on ei ning kui et mis oli see ka või ta selle ole oma"),
    "lt": (0.05, "ir yra kad su į iš kaip buvo jo bei arba ar"),
    "ku": (0.08, "û li ji bi di ku ye ne jî bo ew de"),
}
_FOREIGN: Final = {code: (least, frozenset(words.split())) for code, (least, words) in _OTHERS.items()}
_ENOUGH: Final = 20


def share_of_swedish(words: Sequence[str]) -> float:
    """The share of ``words`` (lower case) that are common in Swedish."""
    return _share(words, _SWEDISH)


def is_foreign_prose(words: Sequence[str]) -> bool:
    """Whether ``words`` (lower case) are running text of another language than Swedish and English."""
    if len(words) < _ENOUGH:
        return False
    ours = _share(words, _SWEDISH | _ENGLISH)
    return any((share := _share(words, common)) >= least and share > ours for least, common in _FOREIGN.values())


def _share(words: Sequence[str], common: frozenset[str]) -> float:
    return sum(word in common for word in words) / len(words) if words else 0.0

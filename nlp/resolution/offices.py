"""Who writes or acts for the owner of the papers (*tjänsteman*): told by a title or a label beside the name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from models.mention import Mention
from nlp.resolution.group import Group

_TITLE: Final = (
    r"(?:[^\W\d_]*(?:inspektör|handläggare|utredare|kommissarie|assistent|sekreterare|ingenjör|arkitekt|upphandlare"
    r"|controller|samordnare|registrator|jurist|ekonom|strateg|chef|åklagare|rådman|nämndeman|polis|notarie|direktör"
    r"|ordförande|ledamot|ersättare|revisor)|rådman|kammaråklagare)(?:en|n|et)?"
)
_BEFORE: Final = re.compile(
    rf"(?:(?<![^\W\d_])(?:{_TITLE}|upprättad\sav|upprättat\sav|handlagd\sav|handläggare|beslutande|föredragande|justerare"
    r"|justeras|vid\sprotokollet|protokollförare|kontrollant|undertecknad|ansvarig|beslutsfattare|i\stjänsten"
    r"|vår\sreferens|intygar|beslutat\sav|handlagt\sav|föredragits\sav|kommunen\sdeltog|granskad\sav|utförd\sav|kontrollen\sutfördes\sav|rapportör|uppgiftsmottagare|mottagen\sav))[\s:.,(]{1,6}$",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(rf"(?:\s*[,(\n–-]\s*|\s)(?:\w+\s)?{_TITLE}(?![^\W\d_])", re.IGNORECASE)
_REACH: Final = 40


def is_official(texts: Mapping[int, str], mentions: Sequence[Mention], person: Group) -> bool:
    """Whether a title stands before or after the person's name, or a label of those who write such papers."""
    return any(_is_told(texts.get(mentions[at].page, ""), mentions[at]) for at in person.places)


def _is_told(text: str, one: Mention) -> bool:
    before = text[max(0, one.start - _REACH) : one.start]
    return _BEFORE.search(before) is not None or _AFTER.match(text, one.end, one.end + _REACH) is not None

"""How the matter ended (*utfall*): the sentence of the decision, and which of the outcomes it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from models.document import Field
from nlp.fields.field_names import OUTCOME
from nlp.fields.headings import Section, sections_of
from nlp.fields.paper import Paper, field_of_span, flat

OUTCOMES: Final[Mapping[str, str]] = {
    "granted": "beviljat", "granted_with_conditions": "beviljat med villkor", "refused": "avslag",
    "withdrawn": "återkallat av sökanden", "dismissed": "avvisat", "rejected_late": "avvisat, för sent inkommet",
    "no_action": "utan åtgärd", "order": "föreläggande eller krav", "ban": "förbud", "penalty": "avgift eller vite",
    "warning": "varning eller erinran", "revoked": "tillståndet återkallat", "upheld": "överklagandet avslaget",
    "changed": "beslutet ändrat", "remitted": "återförvisat", "acquitted": "frikänd", "convicted": "fälld",
    "follow_up": "följs upp",
}  # fmt: skip
"""Every value of the field ``outcome`` with its Swedish title. A code is never renamed: facets and exports hold it."""
_CONDITIONS: Final = re.compile(
    r"\b(?:på|med|under) (?:\w+ ){0,2}villkor|\b(?:följande|dessa|nedanstående|särskilda|angivna) villkor"
    r"|^\s*villkor\w*(?: för \w+)?\s*:?$|\bvillkor(?:en)? (?:meddelas|gäller|för beslutet|är att)|\bförordar villkor"
    r"|\bunder förutsättning\b|\bförutsatt att\b|\bmed (?:de )?förbehåll|\bförenas med (?:\w+ )?villkor|\bvillkorad av"
    r"|\bdock inskränkt|\bbeviljas med (?!stöd|hänvisning)|\bmed undantag (?:för|av)"
    r"|\bmed (?:följande |vissa |de |nedanstående )?(?:tillägg|försiktighetsmått|begränsning\w*|mått som|föreskrifter)",
    re.MULTILINE,
)
_SECTION: Final = re.compile(
    r"^\s*(?:\d+\.? |[a-z]\. )?(?:särskilda |följande |beslutets |tillståndets )?(?:villkor(?:en)?|försiktighetsmått)"
    r"(?: för \w+)?\s*:?\s*$",
    re.MULTILINE,
)
"""The heading of a section of conditions, which may stand anywhere in a permit."""
_LISTED: Final = re.compile(
    r"\s*(?:a\)|1[.)]|[-–•])[ \t][^\n]{0,160}?(?:\b(?:ska|måste|får (?:inte|endast)|högst|minst)\b|\w{3,}[aei]s\b)"
)
"""Items right below what is granted, of which the first bids something."""
_PERMITS: Final = ("permit_decision", "police_statement")
_NO_CONDITIONS: Final = re.compile(r"\butan (?:särskilda )?villkor|inga villkor|\bavtalsvillkor\w*")
_CONDITIONS_REACH: Final = 700  # code points after a decision in which its conditions begin
_WHO: Final = (
    r"\b(?:\w*nämnd(?:en)?|\w*utskottet|\w*styrelsen|\w*domstolen|\w*rätten|\w*myndigheten|\w*enheten|\w*förvaltningen"
    r"|kommunen|jag|vi|undertecknad|ansökan|ärendet|saken|frågan|överklagandet|åtalet)\b"
)
_DECIDES: Final = (
    r"\b(?:beslutar|avslår|beviljar|meddelar|medger|avvisar|avskriver|förbjuder|förelägger|återkallar|upphäver"
    r"|fastställer|ändrar|bifaller|ogillar|lämnar|avstyrker|tillstyrker|avslutas|avslås|beviljas|avskrivs|avvisas"
    r"|har (?:inget|ingenting|ingen)|föreslår|följs upp|bedömer)"
)
_BOARD: Final = re.compile(rf"{_WHO}[^.]{{0,60}}?{_DECIDES}")
_PAST: Final = re.compile(
    r"\b(?:beslutade|avslog|beviljade|meddelade|avvisade|upphävde|fastställde|förelade|förbjöd|hade|tidigare"
    r"|året innan|senast meddelade|har sedan \d{4})\b"
)
_ELSE: Final = re.compile(
    r"\böverklaga(?:s|nde ska|r du|t)?\b.{0,40}\b(?:till|hos|inom|senast)"
    r"|\bsom (?:\w+ ){0,2}(?:beviljats|beviljades|meddelats|lämnats)"
    r"|\b(?:prövningstillstånd krävs|yrka(?:r|t|de|s)|ansök(?:er|te|t)|begär(?:t|de)?|anför|hemställer|önskar|vill"
    r"|kan (?:komma att|nämnden|leda|medföra|föreläggas|förenas|återkallas|beviljas|beslutas|påföras)"
    r"|om (?:tillståndet|beslutet|villkoren) (?:återkallas|ändras|överträds)|skulle|frågan (?:är|om)|huruvida"
    r"|om (?:inte|ni|du|bolaget|verksamheten|nämnden))\b"
)
"""What somebody asks for, what may come, how to appeal: no outcome."""
_MILD: Final = re.compile(
    r"\b(?:utan (?:anmärkning|avvikelse|brister)|inga (?:avvikelser|brister|anmärkningar)|uppfyll\w+|bedöms fungera)"
)
"""Said of a part of what was looked at as often as of the whole."""
_TICKED: Final = re.compile(r"\s*(?:☒|☑|✓|✔|\(x\)|\[x\]|x\s)\s*")
_EMPTY: Final = re.compile(r"\s*(?:☐|□|\(\s?\)|\[\s?\]|_\s)")
_LAST: Final = 99  # the number of a heading among the sentences below it
_LONGEST: Final = 900  # code points of a sentence that is looked at
_LEAST: Final = 2
_LEAST_SAID: Final = "follow_up"
"""What says least of how a matter ended: any other outcome of the same weight goes before it."""


class _Said(NamedTuple):
    weight: int
    outcome: str
    page: int
    start: int
    end: int


@cache
def _decisions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = (Path(__file__).parent / "decisions.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((outcome, re.compile(pattern)) for outcome, pattern in rows)


def outcome_fields(paper: Paper) -> Iterator[Field]:
    """The outcome that is best attested: in a section that decides, by one who decides, not asked for, not past."""
    said = list(_all_said(paper))
    best = max(said, key=lambda each: (each.weight, each.outcome != _LEAST_SAID), default=None)
    if best is None or best.weight < _LEAST:
        return
    value = _with_conditions(paper, best)
    yield field_of_span(OUTCOME, paper, best.page, best.start, best.end, value=value)


def _all_said(paper: Paper) -> Iterator[_Said]:
    for section in sections_of(paper):
        text = paper.texts[section.page]
        for number, (start, end) in _sentences(paper, section):
            sentence = flat(text[start : min(end, start + _LONGEST)]).strip().lower()
            if _EMPTY.match(sentence):
                continue
            for outcome, pattern in _decisions():
                if pattern.search(sentence):
                    outcome = _of_kind(paper.kind, outcome, sentence)
                    weight = _weight(paper, section, number, sentence, outcome)
                    yield _Said(weight, outcome, section.page, start, end)
                    break


def _sentences(paper: Paper, section: Section) -> Iterator[tuple[int, tuple[int, int]]]:
    """The sentences of a section with their numbers; a heading ("Bygglov beviljas") may say it too, after them."""
    yield from enumerate(paper.sentences(section.page, section.start, section.end))
    if section.alone and section.heading:
        yield _LAST, paper.line(section.page, section.start - 1)


def _weight(paper: Paper, section: Section, number: int, sentence: str, outcome: str) -> int:
    weight = 0
    if section.decides:
        weight += 5 if number < 2 else 3 if number < 6 else 1
    if _TICKED.match(sentence):
        weight += 5
    if _BOARD.search(sentence):
        weight += 2
    if _PAST.search(sentence):
        weight -= 3
    if outcome != _LEAST_SAID and _ELSE.search(sentence):
        weight -= 3
    if outcome in _USUAL.get(paper.kind, ()):
        weight += 2
    if outcome == "no_action" and not section.decides and _MILD.search(sentence):
        weight -= 3
    return weight


_USUAL: Final = {
    "inspection_report": ("follow_up", "no_action", "order", "ban", "penalty"),
    "permit_decision": ("granted", "refused", "withdrawn", "dismissed", "revoked", "warning", "remitted"),
    "police_statement": ("granted", "refused", "revoked"),
    "payment_audit": ("order", "follow_up", "no_action", "warning", "revoked"),
    "building_supervision": ("order", "ban", "penalty", "no_action", "changed"),
    "judgment": (
        "upheld",
        "changed",
        "remitted",
        "acquitted",
        "convicted",
        "dismissed",
        "rejected_late",
        "refused",
        "penalty",
    ),
    "procurement_followup": ("penalty", "follow_up", "granted", "dismissed", "no_action", "warning", "revoked"),
    "police_memo": ("no_action", "follow_up"),
    "tip": ("no_action", "follow_up"),
    "email": ("granted", "refused", "no_action"),
    "minutes": ("granted", "refused", "remitted", "follow_up"),
    "other": ("no_action", "rejected_late", "follow_up", "refused", "granted", "warning", "withdrawn"),
}


def _of_kind(kind: str, outcome: str, sentence: str) -> str:
    """In a judgment an appeal that is refused leaves the decision upheld, one that is granted changes it."""
    if kind == "judgment" and outcome == "granted" and "överklag" in sentence:
        return "changed"
    return outcome


def _with_conditions(paper: Paper, said: _Said) -> str:
    if said.outcome != "granted":
        return said.outcome
    text = paper.texts[said.page]
    reach = text[said.start : said.end + _CONDITIONS_REACH].lower()
    cleared = _NO_CONDITIONS.sub("", reach)
    has = _CONDITIONS.search(cleared) or (
        paper.kind in _PERMITS
        and (_LISTED.match(text, said.end) or any(_SECTION.search(page.lower()) for page in paper.texts.values()))
    )
    return "granted_with_conditions" if has else "granted"

"""Kinds of documents (*handlingstyper*), told by cue words, their weight and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.document import DocumentKind

HEAD = 1_200  # code points of the first page where a paper says what it is
BODY = 20_000  # code points after which more text says nothing new about the kind
_HEAD_FACTOR = 3.0
_BODY_REPEATS = 2  # a cue counts at most so often: a judgment that quotes a memo many times is still a judgment
_ENOUGH = 3.0  # below this sum nothing is known
_FULL = 12.0  # at this sum, and without a rival, the confidence is at its top
OTHER: Final = DocumentKind("other", 0.3, "inget ledord")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that speaks for a kind."""

    kind: str
    pattern: re.Pattern[str]
    weight: float
    head_only: bool = False


def _cue(kind: str, pattern: str, weight: float, *, head_only: bool = False) -> Cue:
    return Cue(kind, re.compile(rf"(?<![\wåäö])(?:{pattern})(?![\wåäö])", re.IGNORECASE), weight, head_only)


CUES: Final = (
    _cue(
        "permit_decision",
        r"delegationsbeslut|bygglovsärende\w*|er ansökan|ni får bygga|bygglov (?:lämnas|beviljas)",
        2.0,
    ),
    _cue("building_supervision", r"olovligt byggande|tillsynsrapport, olovlig\w*", 4.0),
    _cue("police_memo", r"polisområde|områdespolis\w*|anteckningar från samtal", 2.5),
    _cue("payment_audit", r"stickprov (?:på|av) (?:fakturor|utbetal\w*)|(?:begärda|planerade|utförda) timmar", 3.0),
    _cue("inspection_report", r"(?:protokoll|rapport|anteckningar) från \w*(?:kontroll|tillsyn|inspektion)\w*", 3.5),
    _cue("inspection_report", r"kontrollområde\w*|kontrolltid|kontrollresultat|livsmedelsinspektör\w*", 1.5),
    _cue("permit_decision", r"avsla(?:g|r) (?:på )?ansökan|(?:beviljat|ändrat) (?:bygglov|serveringstillstånd)", 3.5),
    _cue("permit_decision", r"ansökan om (?:bygglov|\w*serveringstillstånd|tillstånd)|beviljar|bygglov för", 1.5),
    _cue("tip", r"(?:brev|samtal|uppgift|iakttagelse) från allmänheten|uppgiftslämnare\w*", 3.0),
    _cue(
        "police_memo",
        r"kl\. \d{2}\.\d{2}:? .{0,80}(?:patrull|anmälar|målsägand)\w*|händelseförlopp|vittnesuppgift\w*",
        1.2,
    ),
    _cue(
        "inspection_report",
        (
            r"inspektionsrapport\w*|tillsynsrapport\w*|kontrollrapport\w*|inspektionsprotokoll\w*"
            r"|tillsynsprotokoll\w*"
        ),
        3.5,
    ),
    _cue(
        "inspection_report",
        (
            r"rapport från (?:inspektion|tillsyn|kontroll|livsmedelskontroll)\w*|tillsynsbesök\w*"
            r"|kontrollbesök\w*"
        ),
        2.0,
    ),
    _cue(
        "inspection_report",
        (
            r"avvikelse(?:r|n|rna)?|oanmäld (?:inspektion|kontroll|tillsyn)|livsmedelskontroll\w*"
            r"|inspektionen? (?:utfördes|genomfördes)|inspektör(?:en)?"
        ),
        0.8,
    ),
    _cue(
        "permit_decision",
        (r"serveringstillstånd\w*|tillståndsbeslut\w*|stadigvarande tillstånd|tillstånd att servera"),
        2.0,
    ),
    _cue(
        "permit_decision",
        (
            r"beslut om (?:bygglov|tillstånd|serveringstillstånd|startbesked|slutbesked|rivningslov"
            r"|marklov)|bygglov (?:beviljas|ges|avslås)|beviljar (?:bygglov|sökande\w*|tillstånd)"
            r"|förhandsbesked"
        ),
        3.0,
    ),
    _cue("permit_decision", r"bygglov\w*|sökande(?:n)?|beviljas|avslås|hur man överklagar|startbesked", 0.7),
    _cue(
        "building_supervision",
        (
            r"byggtillsyn\w*|tillsynsärende\w*|olovlig\w*|svartbygge\w*|byggsanktionsavgift\w*"
            r"|rättelseföreläggande\w*|föreläggande om rättelse|tillsyn enligt (?:PBL"
            r"|plan- och bygglagen)"
        ),
        2.2,
    ),
    _cue("building_supervision", r"11 kap\.? \d+ §|ovårdad\w*|platsbesök\w*", 0.8),
    _cue("police_memo", r"promemoria|polispromemoria|händelserapport\w*|avrapporterings-?\s?pm|PM", 1.2),
    _cue(
        "police_memo",
        (
            r"polismyndigheten|misstänkt\w*|brottsmisstanke|polispatrull\w*|anmälan upprättas"
            r"|K\d{5,7}-\d{2}|\d{4}-K\d{4,7}-\d{2}|brottskod|underrättelse\w*|spaning\w*|patrull\w*"
        ),
        0.9,
    ),
    _cue("police_statement", r"yttrande", 1.5, head_only=True),
    _cue(
        "police_statement",
        (
            r"polismyndighetens yttrande|yttrande från polis\w*|polisens yttrande|yttrande (?:över"
            r"|avseende|angående) (?:ansökan|serveringstillstånd)\w*|erinran|ingen erinran|avstyrker"
            r"|tillstyrker|remissvar"
        ),
        2.0,
    ),
    _cue(
        "payment_audit",
        (
            r"utbetalningskontroll\w*|granskning av utbetal\w*|efterkontroll\w*|återkrav\w*"
            r"|felaktig(?:a|t) utbetal\w*|assistansersättning\w*|fakturagranskning\w*"
            r"|granskningsrapport\w*|betalningsgranskning\w*|kontroll av utbetal\w*"
        ),
        2.5,
    ),
    _cue(
        "payment_audit",
        (
            r"utbetal\w*|utförare(?:n|ns)?|rapporterade timmar|fakturerat|granskningsperiod\w*"
            r"|för hög ersättning"
        ),
        0.8,
    ),
    _cue(
        "procurement_followup",
        (
            r"avtalsuppföljning\w*|uppföljning av (?:avtal|ramavtal|upphandl\w*)"
            r"|upphandlingsuppföljning\w*|leverantörsuppföljning\w*|avtalskontroll\w*"
        ),
        3.5,
    ),
    _cue(
        "procurement_followup",
        (r"ramavtal\w*|leverantör(?:en|ens)?|upphandl\w*|underleverantör\w*|vite|avtalsbrott|LOU"),
        0.7,
    ),
    _cue(
        "minutes",
        (
            r"sammanträdesprotokoll\w*|sammanträdesdatum|protokollsutdrag|justerare"
            r"|justerade paragrafer|mötesprotokoll|styrelseprotokoll"
        ),
        3.5,
    ),
    _cue(
        "minutes",
        (
            r"protokoll\w*|ledamöter|närvarande|beslutande|ajournering\w*|ordförande"
            r"|föregående protokoll"
        ),
        0.7,
    ),
    _cue(
        "judgment",
        (
            r"domslut\w*|domskäl\w*|dom meddelad|(?-i:D\s?O\s?M)|HÖGSTA DOMSTOLENS DOM|tingsrätten dömer"
            r"|yrkanden? m\.\s?m\."
        ),
        3.0,
    ),
    _cue(
        "judgment",
        (
            r"tingsrätt\w*|hovrätt\w*|förvaltningsrätt\w*|kammarrätt\w*|mål(?:et)? nr|käranden?"
            r"|svaranden?|klagande|motpart|tilltalad\w*|åtalet|överklagat"
        ),
        0.7,
    ),
    _cue(
        "tip",
        (
            r"anonymt tips|tipsare\w*|tips (?:om|till|från|angående)|tipsformulär\w*|visselblås\w*"
            r"|inkommet tips|vill vara anonym|vill tipsa|tips"
        ),
        2.5,
    ),
    _cue(
        "email",
        (
            r"från:.{1,120}\n(?:.{0,200}\n){0,3}(?:till|skickat|ämne):"
            r"|from:.{1,120}\n(?:.{0,200}\n){0,3}(?:to|sent|subject):"
        ),
        3.0,
        head_only=True,
    ),
    _cue("email", r"ämne:|subject:|vänliga hälsningar|mvh|med vänlig hälsning|skickat från min", 0.9),
    _cue("invoice", r"faktura", 1.2, head_only=True),
    _cue(
        "invoice",
        (
            r"faktura(?:nummer|nr|datum)|förfallodatum|förfallodag|att betala|OCR-?(?:nummer|nr)"
            r"|betalningsvillkor|momsreg\w*"
        ),
        1.6,
    ),
)
KINDS: Final = (*dict.fromkeys(cue.kind for cue in CUES), OTHER.name)
_MEDIA: Final = {"message/rfc822": ("email", 7.0, "e-postmeddelande")}
_NAMES: Final = (
    ("inspection_report", r"inspektion|kontrollrapport|tillsynsrapport"),
    ("permit_decision", r"tillstand|tillstånd|bygglov|serveringst"),
    ("building_supervision", r"byggtillsyn|tillsynsarende|tillsynsärende"),
    ("police_memo", r"polis.?pm|promemoria|(?:^|[_ -])pm(?:[_ .-]|$)"),
    ("police_statement", r"yttrande"),
    ("payment_audit", r"utbetalning|granskning|aterkrav|återkrav"),
    ("procurement_followup", r"avtalsuppf|uppfoljning|uppföljning|upphandling"),
    ("minutes", r"protokoll"),
    ("judgment", r"(?:^|[_ -])dom(?:[_ .-]|$)|NJA"),
    ("tip", r"(?:^|[_ -])tips"),
    ("invoice", r"faktura"),
)
_NAME_WEIGHT = 2.0


def classify(pages: Sequence[tuple[int, str]], name: str, media_type: str) -> DocumentKind:
    """The kind with the largest sum of cues, how sure (0–1), and the strongest cue as the reason.

    ``pages`` are ``(number, text)``; ``name`` is the file's name; ``other`` where nothing speaks clearly.
    """
    sums: dict[str, float] = {}
    best: dict[str, tuple[float, str]] = {}
    for kind, weight, reason in _evidence(pages, name, media_type):
        sums[kind] = sums.get(kind, 0.0) + weight
        best[kind] = max(best.get(kind, (0.0, "")), (weight, reason))
    if not sums:
        return OTHER
    first, *others = sorted(sums, key=lambda kind: -sums[kind])
    if sums[first] < _ENOUGH:
        return OTHER
    rival = sums[others[0]] if others else 0.0
    confidence = min(1.0, sums[first] / _FULL) * 0.4 + (1 - rival / sums[first]) * 0.3 + 0.29
    return DocumentKind(first, round(confidence, 3), best[first][1])


def _evidence(pages: Sequence[tuple[int, str]], name: str, media_type: str) -> Iterator[tuple[str, float, str]]:
    """``(kind, weight, reason)`` for each cue that stands in the text, the name or the type."""
    text = "\n".join(text for _, text in pages[:8])[:BODY]
    if media_type in _MEDIA:
        yield _MEDIA[media_type]
    for kind, pattern in _NAMES:
        if name and re.search(pattern, name, re.IGNORECASE):
            yield kind, _NAME_WEIGHT, f"filnamnet {name}"
    for cue in CUES:
        yield from _cue_evidence(text, cue)


def _cue_evidence(text: str, cue: Cue) -> Iterator[tuple[str, float, str]]:
    for count, match in enumerate(cue.pattern.finditer(text)):
        in_head = match.start() < HEAD
        if count >= _BODY_REPEATS or (cue.head_only and not in_head):
            break
        first = cue.weight * _HEAD_FACTOR if in_head else cue.weight
        yield cue.kind, first if count == 0 else cue.weight * 0.5, " ".join(match.group().split())[:80]

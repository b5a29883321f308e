"""Cue words (*ledord*) of kinds: words and phrases of a text that speak for a kind, and words of file names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that speaks for a kind. ``head_only``: it says so in the beginning of a paper alone."""

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
    _cue("police_memo", r"polisområde|områdespolis\w*|anteckningar från samtal", 0.4),
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
    _cue("police_memo", r"polispromemoria|händelserapport\w*|avrapporterings-?\s?pm", 1.5),
    _cue("police_memo", r"promemoria|(?-i:PM)", 0.5),
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
    _cue("invoice", r"faktura", 0.6, head_only=True),
    _cue(
        "invoice",
        (
            r"faktura(?:nummer|nr|datum)|förfallodatum|förfallodag|att betala|OCR-?(?:nummer|nr)"
            r"|betalningsvillkor|momsreg\w*"
        ),
        1.6,
    ),
    _cue("other", r"borgenär\w*|gäldenär\w*|inkassokostnad|inkassobolag\w*", 2.5),
    _cue("other", r"härmed (?:intygas|intygar|ger jag|bekräftas|kvitteras)|bevittnas|namnförtydligande", 1.2),
    # Who writes: the title under a paper, or beside "handläggare".
    _cue(
        "inspection_report", r"(?:livsmedels|miljö|hälsoskydds|miljö- och hälsoskydds|bygg- och miljö)inspektör\w*", 1.2
    ),
    _cue("inspection_report", r"alkoholhandläggare|tillsynshandläggare|miljöhandläggare", 0.6),
    _cue("permit_decision", r"bygglovshandläggare|bygglovsarkitekt|tillståndshandläggare", 1.2),
    _cue("building_supervision", r"byggnadsinspektör\w*|tillsynsingenjör", 1.2),
    _cue("police_memo", r"polisassistent|polisinspektör|områdespolis|kriminalinspektör|utredare|stationsbefäl", 1.2),
    _cue(
        "judgment",
        r"rådman(?:nen)?|lagman(?:nen)?|hovrättsråd\w*|kammarrättsråd\w*|justitieråd\w*|nämndemän(?:nen)?",
        1.2,
    ),
    _cue(
        "payment_audit", r"controller|granskningsman|verksamhetscontroller|internrevisor|förtroendevalda revisorer", 1.0
    ),
    _cue("procurement_followup", r"upphandlare|avtalscontroller|inköpare|avtalsansvarig|inköpschef", 1.2),
    _cue("minutes", r"nämndsekreterare|mötessekreterare|vid protokollet|vid pennan|justeras", 1.2),
)
FILE_NAMES: Final = (
    ("inspection_report", r"inspektion|(?:livsmedels|kemikalie|avlopps)?kontroll(?:rapport|protokoll|besök|\b)"),
    ("inspection_report", r"(?:miljö|yttre |inre |hälsoskydds)?tillsyn(?:srapport|sprotokoll|sbesok|sbesök|\b)"),
    (
        "permit_decision",
        r"tillst[aå]nd|bygglov|serveringst|delegationsbeslut|\bbeslut\b|startbesked|slutbesked|dispens",
    ),
    ("building_supervision", r"byggtillsyn|\btillsyn\b|tillsyns[aä]rende|f[oö]rel[aä]ggande|olovlig|sanktionsavgift"),
    ("police_memo", r"\bpm\b|promemoria|h[aä]ndelse|polis.?pm|brottsanm[aä]lan|polisanm[aä]lan|f[oö]rh[oö]r"),
    ("police_statement", r"yttrande|remissvar"),
    ("payment_audit", r"utbetalning|granskning|[aå]terkrav|reskontra|betalning(?:ar|slista)|revision"),
    ("procurement_followup", r"avtalsuppf|leverant[oö]rsuppf|uppf[oö]ljning av avtal|upphandling|tilldelning|anbud"),
    ("minutes", r"\bprotokoll|sammantr[aä]de|minnesanteckning|m[oö]tesanteckning|protokollsutdrag"),
    ("judgment", r"\bdom\b|\bnja\b|dom m[aå]l|domstol"),
    ("tip", r"\btips|synpunkt|klagom[aå]l"),
    ("email", r"\be.?post|\bmejl|\bmail|^(?:sv|vb|re|fw) "),
    ("invoice", r"faktura|\bfakt\b|\binv\b|kvitto|p[aå]minnelse"),
    ("other", r"tj[aä]nsteanteckning|telefonanteckning|\bbrev|skrivelse|blankett|\bans[oö]kan|avtal\b|kontrakt\b"),
    ("other", r"f[oö]rteckning|register|\blista|fullmakt|f[oö]rordning|proposition|direktiv|handbok"),
)
"""(kind, what a file's name has); read with everything that is no letter or digit as a space."""

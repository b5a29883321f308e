"""What the compound splitter must know beside the dictionary, made by reading its answers on running text."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES: Final = _words(
    "all alla an andra arbetsför av bak be bland bort dem den denna dessa det detta din där däri efter ett fast fore "
    "fort fram fri från för föra före fört förut gemen gen genom ger god går halv hand hel hem hop hos hur här hög "
    "icke igen ihop ill in inne inom isär kort kring kvar loss låg lång lös man med medan mellan mer mest min mis "
    "miss mitt mot mycket ned nedan ner ny när o och om ond oss ovan på rad redo ref runt sam samman sedan ser sig "
    "sin små son stor står svår så sär tar the till trans tro trots und undan under upp uppe ut utan ute utom utöver "
    "van var vid vidare vissa väl åter över"
)
"""Never the first part: with these, the whole is a word of its own (tillstånd, uppgift, handläggare)."""

ENDINGS: Final = _words(
    "ad ade agande ande anden andet ans ar are aren arens arna at ats bar bara bare barhet bart dag dagen dar den der "
    "det dom domar domen dukt else elsen elser ende ene ens era erade erar eras erat erats ering eten eter ets etter "
    "fel full fullt gen ger get han het heten heter heterna hets hon hos ina ing ingar ingen isk iska iskt ist ister "
    "ja kan kap kapet kar kara kare ket kling kor la lad lan lande lar las lat lek leka len ler let lig liga ligt "
    "lisa läggare läggaren läggarna lös lösa löshet löst man mannen mans med men mer mor män männen nar nare nas "
    "nation nen ner net ning ningar ningen ord oro ors ort orten os pas pen per porta porter rad rada rade rades rar "
    "rare ras rat rate raterna ration ren ress rik rika ring ringar ringare ringarna ringen ris risk rna rning sak "
    "sam samma samt san sar sen ser ses set sig sin skap skapet sko slig sliga son sons sten stret tag taget tal "
    "tanda tar tare ten ter tet tion ton tor tors troll trollen vad van var vare vas vice vin vis vist värd värda "
    "värt"
)
"""Never the last part of a split: mostly endings of one word; where they are words, more is lost than won."""

LAST_PARTS_AFTER_ALL: Final = _words(
    "dag dagen dom domar domen lek man mannen män männen ort orten ris risk sak tag taget tal vin"
)
"""Of those, the ones that may end a compound."""

SHORT_PARTS: Final = _words(
    "arm arv bad bar ben bil bok brf bro brott bur byn båt dam djur dna dok far fel fil flyg fot gas gata hem hot hus "
    "hår häl höst it job jord jul jur järn kap kol kor kund kyl kök kön köp lag lax lek liv ljus lov lån län länk "
    "läns läs lön mat mor mål mån nät olja ond ord ort ost pub rum råd rån rök rör sak sal sjö sko skog sol stad syn "
    "tak tal tand tid tull tv tåg ugn van vd ved vin vitt våg våld vår väg vän värd yta ålder ång år åren året ägg "
    "ära ö öga öl öra"
)
"""Parts of two or three letters that are allowed; longer ones need only be known."""

FIRST_ONLY: Final = _words("el it")
"""Of two letters, allowed at the beginning of a word."""

SHORT_LAST_PARTS: Final = _words("man bo")
"""Of two or three letters, allowed as the last part only, and after an s (gärningsman, konkursbo)."""

RARE_FIRST_PARTS: Final = _words("besk beska best bris kont")
"""Words that are rather the beginning of another word (best-rida, kont-akta)."""

RARE_LAST_PARTS: Final = _words(
    "anka karl katt katten katter kola kolan kolor kott kotte kur kuren lott lägg läpp rak rakt skur skuren "
    "slagen slösa stal sticka stimma svala svära sår såret takt tare toa tycke öra öring"
)
"""Words that rather are the end of another word (s-katt, s-kola); taken where nothing else fits."""

WHOLE: Final = _words(
    "adjektiv administration akademi aldrig alkohol allmän allmänhet allmänna alltid allting allvarlig anmälan ansvar "
    "ansvarig ansökan antal anteckning arbete arbetet arbetsgivare arbetslöshet arbetstagare arkitekt arvode augusti "
    "avgång avtal banan banken barnet bedriva bemyndigande beslut betalning bokföring borgenär bostad brottsling "
    "centrum cigarett dagstidning december deltagande deltagare dessutom direktör doktor dokument därefter därför "
    "eftersom egendom egentlig ekonomi emellan enhet enskild erfarenhet ersättning faktor fastighet februari fordon "
    "fordran fordringar fotboll framställning fredag fristad frivillig frånvarande främling fullgöra förbud "
    "föreläggande förening föreståndare företag förmån förmåner förordnande förordning förskola förskott förslag "
    "försvar förvaltning gemensam gemenskap general genomgång gentemot godkänna godkännande granskning gymnasium "
    "gäldenär handels handling handläggare hantering hantverk hospital hundratal hushåll huvudman hyresgäst hyresvärd "
    "händelse högskola immunitet information införsel ingenting ingripande ingång inspektion inspektör inställning "
    "interimistisk intresse invandrare januari jordbruk journal justering järnväg kanalen kapital karaktär kassa "
    "kassation kollega kollektiv kombination kommun kommunal kompetens komplett koncern konkurrens konkurs kontingent "
    "kontor kontrakt kontroll kontrollera konung kopiering kvitto lagring landsting ledamot ledamöter ledare ledighet "
    "ledning lektion leverans leverantör leverantörer livsmedel lokal lokaler länsstyrelse lärare lördag manifest "
    "manual matar maten material medborgare meddela meddelande mening midsommar militär minoritet minut misstanke "
    "moment motor motsvara motsvarande muntlig myndighet målning målsägande måndag märke märken märkning mässa mässan "
    "möjlighet narkotika nation november någon något några närvarande oktober omfattning omgång omsorg omständighet "
    "onsdag ordförande ordförandet ordning ordningen organisation organism original paragraf parkering parten partner "
    "partners person personal personer planen planering polis polisman problem procent process produkt program "
    "projekt promemoria proposition protokoll provisorisk påverkan rapport rapportering ration redaktör redovisning "
    "register registrering reglemente rektor restaurang revision revisor riksbank riksdag ritual rättegång rättelse "
    "samhälle samordning samråd samtal samtidigt sekreterare sekund sekunder senare september servering serveringen "
    "service signal situation sjukdom skriftlig smittsam stadga stadgar stadsdel station stimulans stolthet svenska "
    "särskild särskilja söndag taxering tidigare tidning tidningar tillfälle tillfällig tillgång tillsammans "
    "tillstånd tillsyn tisdag tjänsteman tobak torsdag trafik trafikant traktor transport tusental undantag underlag "
    "underrättelse undersökning ungdom uppdrag uppgift uppgång uppställning utbetalning utförsel utgång utvandrare "
    "varför vatten verklighet verksamhet verkstad verkställa verkställande verkställighet vigsel villkor vittne "
    "yttrande ägare ändamål ändring ärende ömsesidig övergång överklagande överlåtelse överträdelse"
)
"""Base forms of words that are never split."""

HEADS: Final = {
    "pojk": "pojke",
    "samhälls": "samhälle",
    "rikt": "rikta",
    "föräldra": "förälder",
    "narkotika": "narkotika",
    "års": "år",
    "kemikalie": "kemikalie",
    "inventarie": "inventarie",
    "livsmedels": "livsmedel",
    "penning": "pengar",
    "kontant": "kontant",
    "tim": "timme",
    "anmälnings": "anmälan",
    "ansöknings": "ansökan",
    "påverkans": "påverkan",
    "förskole": "förskola",
    "grundskole": "grundskola",
    "högskole": "högskola",
    "gymnasie": "gymnasium",
    "studie": "studium",
    "bygg": "bygge",
}
"""First parts whose base form no rule gives."""

TAKE_S: Final = ("ing", "het", "tion", "sion", "skap", "nad", "dom", "tet", "ande", "ende", "an", "lek", "eri", "stånd")
"""Endings of first parts that join with an s: serverings-, verksamhets-."""

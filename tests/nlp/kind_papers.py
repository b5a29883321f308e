"""Papers made up for the tests of kinds: as they are written elsewhere than in the sample archive. Nobody is real."""

from __future__ import annotations

from typing import Final

PAPERS: Final = {
    "inspection_report": (
        """Miljö- och hälsoskyddsnämnden
Inspektionsrapport
Objekt: Grillköket Sydvästra, Hamngatan 3
Verksamhetsutövare: Sydvästra Grill AB
Inspektionsdatum: 2023-03-14
Inspektör: Elin Fors
Oanmäld inspektion
Avvikelser
1. Kyldisken höll 11 grader.
2. Handfat utan varmvatten vid beredningsbänken.
3. Ingen dokumenterad rengöring av fläkten.
Avgift tas ut för två timmars kontrolltid. Återbesök sker inom en månad.""",
        """Tillsynsprotokoll
Besök på bilverkstaden vid Industrivägen den 4 oktober. Närvarande: platschefen samt undertecknad.
Spilloljan stod utan invallning. Journal över farligt avfall saknades och oljeavskiljaren var full.
Bolaget ska redovisa vidtagna åtgärder till miljökontoret senast den 30 oktober.""",
    ),
    "permit_decision": (
        """Byggnadsnämnden
Delegationsbeslut
Ärende: Bygglov för nybyggnad av carport
Sökande: Karin Holm
Fastighet: Ekbacken 4:12
Beslut
Bygglov beviljas med stöd av 9 kap. 30 § plan- och bygglagen.
Skäl
Åtgärden följer detaljplanen. Grannar har hörts utan erinran.
Avgift: 8 400 kronor. Beslutet kan överklagas hos länsstyrelsen, se bilaga.""",
        """Tillståndsenheten beslutar
att avslå ansökan från Krogen vid Kajen AB om stadigvarande tillstånd att servera alkohol till allmänheten.
Motivering: Sökanden har inte visat att köpeskillingen är finansierad och har restförda skatter.
Hur man överklagar framgår av bilagan.""",
    ),
    "building_supervision": (
        """Byggnadsnämnden, tillsyn
Rättelseföreläggande
Fastigheten Sjövik 2:8
En brygga och ett uthus har uppförts utan bygglov. Ägaren föreläggs att riva dem senast den 1 juni vid vite om
50 000 kronor. Dessutom tas byggsanktionsavgift ut eftersom åtgärden påbörjats utan startbesked.""",
        """Anmälan om olovligt byggande
En granne har hört av sig om en inglasad altan. Vid platsbesöket fotograferades altanen. Lov saknas i arkivet.
Fastighetsägaren får tillfälle att förklara sig innan nämnden tar ställning till påföljd.""",
    ),
    "police_memo": (
        """Polismyndigheten
Promemoria
Ärendenummer: 5000-K1234-23
Händelse: Misstänkt stöld
Plats: Varuhuset på Torggatan
Tid: 2023-05-02 kl. 16.40
Målsägande: Varuhuset i Norrby AB
Misstänkt: Okänd man
Vittne: Lars Ek
Patrullen kom till platsen efter larm. Vittnet såg en man springa mot stationen med en väska.
Anmälan upprättas.""",
        """Under natten stoppade en patrull en personbil på riksvägen. Föraren luktade alkohol och blåste positivt.
Han togs med för bevisprovtagning. Ett kofot och två mobiltelefoner togs i beslag. Passageraren avvisades.""",
    ),
    "police_statement": (
        """Polismyndigheten, lokalpolisområde Söder
Yttrande
Ansökan om stadigvarande serveringstillstånd, Krogen vid Kajen
Kommunen har begärt polisens synpunkter. Polismyndigheten har inget att erinra mot att tillstånd beviljas men
förordar två ordningsvakter efter kl. 23. Sökanden förekommer inte i belastningsregistret.""",
        """Svar på remiss från kommunen om uteservering
Polisen avstyrker att tillstånd lämnas. Platsen har haft återkommande ordningsstörningar och serveringen skulle
försvåra framkomligheten för utryckningsfordon.""",
    ),
    "payment_audit": (
        """Granskning av utbetalningar till utförare
Utförare: Omtanke i Norrby AB
Granskad period: januari–juni 2023
Utbetalt belopp: 2 340 000 kr
Enligt nyckelsystemet har 4 120 timmar utförts, men 5 300 timmar har fakturerats.
Avvikelse: 1 180 timmar, motsvarande 521 000 kr
Slutsats: för mycket utbetalad ersättning ska krävas tillbaka.""",
        """Kontroll av assistansersättning
Tidrapporterna för mars visar att två assistenter arbetat samtidigt hos olika brukare. Ersättning för dagar då
brukaren låg på sjukhus har ändå betalats ut. Beloppet bör återkrävas och saken polisanmälas.""",
    ),
    "procurement_followup": (
        """Uppföljning av ramavtal, lokalvård
Leverantör: Blanka Golv AB
Avtalsperiod: 2022-01-01 – 2024-12-31
Vid uppföljningen konstaterades att leverantören anlitat en underleverantör som inte godkänts av kommunen.
Leverantören har brustit i avtalets krav och ska lämna en åtgärdsplan. Vite övervägs.""",
        """Tilldelningsbeslut
Upphandling av skolskjuts. Fyra anbud kom in. Anbudet från Bussbolaget i Norrby AB har lägst pris och antas.
Avtal tecknas tidigast när avtalsspärren löpt ut.""",
    ),
    "minutes": (
        """Socialnämnden
Sammanträdesprotokoll
Plats och tid: Stora salen, kl. 13.00–15.40
Beslutande: Eva Lind, ordförande, med flera enligt lista
Justerare: Bo Rask
§ 41 Val av justerare
§ 42 Ekonomisk uppföljning
Nämnden beslutar att lägga rapporten till handlingarna.""",
        """Minnesanteckningar från samverkansmötet
Närvarande: skolan, socialtjänsten, fastighetsbolaget
1. Förra mötets anteckningar gicks igenom.
2. Läget i centrum: lugnare sedan sommaren.
3. Nästa möte hålls i november. Mötet avslutades.""",
    ),
    "judgment": (
        """FÖRVALTNINGSRÄTTEN I NORRBY
DOM
Meddelad i Norrby
Mål nr 1234-23
KLAGANDE
Krogen vid Kajen AB
MOTPART
Socialnämnden i Norrby kommun
SAKEN
Serveringstillstånd
DOMSLUT
Förvaltningsrätten avslår överklagandet.
SKÄLEN FÖR AVGÖRANDET
Bolaget yrkar att beslutet ändras. Nämnden bestrider bifall.""",
        """Tingsrätten dömer Sven Ask för bokföringsbrott till villkorlig dom och dagsböter.
Åklagaren har gjort gällande att bokföringen åsidosatts. Den tilltalade har erkänt gärningen. Åtalet är styrkt.""",
    ),
    "tip": (
        """Tips via webben
Vad gäller tipset? Svartjobb på en restaurang
Vem? Han som äger pizzerian vid torget
Berätta: De som diskar får betalt i handen och sover i lagret. Jag vågar inte säga vad jag heter.
Får vi ringa dig? Nej""",
        """Hej kommunen! Jag vill att ni kollar killen i huset bredvid. Han hyr ut källaren till folk och det luktar
bränt varje natt. Vill inte att han får veta att det är jag som sagt det. Gör något!! // en granne""",
    ),
    "email": (
        """Från: Lena Berg <lena.berg@kommun.example>
Till: Per Ås
Skickat: den 3 maj 2023 10:14
Ämne: SV: Mötet på torsdag
Hej Per!
Det går bra med torsdag. Jag tar med underlaget. Kan du boka ett rum?
Vänliga hälsningar
Lena""",
        """From: per.as@bolag.example
To: lena.berg@kommun.example
Subject: Handlingar
Date: Wed, 3 May 2023 09:01:00 +0200
Hej, kan du skicka ritningarna igen? Filen gick inte att öppna.
Mvh Per""",
    ),
    "invoice": (
        """Faktura
Fakturanummer: 20231
Fakturadatum: 2023-06-01
Förfallodatum: 2023-07-01
Artikel\tAntal\tÀ-pris\tBelopp
Städning\t12\t400\t4 800
Moms 25 %: 1 200
Att betala: 6 000 kr
Bankgiro 000-0000. Godkänd för F-skatt.""",
        """Betalningspåminnelse
Vi saknar er betalning av faktura 20231. Ursprungligt belopp 6 000 kr, påminnelseavgift 60 kr.
Betala senast inom åtta dagar till vårt bankgiro.""",
    ),
    "other": (
        """Hyreskontrakt för lokal
Hyresvärd: Fastigheten Eken AB
Hyresgäst: Grillköket Sydvästra
Hyrestid: tre år med nio månaders uppsägning. Detta kontrakt har upprättats i två likalydande exemplar.""",
        """Fullmakt
Jag ger härmed Maria Ask rätt att företräda mig i alla kontakter med kommunen. Ort och datum, namnteckning.
Bevittnas av""",
        """Förordning om ändring i förordningen (2010:100) om bidrag
Regeringen föreskriver att 4 § ska ha följande lydelse. Denna förordning träder i kraft den 1 juli.""",
        "Lunchmeny för vecka 12. Måndag: ärtsoppa och pannkakor. Tisdag: fiskgratäng.",
    ),
}
"""By kind. The last ones of a kind have no heading that tells."""

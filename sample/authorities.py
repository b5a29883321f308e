"""Names that everybody knows: authorities, courts, counties and countries; the gold knows them wherever they stand.

From general knowledge; authorities as the register of Statistiska centralbyrån and their own sites call them.
"""

from __future__ import annotations

from sample.listing import listed

AUTHORITIES = listed(
    """
    Skatteverket Polismyndigheten Polisen Bolagsverket Transportstyrelsen Trafikverket Arbetsmiljöverket
    Räddningstjänsten Länsstyrelsen Förvaltningsrätten Kammarrätten Försäkringskassan Folkhälsomyndigheten
    Livsmedelsverket Kronofogdemyndigheten Kronofogden Migrationsverket Arbetsförmedlingen Åklagarmyndigheten
    Ekobrottsmyndigheten Tullverket Kustbevakningen Boverket Lantmäteriet Naturvårdsverket Kemikalieinspektionen
    Havs-_och_vattenmyndigheten Jordbruksverket Skogsstyrelsen Socialstyrelsen Inspektionen_för_vård_och_omsorg
    IVO Läkemedelsverket Konsumentverket Konkurrensverket Upphandlingsmyndigheten Integritetsskyddsmyndigheten IMY
    Jämställdhetsmyndigheten Myndigheten_för_samhällsskydd_och_beredskap MSB Elsäkerhetsverket
    Strålsäkerhetsmyndigheten Spelinspektionen Finansinspektionen Finanspolisen Säkerhetspolisen Kriminalvården
    Domstolsverket Brottsförebyggande_rådet Brå Pensionsmyndigheten Skolinspektionen Skolverket
    Statens_veterinärmedicinska_anstalt SVA Riksarkivet Riksantikvarieämbetet Sveriges_Kommuner_och_Regioner SKR
    Sveriges_geologiska_undersökning Post-_och_telestyrelsen Energimyndigheten Mark-_och_miljödomstolen
    Mark-_och_miljööverdomstolen Högsta_förvaltningsdomstolen Högsta_domstolen Hovrätten Tingsrätten
    Justitieombudsmannen JO Justitiekanslern Diskrimineringsombudsmannen Nationellt_forensiskt_centrum
    Nationella_operativa_avdelningen Valmyndigheten Bokföringsnämnden Allmänna_reklamationsnämnden Hyresnämnden
    Statens_haverikommission Sveriges_domstolar Giftinformationscentralen Rättsmedicinalverket
    Brottsoffermyndigheten Revisorsinspektionen Patent-_och_registreringsverket Statistiska_centralbyrån
    Fastighetsverket Försvarsmakten Sjöfartsverket Luftfartsverket
    """
)
"""In the capital that a name has; *polisen* and *tingsrätten* as common nouns are no names."""

PLACES = listed(
    """
    Sverige Norge Danmark Finland Island Estland Lettland Litauen Polen Tyskland Nederländerna Belgien Frankrike
    Spanien Portugal Italien Österrike Schweiz Tjeckien Slovakien Ungern Rumänien Bulgarien Serbien Kroatien
    Bosnien Albanien Nordmakedonien Kosovo Grekland Turkiet Cypern Ukraina Moldavien Ryssland Belarus Georgien
    Armenien Syrien Irak Iran Libanon Egypten Marocko Tunisien Algeriet Somalia Eritrea Etiopien Afghanistan
    Pakistan Indien Kina Japan Thailand Vietnam Filippinerna Storbritannien Irland England Skottland USA Kanada
    Australien Brasilien Argentina Chile Norrland Svealand Götaland Skåne Europa Norden Baltikum Östersjön Nepal
    Bangladesh Uzbekistan Mongoliet Sri_Lanka Israel Sydkorea Mexiko Kuba Peru Colombia Kenya Nigeria Gambia Ghana
    Sydafrika Luxemburg Malta Slovenien
    """
)

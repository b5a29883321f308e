"""*Hjälp*: short answers, by what somebody wants to do. ``anchor`` names a topic in the page's address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions about one thing, each with its answer."""

    anchor: str
    title: LazyString
    answers: tuple[tuple[LazyString, LazyString], ...]


TOPICS: Final = (
    Topic(
        "sok",
        _("Söka"),
        (
            (
                _("Hur söker jag?"),
                _(
                    "Skriv ord, ett namn eller ett nummer. Alla ord ska finnas i handlingen, i vilken böjning"
                    " som helst. Sätt citattecken om en fras."
                ),
            ),
            (
                _("Hur smalnar jag av?"),
                _("Tryck på ett värde i filtren till vänster. Tryck på minustecknet för att utesluta det."),
            ),
            (
                _("Hur får jag veta när det kommer något nytt?"),
                _("Spara sökningen och kryssa i Bevaka. Det nya står under Nytt."),
            ),
            (
                _("Hur får jag en bild av läget på en plats eller i en fråga?"),
                _(
                    "Tryck Lägesbild i menyn, eller Lägesbild av detta ovanför träffarna. Varje tal öppnar sina "
                    "handlingar, och allt kan tas ut som PDF."
                ),
            ),
            (
                _("Hur ser jag vad en utförare har fått betalt?"),
                _(
                    "Tryck Utförare i menyn. Där summeras rader ur kalkylblad och granskningar per månad, och varje "
                    "jämförelse säger vad som kan förklara den."
                ),
            ),
            (
                _("Varför hittas inte en handling som jag vet finns?"),
                _(
                    "Den kan vara skannad: kryssa i Tåla felläsningar. Den kan vänta på att läsas: se Att se "
                    "över. Eller så har du inte tillgång till den."
                ),
            ),
        ),
    ),
    Topic(
        "handling",
        _("Läsa en handling"),
        (
            (
                _("Var på sidan står det?"),
                _("Sidans bild visas med träffarna markerade. Skift+N och Skift+P går till nästa och förra träff."),
            ),
            (
                _("Går det att lita på texten?"),
                _(
                    "Sidor som lästs med OCR har ord som är osäkra. De är märkta, och bilden bredvid visar "
                    "vad som står."
                ),
            ),
            (
                _("Hur hämtar jag originalet?"),
                _("Tryck på Original överst på handlingen. Finns personnummer i det anges ett skäl, som loggas."),
            ),
            (
                _("Hur lämnar jag ut en handling där något ska hemlighållas?"),
                _(
                    "Tryck på Maskad kopia överst på handlingen. Avgör varje förslag, läs sidorna själv och maska det "
                    "som inte föreslås. Kopian och följebladet görs under Jobb."
                ),
            ),
        ),
    ),
    Topic(
        "ratta",
        _("Rätta namn"),
        (
            (
                _("Fel person, eller två som är en?"),
                _(
                    "Öppna entiteten och säg vad som är rätt: slå ihop, skilj åt eller avvisa, med ett skäl. "
                    "Det går att ångra."
                ),
            ),
            (_("Vem ser min rättning?"), _("Alla som läser handlingen. Vem som rättade, när och varför står där.")),
        ),
    ),
    Topic(
        "natverk",
        _("Följa samband"),
        (
            (
                _("Vilka hör ihop?"),
                _(
                    "Öppna en person eller ett företag: de står under Samband, och Visa nätverket ritar dem. Varje "
                    "samband leder till meningarna som bär det."
                ),
            ),
            (
                _("Betyder ett samband att någon gjort något?"),
                _("Nej. Det säger att två nämns ihop i en handling. Läs vad som står."),
            ),
        ),
    ),
    Topic(
        "mapp",
        _("Samla och skriva ut"),
        (
            (
                _("Hur samlar jag det som hör till ett ärende?"),
                _("Tryck Lägg i mapp vid en träff eller på en handling. Under Mappar ordnas mappen och tas ut."),
            ),
            (
                _("Var skriver jag något som andra ska se?"),
                _("Under Anteckningar och Etiketter på handlingen. En anteckning visas för dem du väljer."),
            ),
            (
                _("Hur tar jag ut en träfflista?"),
                _("Tryck Exportera vid träffarna. Filen görs under Jobb och hämtas där."),
            ),
            (
                _("Hur söker jag många namn på en gång?"),
                _("Lämna en lista i CSV eller Excel under Jobb: varje rad söks för sig."),
            ),
        ),
    ),
    Topic(
        "lamna-in",
        _("Lämna in filer"),
        (
            (
                _("Hur lämnar jag in en mapp?"),
                _(
                    "Gå till Arkiv, välj källa och släpp mappen där. Bryts det, välj samma mapp igen: det går"
                    " vidare där det var."
                ),
            ),
            (
                _("Vad blir av en fil som inte går att läsa?"),
                _("Den läggs i karantän med skälet, och kan försökas igen. Inget försvinner."),
            ),
            (
                _("Hur börjar jag från början?"),
                _(
                    "Lägg till en källa under Arkiv, Källor. Lämna sedan in den första filen. Arkiv visas för"
                    " arkivarier och sekretessansvariga."
                ),
            ),
        ),
    ),
    Topic(
        "sekretess",
        _("Sekretess"),
        (
            (
                _("Vem ser vad?"),
                _("Den som har tillgång till ägaren, om inget är markerat. Vad ser vem? längst ner visar vad du har."),
            ),
            (
                _("Var finns begäran, registerutdrag, markeringar och gallring?"),
                _("Under Sekretess i menyn för den som är sekretessansvarig. Där ägare delar finns Begäran för alla."),
            ),
            (
                _("Hur skyddar jag en sida?"),
                _("Under Sekretess på handlingen: välj sidan, bestämmelsen och gruppen. Bara sekretessansvarig häver."),
            ),
            (
                _("Vad loggas?"),
                _("Varje sökning och läsning, med ändamål och ärende. Aldrig vad som står i en handling."),
            ),
            (
                _("Jag fick ett fel med en referens?"),
                _("Ge den till den som sköter systemet. Den står i loggen, och säger inget om ärendet."),
            ),
        ),
    ),
)

"""*Ordlistan*: the words of the interface for those who use it, each in a sentence or two."""

from __future__ import annotations

from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

TERMS: Final[tuple[tuple[LazyString, LazyString], ...]] = (
    (_("Anteckning"), _("Det någon har skrivit om en handling, en sida eller ett namn, för dem som väljs.")),
    (_("Arkiv"), _("Sidan där filer lämnas in, och där man följer vad som blir av dem.")),
    (
        _("Bevakad mapp"),
        _(
            "En mapp på servern vars filer läses in av sig själva när de är färdiga. Inte detsamma som en bevakad "
            "sökning, som säger till om nya träffar, eller en bevakningslista, som söks rad för rad."
        ),
    ),
    (_("Bevakning"), _("En sparad sökning som säger till när en ny handling passar in. Det nya står under Nytt.")),
    (
        _("Bilaga"),
        _("En fil som låg i en annan fil, till exempel i ett brev. Den är en egen handling som vet var den låg."),
    ),
    (_("Entitet"), _("Den eller det som handlingar nämner: en person, ett företag, en plats, ett fordon, ett nummer.")),
    (_("Etikett"), _("Ett kort ord på en handling eller sida. Alla hos ägaren som läser den ser det.")),
    (
        _("Filter"),
        _(
            "Det som smalnar av en sökning: källa, år, person och annat. Antalet säger hur många "
            "handlingar som har det."
        ),
    ),
    (
        _("Handling"),
        _(
            "En fil ur en källa, eller en fil som låg i den. Samma fil två gånger i en källa är en "
            "handling på två platser."
        ),
    ),
    (_("Inläsning"), _("Filer som kom in på en gång, och vad som blev av var och en.")),
    (_("Karantän"), _("Filer som inte gick att läsa. De finns kvar, med skälet, och kan försökas igen.")),
    (_("Källa"), _("Ett flöde av handlingar hos en ägare: en nämnds inspektioner, ett polisområdes promemorior.")),
    (
        _("Loggen"),
        _(
            "Där står varje sökning och läsning: vem, när, varför och i vilket ärende. Den granskas "
            "och kan inte ändras."
        ),
    ),
    (
        _("Lägesbild"),
        _("Vad en plats, en period eller ett tema är i handlingar: tal som vart och ett öppnar sina handlingar."),
    ),
    (
        _("Läst med OCR"),
        _("Text som en maskin har läst från en bild av sidan. Osäkra ord är märkta; bilden visar vad som står."),
    ),
    (_("Mapp"), _("Det någon har samlat för ett ärende, i den ordning de vill. Den kan delas och tas ut som fil.")),
    (
        _("Markering"),
        _(
            "Sekretess på en källa, en handling eller en sida. För den som inte hör till gruppen "
            "finns det markerade inte."
        ),
    ),
    (
        _("Maskad kopia"),
        _(
            "Det som lämnas ut i stället för en handling: sidorna som bilder, med det som ska hemlighållas borttaget "
            "och bestämmelsen angiven."
        ),
    ),
    (_("Maskerat"), _("Personnummer visas utan sina sista siffror. De visas av ett skäl, som loggas.")),
    (_("Namne"), _("Någon annan med samma namn. Uppgifter intill, som ett nummer eller en adress, skiljer dem åt.")),
    (_("Nätverk"), _("En bild av vilka som har samband med varandra, och tabeller med detsamma.")),
    (_("Omnämnande"), _("Ett ställe i en text där någon eller något nämns.")),
    (
        _("Samband"),
        _(
            "Två som nämns tillsammans, eller om vilka en handling säger vad de är för varandra. Det "
            "leder till meningarna."
        ),
    ),
    (_("Sekretessansvarig"), _("Den som avgör en ägares sekretess, och häver markeringar.")),
    (_("Träff"), _("En handling som passar sökningen, med de sidor och rader där orden står.")),
    (
        _("Utförare"),
        _("Den som får betalt för att ge omsorg. Under Utförare summeras betalnings- och besöksrader och jämförs."),
    ),
    (_("Ägare"), _("Myndigheten eller nämnden vars handlingar det är. Man läser det som ens egna ägare har.")),
    (
        _("Ändamål och ärende"),
        _("Varför man söker, och i vilket ärende. Anges först, och står i loggen vid allt man gör."),
    ),
)

"""What an applicant of another language writes, in sentences of our own: for ``bench/page_decision.py``."""

from __future__ import annotations

FOREIGN = {
    "English": (
        "The applicant states that the premises were inspected in March and that the report was sent to the owner of "
        "the building. It is not known whether the owner has answered. The committee will decide on the matter at its "
        "next meeting, and the decision may be appealed to the county court within three weeks. "
    ),
    "Finnish": (
        "Hakija ilmoittaa, että tilat tarkastettiin maaliskuussa ja että kertomus lähetettiin rakennuksen omistajalle. "
        "Ei ole tiedossa, onko omistaja vastannut. Lautakunta päättää asiasta seuraavassa kokouksessaan, ja päätökseen "
        "voi hakea muutosta kolmen viikon kuluessa. Asiakirjat ovat nähtävillä kunnan virastossa. "
    ),
    "German": (
        "Der Antragsteller gibt an, dass die Räume im März besichtigt wurden und dass der Bericht an den Eigentümer "
        "des Gebäudes gesandt wurde. Es ist nicht bekannt, ob der Eigentümer geantwortet hat. Der Ausschuss wird in "
        "seiner nächsten Sitzung über die Sache entscheiden. "
    ),
    "Polish": (
        "Wnioskodawca podaje, ze lokal zostal sprawdzony w marcu i ze raport przeslano do wlasciciela budynku. Nie "
        "jest wiadomo, czy wlasciciel odpowiedzial. Komisja podejmie decyzje na nastepnym posiedzeniu, a od decyzji "
        "mozna odwolac sie w ciagu trzech tygodni. "
    ),
    "Somali": (
        "Codsaduhu wuxuu sheegay in goobta la kormeeray bishii Maarso iyo in warbixinta loo diray milkiilaha "
        "dhismaha. Lama oga in milkiiluhu ka jawaabay iyo in kale. Guddigu wuxuu go'aan ka gaari doonaa arrinta "
        "kulankiisa soo socda. "
    ),
}
OTHER_SCRIPTS = {
    "Arabic": "يذكر مقدم الطلب أن المبنى قد فحص في شهر مارس وأن التقرير قد أرسل إلى مالك المبنى. ",
    "Russian": "Заявитель сообщает, что помещение было осмотрено в марте и что отчёт был направлен владельцу здания. ",
    "Greek": "Ο αιτών δηλώνει ότι ο χώρος επιθεωρήθηκε τον Μάρτιο και ότι η έκθεση στάλθηκε στον ιδιοκτήτη. ",
}

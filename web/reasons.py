"""Why a page or a document is as it is, and why a job failed: the codes of ``docs/errors.md`` in plain words.

A text is a part of a sentence (*filen är skadad*), so that it can stand after a colon; :func:`sentence` makes it whole.
"""

from __future__ import annotations

from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from models.errors import SamsynError, by_code

PAGES: Final[dict[str, LazyString]] = {
    "good_text": _("textlagret är gott"),
    "good_text_over_image": _("gott textlager över en bild"),
    "text_better_than_ocr": _("textlagret är bättre än OCR"),
    "file_text": _("filens egen text"),
    "image_beside_text": _("bild bredvid texten"),
    "no_text": _("sidan har inget textlager"),
    "hidden_text": _("gott textlager; en del av texten syns inte på sidan"),
    "letters_put_back": _("textlagret, med å, ä och ö återställda"),
    "little_text_beside_drawing": _("nästan inget textlager bredvid det som är tecknat"),
    "text_and_pictures": _("filens text, och bilderna i den med OCR"),
    "picture_in_text": _("en bild i dokumentet, läst med OCR"),
    "alto": _("en läsning som gjorts tidigare (ALTO)"),
    "hocr": _("en läsning som gjorts tidigare (hOCR)"),
    "existing_reading": _("texten är en tidigare läsnings, som är bättre än vår"),
    "annotations": _("bara anteckningar på sidan"),
    "second_extractor": _("texten togs ut på ett andra sätt"),
    "text_after_ocr_timeout": _("textlagret, eftersom OCR tog för lång tid"),
    "unmapped_font": _("några rader har ett typsnitt utan bokstäver och lästes med OCR"),
    "missing_page": _("filen säger sig ha sidan, men den finns inte där"),
    "garbled_text": _("textlagret är förvanskat"),
    "poor_text_over_image": _("dåligt textlager över bilden"),
    "little_text_over_image": _("nästan inget textlager över bilden"),
    "forced": _("OCR var begärd"),
    "picture": _("filen är en bild"),
    "no_words_found": _("inga ord kunde läsas, men något står på sidan"),
    "no_content": _("sidan är tom"),
    "no_ink": _("sidan är tom"),
    "no_words_little_ink": _("inga ord och nästan inget tryck"),
    "picture_truncated": _("bilden slutar för tidigt; det som finns är läst"),
    "handwriting": _("handskrift, som inte läses"),
    "unread_line": _("rad som inte gick att läsa"),
    "timeout": _("sidan tog för lång tid att läsa"),
    "ocr_timeout": _("OCR tog för lång tid på sidan"),
    "crashed": _("läsprogrammet föll på sidan"),
    "memory": _("minnet räckte inte till sidan"),
    "corrupt_page": _("sidan är skadad"),
    "invalid_answer": _("läsprogrammets svar höll inte ihop och används inte"),
    "invalid_layout": _("texten är läst, men sidans uppställning höll inte ihop och används inte"),
}
"""Of pages."""

READINGS: Final[dict[str, LazyString]] = {
    "more_to_trust": _("det finns mer i den att lita på"),
    "less_to_trust": _("det finns inte mer i den att lita på"),
    "only_reading": _("vi läste inget på sidan"),
    "another_text": _("den är av en annan sida"),
    "blank_page": _("sidan är tom på bilden"),
    "no_place": _("orden i den ligger inte där de står på bilden"),
    "own_text": _("filen har egen text på sidan"),
    "no_words": _("den har inga ord på sidan"),
}
"""Of readings that came beside a scan: why one was chosen, or not."""

DOCUMENTS: Final[dict[str, LazyString]] = {
    "not_read_yet": _("väntar på att läsas"),
    "original_lost": _("originalet är borta och handlingen kan inte läsas"),
    "reading": _("läses nu"),
    "unread_pages": _("några sidor kunde inte läsas"),
    "attachments_unread": _("någon bilaga kunde inte tas ut ur filen"),
    "order_over": _("körningen tog slut innan handlingen hann läsas"),
    "being_read": _("läses redan av en annan process"),
    "gone": _("handlingen finns inte längre"),
    "claim_lost": _("en annan process tog över läsningen"),
    "attachment_too_large": _("någon bilaga är större än vad som får läsas"),
    "too_many_attachments": _("fler bilagor än vad som får läsas"),
    "too_many_members": _("fler filer i arkivet än vad som får läsas"),
    "too_many_messages": _("fler brev än vad som får läsas"),
    "members_skipped": _("något i arkivet hoppades över: en länk eller en enhet"),
    "members_unread": _("något i arkivet kunde inte läsas"),
    "encrypted_members": _("något i arkivet är skyddat med lösenord"),
    "unpacked_too_large": _("arkivet är för stort uppackat"),
    "items_unread": _("någon post i brevlådan kunde inte läsas"),
    "headers_cut": _("brevets huvud är för långt och kortades"),
    "records_unread": _("några rader gick inte att läsa som poster"),
    "pages_missing": _("sidor saknas i filen"),
    "withdrawn": _("handlingen är tagen ur sökningen"),
    "attachments_too_deep": _("filer i filer i filer, djupare än vad som läses"),
    "worker_crashed": _("läsningen föll varje gång den försöktes"),
    "unsupported_type": _("formatet kan inte läsas"),
    "corrupt": _("filen är skadad"),
    "empty_file": _("filen är tom"),
    "encrypted": _("filen är skyddad med lösenord"),
    "too_large": _("större än vad som får läsas"),
    "converter_missing": _("programmet som läser formatet är inte installerat"),
    "permission_denied": _("filen fick inte läsas"),
    "read_fault": _("disken eller nätverksmappen svarade med fel"),
    "file_changing": _("någon skrev i filen när den lästes in"),
    "reader_timeout": _("läsningen avbröts vid tidsgränsen"),
    "reader_crashed": _("läsprogrammet slutade mitt i filen"),
    "reader_invalid_answer": _("läsprogrammets svar höll inte ihop och används inte"),
}
"""Of documents, and of files that did not become one."""

JOBS: Final[dict[str, LazyString]] = {
    "internal": _("något gick fel i programmet"),
    "missing_path": _("sökvägen finns inte"),
    "unknown_source": _("källan finns inte"),
    "invalid_metadata": _("listan bredvid filerna gick inte att läsa"),
    "invalid_parts": _("delarnas sidor gick inte ihop"),
    "no_page_images": _("handlingen har inga sidbilder"),
    "split_failed": _("filen kunde inte delas"),
    "source_conflict": _("källan har redan en annan ägare"),
    "invalid_setting": _("en inställning har ett värde som inte går"),
    "home_not_found": _("installationens mapp finns inte"),
    "home_locked": _("installationens mapp är krypterad och inte öppen"),
    "encryption_missing": _("programmet som krypterar hemmet är inte installerat"),
    "encryption_failed": _("den krypterade mappen gick inte att använda"),
    "wrong_passphrase": _("lösenfrasen öppnar inte hemmet"),
    "home_in_use": _("mappen innehåller redan något annat"),
    "key_mismatch": _("nyckeln hör inte till registret"),
    "newer_register": _("registret är av en nyare version än programmet"),
    "register_missing": _("registret finns inte i databasen"),
    "no_backup": _("det finns ingen hel säkerhetskopia där"),
    "backup_damaged": _("säkerhetskopian är skadad"),
    "restore_unfinished": _("installationen håller på att läggas tillbaka ur en säkerhetskopia"),
    "usage": _("kommandot gick inte att förstå"),
    "interrupted": _("arbetet avbröts"),
    "invalid_query": _("sökningen gick inte att förstå"),
    "upload_mismatch": _("filen kom inte fram som den skickades"),
    "upload_quota": _("mer får inte lämnas in på ett dygn"),
    "not_found": _("handlingen finns inte, eller får inte läsas"),
    "nothing_chosen": _("inget är valt, eller orden står inte på sidan"),
    "dossier_too_large": _("mappens original är för stora tillsammans"),
    "dossier_full": _("mappen rymmer inte fler poster eller avsnitt"),
    "owner_not_said": _("det är inte sagt hos vilken ägare anteckningen ska visas"),
    "too_many_watched": _("för många sökningar bevakas redan"),
    "folder_refused": _("mappen får inte bevakas, eller en länk har kommit in i dess sökväg"),
    "folder_missing": _("mappen finns inte"),
    "share_missing": _("nätverksmappen är inte ansluten"),
    "outside_roots": _("mappen får inte längre bevakas härifrån"),
    "invalid_head": _("raderna är inga huvuden av loggen"),
    "sharing_refused": _("delningen har ingen rättslig grund som bär den"),
    "redaction_changed": _("den maskade kopian har ändrats"),
    "redaction_unfinished": _("allt som ska avgöras i den maskade kopian är inte avgjort"),
    "invalid_extract": _("utdraget går inte att göra eller ändra så"),
    "invalid_retention": _("regeln eller spärren saknar något"),
    "second_person": _("en annan person måste godkänna det"),
    "choice_changed": _("listan har ändrats sedan den visades"),
    "erasure_ground": _("gallringen saknar grund"),
    "erasure_held": _("en spärr hindrar gallringen"),
    "erasure_contained": _("handlingen ligger i en annan handling"),
    "erasure_watched": _("filen ligger kvar i en bevakad mapp"),
    "erasure_tried": _("handlingen prövas för utlämnande"),
    "erasure_incomplete": _("gallringen är inte färdig"),
    "invalid_request": _("begäran går inte att göra, avgöra eller besvara så"),
    "invalid_finding": _("granskningen saknar ett omdöme"),
    "invalid_marking": _("markeringen saknar något, eller gäller en dag som har gått"),
    "no_provision": _("markeringen saknar en sekretessbestämmelse"),
    "invalid_protected_person": _("uppgiften räcker inte för listan över skyddade personuppgifter"),
    "sensitive_selection": _("personer får inte väljas ut genom känsliga personuppgifter"),
    "picture_not_shown": _("bilden visar uppgifter som ska döljas och inte går att täcka"),
    "original_needs_reason": _("originalet visar personnummer och lämnas ut av ett skäl"),
    "original_infected": _("viruskontrollen fann skadlig kod i originalet"),
    "scanner_unavailable": _("viruskontrollen svarade inte"),
    "unknown_user": _("användaren finns inte"),
    "account_exists": _("kontot finns redan"),
    "role_conflict": _("rollerna kan inte finnas på samma konto"),
    "weak_password": _("lösenordet är för kort eller för vanligt"),
    "sign_in_refused": _("inloggningen gick inte att lita på"),
    "provider_unavailable": _("identitetsleverantören svarar inte"),
    "invalid_judgement": _("bedömningen gick inte ihop"),
    "ambiguous_name": _("namnet kan betyda flera"),
    "document_busy": _("handlingen läses just nu"),
    "gold_not_found": _("facit saknas i mappen"),
    "invalid_gold": _("en rad i facit gick inte att läsa"),
    "duplicate": _("filen fanns redan i källan"),
    "attempts": _("arbetet har försökts flera gånger utan att bli klart"),
    "disk_full": _("disken är full"),
    "vault_unavailable": _("originalen gick inte att nå"),
    "index_unavailable": _("sökindexet svarade inte"),
    "database_unavailable": _("databasen svarade inte"),
    "cluster_refused": _("klustret kan inte användas som det är inställt"),
    "cluster_unavailable": _("klustret svarade inte"),
    "ledger_unavailable": _("loggen kunde inte skrivas"),
    "ocr_unavailable": _("OCR är inte installerat"),
    "model_damaged": _("modellen som hittar namn är skadad eller saknas"),
}
"""Of jobs."""

REASONS: Final = {**PAGES, **READINGS, **DOCUMENTS, **JOBS}

NEXT: Final[dict[str, LazyString]] = {
    "not_read_yet": _("Vänta en stund och ladda om sidan."),
    "reading": _("Vänta en stund och ladda om sidan."),
    "order_over": _("Läs om handlingen, eller be förvaltaren läsa in mappen igen."),
    "being_read": _("Vänta en stund och ladda om sidan."),
    "gone": _("Lämna in filen igen om den ska finnas här."),
    "claim_lost": _("Vänta en stund och ladda om sidan."),
    "attachments_too_deep": _("Öppna originalet och lämna in det innersta för sig."),
    "unread_pages": _("Öppna handlingen: vid varje oläst sida står varför."),
    "attachments_unread": _("Öppna originalet och lämna in bilagan för sig."),
    "worker_crashed": _("Originalet finns kvar. Spara om det i ett annat format och lämna in det igen."),
    "attempts": _("Försök igen om en stund. Består felet, be förvaltaren se i loggen."),
    "duplicate": _("Inget lästes på nytt."),
    "attachment_too_large": _("Öppna originalet och lämna in bilagan för sig."),
    "too_many_attachments": _("Öppna originalet och lämna in resten för sig."),
    "too_many_members": _("Packa upp arkivet och läs in mappen i stället."),
    "too_many_messages": _("Dela brevlådan och lämna in delarna för sig."),
    "members_skipped": _("Listan i handlingen säger vad som hoppades över och varför."),
    "members_unread": _("Listan i handlingen säger vad som inte lästes och varför."),
    "encrypted_members": _("Lämna in det skyddade utan lösenord, eller be förvaltaren läsa in filen med lösenordet."),
    "unpacked_too_large": _("Packa upp arkivet och läs in mappen i stället."),
    "items_unread": _("Originalet finns kvar; öppna det i Outlook för att se resten."),
    "records_unread": _("Rätta raderna och lämna in filen igen."),
    "pages_missing": _("Be avsändaren om en hel fil; sidorna som saknas är nämnda."),
    "picture_truncated": _("Be avsändaren om en hel fil."),
    "unsupported_type": _("Spara om filen i ett annat format, till exempel PDF, och lämna in den igen."),
    "corrupt": _("Pröva att öppna originalet. Går det inte, be avsändaren om en hel fil."),
    "empty_file": _("Kontrollera filen hos avsändaren och lämna in den igen."),
    "encrypted": _("Lämna in en kopia utan lösenord, eller be förvaltaren läsa in filen med lösenordet."),
    "too_large": _("Dela upp filen, eller be förvaltaren höja gränsen."),
    "converter_missing": _("Be förvaltaren installera LibreOffice och läsa om filen, eller lämna in den som PDF."),
    "folder_refused": _("Be förvaltaren kontrollera sökvägen."),
    "folder_missing": _("Be förvaltaren kontrollera mappen; det som är inläst finns kvar."),
    "share_missing": _("Be förvaltaren ansluta den igen; det som är inläst finns kvar."),
    "outside_roots": _("Be förvaltaren se över inställningen watch_roots."),
    "disk_full": _("Be förvaltaren göra plats."),
    "scanner_unavailable": _("Försök igen om en stund. Består felet, be förvaltaren se i loggen."),
    "vault_unavailable": _("Försök igen om en stund. Består felet, be förvaltaren se i loggen."),
    "permission_denied": _("Be förvaltaren ge samsyn läsrätt till filen."),
    "read_fault": _("Be förvaltaren kontrollera disken eller nätverksmappen."),
    "file_changing": _("Läs in mappen igen när filen är färdig, eller be förvaltaren göra det."),
    "reader_timeout": _("Lämna in en mindre del av filen."),
    "reader_crashed": _("Originalet finns kvar. Spara om det i ett annat format och lämna in det igen."),
    "reader_invalid_answer": _("Originalet finns kvar. Spara om det i ett annat format och lämna in det igen."),
}
"""What to do, in the words of those who have a browser and no command line; the errors' own words are for those."""


def reason_said(code: str) -> str:
    """The reason in plain words; an unknown code is shown as it is."""
    known = REASONS.get(code)
    return str(known) if known is not None else code.replace("_", " ")


def next_step(code: str) -> str:
    """What to do about it, in whole sentences (those of the errors are in Swedish only); empty where there is nothing
    to do."""
    if code in NEXT:
        return str(NEXT[code])
    if code == SamsynError.code:
        return SamsynError.next
    error = by_code(SamsynError).get(code)
    return error.next if error is not None else ""


def sentence(text: str) -> str:
    """The words as a sentence: a capital first, a full stop last."""
    whole = text[:1].upper() + text[1:]
    return whole if not whole or whole.endswith((".", "!", "?")) else f"{whole}."

"""Every error that samsyn raises on purpose, in one tree.

Each has a stable ``code`` (documented in ``docs/errors.md``), a ``disposition`` that says what becomes of the work
in hand, and a ``next`` step in plain words. Foreign exceptions are mapped to these at the border where they arise.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar


class Disposition(StrEnum):
    """What becomes of the work that met the error."""

    RETRY = "retry"  # the fault lies outside the file and may pass
    QUARANTINE = "quarantine"  # the fault lies in the file: set it aside, named, and go on
    REFUSE = "refuse"  # the request itself was wrong: nothing was done


class SamsynError(Exception):
    """The root. ``message`` says what happened, ``next`` what to do about it. Never holds text of a document."""

    code: ClassVar[str] = "internal"
    disposition: ClassVar[Disposition] = Disposition.REFUSE
    next: str = "Se loggen och försök igen; felet består? Kör samsyn doctor."

    def __init__(self, message: str, *, next: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if next is not None:
            self.next = next


# --- the request was wrong -------------------------------------------------------------------------------------------


class RefusedError(SamsynError):
    """A request that cannot be met as it stands; nothing was changed."""


class MissingPathError(RefusedError):
    code = "missing_path"
    next = "Kontrollera stavningen av sökvägen och att disken är ansluten."


class InvalidMetadataError(RefusedError):
    code = "invalid_metadata"
    next = "Rätta listan (docs/formats.md, ”Listor bredvid filerna”) och kör samma kommando igen: inget är inläst."


class NoPageImagesError(RefusedError):
    code = "no_page_images"
    next = "Handlingar i textform har inga sidor att visa: hämta originalet i stället."


class InvalidPartsError(RefusedError):
    code = "invalid_parts"
    next = "Ange sidorna i ordning utan överlapp, t.ex. 1-4,6-9; samsyn split show visar förslaget."


class UnknownSourceError(RefusedError):
    code = "unknown_source"
    next = "Lägg till källan först: samsyn source add NAMN --owner ÄGARE."


class SourceConflictError(RefusedError):
    code = "source_conflict"
    next = "Välj ett annat namn på källan: samma källa kan inte ha två ägare."


class InvalidSettingError(RefusedError):
    code = "invalid_setting"
    next = "Rätta värdet i samsyn.toml eller i miljövariabeln; docs/settings.md visar vad som gäller."


class HomeNotFoundError(RefusedError):
    code = "home_not_found"
    next = "Ange rätt mapp i SAMSYN_HOME, eller börja med: samsyn source add NAMN --owner ÄGARE."


class KeyMismatchError(RefusedError):
    """Two keys in one register would give the same person two ids, and break saved states."""

    code = "key_mismatch"
    next = "Lägg tillbaka den secret.key som hör till registret (den finns i säkerhetskopian) i mappen SAMSYN_HOME."


class HomeInUseError(RefusedError):
    code = "home_in_use"
    next = "Välj en tom mapp i SAMSYN_HOME."


class WrongUsageError(RefusedError):
    """The command line was not understood (exit status 2)."""

    code = "usage"
    next = "Visa hur kommandot skrivs med --help."


class StoppedError(SamsynError):
    """Somebody pressed Ctrl-C."""

    code = "interrupted"
    disposition = Disposition.RETRY
    next = "Kör samma kommando igen: det fortsätter där det var."


class InvalidQueryError(RefusedError):
    code = "invalid_query"
    next = "Rätta sökningen; docs/search.md visar vad som kan skrivas."


class AccessDeniedError(RefusedError):
    """Also the answer for what does not exist, so that nobody can tell the two apart."""

    code = "not_found"
    next = "Kontrollera adressen, eller be ägaren av handlingen om tillgång."


class InvalidJudgementError(RefusedError):
    """What somebody said of a mention or an entity cannot be: no such span, no reason given, undone already."""

    code = "invalid_judgement"
    next = "Rätta anropet; samsyn entity show visar omnämnandena och docs/judgements.md hur de pekas ut."


class AmbiguousNameError(RefusedError):
    """Words that could mean several entities or places: told by their ids or spans."""

    code = "ambiguous_name"
    next = "Ange ett av dem i stället för orden."


class UnknownUserError(RefusedError):
    code = "unknown_user"
    next = "Visa användarna med samsyn user list."


class GoldNotFoundError(RefusedError):
    """A folder without gold (*facit*), or without the part of it that a figure needs."""

    code = "gold_not_found"
    next = "Ange arkivets mapp eller dess gold/; docs/evaluate.md visar vilka filer som ska ligga där."


class InvalidGoldError(RefusedError):
    """A line of a labelled set that cannot be read. Told by file and line, never by its words."""

    code = "invalid_gold"
    next = "Rätta raden; docs/evaluate.md visar hur den ska skrivas."


# --- the fault lies in the file --------------------------------------------------------------------------------------


class UnreadableFileError(SamsynError):
    """The file is set aside under a named reason (``code``); the run goes on."""

    disposition = Disposition.QUARANTINE
    next = "Öppna originalet och be avsändaren om en hel fil; resten av körningen påverkas inte."


class UnsupportedTypeError(UnreadableFileError):
    code = "unsupported_type"
    next = "Spara om filen i ett format som samsyn läser; docs/formats.md räknar upp dem."


class CorruptFileError(UnreadableFileError):
    code = "corrupt"


class EmptyFileError(UnreadableFileError):
    code = "empty_file"
    next = "Filen är noll byte lång. Kontrollera överföringen och lämna in den igen."


class EncryptedFileError(UnreadableFileError):
    code = "encrypted"
    next = "Lämna lösenordet med --passwords FIL och läs in filen igen."


class TooLargeError(UnreadableFileError):
    code = "too_large"
    next = "Dela upp filen, eller höj gränsen i samsyn.toml."


class ConverterMissingError(UnreadableFileError):
    """The fault lies in this machine and not in the file: it is tried again on the next run."""

    code = "converter_missing"
    next = "Installera LibreOffice: apt-get install libreoffice-writer-nogui libreoffice-impress-nogui; läs in igen."


class PermissionDeniedError(UnreadableFileError):
    code = "permission_denied"
    next = "Ge användaren som kör samsyn läsrätt till filen och läs in den igen."


class ReadFaultError(UnreadableFileError):
    """The disk or network share gave an error while the file was copied, or the file vanished."""

    code = "read_fault"
    next = "Kontrollera disken eller nätverksmappen och läs in filen igen."


class ReaderTimeoutError(UnreadableFileError):
    code = "reader_timeout"
    next = "Läsningen tog för lång tid. Försök igen med en mindre del av filen."


class ReaderCrashedError(UnreadableFileError):
    code = "reader_crashed"
    next = "Läsaren föll på filen. Originalet finns kvar; spara om det i ett annat format och försök igen."


class ReaderLiedError(UnreadableFileError):
    """A reader's answer did not hold together (offsets, boxes, sizes): it is not believed."""

    code = "reader_invalid_answer"


# --- the fault lies outside and may pass -----------------------------------------------------------------------------


class UnavailableError(SamsynError):
    disposition = Disposition.RETRY


class SplitFailedError(UnavailableError):
    code = "split_failed"
    next = "Inget är ändrat i sökningen. Kör samma kommando igen; består felet kan filen inte delas."


class DocumentBusyError(UnavailableError):
    """Another process reads or names the document: a judgement now would be lost in what that finds."""

    code = "document_busy"
    next = "Inget är ändrat. Försök igen om en stund, när inläsningen av handlingen är klar."


class DiskFullError(UnavailableError):
    code = "disk_full"
    next = "Gör plats på disken och kör samma kommando igen: det fortsätter där det var."


class VaultUnavailableError(UnavailableError):
    code = "vault_unavailable"
    next = "Kontrollera att mappen i SAMSYN_HOME kan skrivas och att disken är ansluten, och kör samma kommando igen."


class IndexUnavailableError(UnavailableError):
    code = "index_unavailable"
    next = "Kontrollera att OpenSearch är igång (SAMSYN_OPENSEARCH_URL). Inläsning går vidare; indexet hinner ikapp."


class DatabaseUnavailableError(UnavailableError):
    code = "database_unavailable"
    next = "Kontrollera att databasen är igång (SAMSYN_DATABASE_URL) och försök igen."


class LedgerUnavailableError(UnavailableError):
    """No reading without a record of it: if the ledger cannot be written there is no answer."""

    code = "ledger_unavailable"
    next = "Loggen kan inte skrivas, därför visas inget. Kontrollera disken och databasen."


class OcrUnavailableError(UnavailableError):
    code = "ocr_unavailable"
    next = "Installera Tesseract med svenska: apt-get install tesseract-ocr tesseract-ocr-swe."


class ModelDamagedError(UnavailableError):
    """A trained model is missing a file or is not the one that was trained: it is not run."""

    code = "model_damaged"
    next = "Installera om samsyn. Är det namnmodellen, kör utan den så länge: SAMSYN_NLP_PIPELINE=rules."


def by_code(root: type[SamsynError]) -> dict[str, type[SamsynError]]:
    """The errors below ``root`` by their codes."""
    found: dict[str, type[SamsynError]] = {}
    for kind in root.__subclasses__():
        found |= by_code(kind) | ({kind.code: kind} if "code" in vars(kind) else {})
    return found

"""Every error that samsyn raises on purpose, in one tree.

Each has a stable ``code`` (documented in ``docs/errors.md``), a ``disposition`` that says what becomes of the work
in hand, and a ``next`` step in plain words. Foreign exceptions are mapped to these at the border where they arise.
"""

from __future__ import annotations

from models.error_root import Disposition, RefusedError, SamsynError
from models.file_errors import (
    ConverterMissingError,
    CorruptFileError,
    EmptyFileError,
    EncryptedFileError,
    PermissionDeniedError,
    ReaderCrashedError,
    ReaderLiedError,
    ReaderTimeoutError,
    ReadFaultError,
    TooLargeError,
    UnreadableFileError,
    UnsupportedTypeError,
)
from models.front_errors import DossierFullError, DossierTooLargeError, NothingChosenError, OwnerNotSaidError
from models.secrecy_errors import (
    CoveredPictureError,
    InvalidMarkingError,
    InvalidRequestError,
    OriginalReasonError,
    ProtectedPersonError,
    ProvisionError,
    RedactionChangedError,
    RedactionUnfinishedError,
    SensitiveSelectionError,
    SharingRefusedError,
)

__all__ = [
    "ConverterMissingError",
    "CorruptFileError",
    "CoveredPictureError",
    "Disposition",
    "DossierFullError",
    "DossierTooLargeError",
    "EmptyFileError",
    "EncryptedFileError",
    "InvalidMarkingError",
    "InvalidRequestError",
    "NothingChosenError",
    "OriginalReasonError",
    "OwnerNotSaidError",
    "PermissionDeniedError",
    "ProtectedPersonError",
    "ProvisionError",
    "ReadFaultError",
    "ReaderCrashedError",
    "ReaderLiedError",
    "ReaderTimeoutError",
    "RedactionChangedError",
    "RedactionUnfinishedError",
    "RefusedError",
    "SamsynError",
    "SensitiveSelectionError",
    "SharingRefusedError",
    "TooLargeError",
    "UnreadableFileError",
    "UnsupportedTypeError",
]
"""What others find here though it is written elsewhere; the errors below need no mention."""

# --- the request was wrong -------------------------------------------------------------------------------------------


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


class TooManyWatchedError(RefusedError):
    code = "too_many_watched"
    next = "Sluta bevaka någon annan sökning först, eller höj watched_searches i samsyn.toml."


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


class InvalidHeadError(RefusedError):
    """A file of kept heads of the ledger with a line that is none, or that was not made here."""

    code = "invalid_head"
    next = "Lämna raderna precis som samsyn audit head skrev dem; docs/ledger.md visar hur de ser ut."


class InvalidFindingError(RefusedError):
    """An item of the review desk that cannot be closed so: closed already, an incident without words, no such month."""

    code = "invalid_finding"
    next = "Välj utan anmärkning, fråga ställd eller incident; en incident beskrivs med ord."


class UnknownUserError(RefusedError):
    code = "unknown_user"
    next = "Visa kontona med samsyn account list."


class AccountExistsError(RefusedError):
    code = "account_exists"
    next = "Välj ett annat namn, eller ändra kontot: samsyn account change, password, enable."


class RoleConflictError(RefusedError):
    """Roles and grants that no account may have together (models/access.py: check_roles)."""

    code = "role_conflict"
    next = "Dela uppgifterna på flera konton; docs/accounts.md visar vad varje roll får göra."


class WeakPasswordError(RefusedError):
    code = "weak_password"
    next = "Välj ett längre, gärna några ord i rad som inte hör ihop."


class SignInRefusedError(RefusedError):
    """The identity provider's answer cannot be believed, or gives no account here. Holds no value of a claim."""

    code = "sign_in_refused"
    next = "Försök igen från inloggningssidan; består felet, be förvaltaren se över inställningarna [oidc]."


class ProviderUnavailableError(SamsynError):
    """The identity provider does not answer; local accounts sign in all the same."""

    code = "provider_unavailable"
    disposition = Disposition.RETRY
    next = "Försök igen om en stund, eller logga in med ett lokalt konto."


class GoldNotFoundError(RefusedError):
    """A folder without gold (*facit*), or without the part of it that a figure needs."""

    code = "gold_not_found"
    next = "Ange arkivets mapp eller dess gold/; docs/evaluate.md visar vilka filer som ska ligga där."


class InvalidGoldError(RefusedError):
    """A line of a labelled set that cannot be read. Told by file and line, never by its words."""

    code = "invalid_gold"
    next = "Rätta raden; docs/evaluate.md visar hur den ska skrivas."


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
    next = "Kontrollera att valvet (SAMSYN_VAULT_URL, annars i SAMSYN_HOME) går att nå och skriva i, och försök igen."


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

"""The errors whose fault lies in the file: the part of the tree of :mod:`models.errors` that sets a file aside."""

from __future__ import annotations

from models.error_root import Disposition, SamsynError


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
    next = (
        "Installera LibreOffice: apt-get install libreoffice-calc-nogui libreoffice-writer-nogui "
        "libreoffice-impress-nogui; läs in igen."
    )


class PermissionDeniedError(UnreadableFileError):
    code = "permission_denied"
    next = "Ge användaren som kör samsyn läsrätt till filen och läs in den igen."


class ReadFaultError(UnreadableFileError):
    """The disk or network share gave an error while the file was copied, or the file vanished."""

    code = "read_fault"
    next = "Kontrollera disken eller nätverksmappen och läs in filen igen."


class FileChangingError(UnreadableFileError):
    """Somebody was writing to the file each time it was copied: it is taken in when it stands still."""

    code = "file_changing"
    next = "Någon skrev i filen när den lästes in. Kör samma kommando igen när den är färdig."


class ReaderTimeoutError(UnreadableFileError):
    code = "reader_timeout"
    next = "Läsningen tog för lång tid. Försök igen med en mindre del av filen."


class ReaderCrashedError(UnreadableFileError):
    code = "reader_crashed"
    next = "Läsaren föll på filen. Originalet finns kvar; spara om det i ett annat format och försök igen."


class ReaderLiedError(UnreadableFileError):
    """A reader's answer did not hold together (offsets, boxes, sizes): it is not believed."""

    code = "reader_invalid_answer"

"""Errors of what people do in the front end, collecting and handing in: a part of the tree of :mod:`models.errors`."""

from __future__ import annotations

from models.error_root import RefusedError


class NothingChosenError(RefusedError):
    """Words that are not on the page, or none of what could have been ticked."""

    code = "nothing_chosen"
    next = "Markera orden i texten eller skriv av dem precis som de står; bland träffar, kryssa i minst en."


class DossierTooLargeError(RefusedError):
    code = "dossier_too_large"
    next = "Dela mappen i två, eller ta ut den som PDF; dossier_bytes i samsyn.toml säger hur mycket som får plats."


class UploadMismatchError(RefusedError):
    """What came of a file is not all of it, or not what was sent."""

    code = "upload_mismatch"
    next = "Lägg in filen igen: den kan ha ändrats medan den skickades."


class UploadQuotaError(RefusedError):
    code = "upload_quota"
    next = "Vänta till i morgon, eller be förvaltaren läsa in filerna från servern."

"""Errors of what people do in the front end, collecting and handing in: a part of the tree of :mod:`models.errors`."""

from __future__ import annotations

from models.error_root import RefusedError


class NothingChosenError(RefusedError):
    """Words that are not on the page, or none of what could have been ticked."""

    code = "nothing_chosen"
    next = "Markera orden i texten eller skriv av dem precis som de står; bland träffar, kryssa i minst en."


class DossierFullError(RefusedError):
    """So many things as the viewer sees in the folder, or so many sections, and no room for more."""

    code = "dossier_full"
    next = "Ta ur något, eller gör en mapp till; dossier_items och dossier_sections i samsyn.toml säger hur mycket."


class DossierTooLargeError(RefusedError):
    code = "dossier_too_large"
    next = "Dela mappen i två, eller ta ut den som PDF; dossier_bytes i samsyn.toml säger hur mycket som får plats."


class FolderRefusedError(RefusedError):
    """A folder that may not be watched: it holds the installation's home or lies in it, or it is watched already."""

    code = "folder_refused"
    next = "Välj en annan mapp; docs/archive-desk.md, ”Watched folders”, säger vilka som kan bevakas."


class OwnerNotSaidError(RefusedError):
    """A note for all of an owner's staff, on an entity that several owners have."""

    code = "owner_not_said"
    next = "Välj hos vem anteckningen ska visas för alla."


class UploadMismatchError(RefusedError):
    """What came of a file is not all of it, or not what was sent."""

    code = "upload_mismatch"
    next = "Lägg in filen igen: den kan ha ändrats medan den skickades."


class UploadQuotaError(RefusedError):
    code = "upload_quota"
    next = "Vänta till i morgon, eller be förvaltaren läsa in filerna från servern."

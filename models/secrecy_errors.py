"""Errors of secrecy: markings, protected identities, what owners share; a branch of :mod:`models.errors`."""

from __future__ import annotations

from models.error_root import RefusedError


class SharingRefusedError(RefusedError):
    """A row of the matrix of sharing that is no agreement, or that no legal basis carries."""

    code = "sharing_refused"
    next = "Rätta raden i samsyn.toml; docs/sharing.md visar de rättsliga grunderna och vad var och en medger."


class InvalidRequestError(RefusedError):
    """A request between owners that cannot be made, decided or met as it stands."""

    code = "invalid_request"
    next = "Visa begärans läge: samsyn share list; docs/sharing.md beskriver gången."


class ProvisionError(RefusedError):
    """A marking without a provision that it stands on."""

    code = "no_provision"
    next = "Ange lag, kapitel och paragraf, till exempel OSL 26:1."


class InvalidMarkingError(RefusedError):
    """A marking without a group, with a day that has passed, or lowered without a reason."""

    code = "invalid_marking"
    next = "Rätta uppgiften; docs/secrecy.md visar vad en markering ska ha."


class InvalidExtractError(RefusedError):
    """A register extract that cannot be begun, decided of or ended as it stands."""

    code = "invalid_extract"
    next = "Rätta uppgiften; docs/extract.md visar gången."


class ProtectedPersonError(RefusedError):
    """Somebody who cannot be put on the list of protected identities, or not by this viewer or without a reason."""

    code = "invalid_protected_person"
    next = "Rätta uppgiften; docs/protected.md visar vad listan behöver."


class CoveredPictureError(RefusedError):
    """A picture that shows what the viewer may not see, where it cannot be covered."""

    code = "picture_not_shown"
    next = "Läs sidan som text; där är uppgifterna dolda."


class OriginalReasonError(RefusedError):
    """The original of a document with masked content, asked for without a reason."""

    code = "original_needs_reason"
    next = "Ange varför originalet behövs; skälet loggas."


class SensitiveSelectionError(RefusedError):
    """A selection of persons by sensitive personal data, which may not be made."""

    code = "sensitive_selection"
    next = "Sök i fritext utan att spara, bevaka eller ta ut personer; docs/protected.md säger varför."


class RedactionChangedError(RefusedError):
    """A masked copy that was changed in another window, or whose document was read anew since it was begun."""

    code = "redaction_changed"
    next = "Öppna den maskade kopian igen och se efter vad som är avgjort."


class RedactionUnfinishedError(RefusedError):
    """A masked copy that cannot be made yet: something proposed is not decided, or what was left is not confirmed."""

    code = "redaction_unfinished"
    next = "Avgör varje förslag, och gå sedan igenom det som lämnas."

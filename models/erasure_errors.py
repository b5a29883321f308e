"""Errors of erasure; a branch of :mod:`models.errors`."""

from __future__ import annotations

from models.error_root import RefusedError
from models.errors import UnavailableError


class ErasureGroundError(RefusedError):
    """An order to erase without a provision, without the rule that it follows or without the reason of who decided."""

    code = "erasure_ground"
    next = "Ange bestämmelsen, och gallringsregeln eller skälet till beslutet; docs/erasure.md visar vad som behövs."


class ErasureHeldError(RefusedError):
    """A document that is held (by a dispute, an audit), or that lies in or with one that is."""

    code = "erasure_held"
    next = "Gallra de andra, eller låt spärren hävas först; samsyn erase preview visar vilka handlingar det gäller."


class ErasureContainedError(RefusedError):
    """A document that lies in another that is to stay: its bytes are in that one's file."""

    code = "erasure_contained"
    next = "Gallra handlingen som den ligger i; samsyn erase preview visar vilka det gäller."


class ErasureWatchedError(RefusedError):
    """A document whose file lies in a folder that is watched: it would be taken in anew at once."""

    code = "erasure_watched"
    next = "Ta bort filen ur den bevakade mappen först; samsyn erase preview visar vilka det gäller."


class ErasureTriedError(RefusedError):
    """A document that is being tried for release in a request that is open: erased first, nobody could answer it."""

    code = "erasure_tried"
    next = "Besluta i begäran eller ta ut handlingen ur den; samsyn erase preview visar vilka det gäller."


class ErasureIncompleteError(UnavailableError):
    """Something of what an order erases is still there after all steps. Tried again; nobody can read it meanwhile."""

    code = "erasure_incomplete"
    next = "Körs igen av sig självt, eller med samsyn erase resume; består felet: samsyn doctor och samsyn verify."

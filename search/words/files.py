"""What becomes of a file that is taken in, as people say it."""

from __future__ import annotations

from typing import Final

FILE_STATES: Final = {
    "new": "ny",
    "duplicate": "fanns redan",
    "quarantined": "i karantän",
    "unseen": "inte sedd",
}
"""By :class:`models.store.runs.FileState`."""

READINGS: Final = {
    "": "",
    "read": "läst",
    "partial": "delvis läst",
    "failed": "ännu inte läst",
    "quarantined": "i karantän",
}
"""By :class:`models.document.DocumentState`; nothing is said of what is no document, or not all the asker's to read."""

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

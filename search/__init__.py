"""What the pages say, found: the index and its back ends, and what is asked of them, behind each viewer's wall."""

import models.silence  # noqa: F401  # before Haystack, whatever else is imported: see there

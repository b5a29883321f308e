"""A hostile file becomes pages, safely, once: from the path in a source folder to the outbox of the index."""

import models.silence  # noqa: F401  # before Haystack, whatever else is imported: see there

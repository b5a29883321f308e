"""The nouns of samsyn: frozen dataclasses and pure functions. Imports nothing from outside (its ``store`` aside)."""

import models.silence  # noqa: F401  # before whatever else is imported: see there

"""The nouns of samsyn: frozen dataclasses and pure functions. Imports nothing from outside (its ``store`` aside)."""

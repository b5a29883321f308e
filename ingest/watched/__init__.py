"""Watched folders (*bevakade mappar*): complete files are taken in as they come."""

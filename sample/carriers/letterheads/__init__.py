"""Letterheads (*brevhuvud*): each function sets the top of the first sheet and leaves the pen below it."""

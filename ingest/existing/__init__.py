"""A reading that came beside its scan (ALTO, hOCR) competes with ours, page by page: the better one is kept."""
